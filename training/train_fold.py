"""Makes `src/newsfold/models/fold`: word frequencies of a background, and the decision on a pair of articles.

    python -m training.train_fold background --data DATA
    python -m training.train_fold decision --data DATA [--cache FOLDER] [--without AllSides | --ablate]
    python -m training.train_fold topics --data DATA [--cache FOLDER]

The decision is a small gradient-boosted forest (monotone: more alike never lowers a likelihood) over
`newsfold.fold.links.features`, learned on the training parts of the sets only. Each set comes
in several shapes, so that no feature stands for a set: as it is, without dates, headlines alone, and with
the start of the text alone. `--without` leaves a set out, to see what the decision does on news of a kind
it never saw; nothing is written then. `--ablate` leaves out one feature, or one group, at a time. `topics`
judges all of ECB+'s look-alike events: its topics in five parts, each folded by a decision that was learned
without them. Needs scikit-learn.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from evaluation import arguments, vectors
from evaluation.baselines import hdbscan, tfidf_average
from evaluation.datasets import allsides, ecbplus, load, uci
from evaluation.datasets.corpus import Corpus
from evaluation.metrics.clustering import score, separation
from newsfold.fold import Folding
from newsfold.fold.article_features import article_features, leading_tokens
from newsfold.fold.crowds import all_pairs
from newsfold.fold.groups import groups
from newsfold.fold.links import Link
from newsfold.fold.settings import LEARNED
from newsfold.learned import Table
from newsfold.records import Article

OUT = Path("src/newsfold/models/fold")
LEAST = 3  # articles a word must stand in to be kept
DAYS = 14.0
SIGNS = {"gap": -1, "undated": 0, "size": 0, "size both": 0, "ordinal clash": -1, "year clash": -1}
TREES, LEAVES, RATE, PAIRS, SEED = 80, 8, 0.1, 20_000, 0
JOINS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
FOLDS = 5


def background(data: Path) -> None:
    """Counts words over the articles of `load/`; only words' codes and counts are kept."""
    documents: Counter[int] = Counter()
    places: Counter[int] = Counter()
    capitals: Counter[int] = Counter()
    total = 0
    for row in load.articles(data):
        text = leading_tokens(row["text"], LEARNED.body)
        documents.update({token.code for token in leading_tokens(row["title"], LEARNED.body) + text})
        inside = [token for token in text if not token.opening]
        places.update(token.code for token in inside)
        capitals.update(token.code for token in inside if token.capital)
        total += 1
    codes = np.array(sorted(code for code, count in documents.items() if count >= LEAST), dtype=np.uint32)
    shares = [capitals[int(code)] / max(1, places[int(code)]) for code in codes]
    np.savez_compressed(
        OUT / "background.npz",
        codes=codes,
        documents=np.array([documents[int(code)] for code in codes], dtype=np.uint16),
        capital=np.array([round(255 * share) for share in shares], dtype=np.uint8),
        total=np.int64(total),
    )
    print(f"{total} articles, {len(codes)} words")


class Pairs:
    """All pairs of a corpus worth a look, in one shape."""

    def __init__(self, shape: str, corpus: Corpus, cache: Path | None) -> None:
        self.shape, self.corpus = shape, corpus
        rows = vectors.of_articles(corpus.articles, cache)
        known = [article_features(article, row) for article, row in zip(corpus.articles, rows, strict=True)]
        place = {features.id: at for at, features in enumerate(known)}
        parts = all_pairs(known, DAYS)
        self.left = np.array([place[a] for some in parts for a, _ in some.pairs])
        self.right = np.array([place[b] for some in parts for _, b in some.pairs])
        self.table = Table.joined([some.table for some in parts])
        self.weakened = np.concatenate([some.weakened for some in parts])
        events = np.array(corpus.events)
        self.same = events[self.left] == events[self.right]
        held = np.array(corpus.held_out)
        self.train = ~held[self.left] & ~held[self.right]

    def undated(self) -> Pairs:
        """The same without times."""
        other = copy(self)
        other.shape = f"{self.shape}, undated"
        other.table = with_values(self.table, {"gap": 0, "undated": 1})
        return other

    def without(self, held: Sequence[bool]) -> Pairs:
        """The same with other articles held out."""
        other = copy(self)
        out = np.array(held)
        other.corpus = replace(self.corpus, held_out=list(held))
        other.train = ~out[self.left] & ~out[self.right]
        return other

    def stories(self, likelihood: NDArray[np.float64], join: float) -> list[int]:
        """A story's number for each article of the held-out part."""
        part = self.corpus.part(True)
        ids = {at: f"{at:06}" for at in part}
        likelihood = likelihood * self.weakened
        links = [
            Link(left=ids[a], right=ids[b], likelihood=p)
            for a, b, p in zip(self.left.tolist(), self.right.tolist(), likelihood.tolist(), strict=True)
            if p >= 0.05 and a in ids and b in ids
        ]
        of = {id: n for n, group in enumerate(groups(ids.values(), links, join)) for id in group}
        return [of[ids[at]] for at in part]

    def f1(self, likelihood: NDArray[np.float64], join: float) -> float:
        """B-Cubed F1 on the held-out part."""
        events = [self.corpus.events[at] for at in self.corpus.part(True)]
        return score(self.stories(likelihood, join), events).f1


