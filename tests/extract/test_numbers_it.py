"""Italian numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_it import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("venticinque", [("venticinque", 25, "words")]),
        ("duecentomila", [("duecentomila", 200000, "words")]),
        ("ventuno", [("ventuno", 21, "words")]),
        ("ventotto", [("ventotto", 28, "words")]),
        ("tre milioni e mezzo", [("tre milioni e mezzo", 3500000, "words")]),
        ("centoottanta", [("centoottanta", 180, "words")]),
        ("due terzi", [("due terzi", 0.666667, "part")]),
        ("ventitré", [("ventitré", 23, "words")]),
        ("millecinquecento", [("millecinquecento", 1500, "words")]),
        ("migliaia di persone", [("migliaia", 1000, "vague")]),
        ("trecentoquarantasette", [("trecentoquarantasette", 347, "words")]),
        ("mezzo milione", [("mezzo milione", 500000, "words")]),
        ("un terzo della", [("un terzo", 0.333333, "part")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
