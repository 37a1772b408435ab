"""How likely two articles tell of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.decision import decision
from newsfold.fold.traits import Bag, Codes, Traits, rarity

Reals = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two articles, `left` < `right` by id, and the likelihood, 0..1, that they tell of one event."""

    left: str
    right: str
    likelihood: float


FEATURES = (
    "title",  # cosines of the weighted words
    "lead",
    "body",
    "dense",  # cosine of the vectors
    "names",
    "numbers",
    "title held",  # share of one title's weight that stands in the other's body, the larger and the smaller
    "title held both",
    "names held",  # the same for names
    "names held both",
    "body held",
    "body held both",
    "evidence",  # log of the summed rarity of shared words: how much is shared, not what share
    "name evidence",
    "gap",  # log of 1 + days between the two, beyond the first five
    "undated",  # 1 where either has no time
    "size",  # log of 1 + words, of the shorter and the longer text
    "size both",
    "ordinal clash",  # 1 where one says "second summit" and the other "third summit"
    "ordinal match",
    "year clash",  # 1 where both name years, none in common
)


_SAME_TIME = 5.0  # days: an event is told for days, and how soon an outlet tells it says nothing


class Window:
    """Articles laid out in rows of numbers, so that one can be held against many at once."""

    def __init__(self, articles: Sequence[Traits]) -> None:
        self.articles = articles
        self.vectors = np.array([a.vector for a in articles], dtype=np.float32)
        self.days = np.array([np.nan if a.day is None else a.day for a in articles])
        self.sizes = np.array([a.size for a in articles], dtype=np.float64)
        every = [bag.codes for a in articles for bag in (a.body, a.lead)]
        self.words: Codes = np.unique(np.concatenate(every)) if every else np.zeros(0, np.uint32)
        self.rarities = np.array([rarity(int(word)) for word in self.words])
        self.title = _Bags([a.title for a in articles], self.words)
        self.lead = _Bags([a.lead for a in articles], self.words)
        self.body = _Bags([a.body for a in articles], self.words)
        self.names = _Bags([a.names for a in articles], self.words)
        self.numbers = _Bags([a.numbers for a in articles], self.words)


class _Bags:
    """Bags end to end; `columns` are places in the window's words."""

    def __init__(self, bags: Sequence[Bag], words: Codes) -> None:
        codes = [bag.codes for bag in bags] or [words[:0]]
        self.columns = np.searchsorted(words, np.concatenate(codes))
        self.weights = np.concatenate([bag.weights for bag in bags] or [np.zeros(0)]).astype(np.float64)
        self.starts = np.cumsum([0, *[len(bag.codes) for bag in bags]])

    def sums(self, row: Reals, rows: Places, power: int = 1) -> Reals:
        """For each of `rows`, the sum over its words of `row` there times its own weight to a power."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        before = np.cumsum(lengths) - lengths
        at = np.arange(int(lengths.sum())) + np.repeat(self.starts[rows] - before, lengths)
        values = row[self.columns[at]]
        if power:
            values = values * self.weights[at] ** power
        # bincount adds one after the other, so words that only one of the two has (zeros) change no digit,
        # and the sum is the same whichever of the two is held against the other.
        return np.asarray(
            np.bincount(np.repeat(np.arange(len(rows)), lengths), values, len(rows)), dtype=np.float64
        )


def _spread(bag: Bag, words: Codes) -> Reals:
    """The bag's weights at the places of `words`, zero elsewhere."""
    row = np.zeros(len(words))
    at = np.minimum(np.searchsorted(words, bag.codes), len(words) - 1)
    known = words[at] == bag.codes
    row[at[known]] = bag.weights[known]
    return row


