"""Readers of dates and clock times: a rule's match as a Spec, or None where it names no time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from newsfold.extract.numbers_en import ordinal_value, words_value
from newsfold.extract.times.cues_en import (
    PARTS_OF_DAY,
    after,
    before,
    count_of,
    month_of,
    number,
    offset_of,
    unit_of,
)
from newsfold.extract.times.lengths_en import LENGTH_READERS
from newsfold.extract.times.patterns_en import DECADES, HOLIDAYS, OFFSETS, RANKS, ZONES
from newsfold.extract.times.spec import EARLIEST_YEAR, Spec
from newsfold.language import calendar_of, either, full_year, phrases, words

_CALENDAR = calendar_of("en")
_MONTH = rf"(?:{either((*_CALENDAR.months, *_CALENDAR.short_months))})[a-z.]*"


def _either_of(section: str) -> str:
    return either(words("times", section))


_MONTHS_AND_NAMES = words("times", "months that are names")
_TIME_CUE = re.compile(rf"\b(?:{_either_of('before a clock time')})\s{{1,5}}$", re.IGNORECASE)
_MONTH_CUE = re.compile(rf"\b(?:{_either_of('before a month')})[\s-]{{1,5}}$")
_SEASON_CUE = re.compile(rf"\b(?:{_either_of('before a season')})[\s-]{{1,5}}$")
_YEAR_CUE = re.compile(rf"(?:\b(?:{_either_of('before a year')})[\s-]{{1,5}}|[(,–-]\s*)$")
_NO_YEAR = re.compile(
    rf"(?:[$€£¥#]|(?<!\w)\d+[,.]?|\bno\.?|\bnumber|\b(?:{_either_of('before a number that is no year')}))\s?$"
)
_COUNTED = re.compile(rf"\s+(?:{_either_of('counted')})\b|\s?[-–]?\s?(?:GMT|UTC|hrs)\b", re.IGNORECASE)
_DAY_NAMES = re.compile(rf"\s(?:{either(phrases('times', 'titles of days'), ' ')})\b")
_NAMED_DAYS = re.compile(rf"\b(?:{_either_of('named weekdays')})\s$")
_SEASON_NAMES = re.compile(rf"\s(?:{_either_of('titles of seasons')})")
_PART_OF = re.compile(rf"\b(?:{_either_of('parts of a period')})\sof\s$")
_OF_DAY = re.compile(
    r"\s+of\s+(?:(?:the\s+)?\d|(?:last|this|next)\s|"
    rf"{either(_CALENDAR.weekdays)}|yesterday|{_MONTH}\s+\d)"
)
_OF_GAME = re.compile(rf"\s+(?:of|in)\s+(?:(?:the|a|this|that)\s+)?(?:{_either_of('games')})\b")
_THEIR_AGE = re.compile(r"\b(?:his|her|their|my|your|our|in\sthe\s(?:low|high|mid|upper))\s$")


def _is_month(match: re.Match[str], text: str) -> bool:
    """Whether a month stands there, and not the verb "may" or "march"."""
    month = match.group("month")
    return month[0].isupper() or month.casefold() not in ("may", "march")


def _is_lone_month(match: re.Match[str], text: str) -> bool:
    """The same for a month without a day or a year, which may also be a name ("April Ryan", "Mrs May")."""
    month = match.group("month").casefold()
    if not _is_month(match, text) or (
        len(month) <= 4 and month not in ("may", "june", "july", "sept.", "sept")
    ):
        return month.endswith(".") and _is_month(match, text)
    if month in _MONTHS_AND_NAMES and re.match(r"\s+[A-Z][a-z]", after(match, text)):
        return False
    sure = month not in ("may", "march") or match.group("dir")
    return bool(sure or _MONTH_CUE.search(before(match, text)))


def _iso(match: re.Match[str], text: str) -> Spec | None:
    day = Spec(
        "date", year=int(match.group("year")), month=int(match.group("month")), day=int(match.group("day"))
    )
    hour = number(match.group("hour"))
    if hour is None:
        return day
    return Spec("clock", hour=hour, minute=number(match.group("minute")), base=day) if hour < 24 else None


def _numeric(match: re.Match[str], text: str) -> Spec | None:
    """ "4/25/2019", month first unless that can't be; "25.04.2019", day first."""
    a, b, year = int(match.group("a")), int(match.group("b")), int(match.group("year"))
    year = full_year(year, EARLIEST_YEAR)
    month, day = (b, a) if a > 12 or match.group("mark") == "." else (a, b)
    return Spec("date", year=year, month=month, day=day) if 0 < month <= 12 and day else None


