"""What a time expression says, before it is resolved against a date."""

from __future__ import annotations

from dataclasses import dataclass

# A year of two digits is one from here to 2050: texts look further back than the dates of pages.
EARLIEST_YEAR = 1951


@dataclass(frozen=True, slots=True)
class Spec:
    """What an expression says. `kind` names the rule that resolves it; the rest is what it needs."""

    kind: str
    unit: str = ""
    count: float | None = None  # None for "several", "a few" and bare plurals
    offset: int | None = None  # -1 last, 0 this, 1 next
    year: int | None = None
    month: int = 0
    day: int = 0
    last_day: int = 0
    number: int = 0  # weekday (Monday is 0), season (spring is 0), quarter, half, decade or century
    hour: int | None = None
    minute: int | None = None
    zone: str = ""  # that a clock time states: minutes east of UTC, or a zone of the tz database
    part: str = ""  # a part of the day, or which end of a period: START, MID, END
    word: str = ""
    base: Spec | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at [start, end) of a text."""

    start: int
    end: int
    spec: Spec
