"""Articles and links to groups: average linkage, so that no chain of neighbours pulls two events together."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from newsfold.fold.links import Link


def groups(
    ids: Iterable[str], links: Iterable[Link], join: float, joined: Iterable[Sequence[str]] = ()
) -> list[tuple[str, ...]]:
    """The ids in groups, each sorted, in order of their first ids; every id is in one.

    Two groups are one when the mean likelihood over all pairs between them is `join` or more, the likeliest
    first; a pair without a link counts as 0, and a link to an id that is not given is left out. The answer
    depends on the sets of ids and links only. As two groups that join have a link of `join` or more, no
    group reaches over the parts that such links make: a caller may group one part at a time. Cost n log n
    in the number of links.

    `joined` are groups that stand, and are not looked into again: a shortcut for a part too large to group
    anew, whose answer then depends on what came first.
    """
    order = sorted(set(ids))
    place = {id: at for at, id in enumerate(order)}
    near: list[dict[int, float]] = [{} for _ in order]
    for link in links:
        left, right = place.get(link.left), place.get(link.right)
        if left is not None and right is not None:
            near[left][right] = near[right][left] = link.likelihood
    members: list[list[int]] = [[at] for at in range(len(order))]
    for group in joined:
        first, *rest = sorted(place[id] for id in group)
        for at in rest:
            near[first].pop(at, None)
            near[at].pop(first, None)
            _join(near, members, first, at)
    pairs = [(a, b) for a, row in enumerate(near) for b in row if a < b]
    heap = [(-mean, a, b) for a, b in pairs if (mean := _mean(near, members, a, b)) >= join]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if b in near[a] and members[a] and members[b] and -mean == _mean(near, members, a, b):
            del near[a][b], near[b][a]
            _join(near, members, a, b)
            for c in sorted(near[a]):
                if (value := _mean(near, members, a, c)) >= join:
                    heapq.heappush(heap, (-value, min(a, c), max(a, c)))
    return sorted(tuple(sorted(order[at] for at in group)) for group in members if group)


def _mean(near: Sequence[dict[int, float]], members: Sequence[Sequence[int]], a: int, b: int) -> float:
    return near[a][b] / (len(members[a]) * len(members[b]))


def _join(near: list[dict[int, float]], members: list[list[int]], a: int, b: int) -> None:
    """Group b becomes part of a; `near` holds the sum of likelihoods between two others, not of these two."""
    members[a] += members[b]
    members[b] = []
    for c, total in near[b].items():
        del near[c][b]
        near[a][c] = near[c][a] = near[a].get(c, 0.0) + total
    near[b] = {}
