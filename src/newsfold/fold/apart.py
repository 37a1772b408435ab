"""What tells look-alike events apart: other names throughout, another case, another day's report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.article_features import ArticleFeatures
from newsfold.fold.sparse_vectors import Reals, SparseVectors, weights_of
from newsfold.learned import Table

_NAMED = 16.0  # weight of the names in a start from which they tell who an event is about: two, or one twice
_LONG = 30  # words of the shorter text from which that counts: of a headline, names are most of it
_HELD = 0.35  # share of it that has to stand in the other article, from either side
_MARKET, _REPORT = 5, 3  # words of a market's day, and figures, in the start of a report on one
_ALIKE = 0.5  # likeness of all words from which two reports are on one market
_FULL, _FORM = 0.3, 0.9  # share of figures in any other report, and likeness of its words, that make a form
_SAME_FIGURES = 0.35  # likeness of figures from which two articles tell of one thing
_AHEAD = 14 / 24  # days: the clock of a place may be that far before UTC
_WEAKENED = (
    0.2  # under what joins even where all else speaks for one event, yet other articles can outweigh it
)

Mask = NDArray[np.bool_]


def weakened(article: ArticleFeatures, others: Sequence[ArticleFeatures], table: Table) -> Reals:
    """For each of the others a factor, 0..1, for the likelihood that `article` and it tell of one event.

    The learned decision weighs how much two articles share; that what they don't share are the names of all
    concerned is lost in it, since two accounts of one event share few words as well. 1 where nothing speaks
    against it. `table` is what `features` gives for the same articles.
    """
    doubtful = table.column("numbers") < _SAME_FIGURES
    reports = doubtful & (_of_market(article, others, table) | _of_one_form(article, others, table))
    factors = np.ones(len(others))
    factors[_other_names(article, others, doubtful) | _other_case(article, others)] = _WEAKENED
    for at in np.flatnonzero(reports).tolist():
        if _days_differ(article, others[at]):
            factors[at] = _WEAKENED
    return factors


def _other_names(article: ArticleFeatures, others: Sequence[ArticleFeatures], doubtful: Mask) -> Mask:
    """Both name in their starts who or what they are about, and neither says it of the other's."""
    apart = np.zeros(len(others), dtype=np.bool_)
    if article.size < _LONG or article.named < _NAMED:
        return apart
    asked = [
        at
        for at in np.flatnonzero(doubtful).tolist()
        if others[at].size >= _LONG and others[at].named >= _NAMED
    ]
    if asked:
        bodies = SparseVectors([others[at].body for at in asked])
        starts = SparseVectors([others[at].lead_names for at in asked])
        held = bodies.shared(article.lead_names.codes).sums(weights_of(article.lead_names), 0) / article.named
        held_back = starts.shared(article.body.codes).sums(np.ones(len(article.body.codes)), 1)
        held_back /= np.array([others[at].named for at in asked])
        apart[asked] = np.maximum(held, held_back) < _HELD
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
    if article.figures < _REPORT or article.market < _MARKET:
        return np.zeros(len(others), dtype=np.bool_)
    reports = np.array([other.figures >= _REPORT and other.market >= _MARKET for other in others])
    return np.asarray(reports & (table.column("body") >= _ALIKE))


def _of_one_form(article: ArticleFeatures, others: Sequence[ArticleFeatures], table: Table) -> Mask:
    """Both are full of figures, as counts of the ill are, and say the same but for these."""
    if article.share < _FULL:
        return np.zeros(len(others), dtype=np.bool_)
    shares = np.array([other.share for other in others])
    figures, words = np.sqrt(shares * article.share), np.sqrt((1 - shares) * (1 - article.share))
    alike = (table.column("body") - table.column("numbers") * figures) / np.maximum(words, 1e-9)
    return np.asarray((shares >= _FULL) & (alike >= _FORM))


def _days_differ(article: ArticleFeatures, other: ArticleFeatures) -> bool:
    if article.day is not None and other.day is not None:
        return _stated_day(article.day, article.weekday) != _stated_day(other.day, other.weekday)
    return None not in (article.weekday, other.weekday) and article.weekday != other.weekday


def _stated_day(day: float, weekday: int | None) -> int:
    """The day that an article of that day tells of: the last of that weekday, else its own."""
    if weekday is None:
        return int(day)
    latest = int(day + _AHEAD)
    return latest - (latest + 3 - weekday) % 7  # 1 January 1970 was a Thursday
