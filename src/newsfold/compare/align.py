"""Which statements of different articles say the same.

Candidates are pairs near in meaning; each gets features of what it says (`likeness`), of where it stands,
and of how it ranks among the other article's statements; one logistic decision, learned from stories
annotated by hand (`training/train_align.py`), gives its score. Groups are complete-link: every pair in a
group is a pair that was accepted, so likeness never chains.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.likeness import Words, likeness, rarity
from newsfold.records import Statement

_BLOCK = 1024  # rows of the similarity matrix held at a time
_NEAREST = 0.25  # cosine under which a pair is not looked at

Places = tuple[int, int]
Features = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """`threshold` is the likelihood, 0..1, from which two statements are one claim.

    The default stands at precision .86 on annotated stories left out of training (docs/claims.md).
    """

    threshold: float = 0.65

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 1:
            raise ValueError(f"threshold must be between 0 and 1, got {self.threshold}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements by their places in the list, left before right, and how likely they say the same."""

    left: int
    right: int
    score: float
    cosine: float


@lru_cache(maxsize=1)
def weights() -> dict[str, tuple[float, float, float]]:
    """For each feature its mean, its scale and its weight; under "bias" the last number counts alone."""
    file = files("newsfold") / "models" / "align" / "weights.json"
    return {name: (m, s, w) for name, (m, s, w) in json.loads(file.read_text(encoding="utf-8")).items()}


def pairs(statements: Sequence[Statement], texts: Sequence[str], vectors: NDArray[np.float32]) -> list[Pair]:
    """Every candidate pair of statements from different articles with its score, 0..1, best first.

    `vectors` (n, d) has unit rows, one a statement. Ties are in order of the statements.
    """
    learned = weights()
    found = []
    for (i, j), row in features(statements, texts, vectors).items():
        z = learned["bias"][2]
        for name, value in row.items():
            mean, scale, weight = learned[name]
            z += weight * (value - mean) / scale
        found.append(Pair(left=i, right=j, score=1 / (1 + math.exp(-z)), cosine=row["cosine"]))
    return sorted(found, key=lambda p: (-p.score, p.left, p.right))


def features(
    statements: Sequence[Statement], texts: Sequence[str], vectors: NDArray[np.float32]
) -> dict[Places, Features]:
    """The features of every candidate pair, by the places of its statements, left before right."""
    candidates = _candidates(statements, vectors)
    weight = rarity(texts)
    said = [Words.of(statement, text, weight) for statement, text in zip(statements, texts, strict=True)]
    rows = {(i, j): likeness(said[i], said[j], cosine, weight) for i, j, cosine in candidates}
    _rank(statements, rows)
    _look_around(statements, rows)
    return rows


def _candidates(
    statements: Sequence[Statement], vectors: NDArray[np.float32]
) -> list[tuple[int, int, float]]:
    found = []
    for start in range(0, len(statements), _BLOCK):
        near = vectors[start : start + _BLOCK] @ vectors.T
        for i, j in zip(*np.nonzero(near >= _NEAREST), strict=True):
            left, right = start + int(i), int(j)
            if left < right and statements[left].article_id != statements[right].article_id:
                found.append((left, right, float(near[i, j])))
    return found


def _rank(statements: Sequence[Statement], rows: Mapping[Places, Features]) -> None:
    """Adds how far ahead each is of the next best in the other's article, in words and in meaning."""
    for name in ("cosine", "tfidf"):
        of: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
        for (i, j), row in rows.items():
            of[i, statements[j].article_id].append((row[name], j))
            of[j, statements[i].article_id].append((row[name], i))
        best = {key: sorted(near, reverse=True)[:2] for key, near in of.items()}
        for (i, j), row in rows.items():
            ahead = [
                _ahead(row[name], j, best[i, statements[j].article_id]),
                _ahead(row[name], i, best[j, statements[i].article_id]),
            ]
            row[name + " ahead"], row[name + " least ahead"] = sum(ahead), min(ahead)


def _ahead(value: float, place: int, best: Sequence[tuple[float, int]]) -> float:
    """By how much `value` beats the best other one; negative where another is better."""
    return value - next((other for other, at in best if at != place), 0.0)


def _look_around(statements: Sequence[Statement], rows: Mapping[Places, Features]) -> None:
    """Adds how alike the neighbours are: what is told in one order in both is more likely the same."""
    near = {places: row["cosine"] + row["tfidf"] for places, row in rows.items()}

    def alike(i: int, j: int) -> float:
        return near.get((i, j) if i < j else (j, i), 0.0)

    for (i, j), row in rows.items():
        left, right = ([k for k in (p - 1, p + 1) if _together(statements, p, k)] for p in (i, j))
        row["beside"] = max((alike(k, j) for k in left), default=0.0)
        row["beside"] += max((alike(i, k) for k in right), default=0.0)
        row["around"] = max((alike(k, m) for k in left for m in right), default=0.0)


def _together(statements: Sequence[Statement], place: int, other: int) -> bool:
    return 0 <= other < len(statements) and statements[other].article_id == statements[place].article_id


def groups(
    statements: Sequence[Statement], found: Sequence[Pair], settings: Alignment = Alignment()
) -> list[list[int]]:
    """Statements that say the same, by place in the list: complete-link, one statement an article.

    Pairs join best first; two groups join only where every pair across them is over the threshold.
    """
    accepted = {(p.left, p.right) for p in found if p.score >= settings.threshold}
    group_of: dict[int, list[int]] = {}
    for pair in found:
        if pair.score < settings.threshold:
            break
        left, right = (group_of.setdefault(i, [i]) for i in (pair.left, pair.right))
        if left is right or not _linked(left, right, accepted, statements):
            continue
        left.extend(right)
        for i in right:
            group_of[i] = left
    unique = {id(group): sorted(group) for group in group_of.values()}
    alone = [[i] for i in range(len(statements)) if i not in group_of]
    return sorted([*unique.values(), *alone])


def _linked(
    left: Sequence[int], right: Sequence[int], accepted: set[Places], statements: Sequence[Statement]
) -> bool:
    if {statements[i].article_id for i in left} & {statements[j].article_id for j in right}:
        return False
    return all((min(i, j), max(i, j)) in accepted for i in left for j in right)
