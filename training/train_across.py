"""Makes `src/newsfold/models/languages/weights.json`: the decision on two articles that are not both English.

    python -m training.train_across --data DATA [--cache FOLDER]

Three logistic regressions over features of `newsfold.fold.links` (`newsfold.fold.across.FEATURES`), learned
on two accounts of one event in two languages or in one (`evaluation/datasets/languages.py`): NTREX's articles
(CC BY-SA 4.0), MEANTIME's look-alikes (CC BY 4.0), and NTREX's against articles of AllSides' training part,
which are of other events. Each of the three weighs the same. Reports how well each decision does on events
that it was not learned from, in halves by event. Needs scikit-learn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from evaluation import arguments, centring, vectors
from evaluation.datasets import allsides, languages
from evaluation.datasets.languages import TranslatedStory
from evaluation.splits import hashed
from newsfold.encode import WIDTH
from newsfold.fold import article_features
from newsfold.fold.across import FEATURES, columns_of
from newsfold.fold.article_features import ArticleFeatures
from newsfold.fold.links import link_features
from newsfold.fold.settings import LEARNED
from newsfold.language import language_relation
from newsfold.learned import LogisticModel, Table, save_logistic
from newsfold.records import Article

OUT = Path("src/newsfold/models/languages/weights.json")
STRANGERS = 300  # of AllSides' articles that are held against NTREX's
GAP = -1.0  # log-odds that a step of the logarithm of days apart weighs: chosen, since no set here has dates
STRENGTH = 1.0
JOINED = 0.3  # mean likelihood at which the fold joins
SIGNS = {"gap": -1, "year clash": -1}
FIXED = frozenset({"gap"})


@dataclass(frozen=True)
class Pairs:
    """Pairs of one kind from one set: their features, whether they are of one event, and which half."""

    source: str
    table: Table
    same: NDArray[np.bool_]
    half: NDArray[np.intp]  # of the later event by name; pairs over both halves have -1


Rows = dict[str, vectors.Vectors]
NO_VECTOR = np.zeros(
    WIDTH, dtype=np.float32
)  # what an article that is not English has of the English encoder


def across(name: str, stories: Sequence[TranslatedStory], rows: Rows) -> dict[str, list[Pairs]]:
    """All pairs of a first account and a second, by kind; English pairs are none."""
    known = [language for language in languages.LANGUAGES if language in stories[0].sentences]
    accounts = {
        (language, second): [_traits(each.account(language, second), rows) for each in stories]
        for language in known
        for second in (False, True)
    }
    halves = centring.halves(stories)
    by_kind: dict[str, list[Pairs]] = {name: [] for name in FEATURES}
    for language, other in product(known, known):
        for at, article in enumerate(accounts[language, False] if not language == other == "en" else ()):
            table = link_features(article, accounts[other, True])
            same = np.arange(len(stories)) == at
            half = np.where(halves == halves[at], halves, -1)
            by_kind[language_relation(language, other)].append(
                _candidates(name, table, same, half, table.column("dense"))
            )
            if language == other:
                by_kind["one language, by words"].append(_candidates(name, table, same, half))
    return by_kind


def strangers(
    stories: Sequence[TranslatedStory], rows: Rows, others: Sequence[ArticleFeatures]
) -> dict[str, list[Pairs]]:
    """NTREX's accounts against articles on other events, by kind."""
    by_kind: dict[str, list[Pairs]] = {name: [] for name in FEATURES}
    for language, each in product(languages.LANGUAGES[1:], stories):
        table = link_features(_traits(each.account(language, True), rows), others)
        none = np.zeros(len(others), dtype=np.bool_)
        half = np.full(len(others), hashed(each.story) % 2)
        by_kind[language_relation("en", language)].append(
            _candidates("AllSides", table, none, half, table.column("dense"))
        )
    return by_kind


def _traits(article: Article, rows: Rows) -> ArticleFeatures:
    return article_features(article, NO_VECTOR, rows[article.id])


def _candidates(
    name: str,
    table: Table,
    same: NDArray[np.bool_],
    half: NDArray[np.intp],
    dense: NDArray[np.floating[Any]] | float = 0.0,
) -> Pairs:
    """Those that the fold decides on at all."""
    candidates = dense + table.column("lead") > LEARNED.near
    return Pairs(name, table.where(candidates), same[candidates], half[candidates])


