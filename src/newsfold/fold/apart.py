"""What tells look-alike events apart: other names throughout, another case, another day's report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.article_features import ArticleFeatures
from newsfold.fold.settings import APART
from newsfold.fold.sparse_vectors import Reals, SparseVectors, weights_of
from newsfold.learned import Table

Mask = NDArray[np.bool_]


def weakened(article: ArticleFeatures, others: Sequence[ArticleFeatures], table: Table) -> Reals:
    """For each of the others a factor, 0..1, for the likelihood that `article` and it tell of one event.

    The learned decision weighs how much two articles share; that what they don't share are the names of all
    concerned is lost in it, since two accounts of one event share few words as well. 1 where nothing speaks
    against it. `table` is what `features` gives for the same articles.
    """
    doubtful = table.column("numbers") < APART.same_figures
    reports = doubtful & (_of_market(article, others, table) | _of_one_form(article, others, table))
    factors = np.ones(len(others))
    factors[_other_names(article, others, doubtful) | _other_case(article, others)] = APART.weakened
    for at in np.flatnonzero(reports).tolist():
        if _days_differ(article, others[at]):
            factors[at] = APART.weakened
    return factors


def _other_names(article: ArticleFeatures, others: Sequence[ArticleFeatures], doubtful: Mask) -> Mask:
    """Both name in their starts who or what they are about, and neither says it of the other's."""
    apart = np.zeros(len(others), dtype=np.bool_)
    if article.size < APART.words or article.named < APART.named:
        return apart
    asked = [
        at
        for at in np.flatnonzero(doubtful).tolist()
        if others[at].size >= APART.words and others[at].named >= APART.named
    ]
    if asked:
        bodies = SparseVectors([others[at].body for at in asked])
        starts = SparseVectors([others[at].lead_names for at in asked])
        held = bodies.shared(article.lead_names.codes).sums(weights_of(article.lead_names), 0) / article.named
        held_back = starts.shared(article.body.codes).sums(np.ones(len(article.body.codes)), 1)
        held_back /= np.array([others[at].named for at in asked])
        apart[asked] = np.maximum(held, held_back) < APART.held
    return apart


def _other_case(article: ArticleFeatures, others: Sequence[ArticleFeatures]) -> Mask:
    """Both name a case, "Hadley v. Renner", and neither has a party of the other's."""
    apart = np.zeros(len(others), dtype=np.bool_)
    for at, other in enumerate(others if len(article.parties) else ()):
        if len(other.parties):
            named_here, named_there = (
                np.isin(article.parties, other.body.codes),
                np.isin(other.parties, article.body.codes),
            )
            apart[at] = not named_here.any() and not named_there.any()
    return apart


def _of_market(article: ArticleFeatures, others: Sequence[ArticleFeatures], table: Table) -> Mask:
    """Both report on one market's day."""
    if article.figures < APART.figures or article.market < APART.market:
        return np.zeros(len(others), dtype=np.bool_)
    reports = np.array([other.figures >= APART.figures and other.market >= APART.market for other in others])
    return np.asarray(reports & (table.column("body") >= APART.alike))


def _of_one_form(article: ArticleFeatures, others: Sequence[ArticleFeatures], table: Table) -> Mask:
    """Both are full of figures, as counts of the ill are, and say the same but for these."""
    if article.share < APART.full:
        return np.zeros(len(others), dtype=np.bool_)
    shares = np.array([other.share for other in others])
    figures, words = np.sqrt(shares * article.share), np.sqrt((1 - shares) * (1 - article.share))
    alike = (table.column("body") - table.column("numbers") * figures) / np.maximum(words, 1e-9)
    return np.asarray((shares >= APART.full) & (alike >= APART.form))


def _days_differ(article: ArticleFeatures, other: ArticleFeatures) -> bool:
    if article.day is not None and other.day is not None:
        return _stated_day(article.day, article.weekday) != _stated_day(other.day, other.weekday)
    return None not in (article.weekday, other.weekday) and article.weekday != other.weekday


def _stated_day(day: float, weekday: int | None) -> int:
    """The day that an article of that day tells of: the last of that weekday, else its own."""
    if weekday is None:
        return int(day)
    latest = int(day + APART.clock)
    return latest - (latest + 3 - weekday) % 7  # 1 January 1970 was a Thursday
