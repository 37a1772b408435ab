"""The alignment's decisions, learned from the annotated stories, and scores of stories they never saw.

The first decision scores candidate pairs; the second weighs it with what reading two statements together
says (`gold/claims/read.jsonl`, where each story was read by a reader that never saw it); the last looks
again in the light of the other pairs. Needs scikit-learn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evaluation.candidate_pairs import Case, Scores
from evaluation.learning import logistic
from newsfold.compare.alignment import (
    Decisions,
    read_together,
    supported,
)
from newsfold.compare.settings import PAIRS
from newsfold.learned import LogisticModel, Table, Term

STRENGTH = 0.3  # inverse of the L2 penalty
FOLDS = 12
INNER = 4


def _fitted(name: str, tables: Sequence[Table], labels: Sequence[NDArray[np.bool_]]) -> LogisticModel:
    return logistic.fitted(name, tables, labels, STRENGTH)


def first_left_out(cases: Mapping[int, Case], folds: int) -> dict[int, Scores]:
    """The first decision's scores of each case, by one that never saw it."""
    result: dict[int, Scores] = {}
    for fold in range(folds):
        held = [k for n, k in enumerate(cases) if n % folds == fold]
        seen = [c for k, c in cases.items() if k not in held]
        decision = _fitted("first", [c.table for c in seen], [c.labels for c in seen])
        result |= {k: decision.likelihoods(cases[k].table) for k in held}
    return result


def read_pairs(case: Case, scores: Scores) -> NDArray[np.intp]:
    """The pairs of a case that were read together."""
    return np.flatnonzero((scores >= PAIRS.read_together) & ~np.isnan(case.odds))


def weighed(case: Case, scores: Scores, decision: LogisticModel) -> Scores:
    """The first decision's scores, weighed with what reading together says."""
    read, result = read_pairs(case, scores), scores.copy()
    if len(read):
        result[read] = decision.likelihoods(read_together(scores[read], case.odds[read]))
    return result


def weigher(cases: Mapping[int, Case], scores: Mapping[int, Scores]) -> LogisticModel:
    """The decision that weighs them; where nothing was read, the first one's alone."""
    read = {k: read_pairs(c, scores[k]) for k, c in cases.items()}
    tables = [read_together(scores[k][read[k]], c.odds[read[k]]) for k, c in cases.items()]
    if not any(len(table) for table in tables):
        odds_alone = {"likely": Term(0, 1, 1), "read": Term(0, 1, 0)}
        return LogisticModel(name="weighed", terms=odds_alone, bias=0.0)
    return _fitted("weighed", tables, [c.labels[read[k]] for k, c in cases.items()])


def last_table(case: Case, scores: Scores) -> tuple[Table, NDArray[np.bool_], NDArray[np.intp]]:
    """What the last decision reads of a case, the labels, and which pairs these are."""
    again = np.flatnonzero(scores >= PAIRS.look_again)
    return supported(case.statements, case.candidates, scores, case.odds, again), case.labels[again], again


def learned(cases: Mapping[int, Case]) -> Decisions:
    """The three decisions; each learns from scores of earlier ones that never saw the story."""
    first = _fitted("first", [c.table for c in cases.values()], [c.labels for c in cases.values()])
    scores = first_left_out(cases, INNER)
    second = weigher(cases, scores)
    again = []
    for fold in range(INNER):
        held = [k for n, k in enumerate(cases) if n % INNER == fold]
        decision = weigher({k: c for k, c in cases.items() if k not in held}, scores)
        again += [last_table(cases[k], weighed(cases[k], scores[k], decision)) for k in held]
    last = _fitted("last", [t for t, _, _ in again], [labels for _, labels, _ in again])
    return Decisions(first=first, weighed=second, last=last)


def left_out(cases: Sequence[Case]) -> tuple[list[Scores], list[Scores], list[Scores]]:
    """Scores of each story's pairs after the first decision, after reading, after all; none saw the story."""
    result: dict[int, tuple[Scores, Scores, Scores]] = {}
    for fold in range(FOLDS):
        decisions = learned({k: c for k, c in enumerate(cases) if k % FOLDS != fold})
        for k in range(fold, len(cases), FOLDS):
            alone = decisions.first.likelihoods(cases[k].table)
            read = weighed(cases[k], alone, decisions.weighed)
            table, _, again = last_table(cases[k], read)
            every = read.copy()
            every[again] = (every[again] + decisions.last.likelihoods(table)) / 2
            result[k] = alone, read, every
    firsts, reads, everys = zip(*(result[k] for k in range(len(cases))), strict=True)
    return list(firsts), list(reads), list(everys)
