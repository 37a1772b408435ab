"""An input on either side of each number in `settings`, by its name: the two come out differently."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest

from newsfold.extract.times import settings
from tests.extract.times.reading import read

PLACE = "the council of the old town by the sea and of the port with"
STREETS = (
    "en la ciudad del norte y en la plaza del sur y en el barrio de la playa y en el puerto y en la calle "
)


def boats(count: int) -> str:
    return f"The vote was on Friday. {'The boats left. ' * count}It began at 10:30 a.m. and ended."


# (number, language, text, the values of its times)
TIMES: list[tuple[str, str, str, list[str]]] = [
    ("TENSES.reach", "es", f"El puente abrirá {STREETS}de la fuente y en la casa el lunes", ["2021-02-08"]),
    (
        "TENSES.reach",
        "es",
        f"El puente abrirá {STREETS}de la fuente y en la casa de la colina y en la torre del reloj el lunes",
        ["2021-02-01"],
    ),
    (
        "LEANING.clock",
        "en",
        f"The vote began at 10 a.m. {PLACE[:54]} on Friday",
        ["2021-01-29T10:00", "2021-01-29"],
    ),
    (
        "LEANING.clock",
        "en",
        f"The vote began at 10 a.m. {PLACE} on Friday",
        ["2021-02-03T10:00", "2021-01-29"],
    ),
    ("LEANING.sentence", "en", boats(11), ["2021-01-29", "2021-01-29T10:30"]),
    ("LEANING.sentence", "en", boats(12), ["2021-01-29", "2021-02-03T10:30"]),
    ("LEANING.days", "en", "It runs from Feb. 10 through Saturday.", ["2021-02-10", "2021-02-13"]),
    ("LEANING.days", "en", "It runs from Feb. 11 through Saturday.", ["2021-02-11", "2021-01-30"]),
    ("TABLES.gap", "es", f"lunes,{' ' * 11}3 de mayo", ["2021-05-03"]),
    ("TABLES.gap", "es", f"lunes,{' ' * 12}3 de mayo", ["2021-02-01", "2021-05-03"]),
    ("TABLES.prefixed", "ar", "وصل وغدا", ["2021-02-04"]),
    ("TABLES.prefixed", "ar", "استمر وست ساعات", []),
    ("TABLES.abbreviation", "ru", "3 сент. 2020", ["2020-09-03"]),
    ("TABLES.abbreviation", "de", "am 3. Aprils. 2020", ["2021-04-03", "2020"]),
    ("TABLES.decades", "es", "hace 10 décadas", ["1921"]),
    ("TABLES.decades", "es", "hace 11 décadas", ["P110Y"]),
]


@pytest.mark.parametrize(("number", "language", "text", "values"), TIMES)
def test_which_time_is_meant(number: str, language: str, text: str, values: list[str]) -> None:
    assert [value for _, value in read(text, language)] == values, number


def test_every_number_has_an_input_on_either_side() -> None:
    records = {name: record for name, record in vars(settings).items() if name.isupper()}
    rows = Counter(row[0] for row in TIMES)
    assert rows == {f"{name}.{f.name}": 2 for name, record in records.items() for f in fields(record)}
