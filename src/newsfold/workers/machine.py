"""How many workers this machine has room for: its cores, and its free memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

WORKER_BYTES = 700_000_000  # what a worker takes that cleans, encodes and describes, at most (docs/cli.md)
_RESERVE = 300_000_000  # for this process: the window over the newest articles, and the database's cache
_CONTROL_GROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many workers are used, how many were wanted, and the free memory in bytes where it is known."""

    workers: int
    wanted: int
    free: int | None = None

    @property
    def warning(self) -> str | None:
        """Where memory allows fewer workers than wanted, in words."""
        if self.workers == self.wanted or self.free is None:
            return None
        return (
            f"{self.workers} of {self.wanted} workers are used: each takes up to {WORKER_BYTES // 10**6} MB, "
            f"and {self.free // 10**6:,} MB of memory are free"
        )


def capacity(jobs: int, running: int = 0) -> Capacity:
    """The workers to use where `jobs` are asked for; 0 asks for one a core.

    At least 1; fewer than asked for where the memory that is free would not hold them, besides the `running`
    ones, which have theirs. Raises ValueError for a negative number.
    """
    if jobs < 0:
        raise ValueError(f"jobs must be 0 (one a core) or more, got {jobs}")
    wanted = jobs or cores()
    free = free_memory()
    if free is None:
        return Capacity(wanted, wanted)
    room = running + max(0, free - _RESERVE) // WORKER_BYTES
    return Capacity(max(1, min(wanted, room)), wanted, free)


def cores() -> int:
    """The cores that this process may use, at least 1; a container's share of them counts."""
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    for group in _own_groups():
        with suppress(OSError, ValueError):
            quota, period = (group / "cpu.max").read_text().split()
            if quota != "max":
                count = min(count, max(1, int(quota) // int(period)))
    return count


def free_memory() -> int | None:
    """Bytes that can be had without taking them from others; None where the system does not tell.

    On Linux what is available now, within the limits of a container. Elsewhere half of what is built in.
    """
    rooms = [room for group in _own_groups() if (room := _group_room(group)) is not None]
    with suppress(OSError, ValueError, IndexError):
        available = Path("/proc/meminfo").read_text().split("MemAvailable:")[1].split()[0]
        return min([1024 * int(available), *rooms])
    with suppress(AttributeError, ValueError, OSError):
        return min([os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2, *rooms])
    return min(rooms, default=None)


def _group_room(group: Path) -> int | None:
    """What a control group may still take; None where it has no limit."""
    with suppress(OSError, ValueError, IndexError):
        most = int((group / "memory.max").read_text())  # "max" is no number: no limit
        cached = (group / "memory.stat").read_text().split("inactive_file ")[1].split()[0]
        return max(0, most - int((group / "memory.current").read_text()) + int(cached))
    return None


def _own_groups() -> Iterator[Path]:
    """The control groups (cgroup v2) that this process is in, from its own to the root."""
    with suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            if line.startswith("0::/"):
                group = _CONTROL_GROUPS / line[4:]
                yield from (
                    parent for parent in (group, *group.parents) if parent.is_relative_to(_CONTROL_GROUPS)
                )
