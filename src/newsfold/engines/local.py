"""Stages run on this machine, in order, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def map(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """`function` of every item, in order, one at a time."""
    return (function(item) for item in items)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Items in lists of `size`, the last one shorter; memory holds one of them."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
