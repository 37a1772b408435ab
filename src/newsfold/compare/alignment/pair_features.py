"""How alike two statements are in what they say: words, names, figures, times, speakers, place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsfold.compare.denial_en import denies
from newsfold.compare.moments import any_meet, is_resolved
from newsfold.compare.settings import LEARNED
from newsfold.compare.words import content, longest_run
from newsfold.records import Statement
from newsfold.text import words


def idf(texts: Sequence[str]) -> dict[str, float]:
    """How much each stem of these texts tells: log of their number over those that hold it, plus a half."""
    counts = Counter(word for text in texts for word in content(text))
    return {word: 0.5 + math.log(len(texts) / n) for word, n in counts.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A statement made ready to be held against others."""

    statement: Statement
    row: tuple[str, ...]  # every word, in order
    stems: frozenset[str]
    total: float  # summed rarity of the stems
    length: float  # the same as a vector's length
    denies: bool

    @classmethod
    def of(cls, statement: Statement, text: str, weight: Mapping[str, float]) -> Words:
        """The statement whose words are `text`; `weight` has the rarity of each stem."""
        stems = content(text)
        return cls(
            statement=statement,
            row=tuple(words(text)),
            stems=stems,
            total=sum(sorted(weight[w] for w in stems)),
            length=math.sqrt(sum(sorted(weight[w] ** 2 for w in stems))),
            denies=denies(text),
        )


def pair_features(left: Words, right: Words, cosine: float, weight: Mapping[str, float]) -> dict[str, float]:
    """The features of a pair that depend on the two alone. The same for (left, right) and (right, left)."""
    shared = sorted(left.stems & right.stems)
    held = sum(weight[w] for w in shared)
    squared = sum(weight[w] ** 2 for w in shared)
    parts = sorted((held / (left.total or 1.0), held / (right.total or 1.0)))
    a, b = left.statement, right.statement
    sizes = sorted((len(left.row), len(right.row)))
    return {
        "cosine": cosine,
        "tfidf": squared / ((left.length * right.length) or 1.0),
        "overlap": held / ((left.total + right.total - held) or 1.0),
        "shared": math.log1p(held),
        "held": parts[0],
        "held most": parts[1],
        "run": math.log1p(longest_run(left.row, right.row)),
        "negation": float(left.denies != right.denies),
        "shorter": math.log1p(sizes[0]),
        "longer": math.log1p(sizes[1]),
        "first": math.log1p(min(a.position, b.position)),
        "apart": math.log1p(abs(a.position - b.position)),
        "leads": float(a.position < LEARNED.leads and b.position < LEARNED.leads),
        **_entity_features(a, b),
        **_figure_features(a, b),
        **_time_features(a, b),
        **_speaker_features(a, b),
    }


def _entity_features(a: Statement, b: Statement) -> dict[str, float]:
    left_ids = {m.entity_id for m in a.mentions if m.entity_id}
    right_ids = {m.entity_id for m in b.mentions if m.entity_id}
    both = len(left_ids & right_ids)
    return {
        "names": math.log1p(both),
        "names share": both / max(1, len(left_ids | right_ids)),
        "names clash": float(bool(left_ids - right_ids) and bool(right_ids - left_ids)),
    }


def _figure_features(a: Statement, b: Statement) -> dict[str, float]:
    left_values = {(f.value, f.unit) for f in a.figures if not f.ordinal}
    right_values = {(f.value, f.unit) for f in b.figures if not f.ordinal}
    ranks = {f.value for f in a.figures if f.ordinal}
    others = {f.value for f in b.figures if f.ordinal}
    return {
        "figures": float(len(left_values & right_values)),
        "figures clash": float(bool(left_values and right_values) and left_values.isdisjoint(right_values)),
        "figures one": float(bool(left_values) != bool(right_values)),
        "ordinals": float(bool(ranks & others)),
        "ordinals clash": float(bool(ranks and others) and ranks.isdisjoint(others)),
    }


def _time_features(a: Statement, b: Statement) -> dict[str, float]:
    left_times, right_times = ([t for t in s.times if is_resolved(t)] for s in (a, b))
    alike = any_meet(left_times, right_times)
    return {"times": float(alike), "times clash": float(bool(left_times and right_times) and not alike)}


def _speaker_features(a: Statement, b: Statement) -> dict[str, float]:
    left_said, right_said = a.attribution, b.attribution
    named = bool(left_said and right_said and left_said.speaker and right_said.speaker)
    same = False
    if left_said and right_said and named:
        same = left_said.speaker == right_said.speaker or (
            left_said.speaker_id is not None and left_said.speaker_id == right_said.speaker_id
        )
    return {
        "speakers": float(same),
        "speakers clash": float(named and not same),
        "spoken one": float(bool(left_said) != bool(right_said)),
    }