def shapes(data: Path, cache: Path | None) -> list[Pairs]:
    """Each set in the shapes that news comes in."""

    def shaped(corpus: Corpus, change: Callable[[Article], Article]) -> Corpus:
        return replace(corpus, articles=[change(article) for article in corpus.articles])

    def titled(article: Article) -> Article:
        first, _, rest = article.text.partition("\n")
        return replace(article, title=first, text=rest)

    long, texts, headlines = (source.corpus(data) for source in (allsides, ecbplus, uci))
    whole = Pairs("AllSides", long, cache)
    return [
        whole,
        whole.undated(),
        Pairs("AllSides, headlines", shaped(long, lambda article: replace(article, text="")), cache),
        Pairs(
            "AllSides, starts",
            shaped(long, lambda article: replace(article, text=start(article.text))),
            cache,
        ),
        Pairs("ECB+", texts, cache),
        Pairs("ECB+, titled", shaped(texts, titled), cache),
        Pairs("ECB+, headlines", shaped(texts, lambda article: replace(titled(article), text="")), cache),
        Pairs("UCI", headlines, cache),
    ]


def start(text: str) -> str:
    return " ".join(text.split()[:90])


def learned(sets: list[Pairs], without: tuple[str, ...] = ()) -> HistGradientBoostingClassifier:
    """The forest; every shape weighs the same, however many pairs. `without` names features to blank."""
    rng = np.random.default_rng(SEED)
    tables, labels, weights = [], [], []
    for pairs in sets:
        rows = np.flatnonzero(pairs.train)
        rows = rng.choice(rows, PAIRS, replace=False) if len(rows) > PAIRS else rows
        tables.append(with_values(pairs.table.where(rows), dict.fromkeys(without, 0)).rows)
        labels.append(pairs.same[rows])
        weights.append(np.full(len(rows), 1 / len(rows)))
    weight = np.concatenate(weights)
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        learning_rate=RATE,
        min_samples_leaf=100,
        l2_regularization=10,
        monotonic_cst=[SIGNS.get(name, 1) for name in sets[0].table.names],
        random_state=SEED,
    )
    return model.fit(np.concatenate(tables), np.concatenate(labels), sample_weight=weight / weight.mean())


def with_values(table: Table, values: Mapping[str, float]) -> Table:
    """The table with one value for all pairs in some of its columns."""
    columns = {name: table.column(name) for name in table.names}
    columns |= {name: np.full(len(table), value) for name, value in values.items()}
    return Table.of_columns(columns, np.float64)


def written(model: HistGradientBoostingClassifier, features: Sequence[str], file: Path) -> None:
    """The forest as plain numbers, in a file, with the names of the features in the order of their numbers.

    A row a node: feature, or -1 in a leaf; limit; left; right; value.
    """
    trees = []
    for (predictor,) in model._predictors:
        trees.append(
            [
                [-1, 0, 0, 0, round(float(node["value"]), 6)]
                if node["is_leaf"]
                else [
                    int(node["feature_idx"]),
                    float(node["num_threshold"]),
                    int(node["left"]),
                    int(node["right"]),
                    0,
                ]
                for node in predictor.nodes
            ]
        )
    forest = {"features": list(features), "bias": float(model._baseline_prediction[0, 0]), "trees": trees}
    file.write_text(json.dumps(forest, separators=(",", ":")) + "\n", encoding="utf-8")


