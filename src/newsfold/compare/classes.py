"""Things that hang together by what they share."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def connected_components(keyed: Iterable[tuple[Thing, Iterable[Hashable]]]) -> list[list[Thing]]:
    """Things in classes that share no key with one another, both in the order given."""
    things: list[Thing] = []
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
    classes: dict[int, list[Thing]] = {}
    for i, thing in enumerate(things):
        classes.setdefault(head(i), []).append(thing)
    return list(classes.values())