def _clock(match: re.Match[str], text: str) -> Spec | None:
    spec = _hour(match, text)
    return replace(spec, zone=_zone(match)) if spec and match.group("zone") else spec


def _zone(match: re.Match[str]) -> str:
    """The zone of a clock, as `Spec` has it; "GMT+2" is two hours east of UTC."""
    zone, shift = ZONES[" ".join(match.group("zone").casefold().split())], match.group("shift")
    if not shift or not zone.lstrip("-").isdigit():
        return zone
    hours, minutes = int(re.sub(r"\D.*", "", shift[1:])), int(shift[-2:] if len(shift) > 3 else 0)
    return str(
        int(zone) + (-1 if shift[0] == "-" else 1) * (60 * (hours if hours < 24 else hours // 100) + minutes)
    )


def _hour(match: re.Match[str], text: str) -> Spec | None:
    groups = match.groupdict()
    if groups["noon"]:
        title = before(match, text).endswith("high ")
        return None if title else Spec("clock", hour=0 if groups["noon"].casefold() == "midnight" else 12)
    if groups["oclock"]:
        hour = int(count_of(groups["oclock"]) or 0)
        return Spec("clock", hour=hour) if hour < 24 else None
    if groups["spoken"]:
        hour, late = int(count_of(groups["spoken"]) or 0), groups["of_day"].casefold() != "morning"
        return Spec("clock", hour=hour + 12 * (late and hour < 12)) if 0 < hour <= 12 else None
    if groups["past"]:
        way = groups["past"].casefold().split()
        minutes = int({"half": 30, "quarter": 15}.get(way[-2]) or count_of(way[-2]) or 0)
        struck = 60 * int(count_of(groups["struck"]) or 0) + (-minutes if way[-1] == "to" else minutes)
        return Spec("clock", hour=struck // 60, minute=struck % 60)
    if groups["mil"]:
        hour = int(groups["mil"][:2])
        return Spec("clock", hour=hour, minute=int(groups["mil"][2:])) if hour < 24 else None
    if groups["h24"]:
        if not (_TIME_CUE.search(before(match, text)) or groups["zone"] or groups["hrs"]):
            return None
        return Spec("clock", hour=int(groups["h24"]), minute=int(groups["m24"]))
    hour = int(groups["h"])
    evening = groups["half"].casefold().startswith("p")
    return (
        Spec("clock", hour=hour % 12 + 12 * evening, minute=number(groups["m"])) if 0 < hour <= 12 else None
    )


def _monthday(match: re.Match[str], text: str) -> Spec | None:
    year = match.group("year")
    if not (_is_month(match, text) or year or _MONTH_CUE.search(before(match, text))):
        return None
    first, last = (int(re.sub(r"\D", "", day or "0")) for day in (match.group("day"), match.group("day2")))
    month = month_of(match.group("month"))
    offset = offset_of(match.groupdict().get("dir"))
    return Spec("date", year=number(year), month=month, day=first, last_day=last, offset=offset)


def _monthyear(match: re.Match[str], text: str) -> Spec | None:
    spoken = match.group("spoken")
    year = _spoken(spoken) if spoken else int(match.group("year"))
    return Spec("date", year=year, month=month_of(match.group("month"))) if _is_month(match, text) else None


def _month(match: re.Match[str], text: str) -> Spec | None:
    if not _is_lone_month(match, text):
        return None
    return Spec("date", month=month_of(match.group("month")), offset=offset_of(match.group("dir")))


def _weekday(match: re.Match[str], text: str) -> Spec | None:
    index = _CALENDAR.weekday_number[match.group("weekday").casefold()]
    if _DAY_NAMES.match(after(match, text)) or _NAMED_DAYS.search(before(match, text)):
        return None
    if match.group("plural"):
        return Spec("setof", word=f"XXXX-WXX-{index + 1}")
    return Spec("weekday", number=index, offset=offset_of(match.group("dir")))


def _part(match: re.Match[str], text: str) -> Spec | None:
    which, part = (
        " ".join(match.group("which").casefold().split()),
        PARTS_OF_DAY[match.group("part").casefold()],
    )
    if which == "the" and not (before(match, text).endswith("in ") or _OF_DAY.match(text, match.end())):
        return None
    offset = {"this": 0, "last": -1, "the next": 1, "the following": 1, "the previous": -1}.get(which)
    return Spec("part", part=part, base=Spec("day", offset=offset))


def _beyond(match: re.Match[str], text: str) -> Spec | None:
    """ "the day after tomorrow", "the day before yesterday"."""
    return Spec("day", offset=2 if match.group("after") else -2)


def _nineeleven(match: re.Match[str], text: str) -> Spec | None:
    return Spec("date", year=2001, month=9, day=11)


def _deictic(match: re.Match[str], text: str) -> Spec | None:
    word = match.group("word")
    if word == "Today" and before(match, text).endswith(("usa ", "the ")):
        return None
    offset = {"yesterday": -1, "tomorrow": 1, "overnight": -1}.get(word.casefold(), 0)
    day = Spec("day", offset=offset)
    return Spec("part", part="NI", base=day) if word.casefold() in ("tonight", "overnight") else day


def _quarter(match: re.Match[str], text: str) -> Spec | None:
    rank = RANKS[match.group("rank").casefold()]
    if match.group("plural"):
        return Spec("setof", word=f"XXXX-Q{rank}")
    if _OF_GAME.match(text, match.end()):
        return None
    return Spec("quarter", number=rank, year=number(match.group("year")))


def _q(match: re.Match[str], text: str) -> Spec | None:
    return Spec("quarter", number=int(match.group("rank")), year=number(match.group("year")))


def _half(match: re.Match[str], text: str) -> Spec | None:
    return Spec("halfof", number=1 if match.group("rank").casefold() == "first" else 2)


def _yearperiod(match: re.Match[str], text: str) -> Spec | None:
    kind = "yearquarter" if match.group("unit").casefold() == "quarter" else "date"
    return Spec(kind, year=int(match.group("year")))


def _fiscal(match: re.Match[str], text: str) -> Spec | None:
    if year := match.group("year"):
        return Spec("date", year=int(year))
    words = match.group().casefold().split()
    return Spec("unit", unit="year", offset=-1 if "last" in words else 1 if "next" in words else 0)


def _weekend(match: re.Match[str], text: str) -> Spec | None:
    return Spec("weekend", offset=offset_of(match.group("dir")))


def _relative(match: re.Match[str], text: str) -> Spec | None:
    unit, word = unit_of(match.group("unit")), match.group("dir").casefold()
    capitals = match.group("dir")[0].isupper() and match.group("unit")[0].isupper()
    if unit in ("second", "minute", "hour") or (capitals and not match.group().isupper()):
        return None  # "This Week" is a programme
    if word in ("that", "same") or (word in ("following", "previous", "next", "preceding") and unit == "day"):
        return Spec("anaphor", unit=unit, offset=OFFSETS[word])
    return Spec("unit", unit=unit, offset=OFFSETS[word], word=word)


def _plain(match: re.Match[str], text: str) -> Spec | None:
    """ "the year", but not "player of the year"."""
    if long := match.group("long"):
        return Spec("unit", unit=long.casefold(), offset=0) if _PART_OF.search(before(match, text)) else None
    lead = before(match, text)
    if lead.endswith("of ") and not _PART_OF.search(lead):
        return None
    return Spec("unit", unit=match.group("unit").casefold(), offset=0, word="the")


def _yearbefore(match: re.Match[str], text: str) -> Spec | None:
    """ "up from 20 the year before": against the date the text gave last."""
    ahead = match.group("dir").casefold() == "after"
    return Spec("anaphor", unit=match.group("unit").casefold(), offset=1 if ahead else -1)


def _edge(match: re.Match[str], text: str) -> Spec | None:
    if match.group("unit2"):
        return Spec("anaphor", unit=unit_of(match.group("unit2")), offset=0)
    return Spec("unit", unit=unit_of(match.group("unit")), offset=0, part="START")


def _period(match: re.Match[str], text: str) -> Spec | None:
    earlier = bool(match.group("lastyear")) or "earlier" in match.group().casefold()
    return Spec("yearago", word="earlier") if earlier else Spec("sameperiod")


def _yearago(match: re.Match[str], text: str) -> Spec | None:
    return Spec("yearago", word=match.group("dir").casefold())


def _decade(match: re.Match[str], text: str) -> Spec | None:
    if _THEIR_AGE.search(before(match, text)):
        return None
    if digits := match.group("digits"):
        return Spec("decade", number=int(digits))
    short = match.group("short")
    return Spec(
        "decade", number=190 + (int(short) if short else 2 + DECADES.index(match.group("word").casefold()))
    )


def _century(match: re.Match[str], text: str) -> Spec | None:
    return Spec("century", number=int(ordinal_value(match.group("ordinal"))) - 1)


def _season(match: re.Match[str], text: str) -> Spec | None:
    season, year, direction = (
        match.group("season").casefold(),
        number(match.group("year")),
        match.group("dir"),
    )
    following = after(match, text)
    if year is None and direction is None:
        verb = season in ("fall", "spring") and not match.group("the")
        falling = season == "fall" and re.match(r"\s(?:of|from|in)\b", following)
        if verb or falling or not _SEASON_CUE.search(before(match, text)):
            return None
    if _SEASON_NAMES.match(following):
        return None
    return Spec("season", number=_CALENDAR.season_number[season], year=year, offset=offset_of(direction))


def _holiday(match: re.Match[str], text: str) -> Spec | None:
    if match.group("holiday").removeprefix("the ")[0].islower():
        return None
    rule = HOLIDAYS[" ".join(match.group("holiday").casefold().replace("’", "'").split())]
    return Spec("holiday", word=rule, year=number(match.group("year")), offset=offset_of(match.group("dir")))


def _spoken(form: str) -> int | None:
    words = re.findall(r"[a-z]+", form.casefold())
    if words[0] == "two":
        rest = [word for word in words[2:] if word != "and"]
        year = 2000 + int(words_value(" ".join(rest)) if rest else 0)
    else:
        year = (1900 if words[0] == "nineteen" else 2000) + int(words_value("-".join(words[1:])))
    return year if 1900 <= year < 2100 else None


def _spokenyear(match: re.Match[str], text: str) -> Spec | None:
    """ "nineteen ninety-seven"; "two thousand" only where "the year" says so."""
    year, led = _spoken(match.group("words")), match.group().casefold().startswith("the year")
    if year is None or (not led and (year < 1910 or match.group("words").casefold().startswith("two"))):
        return None
    return Spec("date", year=year)


def _year(match: re.Match[str], text: str) -> Spec | None:
    year, lead = int(match.group("year")), before(match, text)
    if _COUNTED.match(text, match.end()) or _NO_YEAR.search(lead):
        return None
    return Spec("date", year=year) if 1900 <= year <= 2100 or _YEAR_CUE.search(lead) else None


def _yearend(match: re.Match[str], text: str) -> Spec | None:
    return Spec("yearend")


READERS: dict[str, Callable[[re.Match[str], str], Spec | None]] = {
    "iso": _iso, "numeric": _numeric, "clock": _clock, "monthday": _monthday, "daymonth": _monthday,
    "monthyear": _monthyear, "month": _month, "weekday": _weekday, "part": _part, "deictic": _deictic,
    "yearago": _yearago, "secondquarter": _quarter, "q": _q, "half": _half, "yearperiod": _yearperiod,
    "fiscal": _fiscal, "weekend": _weekend, "relative": _relative, "period": _period, "edge": _edge,
    "decade": _decade, "century": _century, "season": _season, "holiday": _holiday, "plain": _plain,
    "beyond": _beyond, "nineeleven": _nineeleven, "yearbefore": _yearbefore,
    "spokenyear": _spokenyear, "year": _year, "yearend": _yearend, **LENGTH_READERS,
}  # fmt: skip
"""A reader for every rule of `time_patterns`, by its name."""
