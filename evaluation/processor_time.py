"""Seconds of processor time, which other programs on the machine do not add to."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def processor_seconds(work: Callable[[], object], times: int = 1) -> float:
    """What so many calls take together.

    The collector of garbage rests meanwhile: it would go through all that was left before, and that is no
    cost of this work.
    """
    gc.disable()
    try:
        began = time.process_time()
        for _ in range(times):
            work()
        return time.process_time() - began
    finally:
        gc.enable()
