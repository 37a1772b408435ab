"""Whether two values exclude each other, whatever the languages that print them."""

from __future__ import annotations

import pytest

from newsfold.compare.differences.values import MEASURED, bounds, exclude_each_other
from newsfold.extract.figures import figures
from newsfold.extract.figures.units import units
from newsfold.records import Article, Figure
from tests.factories import Modifier, article, figure


def only(text: str, language: str) -> Figure:
    [read] = figures(Article(id=language, place="", text=text, title="", language=language))
    return read


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        (("at least 51 people", "en"), ("49 personas", "es"), True),
        (("about 60 people", "en"), ("58 Menschen", "de"), False),
        (("2.5 billion euros", "en"), ("25亿欧元", "zh"), False),
        (("2.5 billion euros", "en"), ("3,5 milliards d’euros", "fr"), True),
        (("3,5 млн рублей", "ru"), ("35 लाख रूबल", "hi"), False),
        (("أكثر من 300 شخص", "ar"), ("250人", "ja"), True),
        (("fra 40 e 50 chilometri", "it"), ("45 quilômetros", "pt"), False),
    ],
)
def test_figures_of_two_languages_are_held_against_each_other(
    left: tuple[str, str], right: tuple[str, str], differ: bool
) -> None:
    first, second = only(*left), only(*right)
    assert first.unit == second.unit
    assert exclude_each_other(first, second) is differ


@pytest.mark.parametrize(
    ("value", "unit", "modifier", "low", "high"),
    [
        (30_000_000_000, "USD", "", 27_000_000_000, 33_000_000_000),
        (20, "mi", "", 18, 22),
        (20, "", "about", 18, 22),
        (2_000, "", "about", 1_800, 2_200),
        (2_100, "", "about", 1_995, 2_205),
        (2_125, "", "about", 2_082.5, 2_167.5),
    ],
)
def test_how_far_a_figures_words_reach(
    value: float, unit: str, modifier: Modifier, low: float, high: float
) -> None:
    read = figure(article("x"), None, value, unit=unit, modifier=modifier)
    assert bounds(read) == pytest.approx((low, high))


def test_measures_that_are_rounded_are_codes_of_the_table_of_units() -> None:
    assert set(MEASURED) <= units().by_code.keys()
    [acres] = figures(article("The fire burned 30 acres.", id="acres"))
    assert bounds(acres) == (27, 33)
