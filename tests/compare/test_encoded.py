"""Statements with the language of their article, and which language a story is told in."""

from __future__ import annotations

import numpy as np
import pytest

from newsfold.compare import in_languages, meant, told_in, unencoded
from newsfold.records import Statement
from tests.factories import article, statement


def statements_of(number: int, id: str) -> list[Statement]:
    """The statements of an article of so many sentences."""
    of = article("x. " * number, id=id)
    return [statement(of, position=at) for at in range(number)]


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (["es", "es", "en"], "en"),  # the reader's, where an outlet wrote in it
        (["es", "de", "de"], "de"),
        (["es", "de"], "de"),
        (["zh"], "zh"),
        ([], "en"),
    ],
)
def test_a_story_is_told_in_english_or_in_the_language_of_most(languages: list[str], expected: str) -> None:
    assert told_in(languages) == told_in(languages[::-1]) == expected


def test_statements_carry_the_language_of_their_article_and_the_meanings_that_are_known() -> None:
    said = statements_of(2, "a")
    row = np.ones(3, dtype=np.float32)
    first, second = in_languages(unencoded(said, ["one", "two"]), {"a": "ru"}, {said[0]: row})
    assert (first.language, second.language) == ("ru", "ru")
    assert first.meaning is row and second.meaning is None


def test_of_very_many_statements_the_first_of_each_article_are_asked_for() -> None:
    said = statements_of(100, "a") + statements_of(10, "b") + statements_of(60, "c")
    assert meant(said, 170) == said
    few = meant(said, 70)
    assert len(few) <= 70
    assert {s.article_id: sum(o.article_id == s.article_id for o in few) for s in few} == {
        "a": 30,
        "b": 10,
        "c": 30,
    }
    assert all(s.position < 30 for s in few)
    assert (
        len(meant(statements_of(5, "a") + statements_of(5, "b"), 1)) == 2
    )  # of each article one at the least
