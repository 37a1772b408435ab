"""A first, cheap look at all articles near in time: which may tell of one event at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.article_features import ArticleFeatures, ArticlePreview, Codes, Floats, SparseVector
from newsfold.fold.settings import LEARNED

UNIT = 2048  # numbers of the first look are whole parts of 1: sums of their products are exact in any order
_FIRST_LOOK_ERROR = 2e-3  # the first look is coarser than the last word
LEAST_CLOSENESS = int(
    (LEARNED.near - _FIRST_LOOK_ERROR) * UNIT**2
)  # closeness above which articles are near, in parts of `UNIT` squared
BITS = 0xFFFF  # of a word's code, looked at before the whole of it

Mask = NDArray[np.bool_]
Days = NDArray[np.float64]


class Window:
    """Articles that others can be held against, about 2 kB each; they come, and go when they are old.

    What `near` answers depends on the articles inside alone, not on how they came in.
    """

    def __init__(self, previews: Sequence[ArticlePreview | ArticleFeatures] = ()) -> None:
        self._blocks: list[_Sketches] = []
        self.add(previews)

    def __len__(self) -> int:
        return sum(len(block.ids) for block in self._blocks)

    def add(self, previews: Sequence[ArticlePreview | ArticleFeatures]) -> None:
        """Take in articles, none of which is inside yet. Blocks at least halve in size, so they are few."""
        if previews:
            self._blocks.append(_sketches_of(previews))
        while len(self._blocks) > 1 and len(self._blocks[-2].ids) <= 2 * len(self._blocks[-1].ids):
            self._blocks.append(_stacked(self._blocks.pop(-2), self._blocks.pop()))

    def ids(self) -> set[str]:
        """Those inside."""
        return {id for block in self._blocks for id in block.ids}

    def drop_outside(self, first: float, last: float) -> None:
        """Let go of what is not within two days, once it is a fourth of a block; what has no window stays."""
        for at, block in enumerate(self._blocks):
            gone = (block.days < first) | (block.days > last)
            if gone.sum() * 4 > len(gone):
                self._blocks[at] = block.where(~gone)
        self._blocks = [block for block in self._blocks if len(block.ids)]

    def near(self, article: ArticlePreview | ArticleFeatures, days: float) -> Around:
        """Those within `days` (or without a window) that may be near; never `article` itself."""
        around = Around([], [])
        here = place_of(article.window, article.id)
        lead = SparseVector(article.lead.codes, in_units(article.lead.weights))
        for block in self._blocks:
            closeness = block.closeness(article, lead)
            gaps = _apart(article.window, article.stated_day, block.days, block.stated)
            rows = np.flatnonzero((closeness > LEAST_CLOSENESS) & ~(gaps > days))
            times = np.nan_to_num(block.days[rows], nan=-np.inf).tolist()
            for row, like, time in zip(rows.tolist(), closeness[rows].tolist(), times, strict=True):
                id = block.ids[row]
                if id != article.id:
                    side = around.before if (time, id) < here else around.after
                    side.append(Rank(-like, id))
        around.before.sort()
        around.after.sort()
        return around


class Rank(NamedTuple):
    """An article near another; they sort by how near, ties by id."""

    distance: int  # closeness, negative, in parts of `UNIT` squared
    id: str


class Around(NamedTuple):
    """The articles near one: those that come before it and those after it, nearest first."""

    before: list[Rank]
    after: list[Rank]


def place_of(window: float | None, id: str) -> tuple[float, str]:
    """Where an article comes in the order of all: by its window, those without one first, then by id."""
    return -np.inf if window is None else window, id


def in_units(numbers: Floats) -> Floats:
    """Numbers of a unit row in parts of `UNIT`; sums of their products stay below 2^24, so they are exact."""
    return np.asarray(np.rint(numbers * np.float32(UNIT)), dtype=np.float32)


def days_of(articles: Sequence[ArticlePreview | ArticleFeatures]) -> tuple[Days, Days]:
    """The days of articles, and the earlier ones that they name themselves; nan where there is none."""
    days = np.array([np.nan if article.day is None else article.day for article in articles])
    return days, np.array(
        [np.nan if article.stated_day is None else article.stated_day for article in articles]
    )


def days_apart(article: ArticlePreview | ArticleFeatures, days: Days, stated: Days) -> Days:
    """How many days there are at least between one article and others; nan where either has none."""
    return _apart(article.day, article.stated_day, days, stated)


def _apart(day: float | None, stated_day: float | None, days: Days, stated: Days) -> Days:
    times = [np.nan if time is None else time for time in (day, stated_day)]
    return np.asarray(np.fmin.reduce([np.abs(other - time) for time in times for other in (days, stated)]))


@dataclass(frozen=True, slots=True)
class _Sketches:
    """Sketches as rows of numbers; their words stand end to end, each with the row it is of."""

    ids: list[str]
    days: Days  # of their windows
    stated: Days  # the earlier day that the article names itself
    vectors: Floats  # whole, like the weights
    codes: Codes
    bits: NDArray[np.uint16]
    weights: Floats
    owners: NDArray[np.int32]
    meanings: Floats  # whole; of no columns where all are English
    foreign: Mask  # not English

    def closeness(self, article: ArticlePreview | ArticleFeatures, lead: SparseVector) -> NDArray[np.int64]:
        """The product of the vectors plus that of the leads, for each row, of whole numbers."""
        words = lead.codes
        dense = self._dense(article)
        if not len(words):
            return dense
        asked = np.zeros(BITS + 1, dtype=np.bool_)
        asked[words & BITS] = True
        maybe = np.flatnonzero(asked[self.bits])
        codes = self.codes[maybe]
        at = np.minimum(np.searchsorted(words, codes), len(words) - 1)
        hit = words[at] == codes
        shared = lead.weights[at[hit]] * self.weights[maybe[hit]]
        return dense + np.bincount(self.owners[maybe[hit]], shared, len(self.ids)).astype(np.int64)

    def _dense(self, article: ArticlePreview | ArticleFeatures) -> NDArray[np.int64]:
        """The product of the vectors; of the meanings where one of the two is not English."""
        foreign = self.foreign | (article.language != "en")
        dense = np.asarray(self.vectors @ in_units(article.vector), dtype=np.int64)
        if not foreign.any():
            return dense
        meant = np.zeros(len(dense), dtype=np.int64)
        if article.meaning is not None and self.meanings.shape[1]:
            meant = np.asarray(self.meanings @ in_units(article.meaning), dtype=np.int64)
        return np.where(foreign, meant, dense)

    def where(self, rows: Mask) -> _Sketches:
        """The rows that are kept."""
        words = rows[self.owners]
        places = np.cumsum(rows, dtype=np.int32) - 1
        return _Sketches(
            [self.ids[row] for row in np.flatnonzero(rows).tolist()],
            self.days[rows],
            self.stated[rows],
            self.vectors[rows],
            self.codes[words],
            self.bits[words],
            self.weights[words],
            places[self.owners[words]].astype(np.int32),
            self.meanings[rows],
            self.foreign[rows],
        )


def _sketches_of(previews: Sequence[ArticlePreview | ArticleFeatures]) -> _Sketches:
    codes = np.concatenate([article.lead.codes for article in previews])
    return _Sketches(
        [article.id for article in previews],
        np.array([np.nan if article.window is None else article.window for article in previews]),
        days_of(previews)[1],
        in_units(np.array([article.vector for article in previews], dtype=np.float32)),
        codes,
        (codes & BITS).astype(np.uint16),
        in_units(np.concatenate([article.lead.weights for article in previews])),
        np.repeat(
            np.arange(len(previews), dtype=np.int32), [len(article.lead.codes) for article in previews]
        ),
        _meanings(previews),
        np.array([article.language != "en" for article in previews], dtype=np.bool_),
    )


def _meanings(previews: Sequence[ArticlePreview | ArticleFeatures]) -> Floats:
    """A row for each, zeros where none is known; rows without columns where none of them has one."""
    width = next((len(article.meaning) for article in previews if article.meaning is not None), 0)
    none = np.zeros(width, dtype=np.float32)
    rows = [none if article.meaning is None else in_units(article.meaning) for article in previews]
    return np.array(rows, dtype=np.float32).reshape(len(previews), width)


def _padded(rows: Floats, width: int) -> Floats:
    return rows if rows.shape[1] == width else np.zeros((len(rows), width), dtype=np.float32)


def _stacked(first: _Sketches, second: _Sketches) -> _Sketches:
    width = max(first.meanings.shape[1], second.meanings.shape[1])
    return _Sketches(
        first.ids + second.ids,
        np.concatenate([first.days, second.days]),
        np.concatenate([first.stated, second.stated]),
        np.concatenate([first.vectors, second.vectors]),
        np.concatenate([first.codes, second.codes]),
        np.concatenate([first.bits, second.bits]),
        np.concatenate([first.weights, second.weights]),
        np.concatenate([first.owners, second.owners + np.int32(len(first.ids))]),
        np.concatenate([_padded(first.meanings, width), _padded(second.meanings, width)]),
        np.concatenate([first.foreign, second.foreign]),
    )
