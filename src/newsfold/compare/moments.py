"""Whether two times may be one: clock times by instants, a clock time and a day by the clock's own day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from newsfold.records import TimeRef

Interval = tuple[datetime, datetime]


def meet(left: TimeRef, right: TimeRef) -> bool:
    """Whether two resolved times have a moment in common; False where one was not resolved.

    "10 p.m. PDT on Monday" is Tuesday in UTC and meets "Monday" all the same, since that is its own day.
    """
    instants = left.utc_offset is not None and right.utc_offset is not None
    left_bounds, right_bounds = (
        _stated_interval(t) if instants else [*_stated_interval(t), *_by_its_clock(t)] for t in (left, right)
    )
    return any(s < v and u < e for s, e in left_bounds for u, v in right_bounds)


def any_meet(left: Iterable[TimeRef], right: Iterable[TimeRef]) -> bool:
    """Whether a time of the one and a time of the other have a moment in common."""
    others = list(right)
    return any(meet(a, b) for a in left for b in others)


def day_of(time: TimeRef) -> datetime | None:
    """The day that a resolved time begins on, by its own clock, as midnight UTC."""
    bounds = _by_its_clock(time) or _stated_interval(time)
    return bounds[0][0].replace(hour=0, minute=0, second=0, microsecond=0) if bounds else None


def is_resolved(time: TimeRef) -> bool:
    """Whether a time has bounds."""
    return bool(time.start and time.end)


def _stated_interval(time: TimeRef) -> list[Interval]:
    return [(time.start, time.end)] if time.start and time.end else []


def _by_its_clock(time: TimeRef) -> list[Interval]:
    """The bounds as the clock of its zone shows them, where it states one."""
    ahead = timedelta(minutes=time.utc_offset or 0)
    return [(start + ahead, end + ahead) for start, end in _stated_interval(time)] if time.utc_offset else []
