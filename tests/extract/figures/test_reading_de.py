"""German figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mehr als 100 und weniger als 300 Menschen", [("100 und weniger als 300", 200, "", "Menschen", "")]),
        ("Mindestens 20 Menschen starben am 5. Mai 2019.", [("20", 20, "", "Menschen", "at least")]),
        (
            "Der Umsatz stieg um 2,5 Prozent auf 3,2 Mrd. Euro.",
            [("2,5 Prozent", 2.5, "%", "", ""), ("3,2 Mrd. Euro", 3200000000, "EUR", "", "")],
        ),
        (
            "Eine 45-jährige Frau und ein 20-Jähriger",
            [("45-jährige", 45, "year", "age", ""), ("20-Jähriger", 20, "year", "age", "")],
        ),
        ("zwischen 300 und 400 Polizisten", [("300 und 400", 350, "", "Polizisten", "")]),
        ("3 bis 5 Millionen Euro", [("3 bis 5 Millionen Euro", 4000000, "EUR", "", "")]),
        ("Der FC Bayern gewann 2:1", []),
        ("um 18.30 Uhr", []),
        ("fünf weitere Verletzte", [("fünf", 5, "", "Verletzte", "")]),
        ("knapp 1.200 Quadratmeter", [("1.200 Quadratmeter", 1200, "m2", "", "about")]),
        ("Artikel 5 des Grundgesetzes", []),
        ("30 Grad", [("30 Grad", 30, "°C", "", "")]),
        ("im Jahr 2019", []),
        ("seit 2015", []),
        ("Boeing 737", []),
        ("U-17", []),
        ("ein Drittel der Wähler", [("ein Drittel", 33.333, "%", "Wähler", "")]),
        ("20 Stundenkilometer", [("20 Stundenkilometer", 20, "km/h", "", "")]),
        (
            "zwei Männer im Alter von 20 und 30 Jahren",
            [("zwei", 2, "", "Männer", ""), ("20", 20, "", "", ""), ("30 Jahren", 30, "year", "", "")],
        ),
        ("eine Million Dollar", [("eine Million Dollar", 1000000, "USD", "", "")]),
        ("120.000 Euro pro Jahr", [("120.000 Euro pro Jahr", 120000, "EUR/year", "", "")]),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="de"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
