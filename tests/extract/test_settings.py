"""An input on either side of each number in `settings`, by its name: the two come out differently."""

from __future__ import annotations

from dataclasses import fields

import pytest

from newsfold import extract
from newsfold.extract import settings
from newsfold.extract.parse import parse
from newsfold.extract.splits_en import split_sentences
from tests.factories import article

CLAUSES = [
    ("fewest_words", "Boats burned and sank slowly.", {"Boats burned": "Boats", "sank slowly": "Boats"}),
    ("fewest_words", "Boats sank and burned.", {"Boats sank": "Boats"}),
    (
        "verbs_above",
        "The firm began trying to sell boats and lend money.",
        {"The firm began trying to sell boats": "The firm", "lend money": "The firm"},
    ),
    (
        "verbs_above",
        "The firm wants to be able to start to sell boats and lend money.",
        {"The firm wants to be able to start to sell boats": "The firm", "lend money": ""},
    ),
]
PIECES = [
    ("fewest_words", "Most boats sank, and then most trains left early.", 1),
    ("fewest_words", "Most old boats sank, and then most trains left early.", 2),
]


@pytest.mark.parametrize(("number", "text", "subjects"), CLAUSES)
def test_which_words_are_an_assertion_and_of_whom(number: str, text: str, subjects: dict[str, str]) -> None:
    listed = extract.assertions(article(text))
    assert {
        " … ".join(part.of(text) for part in each.parts): " … ".join(part.of(text) for part in each.subject)
        for each in listed
    } == subjects


@pytest.mark.parametrize(("number", "text", "pieces"), PIECES)
def test_where_a_sentence_is_cut(number: str, text: str, pieces: int) -> None:
    assert len(split_sentences(parse(text))) == pieces


def test_every_number_has_both_sides() -> None:
    for record, rows in ((settings.CLAUSES, CLAUSES), (settings.SPLITS, PIECES)):
        listed = [row[0] for row in rows]
        assert {field.name for field in fields(record)} == set(listed)
        assert all(listed.count(name) >= 2 for name in listed)
