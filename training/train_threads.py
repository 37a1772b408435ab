"""Makes `src/newsfold/models/fold/threads.json`: the decision on a pair of stories, whether of one affair.

    python -m training.train_threads --data DATA [--cache FOLDER] [--swap]

A small gradient-boosted forest over `newsfold.fold.threads.features`. It is monotone: more alike never lowers
a likelihood; more days apart, and more of one kind under the same names, never raise it. It is learned on
both encoders' vectors of four kinds of pairs: stories that a reader judged, stories within and across the
affairs that are not held out, look-alike events of ECB+ topics 1 to 35, put days apart, as what is never one
affair, and pairs by chance. `--swap` learns on the other half of the affairs and shows what that does on the
first; nothing is written then. Needs scikit-learn.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from evaluation import arguments
from evaluation.datasets import affairs, ecbplus
from evaluation.datasets.corpus import Corpus
from evaluation.metrics.clustering import score
from evaluation.vectors import of_articles
from newsfold.fold import fold
from newsfold.fold.article_features import article_features
from newsfold.fold.groups import groups
from newsfold.fold.links import Link
from newsfold.fold.threads import Profile, Threading, profile, thread_features
from newsfold.records import Article, Encoder
from training.train_fold import written

OUT = Path("src/newsfold/models/fold/threads.json")
TREES, LEAVES, RATE, SEED = 100, 4, 0.1, 0
TIMES = 8  # pairs of each topic of look-alike events
APART = (4, 8, 15, 30, 60, 120)  # days between two look-alike events
BY_CHANCE = 300
HARD, EASY = 1500, 600  # pairs across affairs: the likest, and by chance
REACH = 180.0
LESS = ("gap", "kind")  # features of which more makes a pair less likely
WEIGHTS = (1.0, 0.2, 2.0, 1.5)  # of pairs judged, by chance, look-alike, and of affairs
JOINS = (0.2, 0.25, 0.28, 0.3, 0.35, 0.4, 0.5)


@dataclass
class Pairs:
    """Rows of features of one kind of pairs, with whether each is of one affair."""

    rows: list[NDArray[np.float64]]
    same: list[bool]

    def add(self, profile: Profile, other: Profile, same: bool) -> None:
        """Take in a pair."""
        self.rows.append(thread_features(profile, [other]).rows[0])
        self.same.append(same)


def profiles(
    groups: Sequence[Sequence[str]], known: Mapping[str, Article], rows: Mapping[str, NDArray[np.float32]]
) -> list[Profile]:
    """The profiles of stories of dated articles."""
    results = []
    for group in groups:
        features = [article_features(known[id], rows[id]) for id in group]
        result = profile(features, [t.window for t in features if t.window is not None])
        assert result is not None, group
        results.append(result)
    return results


def judged(known: Mapping[str, Article], rows: Mapping[str, NDArray[np.float32]]) -> tuple[Pairs, Pairs]:
    """The pairs that a reader judged, and pairs of their stories by chance."""
    labels = affairs.pairs()
    sides = profiles([side for pair in labels for side in (pair.left, pair.right)], known, rows)
    labelled, chance = Pairs([], []), Pairs([], [])
    for at, pair in enumerate(labels):
        labelled.add(sides[2 * at], sides[2 * at + 1], pair.same)
    rng = random.Random(SEED)
    while len(chance.rows) < BY_CHANCE:
        left, right = rng.sample(sides, 2)
        if 3 < abs(left.first - right.first) < REACH:
            chance.add(left, right, same=False)
    return labelled, chance


def look_alikes(corpus: Corpus, rows: NDArray[np.float32]) -> Pairs:
    """Pairs of two events, of a topic or of two, of one to three articles each, days apart."""
    rng = random.Random(SEED)
    events: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at in corpus.part(False):
        events[corpus.topics[at]][corpus.events[at]].append(at)
    features = {at: article_features(corpus.articles[at], rows[at]) for at in corpus.part(False)}
    pairs, before = Pairs([], []), None
    for topic in sorted(events):
        for _ in range(TIMES if len(events[topic]) > 1 else 0):
            sides = []
            for at, (_event, places) in enumerate(sorted(events[topic].items())[:2]):
                few = rng.sample(places, min(rng.choice((1, 2, 3)), len(places)))
                day = 16_000.0 + at * rng.choice(APART)
                sides.append(profile([replace(features[place], window=day) for place in few], [day]))
            assert sides[0] and sides[1]
            pairs.add(sides[0], sides[1], same=False)
            if before:
                pairs.add(before, sides[1], same=False)
            before = sides[0]
    return pairs


class Affairs:
    """The stories of the affairs that are held out, or of the others, and all pairs of them."""

    def __init__(self, corpus: Corpus, rows: Mapping[str, NDArray[np.float32]], held_out: bool) -> None:
        places = corpus.part(held_out)
        self.articles = [corpus.articles[at] for at in places]
        self.names = [corpus.events[at] for at in places]
        self.stories = [s.article_ids for s in fold(self.articles, _stacked(self.articles, rows)).stories]
        known = {article.id: article for article in self.articles}
        self.profiles = profiles(self.stories, known, rows)
        name = {article.id: name for article, name in zip(self.articles, self.names, strict=True)}
        self.pairs = [(a, b) for a in range(len(self.profiles)) for b in range(a)]
        starts = np.array([profile.first for profile in self.profiles])
        self.reached = np.array([abs(starts[a] - starts[b]) <= REACH for a, b in self.pairs])
        self.rows = np.array(
            [thread_features(self.profiles[a], [self.profiles[b]]).rows[0] for a, b in self.pairs]
        )
        self.same = np.array([name[self.stories[a][0]] == name[self.stories[b][0]] for a, b in self.pairs])

    def chosen(self, dense: int, lead: int, gap: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """All pairs of one affair; of the others the likest, and some by chance, weeks apart.

        Two affairs of one kind, whenever they were, are put as near as two stories of one may be.
        """
        rng = np.random.default_rng(SEED)
        table = self.rows.copy()
        far = np.flatnonzero(~self.reached)
        table[far, gap] = np.log1p(rng.choice(APART, len(far)))
        others = np.flatnonzero(~self.same)
        likest = others[np.argsort(-(self.rows[others, dense] + self.rows[others, lead]), kind="stable")]
        some = rng.choice(others, min(EASY, len(others)), replace=False)
        rows = np.concatenate([np.flatnonzero(self.same & self.reached), likest[:HARD], some])
        return table[rows], self.same[rows]

    def report(self, model: HistGradientBoostingClassifier) -> Iterator[str]:
        """B-Cubed precision, recall and F1 at several means from which groups join."""
        likelihoods = model.predict_proba(self.rows)[:, 1].tolist()
        ids = [profile.id for profile in self.profiles]
        links = [
            Link(min(ids[a], ids[b]), max(ids[a], ids[b]), round(p, 9))
            for (a, b), p, reached in zip(self.pairs, likelihoods, self.reached.tolist(), strict=True)
            if reached and p >= Threading().weakest
        ]
        story = {id: group[0] for group in self.stories for id in group}
        for join in JOINS:
            of = {id: at for at, group in enumerate(groups(ids, links, join)) for id in group}
            got = score([of[story[article.id]] for article in self.articles], self.names)
            yield f"{join}: {got.precision:.3f}/{got.recall:.3f}/{got.f1:.3f}"


def _stacked(articles: Sequence[Article], rows: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.array([rows[article.id] for article in articles], dtype=np.float32)


def learned(
    kinds: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]], names: Sequence[str]
) -> HistGradientBoostingClassifier:
    """The forest; of a kind all pairs weigh the same, and together as `WEIGHTS` says."""
    shares = [WEIGHTS[at % len(WEIGHTS)] for at in range(len(kinds))]
    weight = np.concatenate(
        [np.full(len(same), share / len(same)) for share, (_, same) in zip(shares, kinds, strict=True)]
    )
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=RATE,
        min_samples_leaf=40,
        l2_regularization=1,
        monotonic_cst=[-1 if name in LESS else 1 for name in names],
        random_state=SEED,
    )
    rows, labels = (np.concatenate(parts) for parts in zip(*kinds, strict=True))
    return model.fit(rows, labels, sample_weight=weight / weight.mean())


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    parser.add_argument("--swap", action="store_true", help="learn on the half that is held out")
    asked = parser.parse_args()
    known = affairs.articles(asked.data)
    corpus, topics = affairs.corpus(known), ecbplus.corpus(asked.data)
    listed = list(known.values())
    kinds: list[tuple[NDArray[np.float64], NDArray[np.bool_]]] = []
    shown: list[tuple[str, Affairs]] = []
    names: tuple[str, ...] = ()
    for encoder in get_args(Encoder):
        rows = dict(zip(known, of_articles(listed, asked.cache, encoder), strict=True))
        parts = (
            *judged(known, rows),
            look_alikes(topics, of_articles(topics.articles, asked.cache, encoder)),
        )
        kinds += [(np.array(part.rows), np.array(part.same)) for part in parts]
        some, other = (Affairs(corpus, rows, held != asked.swap) for held in (False, True))
        names = thread_features(some.profiles[0], some.profiles[1:2]).names
        kinds.append(some.chosen(*map(names.index, ("dense", "lead", "gap"))))
        shown.append((encoder, other))
    model = learned(kinds, names)
    for encoder, part in shown:
        print(f"{encoder:8}" + "  ".join(part.report(model)))
    if not asked.swap:
        written(model, names, OUT)


if __name__ == "__main__":
    main()