def features(one: Traits, window: Window, rows: Places) -> Reals:
    """One row of numbers, in the order of `FEATURES`, for `one` against each of the window's `rows`."""
    table = np.zeros((len(rows), len(FEATURES)))
    if not len(rows) or not len(window.words):
        return table
    title, lead, body, names, numbers = (
        _spread(bag, window.words) for bag in (one.title, one.lead, one.body, one.names, one.numbers)
    )
    in_body, in_names = (body > 0).astype(np.float64), (names > 0).astype(np.float64)
    table[:, 0] = window.title.sums(title, rows)
    table[:, 1] = window.lead.sums(lead, rows)
    table[:, 2] = window.body.sums(body, rows)
    table[:, 3] = (window.vectors[rows] * one.vector).sum(axis=1)
    table[:, 4] = window.names.sums(names, rows)
    table[:, 5] = window.numbers.sums(numbers, rows)
    _held(table, 6, window.body.sums(title**2, rows, 0), window.title.sums(in_body, rows, 2))
    _held(table, 8, window.names.sums(names**2, rows, 0), window.names.sums(in_names, rows, 2))
    _held(table, 10, window.body.sums(body**2, rows, 0), window.body.sums(in_body, rows, 2))
    table[:, 12] = np.log1p(window.body.sums(in_body * window.rarities, rows, 0))
    table[:, 13] = np.log1p(window.names.sums(in_names * window.rarities, rows, 0))
    gaps = np.abs(window.days[rows] - (np.nan if one.day is None else one.day))
    table[:, 14] = np.log1p(np.maximum(0, np.nan_to_num(gaps, nan=0.0) - _SAME_TIME))
    table[:, 15] = np.isnan(gaps)
    _held(table, 16, np.log1p(window.sizes[rows]), np.full(len(rows), np.log1p(one.size)))
    for at, row in enumerate(rows):
        table[at, 18:] = _marks(one, window.articles[row])
    return table


def _held(table: Reals, column: int, one: Reals, other: Reals) -> None:
    table[:, column] = np.maximum(one, other)
    table[:, column + 1] = np.minimum(one, other)


def _marks(one: Traits, other: Traits) -> tuple[float, float, float]:
    """Ordinals before the same word that differ, that agree; years that all differ."""
    mine, theirs = dict(_ranks(one)), dict(_ranks(other))
    shared = mine.keys() & theirs.keys()
    same = any(mine[word] & theirs[word] for word in shared)
    clash = any(not mine[word] & theirs[word] for word in shared)
    years = bool(one.years and other.years and not one.years & other.years)
    return float(clash), float(same), float(years)


def _ranks(one: Traits) -> list[tuple[int, set[int]]]:
    found: dict[int, set[int]] = {}
    for rank, word in one.ordinals:
        found.setdefault(word, set()).add(rank)
    return list(found.items())


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of ids, the smaller first, and a row of features for each."""

    pairs: list[tuple[str, str]]
    table: Reals


def compared(new: Sequence[Traits], known: Sequence[Traits], days: float) -> Compared:
    """All pairs worth a look within `days` where both have a time: new with new and new with known.

    What else is in either list does not change a pair's features.
    """
    fresh = {article.id for article in new}
    everyone = {a.id: a for a in known} | {a.id: a for a in new}
    order = sorted(everyone)
    window = Window([everyone[id] for id in order])
    is_fresh = np.array([id in fresh for id in order], dtype=np.bool_)
    pairs: list[tuple[str, str]] = []
    tables = [np.zeros((0, len(FEATURES)))]
    for at in np.flatnonzero(is_fresh).tolist():
        one = everyone[order[at]]
        rows = _worth_a_look(one, window, days)
        rows = rows[(rows > at) | ~is_fresh[rows]]
        table = features(one, window, rows)
        near = _near(table)
        pairs += [(order[min(at, row)], order[max(at, row)]) for row in rows[near].tolist()]
        tables.append(table[near])
    return Compared(pairs, np.concatenate(tables))


def links(new: Sequence[Traits], known: Sequence[Traits], days: float, weakest: float) -> list[Link]:
    """Links of likelihood `weakest` or more between new articles, and between new and known; sorted by ids.

    A link depends on its two articles alone, so links that were found stay.
    """
    found = compared(new, known, days)
    likelihoods = decision().likelihood(found.table).tolist()
    return sorted(
        (
            Link(left=left, right=right, likelihood=likelihood)
            for (left, right), likelihood in zip(found.pairs, likelihoods, strict=True)
            if likelihood >= weakest
        ),
        key=lambda link: (link.left, link.right),
    )


_NEAR = 0.36  # dense + lead similarity below which hardly any two articles of one event were seen
_SLACK = 1e-3  # the first look is in other arithmetic than the last word


def _worth_a_look(one: Traits, window: Window, days: float) -> Places:
    """Rows within `days` (or without a time) that are near by the cheap similarities."""
    gaps = np.abs(window.days - (np.nan if one.day is None else one.day))
    rows = np.flatnonzero(~(gaps > days))
    if not len(window.words):
        return rows[:0]
    lead = window.lead.sums(_spread(one.lead, window.words), rows)
    return np.asarray(rows[window.vectors[rows] @ one.vector + lead > _NEAR - _SLACK])


def _near(table: Reals) -> NDArray[np.bool_]:
    return np.asarray(table[:, 1] + table[:, 3] > _NEAR)
