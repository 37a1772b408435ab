"""Numbers in Chinese characters, as dates have them."""

from __future__ import annotations

import pytest

from newsfold.extract.times.numerals import numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("二〇二一", 2021),
        ("二零零四", 2004),
        ("两", 2),
        ("元", 1),
        ("半", 0.5),
        ("", None),
        ("三x", None),
        ("3", None),
    ],
)
def test_numerals_have_their_values(text: str, value: float | None) -> None:
    assert numeral(text) == value
