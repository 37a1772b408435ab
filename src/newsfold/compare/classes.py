"""Things that hang together by what they share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Member = TypeVar("Member")


def connected_components(keyed: Iterable[tuple[Member, Iterable[Hashable]]]) -> list[list[Member]]:
    """Things in classes that share no key with one another, both in the order given."""
    things: list[Member] = []
    leader: list[int] = []
    first: dict[Hashable, int] = {}

    def head(i: int) -> int:
        while leader[i] != i:
            leader[i] = i = leader[leader[i]]
        return i

    for i, (thing, keys) in enumerate(keyed):
        things.append(thing)
        leader.append(i)
        for key in keys:
            lower, higher = sorted((head(i), head(first.setdefault(key, i))))
            leader[higher] = lower
    classes: dict[int, list[Member]] = {}
    for i, thing in enumerate(things):
        classes.setdefault(head(i), []).append(thing)
    return list(classes.values())
