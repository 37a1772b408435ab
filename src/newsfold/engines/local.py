"""Stages run on this machine, in order, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)


def map(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:  # noqa: A001  the engines' common verb
    """`function` of every item, in order, one at a time."""
    return (function(item) for item in items)


def map_batches(
    function: Callable[[list[T]], Iterable[R]], items: Iterable[T], size: int = 256
) -> Iterator[R]:
    """What `function` makes of batches of at most `size` items, end to end; memory holds one batch."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield from function(batch)


def group(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Items by key, groups and members in order of first appearance."""
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
