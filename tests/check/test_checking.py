"""From which likelihood on a statement says so or differs, how far a check looks, and what a name is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from newsfold.check import Checking, RankedSentence, _asserts, _best_stories, _relation
from newsfold.compare import ScoredStatement
from newsfold.records import Discrepancy, Relation
from tests.factories import article, evidence, span, story

ARTICLE = article("The bridge was closed on Friday.")
FRIDAY = Discrepancy(kind="time", asked="Monday", reported="Friday", evidence=evidence(ARTICLE))


@pytest.mark.parametrize(
    ("likelihood", "discrepancies", "relation"),
    [
        (0.65, (), "says so"),
        (0.649, (), "similar"),
        (0.3, (FRIDAY,), "differs"),
        (0.299, (FRIDAY,), "similar"),
    ],
)
def test_from_which_likelihood_it_is_said(
    likelihood: float, discrepancies: tuple[Discrepancy, ...], relation: Relation
) -> None:
    answer = ScoredStatement(at=0, likelihood=likelihood, discrepancies=discrepancies, missing=())
    assert _relation(answer, Checking()) == relation


@pytest.mark.parametrize(("likeness", "stories"), [(0.4, 2), (0.39, 1)])
def test_stories_half_as_like_as_the_best_are_looked_at(likeness: float, stories: int) -> None:
    listed = [article(id="a"), article(id="b")]
    ranked = [
        RankedSentence(article=a, span=span(a.text), likeness=value)
        for a, value in zip(listed, (0.8, likeness), strict=True)
    ]
    store = SimpleNamespace(stories_with=lambda ids: [story(*ids, id=ord(ids[0]))])
    assert len(_best_stories(store, ranked, Checking())) == stories  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "asserts"),
    [
        ("the old stone bridge harbour", True),
        ("the old stone bridge", False),
        ("Old Stone Bridge Harbour", False),
    ],
)
def test_a_name_has_three_words_or_capitals(text: str, asserts: bool) -> None:
    assert _asserts(text, Checking()) is asserts
