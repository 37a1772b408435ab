"""What work costs, held against a smaller piece of the same work in the same run.

How fast the machine is, and what else runs on it, is no matter then.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial

LINEAR = 30  # at most so many times the cost for ten times as much; what is quadratic costs a hundred times
_MEASURABLE = 0.004  # seconds of processor time, above which a measurement is more than noise


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of three runs."""
    return min(_once(work) for _ in range(3))


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()  # it would go through all that other tests have left, and that is no cost of this work
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as much `work(10 * n)` costs as `work(n)`.

    n is `size`, doubled until its work can be measured.
    """
    work(size)  # loads what is loaded once
    while (small := spent(partial(work, size))) < _MEASURABLE:
        size *= 2
    return spent(partial(work, 10 * size)) / small
