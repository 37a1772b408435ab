"""Learns which two statements are one claim, from the stories annotated by hand.

python -m training.train_align --data DIR [--write]

Prints F1 and recall at precision .8 over sentence pairs, each story scored by a model that never saw it
and cut at a threshold chosen on the others; with --write trains on all and writes
src/newsfold/models/align/weights.json. Everything in that file is a number learned from features; no text.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.gold_stories import GoldStory, load
from benchmarks.gold_tools import pairs as gold_pairs
from newsfold.compare.align import features
from newsfold.encode import encode

WEIGHTS = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "align" / "weights.json"
STRENGTH = 0.3  # inverse of the L2 penalty
PRECISION = 0.8

Place = tuple[int, int]
Scores = dict[tuple[Place, Place], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A story's candidate pairs: features (n, f), labels (n,), the sentences they stand in, gold pairs."""

    features: np.ndarray
    labels: np.ndarray
    places: list[tuple[Place, Place]]
    gold: set[tuple[Place, Place]]
    names: list[str]

    def by_sentence(self, likelihood: np.ndarray) -> Scores:
        """The best score of each pair of sentences."""
        best: Scores = defaultdict(float)
        for place, value in zip(self.places, likelihood.tolist(), strict=True):
            best[place] = max(best[place], value)
        return best


def table(story: GoldStory) -> Table:
    said = story.statements()
    number = {a.id: i for i, a in enumerate(story.articles)}
    text = {a.id: a.text for a in story.articles}
    texts = [s.span.of(text[s.article_id]) for s in said]
    rows = features(said, texts, encode(texts))
    at = [(number[s.article_id], story.sentence_of(number[s.article_id], s.span)) for s in said]
    places = [tuple(sorted((at[i], at[j]))) for i, j in rows]
    gold = gold_pairs(story.record)
    names = sorted(next(iter(rows.values())))
    return Table(
        features=np.array([[row[n] for n in names] for row in rows.values()]),
        labels=np.array([place in gold for place in places]),
        places=places,
        gold=gold,
        names=names,
    )


def model() -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=1000))


def left_out(tables: Sequence[Table], folds: int = 8) -> list[Scores]:
    """Scores of each story's sentence pairs by a model that never saw the story."""
    found = []
    for k, held in enumerate(tables):
        seen = [t for i, t in enumerate(tables) if i % folds != k % folds]
        fitted = model().fit(
            np.concatenate([t.features for t in seen]), np.concatenate([t.labels for t in seen])
        )
        found.append(held.by_sentence(fitted.predict_proba(held.features)[:, 1]))
    return found


def curve(scores: Sequence[Scores], golds: Sequence[set[tuple[Place, Place]]]) -> tuple[np.ndarray, ...]:
    """Scores from high to low with precision and recall down to each; gold pairs never proposed count."""
    rows = sorted(
        ((v, p in g) for s, g in zip(scores, golds, strict=True) for p, v in s.items()), reverse=True
    )
    hits = np.cumsum([hit for _, hit in rows])
    return np.array([v for v, _ in rows]), hits / np.arange(1, len(rows) + 1), hits / sum(map(len, golds))


def best_threshold(scores: Sequence[Scores], golds: Sequence[set[tuple[Place, Place]]]) -> float:
    values, precision, recall = curve(scores, golds)
    return float(values[np.argmax(2 * precision * recall / np.maximum(precision + recall, 1e-9))])


def report(name: str, scores: Sequence[Scores], golds: Sequence[set[tuple[Place, Place]]]) -> float:
    """Prints the figures; returns the threshold from which precision is .8."""
    true = proposed = 0
    for k in range(len(scores)):
        others = [i for i in range(len(scores)) if i != k]
        cut = best_threshold([scores[i] for i in others], [golds[i] for i in others])
        chosen = {p for p, v in scores[k].items() if v >= cut}
        true, proposed = true + len(chosen & golds[k]), proposed + len(chosen)
    values, precision, recall = curve(scores, golds)
    sure = np.flatnonzero(precision >= PRECISION)
    f1 = 2 * true / (proposed + sum(map(len, golds)))
    last = sure[-1] if len(sure) else 0
    print(f"{name:34s} F1 {f1:.3f}   recall at precision {PRECISION} {recall[last] if len(sure) else 0:.3f}")
    return float(values[last])


def write(tables: Sequence[Table]) -> None:
    fitted = model().fit(
        np.concatenate([t.features for t in tables]), np.concatenate([t.labels for t in tables])
    )
    scaler, logistic = fitted[0], fitted[1]
    rows = zip(tables[0].names, scaler.mean_, scaler.scale_, logistic.coef_[0], strict=True)
    learned = {
        name: [round(float(x), 6) for x in (mean, scale, weight)] for name, mean, scale, weight in rows
    }
    learned["bias"] = [0.0, 1.0, round(float(logistic.intercept_[0]), 6)]
    WEIGHTS.write_text(json.dumps(learned, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", nargs="+", default=["pass1", "extra"])
    parser.add_argument("--cache", type=Path, help="folder that keeps what extraction found")
    parser.add_argument("--sentences", action="store_true", help="whole sentences instead of clauses")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    stories = load(chosen.data, chosen.gold, chosen.cache)
    if chosen.sentences:
        stories = [
            replace(s, annotations={k: replace(v, clauses=()) for k, v in s.annotations.items()})
            for s in stories
        ]
    tables = [table(story) for story in stories]
    golds = [t.gold for t in tables]
    print(f"{len(tables)} stories, {sum(map(len, golds))} pairs of sentences with one claim")
    for name in ("cosine", "tfidf"):
        at = tables[0].names.index(name)
        report(name + " alone", [t.by_sentence(t.features[:, at]) for t in tables], golds)
    threshold = report("learned, stories left out", left_out(tables), golds)
    print(f"threshold at precision {PRECISION}: {threshold:.3f}")
    if chosen.write:
        write(tables)


if __name__ == "__main__":
    main()
