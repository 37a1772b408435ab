"""The zones of clocks, as texts print them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsfold.language.files import table


@dataclass(frozen=True, slots=True)
class TimeZones:
    """What stands behind a clock in a text.

    `offsets` has minutes east of UTC by abbreviation, in small letters ("edt"). `general` has, for names
    that do not say whether summer time holds ("ET", "Eastern"), the zone of the tz database, as printed.
    """

    offsets: dict[str, int]
    general: dict[str, str]


@lru_cache(maxsize=16)
def time_zones(language: str = "en") -> TimeZones:
    """The zones of a language, read once from its `time_zones.tsv` and `general_time_zones.tsv`."""
    return TimeZones(
        offsets={name: int(minutes) for name, minutes in table("time_zones", language)},
        general={row[0]: row[1] for row in table("general_time_zones", language)},
    )


def minutes_east(zone: str, wall: datetime) -> int:
    """How many minutes a zone of the tz database is ahead of UTC where its clocks show `wall`."""
    offset = ZoneInfo(zone).utcoffset(wall.replace(tzinfo=None))
    return int(offset.total_seconds() // 60) if offset else 0
