"""Chinese figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20人以上30人以下", [("20人以上30", 25, "", "人", "")]),
        ("大于4865并少于20793人", [("4865并少于20793", 12829, "", "人", "")]),
        ("两米半", [("两米半", 2.5, "m", "", "")]),
        ("两个半小时", [("两个半小时", 2.5, "hour", "", "")]),
        ("387万亩", [("387万", 3870000, "", "亩", "")]),
        ("北纬31.8度", []),
        (
            "2019年5月5日，至少20人死亡，约3000人受伤。",
            [("20", 20, "", "人", "at least"), ("3000", 3000, "", "人", "about")],
        ),
        ("增长2.5%至3.2亿美元", [("2.5%", 2.5, "%", "", ""), ("3.2亿美元", 320000000, "USD", "", "")]),
        ("45岁的男子", [("45岁", 45, "year", "age", "")]),
        ("300至400名警察", [("300至400", 350, "", "名", "")]),
        ("下午6点30分", []),
        ("3000多万人民币", [("3000多万人民币", 30000000, "CNY", "", "more than")]),
        ("气温30摄氏度", [("30摄氏度", 30, "°C", "", "")]),
        ("两名士兵", [("两", 2, "", "名", "")]),
        ("5公里", [("5公里", 5, "km", "", "")]),
        ("三分之一", [("三分之一", 33.333, "%", "", "")]),
        ("G20峰会", []),
        ("第三次", [("第三", 3, "", "次", "")]),
        ("10年来", [("10年", 10, "year", "", "")]),
        ("2019年", []),
        ("5月", []),
        ("60多个国家", [("60", 60, "", "个", "more than")]),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="zh"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
