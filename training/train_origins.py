"""Learns whether two accounts have what they say from one root, and whether they corroborate each other.

    python -m training.train_origins --data DIR --readers 0.onnx 1.onnx 2.onnx [--cache FOLDER] [--write]

From the annotated stories (`gold/claims`): where the annotators counted one origin for a claim, every two of
its accounts have one root; where as many as accounts, none have. From the labelled pairs (`gold/pairs`,
`gold/judgements`): how many roots readers counted, and whether there is anything that both assert. Printed is
what models reach on stories that they never saw; with --write they learn from all but the untouched stories
and write src/newsfold/models/origins: weights.json and acts.npy, numbers learned from features, no text.
`--readers` are those of `training/train_pairs.py --readers`, exported: labelled pairs taught the shipped one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from evaluation import arguments, pair_labels
from evaluation.described import gold_claims
from evaluation.gold_stories import SETS, GoldStory, Record, load
from evaluation.judged_pairs import JudgedPair, JudgedStory, judged_stories
from evaluation.learning import logistic
from evaluation.splits import READER_FOLDS, hashed
from newsfold.compare.origins import Provenance, name_one_root, sourced_statement
from newsfold.compare.origins.acts import along
from newsfold.compare.origins.corroboration import corroboration
from newsfold.compare.origins.dependence import SourcedStatement, dependence_features
from newsfold.compare.settings import ORIGINS
from newsfold.describe import read_story
from newsfold.encode import cross_encoder, encode
from newsfold.learned import LogisticModel, Table, save_logistic
from newsfold.records import Statement

FOLDER = Path(__file__).parent.parent / "src" / "newsfold" / "models" / "origins"
STRENGTH = 0.3  # inverse of the L2 penalty
PROBE_STRENGTH = 1e-3  # the same, of the direction that tells acts
PAIR_STRENGTH = 0.03
FOLDS = 8
CUTS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
LIKELIHOODS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.84, 0.85, 0.88)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim of the annotated stories: its accounts, their vectors, its origins."""

    story: str
    accounts: tuple[SourcedStatement, ...]
    vectors: NDArray[np.float32]
    origins: int

    @property
    def same_root(self) -> float | None:
        """1 where every two have one root, 0 where none have, None where neither is sure."""
        return {1: 1.0, len(self.accounts): 0.0}.get(self.origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Labelled pairs of accounts, each with its story, and the mean of both vectors."""

    stories: list[str]
    judged: list[JudgedPair]
    provenances: list[Provenance]
    accounts: list[tuple[SourcedStatement, SourcedStatement]]
    vectors: Floats

    @property
    def two_roots(self) -> Floats:
        """1 for two roots, 0 for one, NaN where that is open or nothing is shared."""
        known = {1: 0.0, 2: 1.0}
        return np.array([known.get(pair_labels.roots(p.label) or 0, np.nan) for p in self.judged])


def fold_of(story: str) -> int:
    """Which fold a story is of, by hash."""
    return hashed(story) // 100 % FOLDS


def claimed(stories: Sequence[GoldStory]) -> Iterator[Claimed]:
    """The claims of the annotated stories."""
    for story in stories:
        read = read_story(story.articles, story.annotations)
        provenance = Provenance.of(read.articles, read.derivations)
        for gold, said in gold_claims(story, read.annotations):
            if said:
                yield _claimed(story.name, gold, said, provenance)


def _claimed(story: str, gold: Record, said: Sequence[Statement], provenance: Provenance) -> Claimed:
    text = provenance.articles
    return Claimed(
        story=story,
        accounts=tuple(sourced_statement(s, provenance) for s in said),
        vectors=encode([s.span.of(text[s.article_id].text) for s in said]),
        origins=gold["origins"],
    )


def labelled(stories: Sequence[JudgedStory]) -> Pairs:
    """The labelled pairs of the stories that may be learned from."""
    chosen = [s for s in stories if not pair_labels.untouched(s.name)]
    judged = [p for s in chosen for p in s.pairs]
    sides = [
        tuple(sourced_statement(statement, s.provenance) for statement in p.statements)
        for s in chosen
        for p in s.pairs
    ]
    return Pairs(
        stories=[s.name for s in chosen for _ in s.pairs],
        judged=judged,
        provenances=[s.provenance for s in chosen for _ in s.pairs],
        accounts=[(left, right) for left, right in sides],
        vectors=np.stack([np.mean(p.vectors, axis=0) for p in judged]).astype(np.float64),
    )


def probe(vectors: Floats, two_roots: Floats) -> Floats:
    """The direction that tells acts: a weight for each number of a vector, and the bias."""
    known = ~np.isnan(two_roots)
    mean, scale = vectors[known].mean(0), vectors[known].std(0)
    fitted = LogisticRegression(C=PROBE_STRENGTH, max_iter=3000)
    fitted.fit((vectors[known] - mean) / scale, two_roots[known])
    weights = fitted.coef_[0] / scale
    return np.append(weights, fitted.intercept_[0] - weights @ mean)


def with_acts(pairs: Pairs, weights: Floats, chosen: NDArray[np.bool_]) -> None:
    """Tells the accounts of the chosen pairs how far outlets can know by themselves what they say."""
    for k in np.flatnonzero(chosen):
        odds = along(weights, np.stack(pairs.judged[k].vectors))
        left, right = (replace(a, act=float(o)) for a, o in zip(pairs.accounts[k], odds, strict=True))
        pairs.accounts[k] = (left, right)


def _with_acts(claim: Claimed, weights: Floats) -> Claimed:
    odds = along(weights, claim.vectors).tolist()
    return replace(
        claim, accounts=tuple(replace(a, act=o) for a, o in zip(claim.accounts, odds, strict=True))
    )


def claim_rows(claims: Sequence[Claimed]) -> tuple[list[dict[str, float]], list[float], list[str]]:
    """The features of every two accounts of a claim with a sure label, the labels, the stories."""
    rows, labels, stories = [], [], []
    for claim in claims:
        if claim.same_root is not None:
            for left, right in combinations(claim.accounts, 2):
                rows.append(dependence_features(left, right))
                labels.append(claim.same_root)
                stories.append(claim.story)
    return rows, labels, stories


def same_root(claims: Sequence[Claimed], pairs: Pairs, without: int | None = None) -> LogisticModel:
    """The decision over all stories but those of the fold `without`."""
    rows, labels, stories = claim_rows(claims)
    for story, sides, two in zip(pairs.stories, pairs.accounts, pairs.two_roots, strict=True):
        if not np.isnan(two):
            rows.append(dependence_features(*sides))
            labels.append(1 - two)
            stories.append(story)
    seen = np.array([without is None or fold_of(story) != without for story in stories])
    table = Table.of_records(rows).where(seen)
    return logistic.fitted("one root", [table], [np.array(labels)[seen]], STRENGTH)


def count(claim: Claimed, model: LogisticModel, cut: float) -> int:
    """How many origins are left when pairs of likelihood `cut` and more are joined."""
    root = list(range(len(claim.accounts)))
    for i, j in combinations(range(len(claim.accounts)), 2):
        if model.likelihood(dependence_features(claim.accounts[i], claim.accounts[j])) >= cut:
            old, new = root[j], root[i]
            root = [new if r == old else r for r in root]
    return len(set(root))


def report_counts(claims: Sequence[Claimed], models: Sequence[LogisticModel]) -> None:
    """How often the count of a claim's origins comes out right, by the likelihood from which pairs join."""
    print(f"{'cut':>5} {'exact':>6} {'two or more right':>18} {'found':>6}")
    for cut in CUTS:
        counts = [(count(c, models[fold_of(c.story)], cut), c.origins) for c in claims]
        several = [wanted > 1 for counted, wanted in counts if counted > 1]
        recalled = [counted > 1 for counted, wanted in counts if wanted > 1]
        exact = np.mean([a == b for a, b in counts])
        print(f"{cut:5} {exact:6.3f} {np.mean(several):18.3f} {np.mean(recalled):6.3f}")


def corroborating(pairs: Pairs) -> tuple[Table, NDArray[np.bool_], NDArray[np.intp]]:
    """The features of the pairs that may say the same, whether they corroborate, and which they are."""
    rows = [corroboration(p.pair, *sides) for p, sides in zip(pairs.judged, pairs.accounts, strict=True)]
    places = np.array([k for k, row in enumerate(rows) if row is not None])
    table = Table.of_records(row for row in rows if row is not None)
    return table, np.array([pairs.judged[k].corroborates for k in places]), places


def _named(pairs: Pairs, k: int) -> bool:
    left, right = pairs.judged[k].statements
    return name_one_root(left, right, pairs.provenances[k])


def report_corroborated(name: str, scores: Floats, truth: NDArray[np.bool_]) -> None:
    """For each likelihood how many pairs are called corroborating, how many rightly, how many are found."""
    print(f"{name}: {len(truth)} pairs, {truth.sum()} corroborate each other")
    for cut in LIKELIHOODS:
        called = scores >= cut
        right = int((called & truth).sum())
        share, recall = right / max(1, called.sum()), right / truth.sum()
        print(f"  from {cut:.2f}: {called.sum():4} called so, {share:.3f} right, {recall:.3f} found")


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--readers", type=Path, nargs=READER_FOLDS, required=True)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    readers = [cross_encoder(file.read_bytes()) for file in chosen.readers]
    pairs = labelled(list(judged_stories(chosen.data, chosen.cache, readers)))
    claims = list(claimed(load(chosen.data, SETS, chosen.cache)))
    print(f"{len(set(pairs.stories))} stories with {len(pairs.judged)} labelled pairs, {len(claims)} claims")
    fold = np.array([fold_of(story) for story in pairs.stories])
    known = ~np.isnan(pairs.two_roots)
    for part in range(FOLDS):
        with_acts(pairs, probe(pairs.vectors[fold != part], pairs.two_roots[fold != part]), fold == part)
    direction = probe(pairs.vectors, pairs.two_roots)
    claims = [_with_acts(claim, direction) for claim in claims]
    models = [same_root(claims, pairs, without=part) for part in range(FOLDS)]
    report_counts(claims, models)
    odds = np.array(
        [models[f].likelihood(dependence_features(*s)) for f, s in zip(fold, pairs.accounts, strict=True)]
    )
    reached = average_precision_score(pairs.two_roots[known], 1 - odds[known])
    print(f"two roots, of {known.sum()} pairs: average precision {reached:.3f}")
    table, truth, places = corroborating(pairs)
    scores = np.zeros(len(truth))
    for part in range(FOLDS):
        held = fold[places] == part
        model = logistic.fitted("corroborates", [table.where(~held)], [truth[~held]], PAIR_STRENGTH)
        scores[held] = model.likelihoods(table.where(held))
    named = [_named(pairs, int(k)) for k in places]
    apart = (odds[places] < ORIGINS.same_root) & ~np.array(named)
    report_corroborated("those with two origins", scores[apart], truth[apart])
    if chosen.write:
        final = logistic.fitted("corroborates", [table], [truth], PAIR_STRENGTH)
        save_logistic(FOLDER / "weights.json", {"one root": same_root(claims, pairs), "corroborates": final})
        np.save(FOLDER / "acts.npy", direction.astype(np.float32))


if __name__ == "__main__":
    main()
