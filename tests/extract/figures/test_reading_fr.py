"""French figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Au moins 20 personnes sont mortes le 5 mai 2019.", [("20", 20, "", "personnes", "at least")]),
        (
            "Le chiffre d'affaires a augmenté de 2,5 % à 3,2 milliards d'euros.",
            [("2,5 %", 2.5, "%", "", ""), ("3,2 milliards d'euros", 3200000000, "EUR", "", "")],
        ),
        ("un homme de 45 ans", [("45 ans", 45, "year", "age", "")]),
        ("entre 300 et 400 policiers", [("300 et 400", 350, "", "policiers", "")]),
        ("à 18h30", []),
        ("1 200 mètres carrés", [("1 200 mètres carrés", 1200, "m2", "", "")]),
        ("les deux tiers des électeurs", [("deux tiers", 66.667, "%", "électeurs", "")]),
        ("une centaine de personnes", [("une centaine", 100, "", "personnes", "")]),
        ("20 °C", [("20 °C", 20, "°C", "", "")]),
        ("quatre-vingts morts", [("quatre-vingts", 80, "", "morts", "")]),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="fr"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
