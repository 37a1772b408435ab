"""Candidate pairs of an annotated story, and how well scores of them tell the annotators' pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from evaluation.datasets.jsonl import rows
from evaluation.gold_stories import CLAIMS, GoldStory, Place, PlacePair, claim_pairs
from evaluation.vectors import encoded_statements, in_order
from newsfold.compare.alignment import Candidates, features
from newsfold.learned import Table
from newsfold.records import Statement

PRECISION = 0.8
RESAMPLES = 400

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A story's candidate pairs of statements: what is known of them and which the annotators joined."""

    statements: list[Statement]
    candidates: Candidates
    at: list[Place]  # the sentence of each statement
    gold: set[PlacePair]
    odds: Scores  # what a reader that never saw the story says of each pair read together; else NaN

    @property
    def table(self) -> Table:
        """The features of each candidate pair that the first decision reads."""
        return self.candidates.table

    @property
    def places(self) -> list[PlacePair]:
        """The two sentences of each candidate pair, in order."""
        return [_ordered(self.at[i], self.at[j]) for i, j in self.candidates.places]

    @property
    def labels(self) -> NDArray[np.bool_]:
        """Whether the sentences of each candidate pair make one claim."""
        return np.array([place in self.gold for place in self.places])


def _ordered(left: Place, right: Place) -> PlacePair:
    return (left, right) if left < right else (right, left)


def case(story: GoldStory) -> Case:
    """A story's statements, as the product cuts them, in the product's order, with all candidate pairs."""
    number = {a.id: i for i, a in enumerate(story.articles)}
    ordered = in_order(story.statements())
    candidates = features(encoded_statements(story.articles, ordered))
    return Case(
        statements=ordered,
        candidates=candidates,
        at=[(number[s.article_id], story.sentence_of(number[s.article_id], s.span)) for s in ordered],
        gold=claim_pairs(story.record),
        odds=_odds(story.name, ordered, number, candidates.places),
    )


def _odds(
    story: str, ordered: Sequence[Statement], number: Mapping[str, int], places: Sequence[tuple[int, int]]
) -> Scores:
    """The log-odds that `gold/claims/read.jsonl` has for a story's pairs."""
    known = _read().get(story, {})
    at = [(number[s.article_id], s.span.start) for s in ordered]
    return np.array([known.get((*at[i], *at[j]), np.nan) for i, j in places])


@lru_cache(maxsize=1)
def _read() -> dict[str, dict[tuple[int, int, int, int], float]]:
    file = CLAIMS / "read.jsonl"
    if not file.exists():  # before a reader has been trained
        return {}
    return {
        row["story"]: {(a, b, c, d): odds / 100 for a, b, c, d, odds in row["pairs"]} for row in rows(file)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """F1 and recall at precision .8, each with its 95 % interval over stories; `threshold` of the latter.

    F1 is at a threshold chosen for each story on the others.
    """

    f1: float
    f1_interval: tuple[float, float]
    recall: float
    recall_interval: tuple[float, float]
    threshold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    values: Scores  # the best score of each pair of sentences
    hits: NDArray[np.bool_]
    gold: int


def _scored(case: Case, scores: Scores) -> _Scored:
    best: dict[PlacePair, float] = defaultdict(float)
    for place, value in zip(case.places, scores.tolist(), strict=True):
        best[place] = max(best[place], value)
    return _Scored(
        values=np.array(list(best.values())),
        hits=np.array([place in case.gold for place in best]),
        gold=len(case.gold),
    )


def _curve(stories: Sequence[_Scored]) -> tuple[Scores, Scores, Scores]:
    """Scores from high to low, precision and recall down to each; gold pairs never proposed count."""
    values = np.concatenate([s.values for s in stories])
    order = np.argsort(-values, kind="stable")
    hits = np.cumsum(np.concatenate([s.hits for s in stories])[order])
    return values[order], hits / np.arange(1, len(hits) + 1), hits / sum(s.gold for s in stories)


def _sure(stories: Sequence[_Scored]) -> tuple[float, float]:
    """The highest recall at which precision is .8, and the score it takes."""
    values, precision, recall = _curve(stories)
    fits = np.flatnonzero(precision >= PRECISION)
    return (float(recall[fits[-1]]), float(values[fits[-1]])) if len(fits) else (0.0, 1.0)


def _best_cut(stories: Sequence[_Scored]) -> float:
    values, precision, recall = _curve(stories)
    return float(values[np.argmax(2 * precision * recall / np.maximum(precision + recall, 1e-9))])


def _f1(counts: NDArray[np.int64]) -> float:
    """Of rows (true, proposed, gold)."""
    true, proposed, gold = counts.sum(0)
    return float(2 * true / max(1, proposed + gold))


def figures(cases: Sequence[Case], scores: Sequence[Scores]) -> Figures:
    """What scores of the candidate pairs of each story reach."""
    stories = [_scored(c, s) for c, s in zip(cases, scores, strict=True)]
    rows = []
    for k, story in enumerate(stories):
        chosen = story.values >= _best_cut([s for i, s in enumerate(stories) if i != k])
        rows.append((int((chosen & story.hits).sum()), int(chosen.sum()), story.gold))
    counts = np.array(rows)
    draws = np.random.default_rng(0).integers(0, len(stories), (RESAMPLES, len(stories)))
    recall, threshold = _sure(stories)
    return Figures(
        f1=_f1(counts),
        f1_interval=interval([_f1(counts[draw]) for draw in draws]),
        recall=recall,
        recall_interval=interval([_sure([stories[k] for k in draw])[0] for draw in draws]),
        threshold=threshold,
    )


def at_threshold(
    cases: Sequence[Case], scores: Sequence[Scores], threshold: float
) -> tuple[float, float, tuple[float, float]]:
    """Precision and recall of all pairs from `threshold` up, and the interval of the precision."""
    stories = [_scored(c, s) for c, s in zip(cases, scores, strict=True)]
    chosen = [s.values >= threshold for s in stories]
    counts = np.array([((c & s.hits).sum(), c.sum(), s.gold) for c, s in zip(chosen, stories, strict=True)])
    draws = np.random.default_rng(0).integers(0, len(stories), (RESAMPLES, len(stories)))
    precisions = [counts[d, 0].sum() / max(1, counts[d, 1].sum()) for d in draws]
    true, proposed, gold = counts.sum(0)
    return float(true / max(1, proposed)), float(true / max(1, gold)), interval(precisions)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The middle 95 % of resampled values."""
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def report(name: str, reached: Figures) -> None:
    """Prints one row."""
    (a, b), (c, d) = reached.f1_interval, reached.recall_interval
    print(
        f"{name:42s} F1 {reached.f1:.3f} ({a:.3f}-{b:.3f})   recall at precision {PRECISION} "
        f"{reached.recall:.3f} ({c:.3f}-{d:.3f})   from {reached.threshold:.3f}",
        flush=True,
    )
