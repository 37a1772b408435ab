"""Italian figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Almeno 20 persone sono morte il 5 maggio 2019.", [("20", 20, "", "persone", "at least")]),
        ("3,2 miliardi di euro", [("3,2 miliardi di euro", 3200000000, "EUR", "", "")]),
        ("il 2,5%", [("2,5%", 2.5, "%", "", "")]),
        ("un uomo di 45 anni", [("45 anni", 45, "year", "age", "")]),
        ("tra 300 e 400 agenti", [("300 e 400", 350, "", "agenti", "")]),
        ("alle 18.30", []),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="it"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
