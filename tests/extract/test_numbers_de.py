"""German numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_de import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fünfundzwanzig", [("fünfundzwanzig", 25, "words")]),
        ("zweihundertdreiundvierzig", [("zweihundertdreiundvierzig", 243, "words")]),
        ("zweieinhalb Millionen", [("zweieinhalb Millionen", 2500000, "words")]),
        ("2,5 Mio. Euro", [("2,5 Mio.", 2500000, "digits")]),
        ("anderthalb Millionen", [("anderthalb Millionen", 1500000, "words")]),
        ("dreißigtausend", [("dreißigtausend", 30000, "words")]),
        ("1.200,5", [("1.200,5", 1200.5, "digits")]),
        ("zwei Drittel", [("zwei Drittel", 0.666667, "part")]),
        ("Hunderttausende", [("Hunderttausende", 100000, "vague")]),
        ("eine Million", [("eine Million", 1000000, "words")]),
        ("eine halbe Million", [("eine halbe Million", 500000, "words")]),
        ("zwischen fünf und zwanzig", [("fünf", 5, "words"), ("zwanzig", 20, "words")]),
        ("3. Platz", [("3.", 3, "ordinal")]),
        ("fünfundzwanzigste", [("fünfundzwanzigste", 25, "ordinal")]),
        ("achtzehnhundert", [("achtzehnhundert", 1800, "words")]),
        ("Achtung drei", [("drei", 3, "words")]),
        ("ein Haus", []),
        ("einundzwanzig", [("einundzwanzig", 21, "words")]),
        ("zweite Frau", [("zweite", 2, "ordinal")]),
        ("100 000 Menschen", [("100 000", 100000, "digits")]),
        ("eine Viertelmillion", [("Viertelmillion", 250000, "words")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
