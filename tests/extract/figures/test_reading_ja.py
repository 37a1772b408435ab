"""Japanese figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20人以上30人未満", [("20人以上30", 25, "", "人", "")]),
        ("2ドル3セント", [("2ドル3セント", 2.03, "USD", "", "")]),
        ("1時間半", [("1時間半", 1.5, "hour", "", "")]),
        ("北緯31.8度、東経131.6度", []),
        ("5年連続、10年間", [("5年", 5, "year", "", ""), ("10年間", 10, "year", "", "")]),
        (
            "2019年5月5日、少なくとも20人が死亡し、約3000人がけがをした。",
            [("20", 20, "", "人", "at least"), ("3000", 3000, "", "人", "about")],
        ),
        (
            "売上高は2.5%増の3億2000万円",
            [("2.5%", 2.5, "%", "", ""), ("3億2000万円", 320000000, "JPY", "", "")],
        ),
        ("45歳の男性", [("45歳", 45, "year", "age", "")]),
        ("300人から400人", [("300人から400", 350, "", "人", "")]),
        ("午後6時30分", []),
        ("気温は30度", [("30度", 30, "°C", "", "")]),
        ("5キロ", [("5キロ", 5, "km", "", "")]),
        ("G20", []),
        ("第3回", [("第3", 3, "", "回", "")]),
        ("3割", [("3割", 30, "%", "", "")]),
        ("5～10%", [("5～10%", 7.5, "%", "", "")]),
        ("100ドル", [("100ドル", 100, "USD", "", "")]),
        ("数十人", [("数十", 10, "", "人", "")]),
        ("10日午前", []),
        ("3年間", [("3年間", 3, "year", "", "")]),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="ja"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
