"""Articles and links to groups: average linkage, so that no chain of neighbours pulls two events together."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from newsfold.fold.links import Link

Group = tuple[str, ...]
Sums = list[dict[int, int]]  # between each unit and others, of likelihoods as `whole` tells them


def whole(likelihood: float) -> int:
    """A likelihood in billionths, as fine as the decision tells it: sums are exact, in whatever order."""
    return round(likelihood * 1_000_000_000)


def groups(
    ids: Iterable[str], links: Iterable[Link], join: float, joined: Iterable[Sequence[str]] = ()
) -> list[Group]:
    """The ids in groups, each sorted, in order of their first ids; every id is in one.

    Two groups are one when the mean likelihood over all pairs between them is `join` or more, the likeliest
    first; a pair without a link counts as 0, and a link to an id that is not given is left out. A pair has
    one link at most. The answer depends on the sets of ids and links only. As two groups that join have a
    link of `join` or more, no group reaches over the parts that such links make: a caller may group one part
    at a time. Cost n log n in the number of links.

    `joined` are groups that stand, and are not looked into again: a shortcut for a part too large to group
    anew, whose answer then depends on what came first.
    """
    standing = [tuple(sorted(group)) for group in joined]
    units = sorted([*standing, *((id,) for id in set(ids).difference(*standing))])
    place = {id: at for at, unit in enumerate(units) for id in unit}
    near: Sums = [{} for _ in units]
    for link in links:
        a, b = place.get(link.left), place.get(link.right)
        if a is not None and b is not None and a != b:
            near[a][b] = near[b][a] = near[a].get(b, 0) + whole(link.likelihood)
    return linkage(units, near, whole(join))


def linkage(units: Sequence[Group], near: Sums, join: int) -> list[Group]:
    """Average linkage of units, sorted, by the sums of likelihoods between them, which are used up."""
    members: list[list[str]] = [list(unit) for unit in units]
    heap = [
        (-mean, a, b)
        for a, row in enumerate(near)
        for b in row
        if a < b and (mean := _mean(near, members, a, b)) >= join
    ]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if b in near[a] and members[a] and members[b] and -mean == _mean(near, members, a, b):
            del near[a][b], near[b][a]
            _join(near, members, a, b)
            for c in sorted(near[a]):
                if (value := _mean(near, members, a, c)) >= join:
                    heapq.heappush(heap, (-value, min(a, c), max(a, c)))
    return sorted(tuple(sorted(group)) for group in members if group)


def _mean(near: Sums, members: Sequence[Sequence[str]], a: int, b: int) -> float:
    return near[a][b] / (len(members[a]) * len(members[b]))


def _join(near: Sums, members: list[list[str]], a: int, b: int) -> None:
    """Unit b becomes part of a."""
    members[a] += members[b]
    members[b] = []
    for c, total in near[b].items():
        del near[c][b]
        near[a][c] = near[c][a] = near[a].get(c, 0) + total
    near[b] = {}
