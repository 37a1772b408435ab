# ruff: noqa: E501
"""Spanish time expressions, against Wednesday 3 February 2021."""

from __future__ import annotations

import pytest

from tests.extract.times.reading import read

SENTENCES = [
    (
        "El alcalde inauguró el martes el nuevo puente, dos años después del cierre del anterior.",
        [("el martes", "2021-02-02"), ("dos años", "P2Y")],
    ),
    (
        "La reunión se celebrará el viernes por la noche a las 20:30 horas.",
        [("el viernes por la noche a las 20:30 horas", "2021-02-05T20:30")],
    ),
    (
        "El pasado 12 de enero murieron tres personas, según dijo ayer por la tarde la policía.",
        [("El pasado 12 de enero", "2021-01-12"), ("ayer por la tarde", "2021-02-02TAF")],
    ),
    (
        "La semana pasada, a finales de 2019, en febrero del año pasado y el 5 de mayo de 2020.",
        [
            ("La semana pasada", "2021-W04"),
            ("a finales de 2019", "2019"),
            ("febrero del año pasado", "2020-02"),
            ("el 5 de mayo de 2020", "2020-05-05"),
        ],
    ),
    (
        "Hace tres años, los últimos seis meses, desde hace décadas, dentro de dos semanas.",
        [
            ("Hace tres años", "2018"),
            ("los últimos seis meses", "P6M"),
            ("desde hace décadas", "PAST_REF"),
            ("dentro de dos semanas", "2021-W07"),
        ],
    ),
    (
        "Del 3 al 12 de septiembre y de enero a marzo de 2018. El lunes, 1 de febrero, a las 5 de la tarde.",
        [
            ("3 al 12 de septiembre", "2020-09-03/2020-09-12"),
            ("enero", "2018-01"),
            ("marzo de 2018", "2018-03"),
            ("El lunes, 1 de febrero, a las 5 de la tarde", "2021-02-01T17:00"),
        ],
    ),
    (
        "Anoche, esta mañana, pasado mañana, anteayer, el próximo lunes, el mes que viene, cada dos días, todos los martes.",
        [
            ("Anoche", "2021-02-02TNI"),
            ("esta mañana", "2021-02-03TMO"),
            ("pasado mañana", "2021-02-05"),
            ("anteayer", "2021-02-01"),
            ("el próximo lunes", "2021-02-08"),
            ("el mes que viene", "2021-03"),
            ("cada dos días", "P2D"),
            ("todos los martes", "XXXX-WXX-2"),
        ],
    ),
    (
        "El tercer trimestre de 2020, la primavera de 2019, los años 80, el siglo XIX, la década de 1990.",
        [
            ("El tercer trimestre de 2020", "2020-Q3"),
            ("la primavera de 2019", "2019-SP"),
            ("los años 80", "198"),
            ("el siglo XIX", "18"),
            ("la década de 1990", "199"),
        ],
    ),
    (
        "Las 5 personas llegaron a las 18.30. Cuesta 2000 euros y 1500 personas. Entre 1990 y 1995.",
        [("las 18.30", "2021-02-03T18:30"), ("1990", "1990"), ("1995", "1995")],
    ),
    (
        "A las 3:41 del domingo 27 de diciembre votaron las madres de Plaza de Mayo. Julio César salió a mediados del año pasado.",
        [
            ("las 3:41 del domingo 27 de diciembre", "2020-12-27T03:41"),
            ("a mediados del año pasado", "2020"),
        ],
    ),
    (
        "La concentración está llamada para el viernes y empezó a gestarse el lunes.",
        [("el viernes", "2021-02-05"), ("el lunes", "2021-02-01")],
    ),
]


@pytest.mark.parametrize(("text", "times"), SENTENCES)
def test_times_are_read(text: str, times: list[tuple[str, str]]) -> None:
    assert read(text, "es") == times
