"""An input on either side of each number in `settings`, by its name: the two come out differently."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest

from newsfold.extract.figures import figures, settings
from tests.factories import article

# (number, language, text, the value of each figure and what it counts)
READ: list[tuple[str, str, str, list[tuple[float, str]]]] = [
    ("FIGURES.oldest", "ru", "120-летний мужчина", [(120, "age")]),
    ("FIGURES.oldest", "ru", "121-летний мужчина", []),
    ("FIGURES.goals", "fr", "Lens a gagné 20 à 18 hier.", []),
    ("FIGURES.goals", "fr", "Lens a gagné 24 à 21 hier.", [(24, ""), (21, "")]),
    (
        "FIGURES.noun",
        "en",
        "They took in 340 big old grey cold northern boats.",
        [(340, "big old grey cold northern boats")],
    ),
    ("FIGURES.noun", "en", "They took in 340 big old grey cold northern small boats.", [(340, "")]),
    ("FIGURES.verb", "pt", "os 20 falaram ontem", [(20, "")]),
    ("FIGURES.verb", "pt", "os 20 eram ontem", [(20, "eram")]),
]


@pytest.mark.parametrize(("number", "language", "text", "expected"), READ)
def test_what_a_number_is_of(
    number: str, language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    listed = figures(article(text, language=language))
    assert [(figure.value, figure.what) for figure in listed] == expected, number


def test_every_number_has_an_input_on_either_side() -> None:
    records = {name: record for name, record in vars(settings).items() if name.isupper()}
    rows = Counter(row[0] for row in READ)
    assert rows == {f"{name}.{f.name}": 2 for name, record in records.items() for f in fields(record)}
