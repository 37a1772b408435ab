# ruff: noqa: E501
"""Dutch time expressions, against Wednesday 3 February 2021."""

from __future__ import annotations

import pytest

from tests.extract.times.reading import read

SENTENCES = [
    (
        "De burgemeester opende dinsdag de nieuwe brug, twee jaar nadat de oude werd gesloten.",
        [("dinsdag", "2021-02-02"), ("twee jaar", "P2Y")],
    ),
    (
        "De vergadering zal vrijdagavond om 20.30 uur plaatsvinden. Op 12 januari kwamen drie mensen om, zei de politie gistermiddag.",
        [
            ("vrijdagavond om 20.30 uur", "2021-02-05T20:30"),
            ("12 januari", "2021-01-12"),
            ("gistermiddag", "2021-02-02TAF"),
        ],
    ),
    (
        "Vorige week, eind 2019, in februari vorig jaar en op 5 mei 2020. Eergisteren, overmorgen, morgenochtend.",
        [
            ("Vorige week", "2021-W04"),
            ("eind 2019", "2019"),
            ("februari vorig jaar", "2020-02"),
            ("5 mei 2020", "2020-05-05"),
            ("Eergisteren", "2021-02-01"),
            ("overmorgen", "2021-02-05"),
            ("morgenochtend", "2021-02-04TMO"),
        ],
    ),
    (
        "Drie jaar geleden, de afgelopen zes maanden, al decennia, over twee weken, sinds drie jaar.",
        [
            ("Drie jaar geleden", "2018"),
            ("de afgelopen zes maanden", "P6M"),
            ("al decennia", "PXDE"),
            ("over twee weken", "2021-W07"),
            ("drie jaar", "P3Y"),
        ],
    ),
    (
        "Van 3 tot 12 september en van januari tot maart 2018. Maandag 1 februari om 17.00 uur.",
        [
            ("3 tot 12 september", "2020-09-03/2020-09-12"),
            ("januari", "2018-01"),
            ("maart 2018", "2018-03"),
            ("Maandag 1 februari om 17.00 uur", "2021-02-01T17:00"),
        ],
    ),
    (
        "In het derde kwartaal van 2020, de jaren 80, in de 19e eeuw, de jaren zestig. Elke dag, om de twee weken. Om half acht.",
        [
            ("het derde kwartaal van 2020", "2020-Q3"),
            ("de jaren 80", "198"),
            ("de 19e eeuw", "18"),
            ("de jaren zestig", "196"),
            ("Elke dag", "P1D"),
            ("om de twee weken", "P2W"),
            ("half acht", "2021-02-03T07:30"),
        ],
    ),
    (
        "Om 3.41 uur op zondag 27 december ging de brug dicht.",
        [("3.41 uur op zondag 27 december", "2020-12-27T03:41")],
    ),
    (
        "De top is gepland voor vrijdag.",
        [("vrijdag", "2021-02-05")],
    ),
]


@pytest.mark.parametrize(("text", "times"), SENTENCES)
def test_times_are_read(text: str, times: list[tuple[str, str]]) -> None:
    assert read(text, "nl") == times
