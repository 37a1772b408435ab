# ruff: noqa: E501
"""Portuguese time expressions, against Wednesday 3 February 2021."""

from __future__ import annotations

import pytest

from tests.extract.times.reading import read

SENTENCES = [
    (
        "O presidente da câmara inaugurou na terça-feira a nova ponte, dois anos após o fecho da antiga.",
        [("terça-feira", "2021-02-02"), ("dois anos", "P2Y")],
    ),
    (
        "A reunião acontecerá na sexta-feira à noite, às 20h30. No último dia 12 de janeiro morreram três pessoas, disse ontem a polícia.",
        [
            ("na sexta-feira à noite, às 20h30", "2021-02-05T20:30"),
            ("No último dia 12 de janeiro", "2021-01-12"),
            ("ontem", "2021-02-02"),
        ],
    ),
    (
        "Na semana passada, no final de 2019, em fevereiro do ano passado e em 5 de maio de 2020. Anteontem, depois de amanhã.",
        [
            ("Na semana passada", "2021-W04"),
            ("no final de 2019", "2019"),
            ("fevereiro do ano passado", "2020-02"),
            ("5 de maio de 2020", "2020-05-05"),
            ("Anteontem", "2021-02-01"),
            ("depois de amanhã", "2021-02-05"),
        ],
    ),
    (
        "Há três anos, nos últimos seis meses, há décadas, daqui a duas semanas.",
        [
            ("Há três anos", "2018"),
            ("nos últimos seis meses", "P6M"),
            ("há décadas", "PAST_REF"),
            ("daqui a duas semanas", "2021-W07"),
        ],
    ),
    (
        "A segunda ponte e a quinta estrada. De 3 a 12 de setembro e de janeiro a março de 2018.",
        [
            ("3 a 12 de setembro", "2020-09-03/2020-09-12"),
            ("janeiro", "2018-01"),
            ("março de 2018", "2018-03"),
        ],
    ),
    (
        "No terceiro trimestre de 2020, na primavera de 2019, nos anos 80, no século XIX, a década de 1990. O próximo mês, todos os dias.",
        [
            ("No terceiro trimestre de 2020", "2020-Q3"),
            ("na primavera de 2019", "2019-SP"),
            ("nos anos 80", "198"),
            ("no século XIX", "18"),
            ("a década de 1990", "199"),
            ("O próximo mês", "2021-03"),
            ("todos os dias", "P1D"),
        ],
    ),
    (
        "Às 15h de domingo, 27 de dezembro, a ponte fechou.",
        [("15h de domingo, 27 de dezembro", "2020-12-27T15:00")],
    ),
    (
        "O presidente é esperado na sexta-feira em Roma.",
        [("na sexta-feira", "2021-02-05")],
    ),
]


@pytest.mark.parametrize(("text", "times"), SENTENCES)
def test_times_are_read(text: str, times: list[tuple[str, str]]) -> None:
    assert read(text, "pt") == times
