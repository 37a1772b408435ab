"""Which articles a change of links can regroup: all of them, and few others.

Average linkage joins the likeliest groups first, and the means at which it joins never rise. So what stands
once only means under `CORE` are left, the cores, depends on links of `CORE` or more alone: one looks for it
in the parts that such links make. From there on two cores, or groups of them, can join only where the mean
over two cores is `join` or more. Parts by these means are far smaller than parts by single links, which weak
links between neighbouring events make run together; and yet the groups come out the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from newsfold.fold.groups import groups
from newsfold.fold.links import Link

CORE = 0.6
_SLACK = 1e-9  # sums in another order

Core = tuple[str, ...]


class TooLargeError(Exception):
    """More articles hang together than the caller asked for."""


class Parts:
    """A graph of links, looked up as far as it is needed: `links_of` gives all links of some articles.

    Raises TooLargeError from any call that would have to look at more than `most` articles.
    """

    def __init__(self, links_of: Callable[[Collection[str]], Iterable[Link]], join: float, most: int) -> None:
        self._links_of, self._join, self._most = links_of, join, most
        self._near: dict[str, dict[str, float]] = {}  # complete for the articles that are keys
        self._cores: dict[str, Core] = {}

    def cores(self, ids: Iterable[str]) -> set[str]:
        """Articles whose cores the links of `ids` can change, these included."""
        open_, part = set(ids), set[str]()
        while open_:
            self._look_up(open_)
            part |= open_
            open_ = {other for id in open_ for other, p in self._near[id].items() if p >= CORE} - part
        return part

    def around(self, ids: Iterable[str]) -> set[Core]:
        """The cores of `ids` and all that could join them, step by step."""
        open_, seen = self._cores_of(ids), set[Core]()
        while open_:
            seen |= open_
            self._cores_of(
                other for core in open_ for id in core for other in self._strong(id)
            )  # all at once
            open_ = {other for core in open_ for other in self._beside(core)} - seen
        return seen

    def links(self, ids: Collection[str]) -> list[Link]:
        """The links between two of these articles, which were looked at before."""
        inside = set(ids)
        return [
            Link(left=id, right=other, likelihood=p)
            for id in inside
            for other, p in self._near[id].items()
            if id < other and other in inside
        ]

    def _beside(self, core: Core) -> Iterable[Core]:
        """The cores that this one could join."""
        shared: dict[str, float] = defaultdict(float)
        for id in core:
            for other, p in self._near[id].items():
                shared[other] += p
        strong = {other for id in core for other in self._strong(id)}
        for beside in self._cores_of(strong.difference(core)):
            total = sum(shared.get(id, 0.0) for id in beside)
            if total / (len(core) * len(beside)) >= self._join - _SLACK:
                yield beside

    def _strong(self, id: str) -> Iterable[str]:
        return (other for other, p in self._near[id].items() if p >= self._join)

    def _cores_of(self, ids: Iterable[str]) -> set[Core]:
        listed = set(ids)
        fresh = self.cores(listed - self._cores.keys())
        for core in groups(fresh, self.links(fresh), CORE):
            self._cores.update(dict.fromkeys(core, core))
        return {self._cores[id] for id in listed}

    def _look_up(self, ids: Collection[str]) -> None:
        missing = set(ids) - self._near.keys()
        if len(self._near) + len(missing) > self._most:
            raise TooLargeError
        if missing:
            found = self._links_of(missing)
            self._near.update((id, {}) for id in missing)
            for link in found:
                if link.left in missing:
                    self._near[link.left][link.right] = link.likelihood
                if link.right in missing:
                    self._near[link.right][link.left] = link.likelihood
