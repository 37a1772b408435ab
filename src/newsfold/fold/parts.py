"""Regrouping what a change of links can reach, and little else; what it found stays for the next change.

Average linkage joins the likeliest groups first, and the means at which it joins never rise. So what stands
once only means under a level are left, the cores of that level, depends on what stands at the level above
it alone, and cores can meet only where the mean over two of them is the level or more. Looked at level by
level, from single articles down to `join`, a change reaches only the cores that it alters, and at the next
level what these can meet: far less than all that weak links between neighbouring events tie together, and
yet the groups come out the same.

Which groups can a change alter? Those that an altered core is in now, or that its articles were in before:
average linkage goes the same way without a group that never joins it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from newsfold.fold.groups import Group, Sums, linkage, whole
from newsfold.fold.links import Link

LEVELS = (0.9, 0.75, 0.6, 0.45, 0.35)
KEPT = 500_000  # links held from one change to the next, each from both its sides: about 50 MB
_ARTICLE = 10  # links that an article and its cores take the place of

Row = dict[str, int]  # likelihoods with other articles, by their ids
LinksOf = Callable[[Collection[str]], Iterable[Link]]


class TooLargeError(Exception):
    """More articles hang together than the caller asked for."""


class Parts:
    """A graph of links and the cores in it, looked up as far as needed and kept.

    `links_of` gives all links of some articles. Whoever adds links there, adds
    them here; who takes some away, or fails to keep what was added, calls `forget`.
    """

    def __init__(self, links_of: LinksOf, join: float) -> None:
        self._links_of = links_of
        self._levels = [whole(level) for level in (*LEVELS, join) if level >= join]
        self._most = 0
        self.forget()

    def forget(self) -> None:
        """Look all up anew."""
        self._near: dict[str, Row] = {}  # complete for the articles that are keys
        self._held = 0
        self._cores: list[dict[str, Group]] = [{} for _ in self._levels]

    def add(self, links: Iterable[Link]) -> None:
        """Take in links that `links_of` gives from now on; `regrouped` must hear of their articles next."""
        for left, right, likelihood in links:
            for one, other in ((left, right), (right, left)):
                if one in self._near:
                    self._near[one][other] = whole(likelihood)
                    self._held += 1

    def regrouped(
        self, ids: Collection[str], most: int, fellows: Callable[[Collection[str]], Collection[str]]
    ) -> list[Group]:
        """The groups, sorted, of all articles whose group the links of `ids` can have changed.

        `fellows` gives the articles that were in one group with some until now. Raises TooLargeError where
        more than `most` articles hang together.
        """
        if self._held > KEPT:
            self.forget()
        self._most = most
        try:
            altered = self._altered(ids)
            while True:
                altered |= set(fellows(altered))
                found = self._joined(len(self._levels) - 1, altered)
                touched = [group for group in found if not altered.isdisjoint(group)]
                reached = {id for group in touched for id in group}
                more = set(fellows(reached - altered)) - reached
                if not more:
                    return touched
                altered |= reached | more
        except TooLargeError:
            self._cores = [{} for _ in self._levels]  # some levels know of the change, some do not
            raise

    def _altered(self, ids: Collection[str]) -> set[str]:
        """Articles whose core at the last level above `join` the links of `ids` change, and `ids`."""
        altered = set(ids)
        for level, known in enumerate(self._cores[:-1]):
            before = {other for id in altered for other in known.get(id, ())}
            found = self._joined(level, altered | before)
            fresh = [core for core in found if known.get(core[0]) != core]
            known.update((id, core) for core in fresh for id in core)
            altered = {id for core in fresh for id in core}.union(ids)
        return altered

    def _joined(self, level: int, ids: Collection[str], aside: Collection[str] = ()) -> list[Group]:
        """The cores at a level of `ids` and of all that can meet them there, step by step.

        Articles `aside` are known to be in other cores.
        """
        around = self._around(level, ids, aside)
        units = sorted(around)
        if len(units) == 1:
            return units
        place = {id: at for at, unit in enumerate(units) for id in unit}
        near: Sums = [{} for _ in units]
        for a, unit in enumerate(units):
            for other, total in around[unit].items():
                b = place.get(other, a)
                if b > a:
                    near[a][b] = near[b][a] = near[a].get(b, 0) + total
        return linkage(units, near, self._levels[level])

    def _around(self, level: int, ids: Collection[str], aside: Collection[str]) -> dict[Group, Row]:
        """The units of a level, cores of the one above, that `ids` are in or that can meet those.

        With each the sums of its likelihoods with other articles.
        """
        open_, seen, size = self._units(level, ids), dict[Group, Row](), 0
        while open_:
            size += sum(map(len, open_))
            if size > self._most:
                raise TooLargeError
            self._look_up({id for unit in open_ for id in unit})
            fresh = {unit: self._row(unit) for unit in open_}
            seen |= fresh
            beside = (self._beside(level, unit, row, aside) for unit, row in fresh.items())
            open_ = set().union(*beside) - seen.keys()
        return seen

    def _row(self, unit: Group) -> Row:
        if len(unit) == 1:
            return self._near[unit[0]]
        row: Row = defaultdict(int)
        for id in unit:
            for other, p in self._near[id].items():
                row[other] += p
        return row

    def _beside(self, level: int, unit: Group, row: Row, aside: Collection[str]) -> Iterable[Group]:
        """The units that could join this one: the mean with one of their articles must be high enough."""
        least = self._levels[level] * len(unit)
        own = set(unit)
        high = {id for id, total in row.items() if total >= least and id not in own and id not in aside}
        return [
            beside
            for beside in self._units(level, high)
            if sum(row.get(id, 0) for id in beside) >= least * len(beside)
        ]

    def _units(self, level: int, ids: Collection[str]) -> set[Group]:
        """What is to be joined at a level: the cores of the level above that `ids` are in."""
        if level == 0:
            return {(id,) for id in ids}
        known = self._cores[level - 1]
        missing = [id for id in ids if id not in known]
        if missing:
            for core in self._joined(level - 1, missing, known):
                known.update(dict.fromkeys(core, core))
        return {known[id] for id in ids}

    def _look_up(self, ids: Collection[str]) -> None:
        missing = {id for id in ids if id not in self._near}
        if missing:
            self._near.update((id, {}) for id in missing)
            for left, right, likelihood in self._links_of(missing):
                for one, other in ((left, right), (right, left)):
                    if one in missing:
                        self._near[one][other] = whole(likelihood)
            self._held += sum(_ARTICLE + len(self._near[id]) for id in missing)
