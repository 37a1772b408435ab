"""How stages are run: three verbs over rows, in this process, by Daft on this machine, or by Daft on Ray.

A row is what JSON can hold: it says what is to be done, and what came of it. What is large goes from stage to
stage in files. A stage's function is at the top of its module, or a `functools.partial` of one, so that other
processes can be given it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Literal, Protocol, TypeVar

from newsfold.archive.folder import is_full, lost
from newsfold.workers import Lost, capacity, each

T = TypeVar("T")
Row = dict[str, Any]
Runner = Literal["plain", "native", "ray"]

FAILED = "failed"  # the field of a row that tells why nothing came of it
FULL = "full"  # and of one that failed for want of room


class Engine(Protocol):
    """What runs stages. A row whose function fails, or kills its process, comes to a row with `FAILED`.

    What comes of rows comes in any order; the number of rows is the caller's to bound.
    """

    def map(self, rows: Sequence[Row], work: Callable[[Row], Row]) -> Iterator[Row]:
        """`work` of each row."""

    def map_batches(self, rows: Sequence[Row], work: Callable[[list[Row]], Row], size: int) -> Iterator[Row]:
        """`work` of each `size` rows, the last ones fewer."""

    def group(self, rows: Sequence[Row], by: str, work: Callable[[list[Row]], Row]) -> Iterator[Row]:
        """`work` of all rows that have one value, a string, in the field `by`; for each value."""


class Plain:
    """Without Daft: one row after the other, each in a worker process where `jobs` is more than one."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs

    def map(self, rows: Sequence[Row], work: Callable[[Row], Row]) -> Iterator[Row]:
        """See `Engine`."""
        return self._each(rows, work)

    def map_batches(self, rows: Sequence[Row], work: Callable[[list[Row]], Row], size: int) -> Iterator[Row]:
        """See `Engine`."""
        return self._each(list(batches(rows, size)), work)

    def group(self, rows: Sequence[Row], by: str, work: Callable[[list[Row]], Row]) -> Iterator[Row]:
        """See `Engine`."""
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row[by]].append(row)
        return self._each([groups[value] for value in sorted(groups)], work)

    def _each(self, items: Sequence[Any], work: Callable[[Any], Row]) -> Iterator[Row]:
        for row in each(attempted, items, work, jobs=self._jobs):
            yield {FAILED: row.why} if isinstance(row, Lost) else row


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Items in lists of `size`, the last one shorter; no more than one list is asked for at a time."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def attempted(item: Any, work: Callable[[Any], Row]) -> Row:
    """`work` of an item; where it fails, why."""
    try:
        return work(item)
    except Exception as error:
        return {FAILED: lost(error), FULL: is_full(error)}


def contained(item: Any, work: Callable[[Any], Row], jobs: int) -> Row:
    """The same in one of `jobs` worker processes of this one, so that what ends it costs no more than this.

    0 is one for each core here. Of one there are two: with one it would be done here.
    """
    for row in each(attempted, [item], work, jobs=max(2, jobs or capacity(0).workers)):
        return {FAILED: row.why} if isinstance(row, Lost) else row
    raise AssertionError("one item gives one row")


def engine(runner: Runner, jobs: int) -> Engine:
    """What runs stages; `jobs` processes at a time on this machine.

    Raises NewsfoldError where what it needs is not installed.
    """
    if runner == "plain":
        return Plain(jobs)
    from newsfold.archive.on_daft import OnDaft

    return OnDaft(runner, jobs)


def ordered(rows: Iterable[Row], by: str) -> list[Row]:
    """Rows in order of a field."""
    return sorted(rows, key=lambda row: str(row.get(by, "")))
