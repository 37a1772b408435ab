"""Two time expressions that stand together, read as one: whatever the language and the order of its words."""

from __future__ import annotations

from dataclasses import replace

from newsfold.extract.times.spec import Spec

_DAYS = ("date", "weekday", "day", "anaphor", "holiday")
NOON = 12  # hours
_LATE = ("AF", "EV", "NI")
_NIGHT_ENDS = 5  # hour: what "at night" shows up to here is before noon
_OF_A_YEAR = ("quarter", "halfof", "season", "holiday")


def is_day(spec: Spec) -> bool:
    """Whether it says which day."""
    return spec.kind in _DAYS and (spec.kind != "date" or bool(spec.day)) and spec.unit in ("", "day")


def combined(left: Spec, right: Spec, *, comma: bool) -> Spec | None:
    """What both say together; None where they are two times, with a comma between them or not."""
    if comma and "lone" in (left.word, right.word):
        return None
    year_first = comma and (left.kind == "unit" or (left.kind == "date" and not left.day))
    return _one(left, right) or (None if year_first else _one(right, left))


def hour_in(part: str, hour: int) -> int:
    """The hour that a clock of twelve hours shows in a part of the day: three in the afternoon is 15."""
    early = part == "NI" and hour <= _NIGHT_ENDS
    return hour + NOON if part in _LATE and hour < NOON and not early else hour


def _one(first: Spec, second: Spec) -> Spec | None:
    """`first` completed by `second`, whichever stands before the other."""
    for rule in (_weekday_and_date, _clock_of_day, _part_of_day, _date_of_year, _of_year, _weekday_of_week):
        if spec := rule(first, second):
            return spec
    return None


def _weekday_and_date(first: Spec, second: Spec) -> Spec | None:
    """ "Monday, 5 March"; the clock ("at 3:41 on Monday, 5 March") or the part of a day goes with it."""
    if second.kind not in ("date", "day") or not second.day:
        return None
    if first.kind == "weekday" and not first.base:
        return second
    weekday = first.kind in ("part", "clock") and first.base and first.base.kind == "weekday"
    return replace(first, base=second) if weekday else None


def _clock_of_day(first: Spec, second: Spec) -> Spec | None:
    if first.kind != "clock" or first.base:
        return None
    if is_day(second):
        return replace(first, base=second)
    if second.kind == "part":
        base = second.base if second.base and second.base.offset is not None else None
        weekday = second.base if second.base and second.base.kind != "day" else None
        return replace(first, hour=hour_in(second.part, first.hour or 0), base=weekday or base)
    return None


def _part_of_day(first: Spec, second: Spec) -> Spec | None:
    bare = first.kind == "part" and first.base == Spec("day", offset=None)
    return replace(first, base=second, word="") if bare and is_day(second) else None


def _date_of_year(first: Spec, second: Spec) -> Spec | None:
    """ "May" or "5 May" of a year, or of last year."""
    if first.kind != "date" or not first.month or first.year is not None or first.base:
        return None
    if second.kind == "unit" and second.unit == "year" and second.word != "the":
        return replace(first, base=second, offset=None)
    whole = second.kind == "date" and second.year is not None and not second.month
    return replace(first, year=second.year) if whole else None


def _of_year(first: Spec, second: Spec) -> Spec | None:
    if first.kind not in _OF_A_YEAR or first.year is not None:
        return None
    if first.base and not (first.base.kind == "unit" and first.base.offset == 0):
        return None
    whole = second.kind == "date" and second.year is not None and not second.month
    if whole and first.kind in ("season", "quarter", "holiday"):
        return replace(first, year=second.year, offset=None)
    if whole or (second.kind == "unit" and second.unit == "year" and second.word != "the"):
        return replace(first, base=second, offset=None) if first.kind != "holiday" else None
    return None


def _weekday_of_week(first: Spec, second: Spec) -> Spec | None:
    week = second.kind == "unit" and second.unit == "week"
    if not week:
        return None
    if first.kind == "weekday" and not first.base:
        return replace(first, base=second, offset=None)
    weekday = first.kind == "part" and first.base and first.base.kind == "weekday" and not first.base.base
    return (
        replace(first, base=replace(first.base, base=second, offset=None)) if weekday and first.base else None
    )
