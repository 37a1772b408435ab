"""Readers of the templates of a language's table: a template's match as a Spec, or None."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsfold.extract.times.calendars import SEASONS
from newsfold.extract.times.joining import NOON, hour_in
from newsfold.extract.times.numerals import numeral
from newsfold.extract.times.settings import TABLES
from newsfold.extract.times.spec import EARLIEST_YEAR, Spec
from newsfold.extract.times.table_words import YEARS, TableWords, key
from newsfold.language import full_year

_ROMAN = {"i": 1, "v": 5, "x": 10, "х": 10, "і": 1}


@dataclass(frozen=True, slots=True)
class TemplateMatch:
    """A match of a template: what stands in its slots, and what its row of the table adds."""

    words: TableWords
    groups: Mapping[str, str]
    says: Mapping[str, str]

    def mean(self, slot: str, group: str = "") -> object:
        """What the word in a slot means; None where the slot is empty."""
        form = self.groups.get(group or slot)
        return None if form is None else self.words.means[slot].get(key(form))

    def number(self, group: str) -> int | None:
        """The whole number in a slot; None where it is empty."""
        form = self.groups.get(group)
        if form is None:
            return None
        digits = re.match(r"\d+", form)
        if digits:
            return int(digits.group())
        if (value := numeral(form)) is not None:
            return int(value)
        word = self.words.means["dayword"].get(key(form), self.words.means["count"].get(key(form)))
        return int(word) if isinstance(word, int | float) else None

    def count(self) -> float | None:
        """The number of units: None for "several", 1 where nothing is said."""
        form = self.groups.get("n")
        if form is None:
            stated = self.says.get("count", "1")
            return None if stated == "x" else float(stated)
        more = float(self.says.get("plus", "0"))
        if form[0].isdigit():
            thousands = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", form)
            return float(re.sub(r"[.,]", "", form) if thousands else form.replace(",", ".")) + more
        value = self.words.means["count"].get(key(form), numeral(form))
        return value + more if isinstance(value, int | float) else None

    def offset(self) -> int | None:
        """Which way the row points."""
        return int(self.says["offset"]) if "offset" in self.says else None

    def unit(self) -> str:
        """The unit of the calendar, by its English name."""
        return self.says.get("unit") or str(self.mean("unit") or "")

    def year(self) -> int | None:
        """The year that is named, in our calendar."""
        if (year := self.number("year") or self.number("fullyear")) is not None:
            return year
        if (era := self.mean("era")) is not None and (stated := self.number("erayear")):
            return int(str(era)) + stated
        short = self.number("y2")
        return None if short is None else full_year(short, EARLIEST_YEAR)

    def month(self) -> int:
        """The month, 0 where none is named."""
        for slot in ("month", "mon"):
            if (meant := self.mean(slot)) is not None:
                return int(str(meant))
        return (
            self.number("monthnumber")
            or self.number("mm")
            or self.number("m")
            or int(self.says.get("month", "0"))
        )

    def part(self) -> str:
        """TimeML's code of the part of the day."""
        return self.says.get("part") or str(self.mean("part") or "")


def _date(by: TemplateMatch) -> Spec | None:
    month, day = by.month(), by.number("day") or by.number("d") or by.number("dd") or 0
    last = by.number("day2") or by.number("d2") or 0
    if not 1 <= month <= 12 or day > 31:
        return None
    return Spec("date", year=by.year(), month=month, day=day, last_day=last, offset=by.offset())


def _monthday(by: TemplateMatch) -> Spec | None:
    day = by.number("day") or by.number("d") or 0
    return Spec("day", day=day, offset=by.offset()) if 1 <= day <= 31 else None


def _year(by: TemplateMatch) -> Spec | None:
    year = by.year()
    return Spec("date", year=year) if year and year < 2200 else None


def _weekday(by: TemplateMatch) -> Spec | None:
    if (both := by.mean("weekdaypart")) is not None:
        day, _, part = str(both).partition(" ")
        return Spec("part", part=part, base=Spec("weekday", number=int(day), offset=by.offset()))
    number = by.mean("weekday") if "weekday" in by.groups else by.mean("wd")
    if number is None:
        return None
    spec = Spec("weekday", number=int(str(number)), offset=by.offset())
    if "week" in by.says:
        spec = Spec(
            "weekday", number=spec.number, base=Spec("unit", unit="week", offset=int(by.says["week"]))
        )
    return Spec("part", part=by.part(), base=spec) if by.part() else spec


def _day(by: TemplateMatch) -> Spec | None:
    spec = Spec("day", offset=by.offset(), number=int(by.says.get("either", "0")))
    return Spec("part", part=by.part(), base=spec) if by.part() else spec


def _weekend(by: TemplateMatch) -> Spec | None:
    return Spec("weekend", offset=by.offset())


def _unit(by: TemplateMatch) -> Spec | None:
    unit = by.unit()
    if unit in ("second", "minute", "hour") or not unit:
        return None
    if unit == "day":  # "this day" is the one just named, or today; "the last day" is one of something
        return None if by.offset() else Spec("day")
    return Spec("unit", unit=unit, offset=by.offset() or 0, word=by.says.get("word", ""))


