"""French numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_fr import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quatre-vingt-dix-sept", [("quatre-vingt-dix-sept", 97, "words")]),
        ("soixante et onze", [("soixante et onze", 71, "words")]),
        ("deux milliards et demi", [("deux milliards et demi", 2500000000, "words")]),
        ("deux cent quatre-vingts", [("deux cent quatre-vingts", 280, "words")]),
        ("cent vingt et un", [("cent vingt et un", 121, "words")]),
        ("1 200,5", [("1 200,5", 1200.5, "digits")]),
        ("un tiers", [("un tiers", 0.333333, "part")]),
        ("les deux tiers", [("deux tiers", 0.666667, "part")]),
        ("une centaine de personnes", [("une centaine", 100, "words")]),
        ("des dizaines de milliers", [("dizaines de milliers", 10000, "vague")]),
        ("trois quarts", [("trois quarts", 0.75, "part")]),
        ("quatre vingt mille", [("quatre vingt mille", 80000, "words")]),
        ("2,5 Mds", [("2,5 Mds", 2500000000, "digits")]),
        ("21e siècle", [("21e", 21, "ordinal")]),
        ("cinq millions trois cent mille", [("cinq millions trois cent mille", 5300000, "words")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
