"""Learns which two statements are one claim, from the stories annotated by hand.

python -m training.train_align --data DIR [--write]

Prints what the decisions reach over sentence pairs (`benchmarks/alignment.py` has the tables), each story
scored by decisions that never saw it; with --write trains on all and writes
src/newsfold/models/align/weights.json. Everything in that file is a number learned from features; no text.
What reading two statements together says comes from `evaluation/gold/claims/read.jsonl`, where each story was
read by a reader that never saw it (`training/train_pairs.py --scores`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation import arguments
from evaluation.candidate_pairs import Case, case, figures, report
from evaluation.gold_stories import SETS, load
from evaluation.learning.alignment import learned, left_out
from newsfold.learned import save_logistic

WEIGHTS = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "align" / "weights.json"


def write(cases: Sequence[Case]) -> None:
    """Learns from all cases and keeps the numbers."""
    models = learned(dict(enumerate(cases)))
    save_logistic(WEIGHTS, {"first": models.first, "weighed": models.weighed, "last": models.last})


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--gold", nargs="+", default=SETS)
    arguments.add_cache(parser)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    cases = [case(story) for story in load(chosen.data, chosen.gold, chosen.cache)]
    for name, scores in zip(("first decision", "read together too", "all"), left_out(cases), strict=True):
        report(name, figures(cases, scores))
    if chosen.write:
        write(cases)


if __name__ == "__main__":
    main()
