"""How many workers there is room for."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsfold.workers import WORKER_BYTES, capacity
from newsfold.workers.machine import _group_room, cores, free_memory

GB = 10**9


@pytest.mark.parametrize(
    ("jobs", "free", "running", "workers"),
    [
        (4, 100 * GB, 0, 4),
        (4, 2 * GB, 0, 2),
        (4, 2 * GB, 1, 3),  # one that runs has its memory
        (4, 0, 0, 1),  # one always: the work is done here then
        (1, 0, 0, 1),
        (4, None, 0, 4),  # where the system does not tell
    ],
)
def test_there_are_no_more_workers_than_memory(
    monkeypatch: pytest.MonkeyPatch, jobs: int, free: int | None, running: int, workers: int
) -> None:
    monkeypatch.setattr("newsfold.workers.machine.free_memory", lambda: free)
    granted = capacity(jobs, running)
    assert granted.workers == workers
    assert (granted.warning is None) == (workers == jobs)
    if granted.warning:
        assert granted.warning.startswith(f"{workers} of {jobs} workers are used")


def test_without_a_number_there_is_one_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsfold.workers.machine.free_memory", lambda: None)
    assert capacity(0).workers == cores() >= 1
    with pytest.raises(ValueError, match="0"):
        capacity(-1)


def test_memory_is_told_in_bytes() -> None:
    free = free_memory()
    assert free is None or WORKER_BYTES / 100 < free < 10**15


def test_a_container_has_what_it_may_still_take(tmp_path: Path) -> None:
    assert _group_room(tmp_path) is None
    files = {"memory.max": "1000", "memory.current": "700", "memory.stat": "anon 400\ninactive_file 200\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert _group_room(tmp_path) == 500  # what is only cached can be had
    (tmp_path / "memory.max").write_text("max")
    assert _group_room(tmp_path) is None
