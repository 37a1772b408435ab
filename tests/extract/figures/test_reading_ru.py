"""Russian figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("дети от 2-х до 5-ти лет", [("2-х до 5-ти лет", 3.5, "year", "", "")]),
        ("не менее 5, но не более 10 лет", [("5, но не более 10 лет", 7.5, "year", "", "")]),
        ("около 42-мя процентов", [("42-мя процентов", 42, "%", "", "about")]),
        ("Не менее 20 человек погибли 5 мая 2019 года.", [("20", 20, "", "человек", "at least")]),
        ("3,2 млрд рублей", [("3,2 млрд рублей", 3200000000, "RUB", "", "")]),
        ("выросли на 2,5%", [("2,5%", 2.5, "%", "", "")]),
        ("45-летний мужчина", [("45-летний", 45, "year", "age", "")]),
        ("от 300 до 400 полицейских", [("300 до 400", 350, "", "полицейских", "")]),
        ("в 18:30", []),
        ("пять тысяч километров", [("пять тысяч километров", 5000, "km", "", "")]),
        ("два процента", [("два процента", 2, "%", "", "")]),
        ("в 2019 году", []),
        ("более ста человек", [("ста", 100, "", "человек", "more than")]),
        ("минус 5 градусов", [("минус 5 градусов", -5, "°", "", "")]),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="ru"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
