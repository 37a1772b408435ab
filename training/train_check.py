"""Learns how likely a statement says what a sentence asks, from the stories annotated by hand.

python -m training.train_check --data DIR [--filler 150]

The questions of `benchmarks/check.py` on the half of the stories that it does not report, each with the
statements that a check looks at; writes src/newsfold/models/check/weights.json. Everything in it is a number
learned from features; no text.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from evaluation import arguments
from evaluation.learning import logistic
from evaluation.queries import is_in, prepared
from newsfold.check import candidate_claims
from newsfold.compare.asked import asked_features
from newsfold.learned import Table, save_logistic
from newsfold.newsroom import Newsroom
from newsfold.records import Evidence

WEIGHTS = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "check" / "weights.json"
STRENGTH = 0.1  # inverse of the L2 penalty
KINDS = ("shared", "gist", "own", "absent")


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--filler", type=int, default=150, help="other stories in the database")
    chosen = parser.parse_args()
    rows, labels = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.db"
        cases = [c for c in prepared(chosen.data, path, chosen.filler) if not c.is_test and c.kind in KINDS]
        with Newsroom(path) as room:
            for case in cases:
                pool = candidate_claims(room._store, case.text, room.story)
                if pool.said:
                    texts = [s.span.of(pool.articles[s.article_id].text) for s in pool.said]
                    rows += asked_features(pool.asked, case.text, pool.said, texts, pool.vectors)
                    places = [Evidence(article_id=s.article_id, span=s.span) for s in pool.said]
                    labels += [is_in(place, case.expected) for place in places]
    names = sorted(rows[0])
    table = Table(tuple(names), np.array([[row[name] for name in names] for row in rows]))
    learned = logistic.fitted("says so", [table], [labels], STRENGTH)
    save_logistic(WEIGHTS, {learned.name: learned})
    print(f"{len(cases)} sentences, {len(rows)} pairs, {sum(labels)} of them say so")


if __name__ == "__main__":
    main()
