"""Portuguese numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_pt import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dois milhões e quinhentos mil", [("dois milhões e quinhentos mil", 2500000, "words")]),
        ("cento e vinte e cinco", [("cento e vinte e cinco", 125, "words")]),
        ("R$ 1,2 bi", [("1,2 bi", 1200000000, "digits")]),
        ("mil e duzentos", [("mil e duzentos", 1200, "words")]),
        ("entre mil e dois mil", [("mil", 1000, "words"), ("dois mil", 2000, "words")]),
        ("três quartos", [("três quartos", 0.75, "part")]),
        ("metade", [("metade", 0.5, "part")]),
        ("milhares de pessoas", [("milhares", 1000, "vague")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
