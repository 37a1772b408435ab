"""Articles and links to groups: average linkage, so that no chain of neighbours pulls two events together."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence

from newsfold.fold.links import Link

Group = tuple[str, ...]
Sums = list[dict[int, int]]  # between each unit and others, of likelihoods as `to_fixed_point` tells them


def to_fixed_point(likelihood: float) -> int:
    """A likelihood in billionths, as fine as the decision tells it: sums are exact, in whatever order."""
    return round(likelihood * 1_000_000_000)


def groups(ids: Iterable[str], links: Iterable[Link], join: float) -> list[Group]:
    """The ids in groups, each sorted, in order of their first ids; every id is in one.

    Two groups are one when the mean likelihood over all pairs between them is `join` or more, the likeliest
    first; a pair without a link counts as 0, and a link to an id that is not given is left out. A pair has
    one link at most. The answer depends on the sets of ids and links only. As two groups that join have a
    link of `join` or more, no group reaches over the parts that such links make: a caller may group one part
    at a time. Cost n log n in the number of links.
    """
    units = sorted(set(ids))
    place = {id: at for at, id in enumerate(units)}
    sums: Sums = [{} for _ in units]
    for link in links:
        a, b = place.get(link.left), place.get(link.right)
        if a is not None and b is not None and a != b:
            sums[a][b] = sums[b][a] = sums[a].get(b, 0) + to_fixed_point(link.likelihood)
    members: list[list[str]] = [[id] for id in units]
    for a, b, _ in linkage([1] * len(units), sums, to_fixed_point(join)):
        members[a] += members[b]
        members[b] = []
    return [tuple(sorted(group)) for group in members if group]


def linkage(sizes: list[int], sums: Sums, join: int) -> Iterator[tuple[int, int, float]]:
    """Average linkage of units, in order of their first ids: which two join, at which mean, step by step.

    The second of the two becomes part of the first. `sizes` are the units' numbers of articles, `sums` those
    of the likelihoods between them; both are used up. A later step's mean is never higher. Ties go by place.
    """
    heap = [
        (-mean, a, b)
        for a, row in enumerate(sums)
        for b in row
        if a < b and (mean := _mean(sums, sizes, a, b)) >= join
    ]
    heapq.heapify(heap)
    while heap:
        mean, a, b = heapq.heappop(heap)
        if b in sums[a] and -mean == _mean(sums, sizes, a, b):
            yield a, b, -mean
            _join(sums, sizes, a, b)
            for c in sorted(sums[a]):
                if (value := _mean(sums, sizes, a, c)) >= join:
                    heapq.heappush(heap, (-value, min(a, c), max(a, c)))


def _mean(sums: Sums, sizes: Sequence[int], a: int, b: int) -> float:
    return sums[a][b] / (sizes[a] * sizes[b])


def _join(sums: Sums, sizes: list[int], a: int, b: int) -> None:
    """Unit b becomes part of a."""
    sizes[a] += sizes[b]
    del sums[a][b], sums[b][a]
    for c, total in sums[b].items():
        del sums[c][b]
        sums[a][c] = sums[c][a] = sums[a].get(c, 0) + total
    sums[b] = {}
