"""Spanish figures: value, unit, noun and hedge, and which numbers are none."""

from __future__ import annotations

import pytest

from newsfold.extract.figures import figures
from newsfold.records import Article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Al menos 20 personas murieron y otras 35 resultaron heridas el 5 de mayo de 2019.",
            [("20", 20, "", "personas", "at least"), ("35", 35, "", "", "")],
        ),
        (
            "El PIB creció un 2,5 % hasta los 3.200 millones de euros.",
            [("2,5 %", 2.5, "%", "", ""), ("3.200 millones de euros", 3200000000, "EUR", "", "")],
        ),
        ("Un hombre de 45 años fue detenido.", [("45 años", 45, "year", "age", "")]),
        ("Entre 300 y 400 policías", [("300 y 400", 350, "", "policías", "")]),
        ("de 5 a 7 por ciento", [("5 a 7 por ciento", 6, "%", "", "")]),
        ("a las 18:30 horas", []),
        ("COVID-19 y G20", []),
        ("El vuelo 370 salió en 2014", []),
        ("US$ 75 millones", [("US$ 75 millones", 75000000, "USD", "", "")]),
        ("$ 5.000", [("$ 5.000", 5000, "USD", "", "")]),
        (
            "3,5 millones de barriles al día",
            [("3,5 millones de barriles al día", 3500000, "bbl/day", "", "")],
        ),
        ("temperaturas de 30 grados centígrados", [("30 grados centígrados", 30, "°C", "", "")]),
        ("más de 2.000 viviendas", [("2.000", 2000, "", "viviendas", "more than")]),
        ("Los heridos pasan de 5.000 y los muertos", [("5.000", 5000, "", "", "more than")]),
        ("Ganó 2-1 al Madrid", []),
        ("la mitad de los votos", [("mitad", 50, "%", "votos", "")]),
        ("Llamar al 91 555 12 34", []),
        ("María Pérez, 34 años, dijo", [("34 años", 34, "year", "age", "")]),
        ("dos de los tres partidos", [("tres", 3, "", "partidos", "")]),
        ("un tercio de los votantes", [("un tercio", 33.333, "%", "votantes", "")]),
        ("5 km/h", [("5 km/h", 5, "km/h", "", "")]),
        ("1,5 puntos porcentuales", [("1,5 puntos porcentuales", 1.5, "pp", "", "")]),
    ],
)
def test_figures_are_read_with_their_units(
    text: str, expected: list[tuple[str, float, str, str, str]]
) -> None:
    listed = figures(Article(id="a", place="", text=text, title="", language="es"))
    assert [(f.span.of(text), round(f.value, 3), f.unit, f.what, f.modifier) for f in listed] == expected
