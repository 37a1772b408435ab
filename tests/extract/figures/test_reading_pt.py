"""Portuguese figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pelo menos 20 pessoas morreram em 5 de maio de 2019.", [("20", 20, "", "pessoas", "at least")]),
        ("R$ 1,2 bilhão", [("R$ 1,2 bilhão", 1200000000, "BRL", "", "")]),
        ("alta de 2,5%", [("2,5%", 2.5, "%", "", "")]),
        ("homem de 45 anos", [("45 anos", 45, "year", "age", "")]),
        ("3 mil casos", [("3 mil", 3000, "", "casos", "")]),
        ("às 18h30", []),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="pt"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
