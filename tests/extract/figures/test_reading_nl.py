"""Dutch figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minstens 20 mensen kwamen om op 5 mei 2019.", [("20", 20, "", "mensen", "at least")]),
        ("3,2 miljard euro", [("3,2 miljard euro", 3200000000, "EUR", "", "")]),
        ("2,5 procent", [("2,5 procent", 2.5, "%", "", "")]),
        ("een 45-jarige man", [("45-jarige", 45, "year", "age", "")]),
        ("tussen de 300 en 400 agenten", [("300 en 400", 350, "", "agenten", "")]),
        ("om 18.30 uur", []),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="nl"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