def fitted(name: str, pairs: Sequence[Pairs]) -> LogisticModel:
    """The decision of one kind.

    More alike is never less likely: what would weigh the other way is left out.
    """
    pairs = [part for part in pairs if len(part.same)]
    sizes = Counter({part.source: 0 for part in pairs})
    for part in pairs:
        sizes[part.source] += len(part.same)
    weight = np.concatenate([np.full(len(part.same), 1 / sizes[part.source]) for part in pairs])
    asked = Table.joined([columns_of(name, part.table) for part in pairs])
    same = np.concatenate([part.same for part in pairs])
    mean, scale = asked.rows.mean(0), np.maximum(asked.rows.std(0), 1e-6)
    signs = np.array([SIGNS.get(feature, 1) for feature in asked.names])
    used = np.array([feature not in FIXED for feature in asked.names])
    weights = np.zeros(len(signs))
    while True:
        model = LogisticRegression(C=STRENGTH, max_iter=1000)
        model.fit(((asked.rows - mean) / scale)[:, used], same, weight / weight.mean())
        weights[:] = 0
        weights[used] = model.coef_[0]
        if not (weights * signs < 0).any():
            break
        used &= weights * signs >= 0
    at = asked.names.index("gap")
    mean[at], scale[at], weights[at] = 0.0, 1.0, GAP
    return LogisticModel.of(
        name,
        asked.names,
        mean=mean.tolist(),
        scale=scale.tolist(),
        weight=weights.tolist(),
        bias=model.intercept_[0],
    )


def of_half(pairs: Sequence[Pairs], half: int, inside: bool) -> list[Pairs]:
    """The pairs of one half of the events, or all others."""
    halved = []
    for part in pairs:
        rows = (part.half == half) if inside else (part.half != half)
        halved.append(replace(part, table=part.table.where(rows), same=part.same[rows], half=part.half[rows]))
    return halved


def report(name: str, pairs: Sequence[Pairs]) -> None:
    """Average precision, and precision and recall at .3, on the half that was not learned from."""
    scores: dict[str, list[NDArray[np.float64]]] = {}
    truth: dict[str, list[NDArray[np.bool_]]] = {}
    for half in (0, 1):
        model = fitted(name, of_half(pairs, half, False))
        for part in of_half(pairs, half, True):
            if len(part.same):
                scores.setdefault(part.source, []).append(model.likelihoods(columns_of(name, part.table)))
                truth.setdefault(part.source, []).append(part.same)
    for source, parts in scores.items():
        odds, same = np.concatenate(parts), np.concatenate(truth[source])
        taken = odds >= JOINED
        right = (taken & same).sum()
        print(
            f"{name:24}{source:10}{same.sum():6} of {len(same):6} pairs are of one event; at {JOINED} "
            f"{taken.sum()} are taken for one, precision {right / max(1, taken.sum()):.3f}, "
            f"recall {right / max(1, same.sum()):.3f}",
            flush=True,
        )


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    asked = parser.parse_args()
    folder = asked.data / "languages"
    sets = {"NTREX": languages.ntrex(folder), "MEANTIME": languages.meantime(folder)}
    rows = centring.meanings(sets["NTREX"], asked.cache)
    listed = [
        each.account(language, second)
        for each in sets["MEANTIME"]
        for language in each.sentences
        for second in (False, True)
    ]
    rows |= dict(zip((article.id for article in listed), vectors.meanings(listed, asked.cache), strict=True))
    corpus = allsides.corpus(asked.data)
    train = sorted(corpus.part(False), key=lambda at: hashed(corpus.articles[at].id))
    few = [corpus.articles[at] for at in train[:STRANGERS]]
    others = [
        article_features(article, NO_VECTOR, meaning)
        for article, meaning in zip(few, vectors.meanings(few, asked.cache), strict=True)
    ]
    parts = [across(name, stories, rows) for name, stories in sets.items()]
    parts.append(strangers(sets["NTREX"], rows, others))
    by_kind = {name: [pairs for part in parts for pairs in part[name]] for name in FEATURES}
    for name, pairs in by_kind.items():
        report(name, pairs)
    save_logistic(OUT, {name: fitted(name, pairs) for name, pairs in by_kind.items()})


if __name__ == "__main__":
    main()
