"""Arabic figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أكثر من 100 وأقل من 300 شخص", [("100 وأقل من 300", 200, "", "شخص", "")]),
        ("نحو 1000-1500 شخص", [("1000-1500", 1250, "", "شخص", "about")]),
        ("بفارق خمس نقاط", [("خمس نقاط", 5, "pt", "", "")]),
        ("في شارع 125", []),
        ("قتل ما لا يقل عن 20 شخصا في 5 مايو 2019", [("20", 20, "", "شخصا", "at least")]),
        ("3.2 مليار دولار", [("3.2 مليار دولار", 3200000000, "USD", "", "")]),
        ("بنسبة 2.5 في المئة", [("2.5 في المئة", 2.5, "%", "", "")]),
        ("البالغ من العمر 45 عاما", [("45 عاما", 45, "year", "age", "")]),
        ("١٠ آلاف كيلومتر", [("١٠ آلاف كيلومتر", 10000, "km", "", "")]),
        ("خمسة ملايين دولار", [("خمسة ملايين دولار", 5000000, "USD", "", "")]),
        ("ثلاثة أشخاص", [("ثلاثة", 3, "", "أشخاص", "")]),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="ar"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
