"""Calendar arithmetic: days, weeks, months and so on as TimeML values with their UTC bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from newsfold.records import Grain

SEASONS = (("SP", 3), ("SU", 6), ("FA", 9), ("WI", 12))
"""The northern seasons, spring first: TimeML's code and the month each begins with."""

DAY_PARTS = ("MO", "AF", "EV", "NI")
"""TimeML's codes for the parts of a day, morning first."""

_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN: dict[str, int] = {"day": 1, "week": 7, "fortnight": 14}

_UNIT_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "M", "year": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip
_TIMES_OVER = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: TimeML value, first and last-but-one moment (UTC, half-open), grain."""

    value: str
    start: datetime | None = None
    end: datetime | None = None
    grain: Grain | None = None
    utc_offset: int | None = None  # minutes east of UTC, of a clock time that states its zone


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _period(value: str, first: date, after: date, grain: Grain) -> Period:
    return Period(value, _midnight(first), _midnight(after), grain)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, count: int) -> date:
    """`day` moved by `count` days, stopping at the calendar's ends."""
    ordinal = min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal() - 366)
    return date.fromordinal(ordinal)


def add_months(day: date, count: int) -> date:
    """`day` moved by `count` months, in the last day of a shorter month, stopping at the calendar's ends."""
    index = min(max(day.year * 12 + day.month - 1 + count, 12), 9998 * 12 + 11)
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day and (moved_day := safe_date(year, month + 1, last)):
            return moved_day
    return date(year, month + 1, 28)


def day_of_month(today: date, number: int, months: int | None, way: int) -> date:
    """The day of that number, 1 to 31, of the month `months` away; ValueError where that has none.

    With None, the one nearest to `today`, itself among them, before it where `way` is -1, behind it where 1.
    """
    month = today.replace(day=1)
    if months is not None:
        return add_months(month, months).replace(day=number)
    if (number - today.day) * way < 0:
        month = add_months(month, way)
    while (candidate := safe_date(month.year, month.month, number)) is None:
        month = add_months(month, way)
    return candidate


