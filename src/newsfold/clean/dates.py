"""The dates that pages state: ISO 8601, RFC 2822, numbers and the ways pages write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from newsfold.clean.dates_in import LONGEST_DATED, in_english
from newsfold.language import calendar_of, either, full_year, minutes_east, phrases, time_zones, words
from newsfold.records import Grain


def _word_of_section(section: str) -> str:
    return either(words("page_dates", section))


_CALENDAR = calendar_of()
_MONTHS = _CALENDAR.month_number
_NAMED_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_MONTH = rf"(?P<month>{_NAMED_MONTH})"
WEEKDAY = rf"(?:{either((*_CALENDAR.weekdays, *_CALENDAR.short_weekdays))})\.?"
_DAY = rf"(?P<day>[0-3]?\d)(?:{either(words('numbers', 'endings of ordinals'))})?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# A year of two digits ends the text, or a mark or a clock follows: "2 Feb 10:30" has none.
_LAST_OF_ALL = r"(?=\s*(?:$|[,|)•·–—]|\s[012]?\d:[0-5]\d|\sat\b))"
_SHORT = rf"(?P<year>['’]\d\d(?!\w)|\d\d(?![\w:.]){_LAST_OF_ALL})"
_ZONES = time_zones().offsets
_GENERAL = {name.lower(): zone for name, zone in time_zones().general.items()}
_OFFSET = r"[+-]\d\d:?\d\d\b|[+-]\d\d\b|(?:utc|gmt)\s?[+-]\d{1,2}(?::?\d\d)?\b"
_ZONE_NAMES = "|".join(map(re.escape, sorted({*_ZONES, *_GENERAL}, key=len, reverse=True)))
_CLOCK_FORM = (
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d|60)(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    rf"\s*[(\[]?(?P<zone>{_OFFSET}|(?:{_ZONE_NAMES})(?!\w)"
    rf"(?:\s+(?:{either(phrases('page_dates', 'behind a zone'))})\b)?)?[)\]]?"
)
_NUMERIC_DATES = [
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)(?P<day>\d\d?)[./-](?P<month>\d\d?)[./-]{_YEAR}(?!\d)",
        r"(?<![\d/])(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d\d)(?![\d/])",
    )
]
_WRITTEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<!\w){_DAY}[\s-]*(?:(?:{_word_of_section('before a month')})\s+)?{_MONTH},?[\s-]*{_YEAR}(?!\d)",
        rf"(?<![^\W\d_]){_MONTH}\s*{_DAY}(?:,\s*|\s+){_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR},?\s+{_MONTH}\s+{_DAY}(?!\w)",
        rf"(?<![\w.]){_DAY}[\s-]+{_MONTH},?[\s-]+{_SHORT}",
        rf"(?<!\w){_MONTH}\s+{_DAY},?\s+{_SHORT}",
    )
] + _NUMERIC_DATES
_BETWEEN_DAY_AND_CLOCK = r"[\s,|•·–—/;(\[-]"
_CLOCK_AFTER = re.compile(
    rf"(?!-\d\d:\d\d)(?:t|\s*@\s*|:\s+"
    rf"|{_BETWEEN_DAY_AND_CLOCK}+(?:(?:{_word_of_section('before a clock')})\s+)?(?:{WEEKDAY}\s*,?\s*)?)"
    rf"{_CLOCK_FORM}(?!\w)",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    rf"(?<![\d:.]){_CLOCK_FORM}{_BETWEEN_DAY_AND_CLOCK}*(?:(?:{_word_of_section('before a day')})\s+)?"
    rf"(?:{WEEKDAY}\s*,?\s*)?$",
    re.IGNORECASE,
)
_TO = rf"\s*(?:[-–—]|\b(?:{_word_of_section('between clocks')})\b)\s*"
_RANGE_AFTER = re.compile(rf"{_TO}{_CLOCK_FORM}(?!\w)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(rf"(?<![\d:.]){_CLOCK_FORM}{_TO}$", re.IGNORECASE)
_FULL_YEARS = re.compile(r"(?:19|20)\d\d|/\d\d?/\d\d")
_SHORT_YEARS = re.compile(rf"{_NAMED_MONTH},?[\s-]+(?:[0-3]?\d\w*,?\s+)?['’]?\d\d", re.IGNORECASE)
_MOST_OF_A_VALUE = 500  # characters that are read for a date: bounds the time
_STATED_BY_PROGRAM = re.compile(r"\s*(?:19|20)\d\d-\d\d-\d\d")  # as programs state it, whatever the language
_TWO_DIGITS = re.compile(r"\d\d")  # every date has them, few lines do
_EPOCH_TIME = re.compile(r"(?:/Date\()?(?P<digits>\d{9,19})(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?")
_PER_SECOND = {9: 1, 10: 1, 12: 10**3, 13: 10**3, 15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)T?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(  # as programs print it: "Tue Feb 02 18:30:00 IST 2021"
    rf"({_NAMED_MONTH})\s+([0-3]?\d)\s+(\d\d:\d\d(?::\d\d)?)\s+([+-]\d{{4}}|[a-z]{{2,5}})\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_HOURS_WITH_WORD = re.compile(
    rf"(?<![\d:.])([01]?\d|2[0-3])[:.]?([0-5]\d)\s?(?:{_word_of_section('behind a clock')})\b\.?",
    re.IGNORECASE,
)

# The zone of a clock that states none: UTC, and marked, so that `found_in` can say that it was assumed.
ASSUMED = timezone(timedelta(0), "assumed")

_WEB = datetime(1990, 1, 1, tzinfo=UTC)  # no page is older, unless it shows a text from before
_LATEST = datetime(2038, 1, 1, tzinfo=UTC)  # where nothing tells when a page was fetched
_LONGEST_AHEAD = timedelta(
    days=7
)  # what a clock that runs wrong, and a zone that is none, may put a date ahead
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MONTH = timedelta(days=31)  # today's thousandths of a second, taken for seconds, are less

Dated = tuple[datetime, Grain]


def parse_date(text: str) -> Dated | None:
    """The first full date in `text`, in the zone it states, and how much of it is known; None without one.

    A clock without a zone is read as UTC, and its zone is `ASSUMED`; a day without a clock is one of UTC.
    "04/05/2019" is no date here: which number is the month depends on the country; "25/04/2019" is one.
    Of two clocks ("6:30 to 8 p.m.") the first counts. A year of two digits is one from 1970 to 2069. Seconds
    since 1970, or thousandths, millionths and billionths of them, are read as well.
    """
    match = find(text[:_MOST_OF_A_VALUE])
    if match and match[0][1] != "day":
        return match[0]
    english = in_english(text[:LONGEST_DATED]) if not _STATED_BY_PROGRAM.match(text) else None
    again = find(english) if english else None
    return again[0] if again and not (match and again[0][1] == "day") else match[0] if match else None


def is_possible(dated: Dated, fetched: datetime | None = None) -> bool:
    """Whether a web page may be of that date: not from before the web, nor a week after it was `fetched`."""
    return _WEB <= dated[0] <= (fetched + _LONGEST_AHEAD if fetched else _LATEST)


def is_zero(dated: Dated) -> bool:
    """Whether a date is of the first month that computers count from, as where no date was filled in."""
    return -timedelta(days=1) <= dated[0] - _ZERO <= _FIRST_MONTH


def find(text: str) -> tuple[Dated, str, str] | None:
    """The first date in `text`, with what stands before and after it."""
    if not _TWO_DIGITS.search(text):
        return None
    if number := _date_of_digits(text.strip()):
        return number, "", ""
    if not (_FULL_YEARS.search(text) or _SHORT_YEARS.search(text)):
        return None
    text = _YEAR_LAST.sub(r"\2 \1 \5 \3 \4", _HOURS_WITH_WORD.sub(r"\1:\2", text))
    match = _first_day(text)
    if match is None or (day := _day_of_match(match)) is None:
        return None
    before, after = text[: match.start()], text[match.end() :]
    if clock := _CLOCK_AFTER.match(after):
        end = _RANGE_AFTER.match(after, clock.end())
        end = end if end and _is_clock(end) else None
        if end or _is_clock(clock):
            return _instant(day, clock, end), before, after[(end or clock).end() :]
    if (clock := _CLOCK_BEFORE.search(before)) and _is_clock(clock):
        begin = _RANGE_BEFORE.search(before[: clock.start()])
        at = _instant(day, begin, clock) if begin else _instant(day, clock)
        return at, before[: (begin or clock).start()], after
    return (day, "day"), before, after


def _first_day(text: str) -> re.Match[str] | None:
    """The first day that `text` states, in whichever way; None without one."""
    first: re.Match[str] | None = None
    for pattern in _WRITTEN:
        match = pattern.search(text)
        if match and (first is None or match.start() < first.start()) and _day_of_match(match):
            first = match
            if first.start() == 0:
                break
    return first


def clock(text: str, day: datetime) -> tuple[Dated, str] | None:
    """A clock at the start of `text` on that day, and what stands behind it; None without one."""
    match = re.match(rf"{_BETWEEN_DAY_AND_CLOCK}*{_CLOCK_FORM}(?!\w)", text, re.IGNORECASE)
    if not match or not _is_clock(match):
        return None
    return _instant(day.replace(hour=0, minute=0, second=0, tzinfo=UTC), match), text[match.end() :]


def _date_of_digits(text: str) -> Dated | None:
    """A date that is digits alone: a day and a clock without marks, or the time since 1970."""
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = compact.groups(default="")
        match = find(f"{year}-{month}-{day}T{hour}:{minute}{second and ':'}{second}{zone}")
        return match[0] if match else None
    epoch = _EPOCH_TIME.fullmatch(text)
    if not epoch or (scale := _PER_SECOND.get(len(epoch["digits"]))) is None:
        return None
    return datetime.fromtimestamp(int(epoch["digits"]) // scale, UTC), "second"


def _day_of_match(match: re.Match[str]) -> datetime | None:
    month, year = match["month"].rstrip(".").lower(), int(match["year"].lstrip("'’"))
    number = int(month) if month.isdigit() else _MONTHS[month]
    day = int(match["day"])
    if match.re in _NUMERIC_DATES:
        if number > 12 >= day:
            day, number = number, day
        elif day <= 12 and day != number:
            return None
    try:
        return datetime(full_year(year), number, day, tzinfo=UTC)
    except ValueError:
        return None


def _is_clock(match: re.Match[str]) -> bool:
    return bool(match["minute"] or match["half"])


def _instant(day: datetime, clock: re.Match[str], end: re.Match[str] | None = None) -> Dated:
    """The instant of a clock; of one with an `end`, which may say its half of the day and its zone alone."""
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    second = min(int(clock["second"] or 0), 59)
    half = clock["half"]
    if not half and end and (half := end["half"]) and hour % 12 > int(end["hour"]) % 12:
        half = "a" if half[0] in "pP" else "p"  # "11 to 1 p.m."
    if half:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    local = day + timedelta(hours=hour, minutes=minute, seconds=second)
    grain: Grain = "second" if clock["second"] else "minute" if clock["minute"] else "hour"
    zone = clock["zone"] or (end["zone"] if end else None)
    if not zone:
        return local.replace(tzinfo=ASSUMED), grain
    return local.replace(tzinfo=timezone(timedelta(minutes=_offset_minutes(zone, local)))), grain


def _offset_minutes(zone: str, local: datetime) -> int:
    """Minutes east of Greenwich on that day, within a day of it."""
    name = zone.lower()
    first = next((n for n in (name, name.split()[0]) if n in _ZONES or n in _GENERAL), None)
    if first is None and not re.search(r"\d", name):
        first = next((n for n in _GENERAL if name.startswith(n)), None)
    if first in _GENERAL:
        return minutes_east(_GENERAL[first], local)
    if first:
        return _ZONES[first]
    if not (parts := re.search(r"([+-])(\d\d?):?(\d\d)?$", name)):
        return 0
    minutes = min(int(parts[2]) * 60 + int(parts[3] or 0), 24 * 60 - 1)
    return -minutes if parts[1] == "-" else minutes
