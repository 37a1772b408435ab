"""The dates that pages state: ISO 8601, RFC 2822 and the ways pages write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from newsfold.language import calendar_of, either, phrases, table, words
from newsfold.records import Grain


def _either(section: str) -> str:
    return either(phrases("page_dates", section), " ")


def _word(section: str) -> str:
    return either(words("page_dates", section))


_CALENDAR = calendar_of()
_MONTHS = _CALENDAR.month_number
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = rf"(?:{either((*_CALENDAR.weekdays, *_CALENDAR.short_weekdays))})\.?"
_DAY = rf"(?P<day>[0-3]?\d)(?:{either(words('numbers', 'endings of ordinals'))})?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ZONES = {name: int(minutes) for name, minutes in table("time_zones")}
_TIME = (
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d|60)(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*\(?(?P<zone>[+-]\d\d:?\d\d\b|[+-]\d\d\b|(?:utc|gmt)\s?[+-]\d{1,2}(?::?\d\d)?\b|"
    + "|".join(sorted(_ZONES, key=len, reverse=True))
    + r")?\)?"
)
_WRITTEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<!\w){_DAY}[\s-]+(?:(?:{_word('before a month')})\s+)?{_MONTH},?[\s-]+{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d\d?)[./](?P<month>\d\d?)[./]{_YEAR}(?!\d)",
    )
]
_AFTER = re.compile(
    rf"(?:t|[\s,|•·–—-]+(?:(?:{_word('before a clock')})\s+)?(?:{_WEEKDAY}\s*,?\s*)?|\s*@\s*){_TIME}(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<!\w){_TIME}[\s,|•·–—-]+(?:(?:{_word('before a day')})\s+)?(?:{_WEEKDAY}\s*,?\s*)?$", re.IGNORECASE
)
_LABEL = re.compile(rf"^(?:{_either('labels')})(?:\s+(?:{_word('behind a label')}))?\s*:?\s*", re.IGNORECASE)
_OF_A_CHANGE = re.compile(_word("of a change"), re.IGNORECASE)
_REST = re.compile(rf"^(?:{_WEEKDAY}|{_word('between')}|[\s,|•·–—:()-])*$", re.IGNORECASE)
_CREDIT = re.compile(r"\s+[|•·–—-]\s+(?:[A-Z][\w.&'’-]*\s*){1,4}$")  # "Sunday, 18 April 2010 – The Agency"
_YEAR_DIGITS = re.compile(r"(?:19|20)\d\d")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")

# The zone of a clock that states none: UTC, and marked, so that `found_in` can say that it was assumed.
ASSUMED = timezone(timedelta(0), "assumed")

Dated = tuple[datetime, Grain]


def parse(text: str) -> Dated | None:
    """The first full date in `text`, in the zone it states, and how much of it is known; None without one.

    A clock without a zone is read as UTC, and its zone is `ASSUMED`; a day without a clock is one of UTC.
    "04/05/2019" is no date here: which number is the month depends on the country; "25/04/2019" is one.
    Seconds or milliseconds since 1970 are read as well.
    """
    found = _find(text[:500])
    return found[0] if found else None


def date_line(line: str) -> tuple[Dated, bool] | None:
    """The date of a line that is nothing but one ("Thursday 25 April 2019", "Updated: 3 May 2019, 10:15
    GMT"), and whether the line says that it is the date of a change; None for other lines."""
    line = line.strip()
    if len(line) > 120:
        return None
    label = _LABEL.match(line)
    found = _find(line[label.end() :] if label else line)
    if not found:
        return None
    dated, before, after = found
    if not _REST.match(before):
        return None
    if not _REST.match(_CREDIT.sub("", after)):
        return None
    changed = bool(label and _OF_A_CHANGE.search(label.group()))
    return dated, changed


def _find(text: str) -> tuple[Dated, str, str] | None:
    """The first date in `text`, with what stands before and after it."""
    if _EPOCH.fullmatch(text.strip()):
        number = float(text)
        seconds = number / 1000 if number > 1e11 else number
        return (datetime.fromtimestamp(seconds, UTC).replace(microsecond=0), "second"), "", ""
    match = _WRITTEN[0].match(text)
    if not match or not _day(match):
        if not _YEAR_DIGITS.search(text):
            return None
        matches = [m for pattern in _WRITTEN if (m := pattern.search(text)) and _day(m)]
        if not matches:
            return None
        match = min(matches, key=lambda m: m.start())
    day = _day(match)
    assert day is not None
    before, after = text[: match.start()], text[match.end() :]
    if (clock := _AFTER.match(after)) and _is_clock(clock):
        return _at(day, clock), before, after[clock.end() :]
    if (clock := _BEFORE.search(before)) and _is_clock(clock):
        return _at(day, clock), before[: clock.start()], after
    return (day, "day"), before, after


def _day(match: re.Match[str]) -> datetime | None:
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    day = int(match["day"])
    ambiguous = match.re is _WRITTEN[-1] and day <= 12 and number <= 12 and day != number
    if match.re is _WRITTEN[-1] and number > 12 >= day:
        day, number = number, day
    if ambiguous:
        return None
    try:
        return datetime(int(match["year"]), number, day, tzinfo=UTC)
    except ValueError:
        return None


def _is_clock(match: re.Match[str]) -> bool:
    return bool(match["minute"] or match["half"])


def _at(day: datetime, clock: re.Match[str]) -> Dated:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    second = min(int(clock["second"] or 0), 59)
    if half := clock["half"]:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    local = day + timedelta(hours=hour, minutes=minute, seconds=second)
    grain: Grain = "second" if clock["second"] else "minute" if clock["minute"] else "hour"
    if not clock["zone"]:
        return local.replace(tzinfo=ASSUMED), grain
    return local.replace(tzinfo=timezone(timedelta(minutes=_offset(clock["zone"])))), grain


def _offset(zone: str) -> int:
    """Minutes east of Greenwich, within a day of it."""
    name = zone.lower()
    if name in _ZONES:
        return _ZONES[name]
    if not (parts := re.search(r"([+-])(\d\d?):?(\d\d)?$", name)):
        return 0
    minutes = min(int(parts[2]) * 60 + int(parts[3] or 0), 24 * 60 - 1)
    return -minutes if parts[1] == "-" else minutes
