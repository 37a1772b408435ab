"""Who is held against whom: each article is looked up once for all that meet it, however few are held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib import import_module

import pytest

from newsfold.encode import article_text, encode
from newsfold.fold import ArticleFeatures, Window, article_features, score_candidates
from newsfold.fold.crowds import all_pairs
from newsfold.fold.crowds import links as links_of
from tests.factories import article

DAYS, WEAKEST = 14.0, 0.05


def retold(count: int) -> list[ArticleFeatures]:
    """One event, told again and again without a date."""
    articles = [
        article(
            f"The ferry Aurelia ran aground off Kellin on Monday with {40 + at} people on board, and "
            f"boat number {at} of the coast guard brought them ashore before dark.",
            f"{at:02}",
            title="Ferry Aurelia aground off Kellin",
        )
        for at in range(count)
    ]
    rows = encode([article_text(a) for a in articles], "static")
    return [article_features(a, row) for a, row in zip(articles, rows, strict=True)]


@pytest.mark.parametrize("held", [1, 4, 100])
def test_each_of_the_others_is_looked_up_once(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("newsfold.fold.crowds"), "_CACHED_FEATURES", held)
    everyone = {a.id: a for a in retold(12)}
    known, new = list(everyone.values())[:9], list(everyone.values())[9:]
    window, asked = Window(list(everyone.values())), Counter[str]()

    def look_up(ids: Sequence[str]) -> list[ArticleFeatures]:
        asked.update(ids)
        return [everyone[id] for id in ids]

    scored = score_candidates(
        new, lambda some: [window.near(a, DAYS) for a in some], look_up, {}, WEAKEST
    ).links
    assert scored == links_of(new, known, DAYS, WEAKEST)
    assert len(scored) == 3 * 9 + 3
    assert max(asked.values()) == 1


def test_pairs_have_the_features_that_links_are_decided_by(monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = retold(5)
    pairs = [pair for some in all_pairs(everyone, DAYS) for pair in some.pairs]
    assert sorted(pairs) == [(link.left, link.right) for link in links_of(everyone, [], DAYS, WEAKEST)]
    monkeypatch.setattr(import_module("newsfold.fold.links"), "_DECIDED", 1)
    few_at_a_time = links_of(everyone, [], DAYS, WEAKEST)
    monkeypatch.undo()
    assert few_at_a_time == links_of(everyone, [], DAYS, WEAKEST)
