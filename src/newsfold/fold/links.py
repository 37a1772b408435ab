"""How likely two articles tell of one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.decision import decision
from newsfold.fold.traits import Bag, Codes, Traits, rarity
from newsfold.fold.window import BITS, NEAR, Window

Reals = NDArray[np.float64]


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


class _Bags:
    """Bags end to end."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        self.codes = np.concatenate([bag.codes for bag in bags] or [np.zeros(0, np.uint32)])
        weights = [bag.weights for bag in bags] or [np.zeros(0, np.float32)]
        self.weights = np.concatenate(weights).astype(np.float64)
        self.owners = np.repeat(np.arange(len(bags)), [len(bag.codes) for bag in bags])
        self.count = len(bags)

    def shared(self, codes: Codes) -> _Shared:
        """Which words of the bags are in `codes`, sorted."""
        asked = np.zeros(BITS + 1, dtype=np.bool_)
        asked[codes & BITS] = True
        maybe = np.flatnonzero(asked[self.codes & BITS])  # most are told apart by half of their code
        found = self.codes[maybe]
        at = np.minimum(np.searchsorted(codes, found), max(0, len(codes) - 1))
        hit = codes[at] == found if len(codes) else np.zeros(0, dtype=np.bool_)
        rows = maybe[hit]
        return _Shared(at[hit], self.owners[rows], self.weights[rows], self.count)


@dataclass(frozen=True, slots=True)
class _Shared:
    """Words that bags share with some codes: where among the codes, in which bag, its weight there."""

    at: NDArray[np.intp]
    owners: NDArray[np.intp]
    weights: Reals
    count: int

    def sums(self, values: Reals, power: int) -> Reals:
        """For each bag, the sum over its shared words of the code's value times their weight to a power."""
        told = values[self.at] * self.weights**power if power else values[self.at]
        # bincount adds one after the other in order of the codes, so the sum is the same to the last digit
        # whichever of two articles is held against the other.
        return np.asarray(np.bincount(self.owners, told, self.count), dtype=np.float64)


def features(one: Traits, others: Sequence[Traits]) -> Reals:
    """One row of numbers, in the order of `FEATURES`, for `one` against each of the others."""
    table = np.zeros((len(others), len(FEATURES)))
    if not others:
        return table
    title, lead, body, names, numbers = (
        _Bags([pick(other) for other in others]) for pick in (_title, _lead, _body, _names, _numbers)
    )
    titles, bodies = title.shared(one.title.codes), body.shared(one.body.codes)
    named = names.shared(one.names.codes)
    table[:, 0] = titles.sums(_weights(one.title), 1)
    table[:, 1] = lead.shared(one.lead.codes).sums(_weights(one.lead), 1)
    table[:, 2] = bodies.sums(_weights(one.body), 1)
    table[:, 3] = (np.array([other.vector for other in others]) * one.vector).sum(axis=1)
    table[:, 4] = named.sums(_weights(one.names), 1)
    table[:, 5] = numbers.shared(one.numbers.codes).sums(_weights(one.numbers), 1)
    in_body, in_names = np.ones(len(one.body.codes)), np.ones(len(one.names.codes))
    mine_in_theirs = body.shared(one.title.codes).sums(_weights(one.title) ** 2, 0)
    _held(table, 6, mine_in_theirs, title.shared(one.body.codes).sums(in_body, 2))
    _held(table, 8, named.sums(_weights(one.names) ** 2, 0), named.sums(in_names, 2))
    _held(table, 10, bodies.sums(_weights(one.body) ** 2, 0), bodies.sums(in_body, 2))
    table[:, 12] = np.log1p(bodies.sums(_rarities(one.body), 0))
    table[:, 13] = np.log1p(named.sums(_rarities(one.names), 0))
    gaps = np.abs(_days(others) - (np.nan if one.day is None else one.day))
    table[:, 14] = np.log1p(np.maximum(0, np.nan_to_num(gaps, nan=0.0) - _SAME_TIME))
    table[:, 15] = np.isnan(gaps)
    sizes = np.log1p(np.array([other.size for other in others], dtype=np.float64))
    _held(table, 16, sizes, np.full(len(others), np.log1p(one.size)))
    ranks = _ranks(one)
    for at, other in enumerate(others):
        if (ranks and other.ordinals) or (one.years and other.years):
            table[at, 18:] = _marks(ranks, one.years, other)
    return table


