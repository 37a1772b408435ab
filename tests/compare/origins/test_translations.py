"""Articles that tell in another language what another tells."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from newsfold.compare import EncodedStatement
from newsfold.compare.alignment.pairs import Pair
from newsfold.compare.origins import translations
from newsfold.records import Article, Derivation, Span, Statement
from tests.factories import article

DAY = datetime(2021, 2, 2, tzinfo=UTC)


def story(
    lines: dict[str, tuple[str, int]], matched: list[tuple[int, int]], days: dict[str, int] | None = None
) -> list[Derivation]:
    """What is found between two articles of so many sentences, by id, whose sentences are matched."""
    none = np.zeros(0, dtype=np.float32)
    said, articles = [], dict[str, Article]()
    for id, (language, number) in lines.items():
        day = DAY.replace(day=days[id]) if days and id in days else None
        articles[id] = article(
            "x" * number, id=id, outlet=f"Outlet {id}", language=language, published_at=day
        )
        said += [
            EncodedStatement(
                statement=Statement(article_id=id, span=Span(start=at, end=at + 1), position=at),
                text="",
                vector=none,
                tokens=none.reshape(0, 0).astype(np.float16),
                language=language,
            )
            for at in range(number)
        ]
    first = next(iter(lines.values()))[1]
    pairs = [Pair(left=i, right=first + j, score=0.9, cosine=0.8) for i, j in matched]
    return translations(said, pairs, articles)


SAME = [(at, at) for at in range(8)]


def test_an_article_whose_sentences_follow_another_is_a_translation_and_inferred() -> None:
    (translation,) = story({"a": ("en", 10), "b": ("ar", 8)}, SAME, {"a": 2, "b": 3})
    assert (translation.article_id, translation.from_article_id, translation.grade, translation.score) == (
        "b",
        "a",
        "whole",
        1.0,
    )
    assert translation.inferred and "another language" in translation.why
    assert translation.spans == tuple(Span(start=at, end=at + 1) for at in range(8))


@pytest.mark.parametrize(("days", "taker"), [({"a": 3, "b": 2}, "a"), ({"b": 3}, "a"), ({}, "b")])
def test_the_first_published_had_it_first_else_the_longer(days: dict[str, int], taker: str) -> None:
    (translation,) = story({"a": ("en", 9), "b": ("ar", 8)}, SAME, days)
    assert translation.article_id == taker


@pytest.mark.parametrize(
    "matched",
    [
        SAME[:4],  # two accounts that begin alike
        [(at, 7 - at) for at in range(8)],  # the same things in another order
        [(0, at) for at in range(8)],  # one sentence against all
        [],
    ],
)
def test_accounts_that_only_share_claims_are_none(matched: list[tuple[int, int]]) -> None:
    assert story({"a": ("en", 8), "b": ("ar", 8)}, matched) == []


def test_a_small_part_of_a_long_article_is_none() -> None:
    assert story({"a": ("en", 12), "b": ("ar", 12)}, SAME[:6], {"a": 2, "b": 3}) == []


def test_articles_in_one_language_are_no_translations() -> None:
    assert story({"a": ("ar", 8), "b": ("ar", 8)}, SAME) == []


@pytest.mark.parametrize(
    ("sentences", "matched", "grade"),
    [
        (5, 5, "whole"),  # of five sentences all; of four too few
        (4, 4, None),
        (10, 6, "most"),  # six of ten sentences; five of nine are too small a part
        (9, 5, None),
        (10, 8, "whole"),
        (10, 7, "most"),
    ],
)
def test_how_much_of_an_article_follows_another(sentences: int, matched: int, grade: str | None) -> None:
    lines = {"a": ("en", 12), "b": ("ar", sentences)}
    passed_on = story(lines, [(at, at) for at in range(matched)], {"a": 2, "b": 3})
    assert [derivation.grade for derivation in passed_on] == ([grade] if grade else [])
