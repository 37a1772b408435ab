"""Which statements of different articles say the same.

Candidates are pairs near in meaning; each gets features of what it says (words weighted by how rare
they are, names, figures, times), of where it stands, and of how it ranks among the other article's
statements; one logistic decision gives its score. Groups are complete-link: every pair in a group is
a pair that was accepted, so likeness never chains.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from newsfold.records import Statement
from newsfold.text import words

_COMMON = frozenset(
    """a about after again all also am an and any are as at be because been before being both but by can could
    did do does down for from had has have he her here him his how i if in into is it its itself just me more
    most much my new no nor not now of off on one only or other our out over own said same says she should so
    some such than that the their them then there these they this those through to too under until up upon us
    very was we were what when where which while who whom why will with would you your""".split()
)
_SUFFIX = re.compile(r"(?:ations?|ments?|ings?|ness|edly|ies|ied|ed|es|ly|s|e)$")
_BLOCK = 1024  # rows of the similarity matrix held at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Settings of the alignment; the weights are those `training/train_align.py` learnt."""

    nearest: float = 0.35  # cosine under which a pair is not looked at
    threshold: float = 0.5  # probability from which two statements are one claim
    bias: float = -6.2
    weights: tuple[tuple[str, float], ...] = (
        ("cosine", 4.0),
        ("overlap", 4.0),
        ("contained", 1.5),
        ("names", 1.0),
        ("figures", 1.0),
        ("figures_clash", -1.0),
        ("times", 0.3),
        ("times_clash", -1.0),
        ("ordinals_clash", -2.0),
        ("mutual", 1.0),
        ("margin", 2.0),
        ("leads", 0.5),
        ("speakers", 0.5),
        ("speakers_clash", -1.5),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements by their places in the list, left before right, and how likely they say the same."""

    left: int
    right: int
    score: float
    cosine: float


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its commonest English endings; words of four letters or fewer stay."""
    return _SUFFIX.sub("", word) if len(word) > 4 else word


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The stems of the words of `text` that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in _COMMON)


def rarity(texts: Sequence[str]) -> dict[str, float]:
    """How much each stem of these texts tells: log of their number over those that hold it, plus a half."""
    counts = Counter(word for text in texts for word in content(text))
    return {word: 0.5 + math.log(len(texts) / n) for word, n in counts.items()}


def pairs(
    statements: Sequence[Statement],
    texts: Sequence[str],
    vectors: NDArray[np.float32],
    settings: Alignment = Alignment(),
) -> list[Pair]:
    """Every candidate pair of statements from different articles with its score, 0..1, best first.

    `vectors` (n, d) has unit rows, one a statement. Ties are in order of the statements.
    """
    candidates = _candidates(statements, vectors, settings.nearest)
    weight = rarity(texts)
    basic = {
        (i, j): _features(statements[i], statements[j], texts[i], texts[j], c, weight)
        for i, j, c in candidates
    }
    ranks = _ranks(statements, basic)
    chosen = dict(settings.weights)
    found = []
    for (i, j), features in basic.items():
        features.update(ranks[i, j])
        z = settings.bias + sum(chosen.get(name, 0.0) * value for name, value in features.items())
        found.append(Pair(left=i, right=j, score=1 / (1 + math.exp(-z)), cosine=features["cosine"]))
    return sorted(found, key=lambda p: (-p.score, p.left, p.right))


def _candidates(
    statements: Sequence[Statement], vectors: NDArray[np.float32], nearest: float
) -> list[tuple[int, int, float]]:
    found = []
    for start in range(0, len(statements), _BLOCK):
        near = vectors[start : start + _BLOCK] @ vectors.T
        for i, j in zip(*np.nonzero(near >= nearest), strict=True):
            left, right = start + int(i), int(j)
            if left < right and statements[left].article_id != statements[right].article_id:
                found.append((left, right, float(near[i, j])))
    return found