_title, _lead, _body, _names, _numbers = map(attrgetter, ("title", "lead", "body", "names", "numbers"))


def _weights(bag: Bag) -> Reals:
    return bag.weights.astype(np.float64)


def _rarities(bag: Bag) -> Reals:
    return np.array([rarity(code) for code in bag.codes.tolist()], dtype=np.float64)


def _days(articles: Sequence[Traits]) -> Reals:
    return np.array([np.nan if a.day is None else a.day for a in articles])


def _held(table: Reals, column: int, one: Reals, other: Reals) -> None:
    table[:, column] = np.maximum(one, other)
    table[:, column + 1] = np.minimum(one, other)


def _marks(mine: dict[int, set[int]], years: frozenset[int], other: Traits) -> tuple[float, float, float]:
    """Ordinals before the same word that differ, that agree; years that all differ."""
    theirs = _ranks(other)
    shared = mine.keys() & theirs.keys()
    same = any(mine[word] & theirs[word] for word in shared)
    clash = any(not mine[word] & theirs[word] for word in shared)
    return float(clash), float(same), float(bool(years and other.years and not years & other.years))


def _ranks(one: Traits) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for rank, word in one.ordinals:
        found.setdefault(word, set()).add(rank)
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of ids, the smaller first, and a row of features for each."""

    pairs: list[tuple[str, str]]
    table: Reals
    crowded: tuple[str, ...] = ()  # articles that were held against the nearest `CROWD` others only


def compared(new: Sequence[Traits], known: Sequence[Traits], days: float) -> Compared:
    """All pairs worth a look within `days` where both have a time: new with new and new with known.

    What else is in either list does not change a pair's features. Beyond `CROWD` others near it, an article
    is held against the nearest only, so that a flood costs no more than its length.
    """
    everyone = {a.id: a for a in known} | {a.id: a for a in new}
    window = Window(list(everyone.values()))
    fresh = list({a.id: a for a in new}.values())
    return held_against(fresh, window, days, lambda ids: [everyone[id] for id in ids])


def held_against(
    new: Sequence[Traits], window: Window, days: float, look_up: Callable[[Sequence[str]], Sequence[Traits]]
) -> Compared:
    """The same for a window that is kept, with the new articles inside it; `look_up` gives articles of it."""
    fresh = {article.id for article in new}
    pairs: list[tuple[str, str]] = []
    crowded: list[str] = []
    tables = [np.zeros((0, len(FEATURES)))]
    for one in new:
        ids, cut = window.near(one, days)
        if cut:
            crowded.append(one.id)
        others = look_up([id for id in ids if id > one.id or id not in fresh])
        table = features(one, others)
        near = _near(table)
        pairs += [
            (min(one.id, other.id), max(one.id, other.id))
            for other, is_near in zip(others, near.tolist(), strict=True)
            if is_near
        ]
        tables.append(table[near])
    return Compared(pairs, np.concatenate(tables), tuple(crowded))


def links(new: Sequence[Traits], known: Sequence[Traits], days: float, weakest: float) -> list[Link]:
    """Links of likelihood `weakest` or more between new articles, and between new and known; sorted by ids.

    A link depends on its two articles alone, so links that were found stay.
    """
    return likely(compared(new, known, days), weakest)


def likely(found: Compared, weakest: float) -> list[Link]:
    """The compared pairs of likelihood `weakest` or more, sorted by ids."""
    likelihoods = decision().likelihood(found.table).tolist()
    return sorted(
        (
            Link(left=left, right=right, likelihood=likelihood)
            for (left, right), likelihood in zip(found.pairs, likelihoods, strict=True)
            if likelihood >= weakest
        ),
        key=lambda link: (link.left, link.right),
    )


def _near(table: Reals) -> NDArray[np.bool_]:
    return np.asarray(table[:, 1] + table[:, 3] > NEAR)
