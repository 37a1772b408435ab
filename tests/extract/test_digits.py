"""Numbers in digits: which marks are groups and which the decimal mark."""

from __future__ import annotations

import pytest

from newsfold.extract.digits import Digits, digits_at


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1.200,5", ",", 1200.5),
        ("1,200.5", ",", 1200.5),  # both marks: the last is the decimal one, in any language
        ("1.200", ",", 1200),
        ("1,200", ",", 1.2),
        ("12,000", ",", 12000),  # nobody prints three decimal zeros
        ("1,200", ".", 1200),
        ("1.200", ".", 1.2),
        ("0.125", ",", 0.125),
        ("1\u202f200,5", ",", 1200.5),
        ("1\u00a0200\u00a0000", ",", 1200000),
        ("1’200’000", ",", 1200000),
        ("12,34,567", ".", 1234567),
        ("١٢٫٥", ".", 12.5),
        ("१२३", ".", 123),
        ("１２３", ".", 123),
        ("3/4", ",", 0.75),
        ("½", ",", 0.5),
        ("192.168.1.2", ",", None),
        ("1/0", ",", None),
        ("9" * 41, ",", None),
    ],
)
def test_a_number_in_digits_is_worth_what_its_language_says(
    text: str, decimal: str, value: float | None
) -> None:
    digits = digits_at(text, 0, decimal, False)
    assert digits is not None
    assert (digits.end, digits.value) == (len(text), value)


def test_a_lone_group_behind_a_blank_counts_where_the_language_writes_so() -> None:
    assert [digits_at("1 200 km", 0, ",", spaced) for spaced in (False, True)] == [
        digits_at("1", 0, ",", False),
        Digits(5, 1200.0),
    ]
