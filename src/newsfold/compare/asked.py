"""A sentence somebody asks about, held against statements: which say so, and what the others differ in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.alignment import Words, idf, pair_features
from newsfold.compare.differences import discrepancies
from newsfold.learned import logistic_models
from newsfold.records import Article, Discrepancy, Statement, TimeRef

# What the order of a whole article tells says nothing of a sentence that stands alone; what differs is
# compared apart.
_UNUSED = ("first", "apart", "leads", "negation", "figures clash", "times", "times clash", "ordinals clash")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredStatement:
    """A statement by its place in the list, how likely it says what was asked, and what it has otherwise.

    `missing` are asked figures that the statement lacks, and a word of denial that only one of the two has.
    """

    at: int
    likelihood: float
    discrepancies: tuple[Discrepancy, ...] = ()
    missing: tuple[str, ...] = ()


def answers(
    asked: Statement,
    text: str,
    said: Sequence[Statement],
    articles: Mapping[str, Article],
    vectors: NDArray[np.float32],
    dates: Mapping[str, tuple[TimeRef, ...]],
) -> list[ScoredStatement]:
    """Every statement of `said` with the likelihood, 0..1, that it says what `asked` says, best first.

    `text` holds the words that the spans of `asked` are of; `vectors` (1 + n, d) has a unit row for it, then
    one for each of `said`. `dates` are the times in `text` as each article, by id, would mean them.
    """
    texts = [s.span.of(articles[s.article_id].text) for s in said]
    rows = asked_features(asked, text, said, texts, vectors)
    model = logistic_models("check")["says so"]
    whole = Article(id=asked.article_id, place="", text=text, title="", language="en")
    listed = []
    for at, row in enumerate(rows):
        likelihood = model.likelihood(row)
        other, missing = discrepancies(
            replace(asked, times=dates[said[at].article_id]),
            whole,
            said[at],
            articles[said[at].article_id],
            row["asked held"],
            likelihood,
        )
        listed.append(ScoredStatement(at=at, likelihood=likelihood, discrepancies=other, missing=missing))
    return sorted(listed, key=lambda a: (-a.likelihood, a.at))


def asked_features(
    asked: Statement,
    text: str,
    said: Sequence[Statement],
    texts: Sequence[str],
    vectors: NDArray[np.float32],
) -> list[dict[str, float]]:
    """The features of each statement of `said`, whose words are `texts`, beside `asked`, whose are `text`."""
    weight = idf([text, *texts])
    asked_words = Words.of(asked, text, weight)
    cosines = (vectors[1:] @ vectors[0]).tolist()
    rows = []
    for statement, words, cosine in zip(said, texts, cosines, strict=True):
        other = Words.of(statement, words, weight)
        row = {k: v for k, v in pair_features(asked_words, other, cosine, weight).items() if k not in _UNUSED}
        row["asked held"] = sum(sorted(weight[w] for w in asked_words.stems & other.stems)) / (
            asked_words.total or 1.0
        )
        row["asked names"] = _share_named(asked, statement)
        rows.append(row)
    for name in ("cosine", "asked held"):
        best: dict[str, float] = {}
        for statement, row in zip(said, rows, strict=True):
            best[statement.article_id] = max(best.get(statement.article_id, 0.0), row[name])
        for statement, row in zip(said, rows, strict=True):
            row[name + " behind"] = best[statement.article_id] - row[name]
            row[name + " far behind"] = max(best.values()) - row[name]
    return rows


def _share_named(asked: Statement, statement: Statement) -> float:
    wanted = {m.entity_id for m in asked.mentions if m.entity_id}
    return len(wanted & {m.entity_id for m in statement.mentions}) / len(wanted) if wanted else 0.5
