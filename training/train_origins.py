"""Learns whether two accounts of one claim have it from one root, from the stories annotated by hand.

python -m training.train_origins --data DIR [--write]

The annotators counted each claim's origins. Where they counted one, every two of its accounts have one root;
where they counted as many as there are accounts, none have. Prints how often the count comes out right, each
story counted by a model that never saw it; with --write trains on all and writes
src/newsfold/models/origins/weights.json.
Everything in that file is a number learned from features; no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation import arguments
from evaluation.described import DescribedStory, described_gold, gold_claims
from evaluation.gold_stories import SETS, Record, load
from evaluation.learning import logistic
from newsfold.compare.origins import Provenance, account
from newsfold.compare.origins.dependence import Account, features
from newsfold.learned import LogisticModel, Table, save_logistic

WEIGHTS = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "origins" / "weights.json"
STRENGTH = 0.3  # inverse of the L2 penalty
CUTS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim of the gold set: its accounts, their pairs' places in the table, its origins."""

    story: str
    accounts: int
    pairs: dict[tuple[int, int], int]
    origins: int
    label: int | None  # 1 where every two have one root, 0 where none have


def table(stories: Sequence[DescribedStory]) -> tuple[list[Claimed], list[dict[str, float]]]:
    """The claims, and the features of every pair of their accounts."""
    claims: list[Claimed] = []
    rows: list[dict[str, float]] = []
    for story in stories:
        for gold, accounts in _told(story):
            at = {}
            for i, j in combinations(range(len(accounts)), 2):
                at[i, j] = len(rows)
                rows.append(features(accounts[i], accounts[j]))
            n = gold["origins"]
            label = 1 if n == 1 else 0 if n == len(accounts) else None
            claims.append(
                Claimed(story=story.gold.name, accounts=len(accounts), pairs=at, origins=n, label=label)
            )
    return claims, rows


def _told(story: DescribedStory) -> Iterator[tuple[Record, list[Account]]]:
    provenance = Provenance.of(story.detail.articles, story.detail.derivations)
    for gold, said in gold_claims(story):
        yield gold, [account(s, provenance) for s in said]


def fit(claims: Sequence[Claimed], pairs: Table, without: str | None = None) -> LogisticModel:
    """The model of all claims whose pairs have a label, but for those of the story `without`."""
    rows = [
        (r, c.label) for c in claims if c.label is not None and c.story != without for r in c.pairs.values()
    ]
    seen = pairs.where(np.array([r for r, _ in rows]))
    return logistic.fitted("one root", [seen], [[label for _, label in rows]], STRENGTH)


def count(claim: Claimed, same: NDArray[np.float64], cut: float) -> int:
    """How many origins are left when pairs of likelihood `cut` and more are joined."""
    root = list(range(claim.accounts))
    for (i, j), row in claim.pairs.items():
        if same[row] >= cut:
            old, new = root[j], root[i]
            root = [new if r == old else r for r in root]
    return len(set(root))


def report(claims: Sequence[Claimed], same: NDArray[np.float64]) -> None:
    print(f"{'cut':>5} {'exact':>6} {'two or more right':>18} {'found':>6}")
    for cut in CUTS:
        counts = [(count(c, same, cut), c.origins) for c in claims]
        several = [wanted > 1 for found, wanted in counts if found > 1]
        found = [found > 1 for found, wanted in counts if wanted > 1]
        exact = np.mean([a == b for a, b in counts])
        print(f"{cut:5} {exact:6.3f} {np.mean(several):18.3f} {np.mean(found):6.3f}")


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    stories = [described_gold(gold) for gold in load(chosen.data, SETS, chosen.cache)]
    claims, rows = table(stories)
    names = sorted(rows[0])
    pairs = Table(tuple(names), np.array([[row[n] for n in names] for row in rows]))
    same = np.zeros(len(rows))
    for story in {c.story for c in claims}:
        held = [r for c in claims if c.story == story for r in c.pairs.values()]
        if held:
            same[held] = fit(claims, pairs, without=story).likelihoods(pairs.where(np.array(held)))
    print(f"{len(stories)} stories, {len(claims)} claims, {len(rows)} pairs; stories left out in turn")
    report(claims, same)
    learned = fit(claims, pairs)
    for name in sorted(names, key=lambda n: -abs(learned.terms[n].weight)):
        print(f"  {name:22} {learned.terms[name].weight:+.2f}")
    if chosen.write:
        save_logistic(WEIGHTS, {learned.name: learned})


if __name__ == "__main__":
    main()
