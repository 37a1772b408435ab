# ruff: noqa: E501
"""German time expressions, against Wednesday 3 February 2021."""

from __future__ import annotations

import pytest

from tests.extract.times.reading import read

SENTENCES = [
    (
        "Der Bürgermeister hat am Dienstag die neue Brücke eröffnet, zwei Jahre nachdem die alte gesperrt worden war.",
        [("Dienstag", "2021-02-02"), ("zwei Jahre", "P2Y")],
    ),
    (
        "Die Sitzung findet am Freitagabend um 20.30 Uhr statt. Am 12. Januar starben drei Menschen, sagte die Polizei gestern Nachmittag.",
        [
            ("Freitagabend um 20.30 Uhr", "2021-02-05T20:30"),
            ("12. Januar", "2021-01-12"),
            ("gestern Nachmittag", "2021-02-02TAF"),
        ],
    ),
    (
        "Vergangene Woche, Ende 2019, im Februar des vergangenen Jahres und am 5. Mai 2020. Vorgestern, übermorgen, morgen früh.",
        [
            ("Vergangene Woche", "2021-W04"),
            ("Ende 2019", "2019"),
            ("Februar des vergangenen Jahres", "2020-02"),
            ("5. Mai 2020", "2020-05-05"),
            ("Vorgestern", "2021-02-01"),
            ("übermorgen", "2021-02-05"),
            ("morgen früh", "2021-02-04TMO"),
        ],
    ),
    (
        "Vor drei Jahren, in den letzten sechs Monaten, seit Jahrzehnten, in zwei Wochen, seit drei Jahren.",
        [
            ("Vor drei Jahren", "2018"),
            ("den letzten sechs Monaten", "P6M"),
            ("seit Jahrzehnten", "PXDE"),
            ("in zwei Wochen", "2021-W07"),
            ("seit drei Jahren", "P3Y"),
        ],
    ),
    (
        "Vom 3. bis 12. September und von Januar bis März 2018. Montag, 1. Februar, 17 Uhr. Im März.",
        [
            ("3. bis 12. September", "2020-09-03/2020-09-12"),
            ("Januar", "2018-01"),
            ("März 2018", "2018-03"),
            ("Montag, 1. Februar, 17 Uhr", "2021-02-01T17:00"),
            ("März", "2021-03"),
        ],
    ),
    (
        "Im dritten Quartal 2020, im Frühjahr 2019, in den 80er Jahren, im 19. Jahrhundert, die siebziger Jahre, der 1990er-Jahre.",
        [
            ("dritten Quartal 2020", "2020-Q3"),
            ("im Frühjahr 2019", "2019-SP"),
            ("den 80er Jahren", "198"),
            ("19. Jahrhundert", "18"),
            ("die siebziger Jahre", "197"),
            ("der 1990er-Jahre", "199"),
        ],
    ),
    (
        "2000 Euro und 1500 Menschen. Guten Morgen. Zwischen 1990 und 1995. Jeden Tag, alle zwei Wochen.",
        [("1990", "1990"), ("1995", "1995"), ("Jeden Tag", "P1D"), ("alle zwei Wochen", "P2W")],
    ),
    (
        "Montag vergangener Woche. Heute um halb acht. 28.10.2020. Halb so groß.",
        [
            ("Montag vergangener Woche", "2021-01-25"),
            ("Heute um halb acht", "2021-02-03T07:30"),
            ("28.10.2020", "2020-10-28"),
        ],
    ),
    (
        "Um 3.41 Uhr am Sonntag, 27. Dezember, wurde die Brücke gesperrt.",
        [("3.41 Uhr am Sonntag, 27. Dezember", "2020-12-27T03:41")],
    ),
]


@pytest.mark.parametrize(("text", "times"), SENTENCES)
def test_times_are_read(text: str, times: list[tuple[str, str]]) -> None:
    assert read(text, "de") == times
