"""Which statements say the same where one of them or both are not English.

What the decisions of English learned of words and endings says nothing there. What holds in any two
languages is the sentence's meaning in one space (`encode.encode_sentences`), how far it is ahead of the next
best in the other's article, the numbers that both print, and, where one script writes them alike, names and
borrowed words. A logistic decision for each kind of pair (`training/train_align_languages.py`) weighs these.
Where a statement stands in its article is not asked: the texts it was learned from are translations, in
which that gives the answer.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.alignment.nearest import ahead, nearest_pairs
from newsfold.compare.alignment.pairs import Pair, Places
from newsfold.compare.encoded import EncodedStatement
from newsfold.compare.moments import any_meet, is_resolved
from newsfold.compare.settings import ACROSS_LANGUAGES
from newsfold.language import language_relation
from newsfold.learned import Table, logistic_models
from newsfold.records import Statement, TimeRef
from newsfold.text import runs, strip_accents

_MOST_NEIGHBOURS = 32  # bounds the time: of a statement's nearest, how many are candidates
# A whole number with its thousands set apart in any way, or digits with a decimal part.
_DIGIT_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f’'.,٬]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫]\d+)?")
_EXCLUDED = 0.0  # likelihood of two that can't be one claim

_SHARED_FEATURES = (
    "cosine",
    "ahead",
    "least ahead",
    "numbers",
    "numbers clash",
    "numbers apart",
    "numbers one",
    "shorter",
)
FEATURES = {
    "one language": (*_SHARED_FEATURES, "words"),
    "one script": (*_SHARED_FEATURES, "words"),
    "two scripts": _SHARED_FEATURES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFeatures:
    """What is compared of a statement beside its meaning."""

    numbers: frozenset[str]
    words: frozenset[str]
    length: int

    @classmethod
    def of(cls, text: str, language: str) -> SentenceFeatures:
        """Those of a text."""
        said = runs(text)
        unspaced = language in ("zh", "ja")
        letters = [c for c in text if c.isalpha()] if unspaced else []
        words = (
            (a + b for a, b in pairwise(letters)) if unspaced else (strip_accents(w).casefold() for w in said)
        )
        return cls(
            numbers=digit_numbers(text),
            words=frozenset(
                w for w in words if unspaced or (len(w) >= ACROSS_LANGUAGES.letters and not w.isdecimal())
            ),
            length=len(said),
        )


def digit_numbers(text: str) -> frozenset[str]:
    """The figures of a text from ten on, each by its digits without zeros at the ends, in any script's
    digits.

    So 3.5 million, 3 500 000 and 350万 are alike, whatever a language sets between digits; small numbers are
    words in one language and digits in another.
    """
    digits_found = set()
    for match in _DIGIT_NUMBER.finditer(text):
        digits = "".join(str(int(c)) for c in match.group() if c.isdecimal())
        if len(digits.lstrip("0")) > 1:
            digits_found.add(digits.strip("0"))
    return frozenset(digits_found)


def pair_features(left: SentenceFeatures, right: SentenceFeatures) -> dict[str, float]:
    """The features of a pair that its texts give, the same for (right, left)."""
    left_numbers, right_numbers = left.numbers, right.numbers
    fewer = min(len(left.words), len(right.words))
    return {
        "numbers": math.log1p(len(left_numbers & right_numbers)),
        "numbers clash": float(
            bool(left_numbers and right_numbers) and left_numbers.isdisjoint(right_numbers)
        ),
        "numbers apart": float(bool(left_numbers - right_numbers) and bool(right_numbers - left_numbers)),
        "numbers one": float(bool(left_numbers) != bool(right_numbers)),
        "shorter": math.log1p(min(left.length, right.length)),
        "words": len(left.words & right.words) / max(1, fewer),
    }


def across(said: Sequence[EncodedStatement], shared: Collection[int] = frozenset()) -> list[Pair]:
    """Every candidate pair of statements from different articles that are not both English, with its score.

    `shared` is as in `pairs`. A statement without a meaning is in none. The order changes nothing.
    """
    meant = [k for k, s in enumerate(said) if s.meaning is not None]
    places, table = features([said[k] for k in meant], {at for at, k in enumerate(meant) if k in shared})
    scores, aside = np.zeros(len(places)), np.zeros(len(places))
    languages = [said[k].language for k in meant]
    asked: dict[str, list[int]] = defaultdict(list)
    for row, (i, j) in enumerate(places):
        asked[language_relation(languages[i], languages[j])].append(row)
    for name, rows in asked.items():
        asked_rows = table.where(np.array(rows, dtype=np.intp))
        scores[rows] = likelihoods(name, asked_rows)
        aside[rows] = likelihoods(name, _figures_aside(asked_rows))
    cosines = table.column("cosine").tolist() if places else []
    return [
        Pair(
            left=meant[i],
            right=meant[j],
            score=_EXCLUDED if differ(said[meant[i]].statement, said[meant[j]].statement) else float(score),
            cosine=cosine,
            figures_aside=float(without),
        )
        for (i, j), score, without, cosine in zip(places, scores, aside, cosines, strict=True)
    ]


def _figures_aside(table: Table) -> Table:
    """The features of pairs as if neither statement printed a number: what they tell else."""
    columns = {name: table.column(name) for name in (*_SHARED_FEATURES, "words")}
    return Table.of_columns(
        {n: 0 * c if n.startswith("numbers") else c for n, c in columns.items()}, np.float64
    )


def likelihoods(kind: str, table: Table) -> NDArray[np.float64]:
    """The likelihood, 0..1, that each pair of one kind says the same; the table has all features."""
    names = FEATURES[kind]
    asked = Table.of_columns({name: table.column(name) for name in names}, np.float64)
    values = np.round(logistic_models("align_languages")[kind].likelihoods(asked), 9)
    far = (table.column("cosine") < ACROSS_LANGUAGES.far) & (table.column("numbers") == 0)
    return np.where(far, np.minimum(values, ACROSS_LANGUAGES.doubtful), values)


def features(
    said: Sequence[EncodedStatement], shared: Collection[int] = frozenset()
) -> tuple[list[Places], Table]:
    """The pairs near in meaning of different articles that are not both English, and their features."""
    if all(s.language == "en" for s in said):
        return [], Table.of_records([])
    cosines = nearest_pairs(
        said,
        np.stack([s.meaning for s in said if s.meaning is not None]),
        shared,
        least=ACROSS_LANGUAGES.nearest,
        most=_MOST_NEIGHBOURS,
        unpaired=np.array([s.language == "en" for s in said]),
    )
    values = [round(cosine, 6) for cosine in cosines.values()]
    sentence_features = [SentenceFeatures.of(s.text, s.language) for s in said]
    places = list(cosines)
    over = ahead(places, values, [s.statement.article_id for s in said], ACROSS_LANGUAGES.nearest)
    return places, Table.of_records(
        {
            "cosine": cosine,
            "ahead": sum(both),
            "least ahead": min(both),
            **pair_features(sentence_features[i], sentence_features[j]),
        }
        for (i, j), cosine, both in zip(places, values, over, strict=True)
    )


def differ(left: Statement, right: Statement) -> bool:
    """Whether two statements can't be one claim: by their figures, or by the times that both are of."""
    return _figures_differ(left, right) or _times_differ(left, right)


def _figures_differ(left: Statement, right: Statement) -> bool:
    """Whether both give figures, in one unit at least, and none is the same."""
    left_values = {(f.unit, f.value) for f in left.figures if not f.ordinal}
    right_values = {(f.unit, f.value) for f in right.figures if not f.ordinal}
    units = {unit for unit, _ in left_values} & {unit for unit, _ in right_values}
    return bool(units) and left_values.isdisjoint(right_values)


def _times_differ(left: Statement, right: Statement) -> bool:
    """Whether both are dated, to a day or finer, and none of their times can be one."""
    left_times, right_times = _known_days(left.times), _known_days(right.times)
    return bool(left_times and right_times) and not any_meet(left_times, right_times)


def _known_days(times: Sequence[TimeRef]) -> list[TimeRef]:
    return [t for t in times if is_resolved(t) and t.kind == "date" and t.grain in ("day", "hour", "minute")]