def _anaphor(by: TemplateMatch) -> Spec | None:
    unit = by.unit()
    if unit in ("second", "minute", "hour", ""):
        return None
    return Spec("anaphor", unit=unit, offset=by.offset() or 0)


def _ago(by: TemplateMatch) -> Spec | None:
    count = by.count()
    if count and (count >= YEARS.start or (by.unit() in ("decade", "century") and count > TABLES.decades)):
        return None  # "before the year 2015", "the later 19th century"
    return Spec("ago", unit=by.unit(), count=count, offset=by.offset() or -1, word=by.says.get("word", ""))


def _length(by: TemplateMatch) -> Spec | None:
    count = by.count()
    if by.unit() == "second" and count == 1:  # mostly the ordinal
        return None
    if not by.unit() or (by.unit() in ("year", "decade", "century") and count and count in YEARS):
        return None
    return Spec("duration", unit=by.unit(), count=count, offset=by.offset())


def _clock(by: TemplateMatch) -> Spec | None:
    hour = int(by.says["hour"]) if "hour" in by.says else by.number("hour")
    if hour is None:
        worded = by.mean("count", "word")
        hour = int(str(worded).split(".")[0]) if worded is not None else None
    if hour is None or hour > 24:
        return None
    minute = by.number("minute")
    shift = int(by.says.get("shift", "0"))
    if shift:
        hour, minute = (hour * 60 + shift) // 60 % 24, (hour * 60 + shift) % 60
    half, part = by.mean("half"), by.part()
    if hour == NOON and (half == "am" or part == "NI"):
        hour = 0
    else:
        hour = hour_in(part or ("AF" if half == "pm" else ""), hour)
    zone = by.mean("zone")
    return Spec("clock", hour=hour % 24, minute=minute, zone=str(zone or ""))


def _part(by: TemplateMatch) -> Spec | None:
    base = Spec("day", offset=by.offset())
    return Spec("part", part=by.part(), base=base, word="lone" * ("lone" in by.says)) if by.part() else None


def _nothing(by: TemplateMatch) -> Spec | None:
    """What looks like a time and is none: "guten Morgen"."""
    return Spec("nothing")


def _season(by: TemplateMatch) -> Spec | None:
    number = by.mean("season")
    return (
        None
        if number is None
        else Spec("season", number=int(str(number)), year=by.year(), offset=by.offset())
    )


def _rank(by: TemplateMatch) -> int:
    return by.number("q") or int(str(by.mean("rank") or by.says.get("rank", "0")))


def _quarter(by: TemplateMatch) -> Spec | None:
    return Spec("quarter", number=_rank(by), year=by.year()) if 1 <= _rank(by) <= 4 else None


def _halfyear(by: TemplateMatch) -> Spec | None:
    year = by.year()
    base = Spec("date", year=year) if year else Spec("unit", unit="year", offset=by.offset() or 0)
    return Spec("halfof", number=_rank(by), base=base) if 1 <= _rank(by) <= 2 else None


def _decade(by: TemplateMatch) -> Spec | None:
    number = by.number("decade") or int(
        str(by.mean("count", "word") or by.says.get("decade", "0")).split(".")[0]
    )
    if not number or number < int(by.says.get("least", "0")):
        return None
    if (century := by.number("centurynumber")) and number < 100:
        return Spec("decade", number=(century - 1) * 10 + number // 10)
    full = number if number > 100 else 1900 + number if number > 20 else 2000 + number
    return Spec("decade", number=full // 10)


def _century(by: TemplateMatch) -> Spec | None:
    form = by.groups.get("centurynumber", "")
    number = (
        by.number("centurynumber") or _roman(form.casefold()) if form else int(by.says.get("century", "0"))
    )
    return Spec("century", number=number - 1) if number and 1 <= number <= 21 else None


def _roman(form: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in form]
    if not values or 0 in values:
        return 0
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _holiday(by: TemplateMatch) -> Spec | None:
    rule = by.mean("holiday")
    return Spec("holiday", word=str(rule), year=by.year(), offset=by.offset()) if rule else None


def _every(by: TemplateMatch) -> Spec | None:
    """What comes back: every day, every Monday, every morning, every summer."""
    if "word" in by.says:
        return Spec("setof", word=by.says["word"])
    if (weekday := by.mean("weekday")) is not None:
        return Spec("setof", word=f"XXXX-WXX-{int(str(weekday)) + 1}")
    if (season := by.mean("season")) is not None:
        return Spec("setof", word=f"XXXX-{SEASONS[int(str(season))][0]}")
    if by.part():
        return Spec("setof", word=f"XXXX-XX-XXT{by.part()}")
    return Spec("setevery", unit=by.unit(), count=by.count()) if by.unit() else None


def _vague(by: TemplateMatch) -> Spec | None:
    return Spec("vague", word=by.says["word"], unit=by.says.get("unit", ""))


READERS: dict[str, Callable[[TemplateMatch], Spec | None]] = {
    reader.__name__.removeprefix("_"): reader
    for reader in (
        _date, _monthday, _year, _weekday, _day, _weekend, _unit, _anaphor, _ago, _length, _clock, _part,
        _nothing, _season, _quarter, _halfyear, _decade, _century, _holiday, _every, _vague,
    )
}  # fmt: skip
"""A reader for every kind of row, by its name in the table."""
