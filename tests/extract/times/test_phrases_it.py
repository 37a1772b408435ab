# ruff: noqa: E501
"""Italian time expressions, against Wednesday 3 February 2021."""

from __future__ import annotations

import pytest

from tests.extract.times.reading import read

SENTENCES = [
    (
        "Il sindaco ha inaugurato martedì il nuovo ponte, due anni dopo la chiusura del vecchio.",
        [("martedì", "2021-02-02"), ("due anni", "P2Y")],
    ),
    (
        "La riunione si terrà venerdì sera alle 20.30. Il 12 gennaio scorso sono morte tre persone, ha detto ieri la polizia.",
        [
            ("venerdì sera alle 20.30", "2021-02-05T20:30"),
            ("Il 12 gennaio scorso", "2021-01-12"),
            ("ieri", "2021-02-02"),
        ],
    ),
    (
        "La settimana scorsa, alla fine del 2019, nel febbraio dello scorso anno e il 5 maggio 2020. L'altro ieri, dopodomani, stamattina.",
        [
            ("La settimana scorsa", "2021-W04"),
            ("alla fine del 2019", "2019"),
            ("febbraio dello scorso anno", "2020-02"),
            ("il 5 maggio 2020", "2020-05-05"),
            ("L'altro ieri", "2021-02-01"),
            ("dopodomani", "2021-02-05"),
            ("stamattina", "2021-02-03TMO"),
        ],
    ),
    (
        "Tre anni fa, negli ultimi sei mesi, tra due settimane, da tre anni.",
        [
            ("Tre anni fa", "2018"),
            ("negli ultimi sei mesi", "P6M"),
            ("tra due settimane", "2021-W07"),
            ("tre anni", "P3Y"),
        ],
    ),
    (
        "Dal 3 al 12 settembre e da gennaio a marzo 2018. Lunedì 1 febbraio, alle ore 17. L'anno scorso.",
        [
            ("3 al 12 settembre", "2020-09-03/2020-09-12"),
            ("gennaio", "2018-01"),
            ("marzo 2018", "2018-03"),
            ("Lunedì 1 febbraio, alle ore 17", "2021-02-01T17:00"),
            ("L'anno scorso", "2020"),
        ],
    ),
    (
        "Nel terzo trimestre del 2020, nella primavera del 2019, negli anni '80, nel XIX secolo. Il mese prossimo, ogni giorno.",
        [
            ("terzo trimestre del 2020", "2020-Q3"),
            ("nella primavera del 2019", "2019-SP"),
            ("negli anni '80", "198"),
            ("XIX secolo", "18"),
            ("Il mese prossimo", "2021-03"),
            ("ogni giorno", "P1D"),
        ],
    ),
    (
        "Alle 20.45 di domenica 27 dicembre il signor Maggio ha parlato di maggio.",
        [("20.45 di domenica 27 dicembre", "2020-12-27T20:45"), ("maggio", "2020-05")],
    ),
    (
        "Il presidente è atteso venerdì a Roma, dove ha parlato lunedì.",
        [("venerdì", "2021-02-05"), ("lunedì", "2021-02-01")],
    ),
]


@pytest.mark.parametrize(("text", "times"), SENTENCES)
def test_times_are_read(text: str, times: list[tuple[str, str]]) -> None:
    assert read(text, "it") == times
