"""Russian numbers: what they are worth, in digits and in words, and what is none."""

from __future__ import annotations

import pytest

from newsfold.extract.numbers_ru import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("от 2-х лет", [("2-х", 2, "digits")]),
        ("из 5-ти человек", [("5-ти", 5, "digits")]),
        ("42-мя процентами", [("42-мя", 42, "digits")]),
        ("90-х", [("90-х", 90, "ordinal")]),
        ("двадцать пять", [("двадцать пять", 25, "words")]),
        ("двухсот тысяч", [("двухсот тысяч", 200000, "words")]),
        ("полтора миллиона", [("полтора миллиона", 1500000, "words")]),
        ("2,5 млрд рублей", [("2,5 млрд", 2500000000, "digits")]),
        ("два с половиной миллиона", [("два с половиной миллиона", 2500000, "words")]),
        ("1 200,5", [("1 200,5", 1200.5, "digits")]),
        ("три четверти", [("три четверти", 0.75, "part")]),
        ("половина", [("половина", 0.5, "part")]),
        ("тысячи людей", [("тысячи", 1000, "vague")]),
        ("двадцать пятый", [("двадцать пятый", 25, "ordinal")]),
        ("сто двадцать", [("сто двадцать", 120, "words")]),
        ("15 тыс. человек", [("15 тыс.", 15000, "digits")]),
        ("тысяча двести тридцать четыре", [("тысяча двести тридцать четыре", 1234, "words")]),
        ("5-й", [("5-й", 5, "ordinal")]),
        ("десятки тысяч", [("десятки тысяч", 10000, "vague")]),
    ],
)
def test_numbers_are_read_with_their_characters(text: str, expected: list[tuple[str, float, str]]) -> None:
    parsed = [(text[n.start : n.end], round(n.value, 6), n.form) for n in numbers(text)]
    assert parsed == expected
