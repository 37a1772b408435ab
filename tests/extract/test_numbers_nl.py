"""Dutch numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_nl import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vijfentwintig", [("vijfentwintig", 25, "words")]),
        ("drieëntwintig", [("drieëntwintig", 23, "words")]),
        ("anderhalf miljoen", [("anderhalf miljoen", 1500000, "words")]),
        ("tweehonderdvijftigduizend", [("tweehonderdvijftigduizend", 250000, "words")]),
        ("één", [("één", 1, "words")]),
        ("een huis", []),
        ("tweederde", [("tweederde", 0.666667, "part")]),
        ("twee derde", [("twee derde", 0.666667, "part")]),
        ("honderden", [("honderden", 100, "vague")]),
        ("tweeënhalf miljoen", [("tweeënhalf miljoen", 2500000, "words")]),
        ("een miljoen", [("een miljoen", 1000000, "words")]),
        ("1.200,5", [("1.200,5", 1200.5, "digits")]),
        ("achtentachtig", [("achtentachtig", 88, "words")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
