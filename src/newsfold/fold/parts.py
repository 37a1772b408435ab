"""Regrouping what a change of links can reach, and nothing else; what it made stays for the next change.

Average linkage joins the likeliest groups first, and the means at which it joins never rise: each group is a
tree whose nodes are the groups that joined, with the mean at which they did. Two groups join as soon as
neither has a higher mean with any other, whatever happens elsewhere. So after a change of an article's links
only the nodes that hold the article fall apart, and those whose halves would now rather join something that
fell apart: it has a mean with one of them as high as the one they joined at. What two units have in common
never has a higher mean than one of the two, so no more needs to be looked at than these units and what they
are linked to. What fell apart is joined anew, and the trees are those of joining everything from the start.

What joined into a group never looked beyond it. So a group's tree can be made of its own links alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from newsfold.fold.groups import Group, Sums, linkage, to_fixed_point
from newsfold.fold.links import Link

# Links held from one change to the next, each from both its sides: about 100 MB. Twice what one change needs
# are held where that is more, or each change to a large group would look all of it up anew.
MOST_LINKS = 1_000_000
_ARTICLE = 10  # links that an article and its part of a tree take the place of
_ROUNDING = 1 - 1e-12  # a mean so near another may be the same
_size = attrgetter("size")

Likelihoods = dict[str, int]  # likelihoods with other articles, by their ids
LinksOf = Callable[[Collection[str]], Iterable[Link]]
Fellows = Callable[[Collection[str]], Collection[str]]


@dataclass(eq=False, slots=True)
class _Node:
    """A group that joined, or an article: `first` is its first id, `mean` that at which its halves joined.

    `row` has the sums of its likelihoods with all articles, where they were asked for. A whole tree is
    `settled` from when it is made until it falls apart: no mean with another tree let the two join.
    """

    first: str
    size: int = 1
    mean: float = 0.0
    halves: tuple[_Node, ...] = ()
    parent: _Node | None = None
    row: Likelihoods | None = None
    settled: bool = False

    def ids(self) -> Iterator[str]:
        """Its articles."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.halves:
                waiting.extend(node.halves)
            else:
                yield node.first

    def top(self) -> _Node:
        """The whole tree that it is in."""
        node = self
        while node.parent:
            node = node.parent
        return node