def moved(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` days, weeks, months, quarters, years, decades or centuries."""
    if unit in _DAYS_IN:
        return add_days(day, _DAYS_IN[unit] * count)
    return add_months(day, _MONTHS_IN[unit] * count)


def day_period(day: date) -> Period:
    """One day."""
    return _period(day.isoformat(), day, add_days(day, 1), "day")


def week_period(day: date) -> Period:
    """The ISO week (Monday to Sunday) that `day` is in."""
    year, week, weekday = day.isocalendar()
    monday = add_days(day, 1 - weekday)
    return _period(f"{year:04d}-W{week:02d}", monday, add_days(monday, 7), "week")


def weekend_period(day: date) -> Period:
    """Saturday and Sunday of the ISO week that `day` is in."""
    year, week, weekday = day.isocalendar()
    saturday = add_days(day, 6 - weekday)
    return _period(f"{year:04d}-W{week:02d}-WE", saturday, add_days(saturday, 2), "day")


def month_period(year: int, month: int) -> Period:
    """One month."""
    first = date(year, month, 1)
    return _period(f"{year:04d}-{month:02d}", first, add_months(first, 1), "month")


def quarter_period(year: int, quarter: int) -> Period:
    """One calendar quarter, 1 to 4."""
    first = date(year, 3 * quarter - 2, 1)
    return _period(f"{year:04d}-Q{quarter}", first, add_months(first, 3), "season")


def half_period(year: int, half: int) -> Period:
    """One half of a year, 1 or 2."""
    first = date(year, 6 * half - 5, 1)
    return _period(f"{year:04d}-H{half}", first, add_months(first, 6), "season")


def season_period(year: int, season: int) -> Period:
    """A northern season of three months, spring being 0; winter begins in December of `year`."""
    code, month = SEASONS[season]
    first = date(year, month, 1)
    return _period(f"{year:04d}-{code}", first, add_months(first, 3), "season")


def year_period(year: int) -> Period:
    """One year."""
    return _period(f"{year:04d}", date(year, 1, 1), date(year + 1, 1, 1), "year")


def decade_period(year: int) -> Period:
    """The ten years from `year` // 10 * 10; the value has three digits."""
    first = max(year // 10 * 10, 1)
    return _period(f"{year // 10:03d}", date(first, 1, 1), date(first + 10, 1, 1), "decade")


def century_period(first_digits: int) -> Period:
    """The hundred years that begin with these two digits: 19 is 1900 to 1999."""
    first = max(first_digits * 100, 1)
    return _period(f"{first_digits:02d}", date(first, 1, 1), date(first_digits * 100 + 100, 1, 1), "century")


def unit_period(day: date, unit: str) -> Period:
    """The day, week, month, quarter, year, decade or century that holds `day`."""
    if unit == "day":
        return day_period(day)
    if unit in ("week", "fortnight"):
        return week_period(day)
    if unit == "weekend":
        return weekend_period(day)
    if unit == "month":
        return month_period(day.year, day.month)
    if unit == "quarter":
        return quarter_period(day.year, (day.month + 2) // 3)
    if unit == "decade":
        return decade_period(day.year)
    return century_period(day.year // 100) if unit == "century" else year_period(day.year)


def stretch(first: date, last: date, value: str, grain: Grain) -> Period:
    """From the start of `first` to the start of `last`, whichever comes first."""
    return _period(value, min(first, last), max(first, last), grain)


def hour_period(day: date, hour: int, minute: int | None) -> Period:
    """An hour or a minute of a day, by the clock that the text uses, taken as UTC."""
    start = _midnight(day) + timedelta(hours=hour, minutes=minute or 0)
    long = timedelta(minutes=1) if minute else timedelta(hours=1)
    value = f"{day.isoformat()}T{hour:02d}:{minute or 0:02d}"
    return Period(value, start, start + long, "minute" if minute else "hour")


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1 to 4, or -1 for the last) given weekday (Monday is 0) of a month."""
    if nth > 0:
        first = date(year, month, 1)
        return add_days(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = add_days(add_months(date(year, month, 1), 1), -1)
    return add_days(last, -((last.weekday() - weekday) % 7))


def holiday(rule: str, year: int) -> date:
    """A holiday of that year by its rule, one of those in `holidays.tsv`: "day 12 25", "easter -2"."""
    how, *numbers = rule.split()
    if how == "day":
        return date(year, int(numbers[0]), int(numbers[1]))
    if how == "weekday":
        month, weekday, nth = map(int, numbers)
        return nth_weekday(year, month, weekday, nth)
    return add_days(easter(year), int(numbers[0]))


def unknown_holiday(rule: str) -> str:
    """The TimeML value of a holiday in no known year."""
    how, *numbers = rule.split()
    return f"XXXX-{int(numbers[0]):02d}-{int(numbers[1]):02d}" if how == "day" else "XXXX-XX-XX"


def length(unit: str, count: float | None) -> str:
    """A TimeML length: P3D, PT10H, PXY; half years are months, half hours minutes."""
    letter, clock = _UNIT_LETTERS[unit], "T" if unit in ("second", "minute", "hour") else ""
    if count is None:
        return "PXDE" if unit == "decade" else "PXC" if unit == "century" else f"P{clock}X{letter}"
    count *= _TIMES_OVER.get(unit, 1)
    whole, rest = int(count), count - int(count)
    finer = {
        "year": (12, "M"),
        "hour": (60, "M"),
        "day": (24, "H"),
        "week": (7, "D"),
        "month": (30, "D"),
    }.get(unit)
    if rest and finer:
        first = f"{whole}{letter}" if whole else ""
        mark = "T" if unit == "day" else ""
        return f"P{clock}{first}{mark}{round(rest * finer[0])}{finer[1]}"
    return f"P{clock}{count:g}{letter}" if rest else f"P{clock}{whole}{letter}"
