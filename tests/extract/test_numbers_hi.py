"""Hindi numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_hi import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 लाख पहले", [("10 लाख", 1000000, "digits"), ("पहले", 1, "ordinal")]),
        ("सैकड़ों करोड़ रुपये", [("सैकड़ों करोड़", 1000000000, "vague")]),
        ("दसियों हज़ार लोग", [("दसियों हज़ार", 10000, "vague")]),
        ("15 वीं मंजिल", [("15 वीं", 15, "ordinal")]),
        ("एक सौ सोलह", [("एक सौ सोलह", 116, "words")]),
        ("डेढ़ लाख", [("डेढ़ लाख", 150000, "words")]),
        ("साढ़े तीन करोड़", [("साढ़े तीन करोड़", 35000000, "words")]),
        ("१२,३४,५६७.५", [("१२,३४,५६७.५", 1234567.5, "digits")]),
        ("दस लाख दो हजार दो सौ तीन", [("दस लाख दो हजार दो सौ तीन", 1002203, "words")]),
        ("ढाई", [("ढाई", 2.5, "words")]),
        ("एक लाख करोड़", [("एक लाख करोड़", 1000000000000, "words")]),
        ("2 लाख 50 हज़ार", [("2 लाख 50 हज़ार", 250000, "digits")]),
        ("दो तिहाई", [("दो तिहाई", 0.666667, "part")]),
        ("पच्चीसवां", [("पच्चीसवां", 25, "ordinal")]),
        ("सवा दो लाख", [("सवा दो लाख", 225000, "words")]),
        ("पौने दो लाख", [("पौने दो लाख", 175000, "words")]),
        ("सैकड़ों लोग", [("सैकड़ों", 100, "vague")]),
        ("1.5 करोड़", [("1.5 करोड़", 15000000, "digits")]),
        ("सौ", [("सौ", 100, "words")]),
        ("दो सौ पॉइंट इकहत्तर", [("दो सौ पॉइंट इकहत्तर", 200.71, "words")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
