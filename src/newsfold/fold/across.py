"""How likely two articles tell of one event, where one of them or both are not English.

What the English decision learned of words says nothing there: two accounts in two languages share hardly any,
and that is no sign of two events. So what can't be shared is left out, not counted as different: across
languages meanings (`encode.encode_meaning`), numbers and dates decide, and names where one script writes them
alike; in one language its own words, too. A logistic regression for each (`training/train_across.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.article_features import ArticleFeatures
from newsfold.language import language_relation
from newsfold.learned import Table, logistic_models

Reals = NDArray[np.float64]

# What is asked of a pair, by what its two languages have in common; the columns are those of `links`.
FEATURES = {
    "one language": ("dense", "lead", "body", "body held", "names held both", "numbers"),
    "one language, by words": ("lead", "body", "body held", "names held both", "numbers"),
    "one script": ("dense", "body", "names held both", "numbers"),
    "two scripts": ("dense", "numbers"),
}
_ALL_KINDS = ("gap", "year clash")


def columns_of(language_relation: str, table: Table) -> Table:
    """What the decision of that kind is asked with, of the features of `links`."""
    names = (*FEATURES[language_relation], *_ALL_KINDS)
    return Table.of_columns({name: table.column(name) for name in names}, np.float64)


def nearness(article: ArticleFeatures, others: Sequence[ArticleFeatures]) -> NDArray[np.float32]:
    """The product of the vectors of `article` and each other; of their meanings, unless both are English."""
    products: NDArray[np.float32] = (np.array([other.vector for other in others]) * article.vector).sum(
        axis=1
    )
    for at in _foreign(article, others):
        meaning, other_meaning = article.meaning, others[at].meaning
        products[at] = 0 if meaning is None or other_meaning is None else (meaning * other_meaning).sum()
    return products


def likelihoods(article: ArticleFeatures, others: Sequence[ArticleFeatures], table: Table) -> Reals:
    """For each of the others the likelihood, 0..1, that `article` and it report one event.

    It is nan where both are English. `table` is what `links.features` gives for the same articles.

    Where either has no meaning, in one language its words decide, and across languages nothing links.
    """
    values = np.full(len(others), np.nan)
    asked: dict[str, list[int]] = {}
    for at in _foreign(article, others):
        values[at] = 0.0
        name = language_relation(article.language, others[at].language)
        if article.meaning is not None and others[at].meaning is not None:
            asked.setdefault(name, []).append(at)
        elif name == "one language":
            asked.setdefault("one language, by words", []).append(at)
    for name, places in asked.items():
        rows = columns_of(name, table.where(np.array(places, dtype=np.intp)))
        values[places] = np.round(logistic_models("languages")[name].likelihoods(rows), 9)
    return values


def _foreign(article: ArticleFeatures, others: Sequence[ArticleFeatures]) -> list[int]:
    """The places of those that are not, with `article`, both English."""
    if article.language != "en":
        return list(range(len(others)))
    return [at for at, other in enumerate(others) if other.language != "en"]
