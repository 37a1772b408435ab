"""Learns which two statements are one claim, from the stories annotated by hand.

python -m training.train_align --data DIR [--write]

Prints what the two decisions reach over sentence pairs (`benchmarks/alignment.py` has the tables), each story
scored by decisions that never saw it; with --write trains on all and writes
src/newsfold/models/align/weights.json. Everything in that file is a number learned from features; no text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.gold_pairs import Case, Scores, case, figures, report
from benchmarks.gold_stories import load
from newsfold.compare.align import LOOK_AGAIN, Decision, Table, supported

WEIGHTS = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "align" / "weights.json"
STRENGTH = 0.3  # inverse of the L2 penalty
FOLDS = 12
INNER = 4


def fitted(tables: Sequence[Table], labels: Sequence[NDArray[np.bool_]]) -> Decision:
    """A logistic regression over all pairs of the tables."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=1000))
    model.fit(np.concatenate([t.rows for t in tables]).astype(float), np.concatenate(labels))
    scaler, logistic = model[0], model[1]
    return Decision(
        names=tables[0].names,
        mean=scaler.mean_,
        scale=scaler.scale_,
        weight=logistic.coef_[0],
        bias=float(logistic.intercept_[0]),
    )


def first_left_out(cases: Mapping[int, Case], folds: int) -> dict[int, Scores]:
    """The first decision's scores of each case, by one that never saw it."""
    found: dict[int, Scores] = {}
    for fold in range(folds):
        held = [k for n, k in enumerate(cases) if n % folds == fold]
        seen = [c for k, c in cases.items() if k not in held]
        decision = fitted([c.table for c in seen], [c.labels for c in seen])
        found |= {k: decision.of(cases[k].table) for k in held}
    return found


def second_table(one: Case, scores: Scores) -> tuple[Table, NDArray[np.bool_], NDArray[np.intp]]:
    """What the second decision reads of a case, the labels, and which pairs these are."""
    again = np.flatnonzero(scores >= LOOK_AGAIN)
    return supported(one.statements, one.table, scores, again), one.labels[again], again


def learned(cases: Mapping[int, Case]) -> tuple[Decision, Decision]:
    """Both decisions; the second learns from scores of a first one that never saw the story."""
    first = fitted([c.table for c in cases.values()], [c.labels for c in cases.values()])
    scores = first_left_out(cases, INNER)
    again = [second_table(c, scores[k]) for k, c in cases.items()]
    return first, fitted([t for t, _, _ in again], [labels for _, labels, _ in again])


def left_out(cases: Sequence[Case]) -> tuple[list[Scores], list[Scores]]:
    """Scores of each story's pairs after the first and after both decisions, none of which saw the story."""
    first_only: dict[int, Scores] = {}
    both: dict[int, Scores] = {}
    for fold in range(FOLDS):
        seen = {k: c for k, c in enumerate(cases) if k % FOLDS != fold}
        first, second = learned(seen)
        for k in range(fold, len(cases), FOLDS):
            first_only[k] = first.of(cases[k].table)
            table, _, again = second_table(cases[k], first_only[k])
            both[k] = first_only[k].copy()
            both[k][again] = (both[k][again] + second.of(table)) / 2
    order = range(len(cases))
    return [first_only[k] for k in order], [both[k] for k in order]


def write(cases: Sequence[Case]) -> None:
    """Learns from all cases and keeps the numbers."""
    found = [
        {
            **{
                name: [round(float(x), 6) for x in row]
                for name, *row in zip(d.names, d.mean, d.scale, d.weight, strict=True)
            },
            "bias": [round(d.bias, 6)],
        }
        for d in learned(dict(enumerate(cases)))
    ]
    WEIGHTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", nargs="+", default=["pass1", "extra"])
    parser.add_argument("--cache", type=Path, help="folder that keeps what extraction found")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    cases = [case(story) for story in load(chosen.data, chosen.gold, chosen.cache)]
    first, both = left_out(cases)
    report("first decision", figures(cases, first))
    report("both decisions", figures(cases, both))
    if chosen.write:
        write(cases)


if __name__ == "__main__":
    main()
