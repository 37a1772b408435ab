"""What work costs, held against a smaller piece of the same work in the same run.

How fast the machine is, and what else runs on it, is no matter then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from evaluation.processor_time import processor_seconds

LINEAR = 30  # at most so many times the cost for ten times as much; what is quadratic costs a hundred times
_MEASURABLE = 0.004  # seconds of processor time, from which on a measurement is more than noise

T = TypeVar("T")


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time that one call takes, the least of three measurements."""
    times = 1
    while (least := processor_seconds(work, times)) < _MEASURABLE:
        times *= 2
    return min(least, processor_seconds(work, times), processor_seconds(work, times)) / times


def growth(work: Callable[[T], object], make: Callable[[int], T], size: int) -> float:
    """How many times as much `work` costs on `make(10 * size)` as on `make(size)`."""
    work(make(size))  # loads what is loaded once
    small, large = (spent(partial(work, make(n))) for n in (size, 10 * size))
    return large / small
