from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsfold.once import once


def test_threads_that_ask_at_the_same_time_share_what_is_made() -> None:
    made: list[str] = []
    start = threading.Barrier(8)

    @once
    def model(name: str) -> object:
        time.sleep(0.05)
        made.append(name)
        return object()

    def ask(name: str) -> object:
        start.wait()
        return model(name)

    with ThreadPoolExecutor(8) as pool:
        small, large = (list(pool.map(ask, [name] * 8)) for name in ("small", "large"))
    assert len(set(map(id, small))) == len(set(map(id, large))) == 1
    assert small[0] is not large[0] and made == ["small", "large"]


def test_what_is_made_of_others_is_made_too() -> None:
    @once
    def part() -> list[int]:
        return [1]

    @once
    def whole() -> list[int]:
        return [*part(), 2]

    assert whole() == [1, 2] and whole() is whole()


def test_a_failure_is_not_kept() -> None:
    tries: list[int] = []

    @once
    def model() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("not there yet")
        return "there"

    with pytest.raises(OSError, match="not there yet"):
        model()
    assert model() == "there"
