"""What is made once and kept, however many threads ask for it at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[P, T]) -> Callable[P, T]:
    """`make`, run once for the same (hashable) arguments; who asks meanwhile waits for what it gives.

    A cache of the standard library lets two threads that ask for a model before it is there load it twice:
    twice the memory, and parts of one that don't fit the other. What `make` raises is not kept.
    """
    lock, cached = threading.RLock(), cache(make)

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> T:
        with lock:
            return cached(*args, **kwargs)  # type: ignore[arg-type]

    return made
