"""Clock times that state a zone, as instants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from newsfold.extract.times.calendars import Period
from newsfold.language import minutes_east
from newsfold.records import TimeRef

_HALF_DAY, _QUARTER_HOUR = 12 * 60, 15  # minutes; zones are whole quarters of an hour apart


def in_zone(wall: Period, zone: str) -> Period:
    """The instant of a clock time that was taken as UTC, by its zone: minutes east of UTC, or one by name."""
    assert wall.start is not None and wall.end is not None
    minutes = int(zone) if zone.lstrip("-").isdigit() else minutes_east(zone, wall.start)
    offset = timedelta(minutes=minutes)
    return replace(wall, start=wall.start - offset, end=wall.end - offset, utc_offset=minutes)


def in_one_zone(text: str, references: Sequence[TimeRef]) -> list[TimeRef]:
    """The same times; one that the next repeats in a zone, "10:35 a.m. (0735 GMT)", is that instant."""
    result = list(references)
    for at, (left, right) in enumerate(pairwise(references)):
        zoned = left.kind == right.kind == "time" and left.utc_offset is None and right.utc_offset is not None
        if zoned and text[left.span.end : right.span.start] == " (":
            result[at] = _repeated(left, right)
    return result


def _repeated(local: TimeRef, zoned: TimeRef) -> TimeRef:
    """`local` at the instant of `zoned`, where a zone can lie between them."""
    if not (local.start and local.end and zoned.start and zoned.utc_offset is not None):
        return local
    ahead = int((local.start - zoned.start).total_seconds() // 60)
    offset = (ahead + _HALF_DAY) % (2 * _HALF_DAY) - _HALF_DAY  # whatever day either was taken for
    if offset % _QUARTER_HOUR:
        return local
    return replace(local, start=zoned.start, end=zoned.start + (local.end - local.start), utc_offset=offset)