def report(model: HistGradientBoostingClassifier, sets: list[Pairs]) -> None:
    for pairs in sets:
        likelihood = model.predict_proba(pairs.table.rows)[:, 1]
        scores = "  ".join(f"{pairs.f1(likelihood, join):.3f}" for join in JOINS)
        print(f"  {pairs.shape:24}{scores}", flush=True)


GROUPS_OF_FEATURES = {
    "the vector": ("dense",),
    "names": ("names", "names held", "names held both", "name evidence"),
    "time": ("gap", "undated"),
    "numbers, ordinals, years": ("numbers", "ordinal clash", "ordinal match", "year clash"),
    "title": ("title", "title held", "title held both"),
    "body": ("body", "body held", "body held both"),
    "evidence": ("evidence", "name evidence"),
    "sizes": ("size", "size both"),
}


def ablated(sets: list[Pairs]) -> None:
    """B-Cubed F1 on the held-out parts of the sets as they are, without one feature or group at a time."""
    shown = [pairs for pairs in sets if pairs.shape in ("AllSides", "ECB+", "UCI")]
    print(f"{'without':28}" + "".join(f"{pairs.shape:>10}" for pairs in shown))
    alone = {name: (name,) for name in sets[0].table.names}
    for name, features in {"nothing": (), **GROUPS_OF_FEATURES, **alone}.items():
        model = learned(sets, features)
        tables = [with_values(pairs.table, dict.fromkeys(features, 0)) for pairs in shown]
        scores = [
            pairs.f1(model.predict_proba(table.rows)[:, 1], Folding().join)
            for pairs, table in zip(shown, tables, strict=True)
        ]
        print(f"{name:28}" + "".join(f"{f1:10.3f}" for f1 in scores), flush=True)


def topics(sets: list[Pairs], cache: Path | None) -> None:
    """All look-alike events of ECB+, none judged by a decision that knows its topic; peers beside."""
    ecb = next(pairs for pairs in sets if pairs.shape == "ECB+")
    rows = vectors.of_articles(ecb.corpus.articles, cache)
    labels: dict[str, list[int]] = {name: [0] * len(rows) for name in ("newsfold", "TF-IDF", "HDBSCAN")}
    for fold in range(FOLDS):
        held = [int(topic) % FOLDS == fold for topic in ecb.corpus.topics]
        parts = [p.without(held) if p.shape.startswith("ECB+") else p for p in sets]
        here = next(pairs for pairs in parts if pairs.shape == "ECB+")
        places, train = here.corpus.part(True), here.corpus.part(False)
        articles, others = ([here.corpus.articles[at] for at in part] for part in (places, train))
        events = [here.corpus.events[at] for at in train]
        answers = {
            "newsfold": here.stories(learned(parts).predict_proba(here.table.rows)[:, 1], Folding().join),
            "TF-IDF": tfidf_average(articles, rows[places], others, events),
            "HDBSCAN": hdbscan(articles, rows[places]),
        }
        for name, answer in answers.items():
            for at, story in zip(places, answer, strict=True):
                labels[name][at] = story * FOLDS + fold  # stories of two parts never share a number
    everything = list(range(len(rows)))
    for name, answer in labels.items():
        got = score(answer, ecb.corpus.events)
        apart = separation(answer, ecb.corpus, everything)
        print(
            f"{name:12} apart {apart:.3f}  P {got.precision:.3f} R {got.recall:.3f} F1 {got.f1:.3f}"
            f"  split {got.split} mixed {got.mixed}"
        )


def decision(sets: list[Pairs], without: str | None) -> None:
    print(f"B-Cubed F1 on the held-out parts, joining at {JOINS}")
    model = learned([pairs for pairs in sets if not (without and pairs.shape.startswith(without))])
    report(model, sets)
    if not without:
        written(model, sets[0].table.names, OUT / "decision.json")


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("step", choices=["background", "decision", "topics"])
    arguments.add_cache(parser)
    parser.add_argument("--without", choices=["AllSides", "ECB+", "UCI"])
    parser.add_argument("--ablate", action="store_true")
    asked = parser.parse_args()
    if asked.step == "background":
        background(asked.data)
        return
    sets = shapes(asked.data, asked.cache)
    if asked.step == "topics":
        topics(sets, asked.cache)
    elif asked.ablate:
        ablated(sets)
    else:
        decision(sets, asked.without)


if __name__ == "__main__":
    main()
