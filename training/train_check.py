"""Learns how likely a statement says what a sentence asks, from the stories annotated by hand.

python -m training.train_check --data DIR [--filler 150]

The questions of `benchmarks/check.py` on the half of the stories that it does not report, each with the
statements that a check looks at; writes src/newsfold/models/check/weights.json. Everything in it is a number
learned from features; no text.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from evaluation.queries import is_in, prepared
from newsfold.check import candidates
from newsfold.compare.asked import asked_features
from newsfold.learned import LogisticModel, save_logistic
from newsfold.newsroom import Newsroom
from newsfold.records import Evidence

WEIGHTS = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "check" / "weights.json"
STRENGTH = 0.1  # inverse of the L2 penalty
KINDS = ("shared", "gist", "own", "absent")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--filler", type=int, default=150, help="other stories in the database")
    chosen = parser.parse_args()
    rows, labels = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.db"
        cases = [c for c in prepared(chosen.data, path, chosen.filler) if not c.is_test and c.kind in KINDS]
        with Newsroom(path) as room:
            for case in cases:
                pool = candidates(room._store, case.text, room.story)
                if pool.said:
                    texts = [s.span.of(pool.articles[s.article_id].text) for s in pool.said]
                    rows += asked_features(pool.asked, case.text, pool.said, texts, pool.vectors)
                    places = [Evidence(article_id=s.article_id, span=s.span) for s in pool.said]
                    labels += [is_in(place, case.expected) for place in places]
    names = sorted(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    scaler = StandardScaler().fit(table)
    fitted = LogisticRegression(C=STRENGTH, max_iter=2000).fit(scaler.transform(table), labels)
    learned = LogisticModel.of(
        "says so",
        names,
        mean=scaler.mean_,
        scale=scaler.scale_,
        weight=fitted.coef_[0],
        bias=fitted.intercept_[0],
    )
    save_logistic(WEIGHTS, {learned.name: learned})
    print(f"{len(cases)} sentences, {len(rows)} pairs, {sum(labels)} of them say so")


if __name__ == "__main__":
    main()