def _features(
    left: Statement,
    right: Statement,
    left_text: str,
    right_text: str,
    cosine: float,
    weight: Mapping[str, float],
) -> dict[str, float]:
    a, b = content(left_text), content(right_text)
    shared = sum(weight[w] for w in a & b)
    either = sum(weight[w] for w in a | b)
    smaller = min(sum(weight[w] for w in a), sum(weight[w] for w in b))
    same_figures, clash_figures, clash_ordinals = _figures(left, right)
    same_times, clash_times = _times(left, right)
    same_speaker, clash_speaker = _speakers(left, right)
    return {
        "cosine": cosine,
        "overlap": shared / either if either else 0.0,
        "contained": shared / smaller if smaller else 0.0,
        "names": _names(left, right),
        "figures": same_figures,
        "figures_clash": clash_figures,
        "ordinals_clash": clash_ordinals,
        "times": same_times,
        "times_clash": clash_times,
        "leads": float(left.position < 3 and right.position < 3),
        "speakers": same_speaker,
        "speakers_clash": clash_speaker,
    }


def _names(left: Statement, right: Statement) -> float:
    """Share of the named entities that both have, 0..1; 0 where neither has any."""
    a = {m.entity_id for m in left.mentions if m.entity_id}
    b = {m.entity_id for m in right.mentions if m.entity_id}
    return len(a & b) / len(a | b) if a or b else 0.0


def _figures(left: Statement, right: Statement) -> tuple[float, float, float]:
    a = {(f.value, f.unit) for f in left.figures if not f.ordinal}
    b = {(f.value, f.unit) for f in right.figures if not f.ordinal}
    ranks_a = {f.value for f in left.figures if f.ordinal}
    ranks_b = {f.value for f in right.figures if f.ordinal}
    clash = bool(a and b and not a & b)
    return float(bool(a & b)), float(clash), float(bool(ranks_a and ranks_b and not ranks_a & ranks_b))


def _times(left: Statement, right: Statement) -> tuple[float, float]:
    a = [(t.start, t.end) for t in left.times if t.start and t.end]
    b = [(t.start, t.end) for t in right.times if t.start and t.end]
    if not a or not b:
        return 0.0, 0.0
    meet = any(s < v and u < e for s, e in a for u, v in b)
    return float(meet), float(not meet)


def _speakers(left: Statement, right: Statement) -> tuple[float, float]:
    a, b = left.attribution, right.attribution
    if not (a and b and a.speaker and b.speaker):
        return 0.0, 0.0
    same = a.speaker == b.speaker or (a.speaker_id is not None and a.speaker_id == b.speaker_id)
    return float(same), float(not same)


def _ranks(
    statements: Sequence[Statement], basic: Mapping[tuple[int, int], Mapping[str, float]]
) -> dict[tuple[int, int], dict[str, float]]:
    """For each pair whether each is the other's best in its article, and how far ahead of the next best."""
    rows: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (i, j), features in basic.items():
        likeness = features["cosine"] + features["overlap"]
        rows[i, statements[j].article_id].append((likeness, j))
        rows[j, statements[i].article_id].append((likeness, i))
    for row in rows.values():
        row.sort(key=lambda item: (-item[0], item[1]))

    def lead(i: int, j: int) -> float:
        """By how much `j` is the best for `i` in its article; negative where another is better."""
        row = rows[i, statements[j].article_id]
        mine = next(value for value, k in row if k == j)
        other = next((value for value, k in row if k != j), 0.3)
        return mine - other

    result = {}
    for i, j in basic:
        ahead = (lead(i, j), lead(j, i))
        mutual = float(min(ahead) >= 0)
        result[i, j] = {"mutual": mutual, "margin": max(-0.5, min(0.5, sum(ahead) / 2))}
    return result


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
    left: Sequence[int], right: Sequence[int], accepted: set[tuple[int, int]], statements: Sequence[Statement]
) -> bool:
    if {statements[i].article_id for i in left} & {statements[j].article_id for j in right}:
        return False
    return all((min(i, j), max(i, j)) in accepted for i in left for j in right)
