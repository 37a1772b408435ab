"""Which articles are held against which: in a crowd the nearest only, whatever came first.

A pair belongs to the later of its two articles, by window and then by id, those without a window first. Each
article is held against all that are near it and come before it or, where these are more than `CROWD`, against
the nearest of them, ties by id. So what comes after an article changes nothing for it, what is read late
takes its place, and lists of the nearest from several places merge into the list of all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import NamedTuple

from newsfold.fold.article_features import ArticleFeatures
from newsfold.fold.links import Link, Pairs, against, links_above
from newsfold.fold.window import Around, Rank, Window

CROWD = 500  # articles before one article that it is held against at most
_LOOKED = 200  # articles looked at together that others came before
_CACHED_FEATURES = 5_000  # articles held at a time that new ones are held against, about 6 kB each


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of holding new articles against others."""

    links: list[Link]  # sorted by ids
    crowded: tuple[str, ...] = ()  # articles that were held against the nearest only
    dropped: tuple[tuple[str, str], ...] = ()  # pairs of others that are none any more: new ones took places


class Standing(NamedTuple):
    """How many near articles come before one; in a crowd the last of those that it is held against."""

    before: int
    last: Rank | None = None


Look = Callable[[Sequence[ArticleFeatures]], list[Around]]  # what is near each of some articles
LookUp = Callable[[Sequence[str]], Sequence[ArticleFeatures]]


def merged(first: Around, second: Around) -> Around:
    """Both, of articles that are in one of them only."""
    return Around(list(merge(first.before, second.before)), list(merge(first.after, second.after)))


def is_crowd(before: int) -> bool:
    """Whether so many near articles before one are more than it is held against."""
    return before > CROWD


def nearest(before: Sequence[Rank]) -> list[str]:
    """Which of the near articles before one it is held against; `before` has the nearest first."""
    return [rank.id for rank in before[:CROWD]]


def compared(
    new: Sequence[ArticleFeatures], known: Sequence[ArticleFeatures], days: float, weakest: float
) -> Compared:
    """All links within `days` where both have a window: of new with new and of new with known.

    What else is in either list does not change a pair's likelihood.
    """
    everyone = {a.id: a for a in known} | {a.id: a for a in new}
    fresh = list({a.id: a for a in new}.values())
    return score_candidates(fresh, _looking(everyone, days), _looking_up(everyone), {}, weakest)


def all_pairs(articles: Sequence[ArticleFeatures], days: float) -> list[Pairs]:
    """The pairs of articles that are decided on, with their features: what the decision is learned from."""
    everyone = {a.id: a for a in articles}
    look, look_up = _looking(everyone, days), _looking_up(everyone)
    met = _met(list(everyone.values()), look, look_up, {})
    return list(_meeting(everyone, met.others, look_up))


def _looking(everyone: Mapping[str, ArticleFeatures], days: float) -> Look:
    window = Window(list(everyone.values()))
    return lambda some: [window.near(article, days) for article in some]


def _looking_up(everyone: Mapping[str, ArticleFeatures]) -> LookUp:
    return lambda ids: [everyone[id] for id in ids]


def links(
    new: Sequence[ArticleFeatures], known: Sequence[ArticleFeatures], days: float, weakest: float
) -> list[Link]:
    """Links of likelihood `weakest` or more between new articles, and of new with known; sorted by ids."""
    return compared(new, known, days, weakest).links


def score_candidates(
    new: Sequence[ArticleFeatures],
    look: Look,
    look_up: LookUp,
    standings: dict[str, Standing],
    weakest: float,
) -> Compared:
    """New articles against others that `look` says are near, and those against them where they come later.

    `look` knows the new articles, too; `look_up` gives articles by their ids. `standings` are those of
    articles, as far as they are known, and are kept up to date. Links have a likelihood of `weakest` or more.
    """
    met = _met(new, look, look_up, standings)
    links = links_above(_meeting({article.id: article for article in new}, met.others, look_up), weakest)
    return Compared(links, tuple(met.crowded), tuple(sorted(met.dropped)))


class _Met(NamedTuple):
    """Which others each new article is held against, and what that changes for others."""

    others: dict[str, list[str]]
    crowded: list[str]
    dropped: list[tuple[str, str]]


def _met(new: Sequence[ArticleFeatures], look: Look, look_up: LookUp, standings: dict[str, Standing]) -> _Met:
    fresh = {article.id: article for article in new}
    others: dict[str, list[str]] = {}
    later: dict[str, list[Rank]] = {}
    for article, around in zip(new, look(new), strict=True):
        others[article.id] = nearest(around.before)
        standings[article.id] = _standing_of(around.before)
        for rank in around.after:
            if rank.id not in fresh:
                later.setdefault(rank.id, []).append(Rank(rank.distance, article.id))
    dropped: list[tuple[str, str]] = []
    unsure: list[str] = []
    for id, came in later.items():
        standing = standings.get(id)
        if standing is None or (is_crowd(standing.before + len(came)) and _enters(came, standing)):
            unsure.append(id)
        else:
            standings[id] = Standing(standing.before + len(came), standing.last)
            for rank in came if standing.last is None else ():
                others[rank.id].append(id)
    for article, around in _looked(sorted(unsure), look, look_up):
        before = nearest([rank for rank in around.before if rank.id not in fresh])
        after = nearest(around.before)
        standings[article.id] = _standing_of(around.before)
        for id in set(after).difference(before):
            others[id].append(article.id)
        dropped += [_pair(article.id, id) for id in set(before).difference(after)]
    crowded = sorted(id for id in (*fresh, *unsure) if standings[id].last is not None)
    return _Met(others, crowded, dropped)


def held_again(was: Mapping[str, Collection[str]], look: Look, look_up: LookUp, weakest: float) -> Compared:
    """Articles of which some before them are gone, against those that take their places.

    `was` says what each was held against, what is gone among them.
    """
    pairs = (
        against(article, look_up(came))
        for article, around in _looked(sorted(was), look, look_up)
        if (came := [id for id in nearest(around.before) if id not in was[article.id]])
    )
    return Compared(links_above(pairs, weakest))


def _meeting(
    fresh: Mapping[str, ArticleFeatures], others: Mapping[str, Sequence[str]], look_up: LookUp
) -> Iterator[Pairs]:
    """Each new article against its others. Each of these is looked up once, however many it meets."""
    meets: dict[str, list[str]] = {}
    for id, some in others.items():
        for other in some:
            meets.setdefault(other, []).append(id)
    listed = sorted(meets)
    for at in range(0, len(listed), _CACHED_FEATURES):
        met: dict[str, list[ArticleFeatures]] = {}
        for known in look_up(listed[at : at + _CACHED_FEATURES]):
            for id in meets[known.id]:
                met.setdefault(id, []).append(known)
        yield from (against(fresh[id], some) for id, some in met.items())


def _standing_of(before: Sequence[Rank]) -> Standing:
    return Standing(len(before), before[CROWD - 1] if is_crowd(len(before)) else None)


def _enters(came: Iterable[Rank], standing: Standing) -> bool:
    """Whether some of these are among the nearest, where an article stands so."""
    return standing.last is None or any(rank < standing.last for rank in came)


def _looked(ids: Sequence[str], look: Look, look_up: LookUp) -> Iterator[tuple[ArticleFeatures, Around]]:
    """Some articles, few at a time, with what is near them."""
    for at in range(0, len(ids), _LOOKED):
        some = look_up(ids[at : at + _LOOKED])
        yield from zip(some, look(some), strict=True)


def _pair(left: str, right: str) -> tuple[str, str]:
    return min(left, right), max(left, right)