class Parts:
    """A graph of links and the trees of its groups, looked up as far as needed and kept.

    `links_of` gives all links of some articles. Whoever adds links there or takes some away says so here;
    who fails to keep what was said calls `forget`.
    """

    def __init__(self, links_of: LinksOf, join: float) -> None:
        self._links_of = links_of
        self._join = to_fixed_point(join)
        self.forget()

    def forget(self) -> None:
        """Look all up anew."""
        self._rows: dict[str, Likelihoods] = {}  # complete for the articles that are keys
        self._held = 0
        self._leaves: dict[str, _Node] = {}
        self._summed = 0  # numbers in the rows of nodes
        self._most = MOST_LINKS

    def add(self, links: Iterable[Link]) -> None:
        """Take in links that `links_of` gives from now on; `regrouped` must hear of one end of each next."""
        self._change((left, right, to_fixed_point(likelihood)) for left, right, likelihood in links)

    def drop(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Let go of links that are no more; `regrouped` must hear of one end of each next."""
        self._change((left, right, 0) for left, right in pairs)

    def _change(self, links: Iterable[tuple[str, str, int]]) -> None:
        changes: dict[str, Likelihoods] = defaultdict(dict)  # by the other article
        for left, right, likelihood in links:
            for unit, other in ((left, right), (right, left)):
                if unit in self._rows:
                    before = self._rows[unit].pop(other, 0)
                    if likelihood:
                        self._rows[unit][other] = likelihood
                    self._held += (likelihood > 0) - (before > 0)
                    changes[other][unit] = likelihood - before
        for other, row in changes.items():
            for node, change in self._upward(row).items():
                if node.row is not None:
                    node.row[other] = node.row.get(other, 0) + change

    def regrouped(self, ids: Collection[str], fellows: Fellows) -> list[Group]:
        """The groups, sorted, of all articles whose group the links of `ids` can have changed.

        `fellows` gives the articles that were in one group with some until now.
        """
        anew = self._held + self._summed > self._most
        if anew:
            self.forget()
        units = self._apart(ids, fellows)
        while True:
            self._spread(units, fellows)
            reached = {id for unit in units for id in unit.ids()}
            more = set(fellows(reached)) - reached
            if not more:
                if anew:
                    self._most = max(MOST_LINKS, 2 * (self._held + self._summed))
                return self._joined(units)
            self._know(more, fellows)
            units.update(dict.fromkeys(self._leaves[id].top() for id in more))

    def _apart(self, ids: Collection[str], fellows: Fellows) -> dict[_Node, Likelihoods | None]:
        """What stands when no node holds one of `ids`; of a group whose tree is not known, each article."""
        units: dict[_Node, Likelihoods | None] = {}
        unknown = {id for id in ids if id not in self._leaves}
        for id in unknown.union(fellows(unknown)):
            if id not in self._leaves:
                units[self._leaves.setdefault(id, _Node(id))] = None
        for id in ids:
            leaf = self._leaves[id]
            leaf.settled = False
            if leaf.parent:
                self._fall_apart(leaf.parent, units)
            units.setdefault(leaf)
        return units

    def _spread(self, units: dict[_Node, Likelihoods | None], fellows: Fellows) -> None:
        """Have fall apart, step by step, what would rather join one of the units; with each goes its row."""
        waiting = [unit for unit, row in units.items() if row is None]
        while waiting:
            self._look_up({id for unit in waiting for id in unit.ids()})
            fresh = {unit: self._row(unit) for unit in waiting}
            units |= fresh
            self._know({other for row in fresh.values() for other in row}, fellows)
            for unit, row in fresh.items():
                for node in self._drawn(unit, row) if unit.size else ():
                    if node.parent:
                        self._fall_apart(node.parent, units)
                    elif node.size:
                        units.setdefault(node)
            waiting = [unit for unit, row in units.items() if row is None]

    def _fall_apart(self, node: _Node, units: dict[_Node, Likelihoods | None]) -> None:
        """A node and all that hold it are no more; their halves are units."""
        path: list[_Node] = []
        above: _Node | None = node
        while above:
            path.append(above)
            above = above.parent
        for gone in reversed(path):
            units.pop(gone, None)
            for half in gone.halves:
                half.parent = None
                half.settled = False
                units[half] = None
            self._summed -= len(gone.row or ())
            gone.halves, gone.size, gone.row = (), 0, None

    def _drawn(self, unit: _Node, row: Likelihoods) -> list[_Node]:
        """The nodes that have as high a mean with a unit as they had with their other halves.

        A settled tree draws none: what is new since then is a unit itself, and draws the tree where it must.
        """
        if unit.settled:
            return []
        members = set(unit.ids())
        others = {other: total for other, total in row.items() if other not in members}
        enough = self._join * _ROUNDING * unit.size  # the least sum, an article of a node, at which it joins
        if max(others.values(), default=0) < enough:
            return []
        return [
            node
            for node, sum in self._upward(others).items()
            if sum >= enough * node.size and self._is_drawn(node, unit, sum / (node.size * unit.size))
        ]

    def _upward(self, row: Likelihoods) -> dict[_Node, int]:
        """The sums of a row's numbers over the articles of each node that has some of them."""
        sums = {self._leaves[id]: total for id, total in row.items() if id in self._leaves}
        above: dict[_Node, int] = {}
        for node in sums:
            parent = node.parent
            while parent and parent not in above:
                above[parent] = 0
                parent = parent.parent
        for node, total in sums.items():
            if node.parent:
                above[node.parent] += total
        for node in sorted(above, key=_size):
            if node.parent:
                above[node.parent] += above[node]
        return sums | above

    def _is_drawn(self, node: _Node, unit: _Node, mean: float) -> bool:
        """Whether a node that has this mean with a unit would join it before its other half, or at all."""
        above = node.parent
        if above is None:
            return mean >= self._join * _ROUNDING
        if mean == above.mean:
            pair = min(node.first, unit.first), max(node.first, unit.first)
            return pair < (above.halves[0].first, above.halves[1].first)
        return mean > above.mean * _ROUNDING

    def _joined(self, units: dict[_Node, Likelihoods | None]) -> list[Group]:
        """The groups of the units, by average linkage."""
        nodes = sorted(units, key=lambda node: node.first)
        place = {id: at for at, node in enumerate(nodes) for id in node.ids()}
        sums: Sums = [{} for _ in nodes]
        for a, node in enumerate(nodes):
            for other, total in (units[node] or {}).items():
                b = place.get(other, a)
                if b > a and total:
                    sums[a][b] = sums[b][a] = sums[a].get(b, 0) + total
        for a, b, mean in linkage([node.size for node in nodes], sums, self._join):
            halves = nodes[a], nodes[b]
            nodes[a] = _Node(halves[0].first, halves[0].size + halves[1].size, mean, halves)
            for half in halves:
                half.parent = nodes[a]
        tops = [node for node in nodes if not node.parent]
        for node in tops:
            node.settled = True
        return sorted(tuple(sorted(node.ids())) for node in tops)

    def _row(self, unit: _Node) -> Likelihoods:
        """The sums of a unit's likelihoods with all articles, its own among them."""
        if not unit.halves:
            return self._rows[unit.first]
        if unit.row is None:
            parts: list[Likelihoods] = []
            waiting = [unit]
            while waiting:
                node = waiting.pop()
                row = node.row if node.halves else self._rows[node.first]
                if row is None:
                    waiting.extend(node.halves)
                else:
                    parts.append(row)
            parts.sort(key=len)
            unit.row = dict(parts.pop())
            for row in parts:
                for other, total in row.items():
                    unit.row[other] = unit.row.get(other, 0) + total
            self._summed += len(unit.row)
        return unit.row

    def _know(self, ids: Collection[str], fellows: Fellows) -> None:
        """Have the trees that some articles are in."""
        missing = {id for id in ids if id not in self._leaves}
        if missing:
            fresh = {id for id in missing.union(fellows(missing)) if id not in self._leaves}
            self._look_up(fresh)
            units: dict[_Node, Likelihoods | None] = {_Node(id): self._rows[id] for id in fresh}
            self._leaves.update((unit.first, unit) for unit in units)
            self._joined(units)

    def _look_up(self, ids: Collection[str]) -> None:
        missing = {id for id in ids if id not in self._rows}
        if missing:
            self._rows.update((id, {}) for id in missing)
            for left, right, likelihood in self._links_of(missing):
                for unit, other in ((left, right), (right, left)):
                    if unit in missing:
                        self._rows[unit][other] = to_fixed_point(likelihood)
            self._held += sum(_ARTICLE + len(self._rows[id]) for id in missing)
