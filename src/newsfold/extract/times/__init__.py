"""When: the time expressions of an article, resolved against its date.

The grammar that finds them is its language's own (`phrases_en` and what it stands on); this module gives
them their TimeML values (Pustejovsky et al. 2003, ISO 24617-1) and their bounds.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from newsfold.extract.times import calendars
from newsfold.extract.times.calendars import Period
from newsfold.extract.times.resolver import Anchor, Resolver
from newsfold.extract.times.spec import Expression, Spec
from newsfold.extract.times.zones import in_one_zone, in_zone
from newsfold.language import grammar
from newsfold.records import Article, Grain, Span, TimeRef

__all__ = ["expressions", "times"]

_Source = Literal["itself", "published", "story", "text", "nothing"]
_Kind = Literal["date", "time", "duration", "set"]

_GRAINS: dict[str, Grain] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "week",
    "weekend": "day", "month": "month", "quarter": "season", "year": "year", "decade": "decade",
    "century": "century",
}  # fmt: skip
_UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "fortnight": "XXXX-WXX", "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip

_Answer = tuple[_Kind, Period, _Source]


def expressions(text: str, language: str = "en") -> list[Expression]:
    """The time expressions of `text`, in order, none overlapping another, before they are resolved."""
    return list(_expressions(text, language))


@lru_cache(maxsize=4)  # times and figures of one article both ask
def _expressions(text: str, language: str) -> tuple[Expression, ...]:
    return tuple(grammar("newsfold.extract.times.phrases", language).expressions(text))


def times(
    article: Article, anchor: datetime | None = None, anchor_kind: Anchor = "published"
) -> list[TimeRef]:
    """The time expressions of `article.text`, in order, none overlapping another.

    They are resolved against `anchor`, or else `article.published_at`, by the clock that the page is dated
    by; `anchor_kind` is what `resolved_against` then says. Without either, only what carries its own full
    date gets bounds, the rest a partial value ("XXXX-WXX-4" for Thursday). Bounds are UTC and half-open;
    days are those of the anchor's own date. A clock time without a zone is taken as UTC; one with a zone,
    or beside the same time in one ("10:35 a.m. (0735 GMT)"), is that instant, with its `utc_offset`.
    A weekday or month without a year is the nearest past one, today's among
    them, unless the verbs of its sentence point forward. Ages are no times. Never raises.
    """
    zone = timezone(timedelta(minutes=article.utc_offset or 0))
    here = anchor or (article.published_at.astimezone(zone) if article.published_at else None)
    resolver = Resolver(article.text, here, anchor_kind, article.language)
    references = []
    for expression in expressions(article.text, article.language):
        try:
            kind, period, source = _resolve(resolver, expression, expression.spec)
        except (ValueError, OverflowError):  # outside the calendar: year 0, or beyond 9999
            continue
        compared = expression.spec.kind in ("yearago", "yearquarter")  # "a year earlier" changes no subject
        if source != "nothing" and kind in ("date", "time") and not compared:
            resolver.seen.append((expression.end, period))
        references.append(
            TimeRef(
                article_id=article.id,
                span=Span(start=expression.start, end=expression.end),
                kind=kind,
                value=period.value,
                start=period.start,
                end=period.end,
                grain=period.grain,
                resolved_against=source,
                utc_offset=period.utc_offset,
            )
        )
    return in_one_zone(article.text, references)


def _resolve(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    return _RESOLVERS[spec.kind](by, expression, spec)


def _unresolved(value: str, grain: Grain | None, kind: _Kind = "date") -> _Answer:
    return kind, Period(value, grain=grain), "nothing"


# ── dates ─────────────────────────────────────────────────────────────────────────────────────────


def _date(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    if spec.year is not None:
        return "date", _calendar(spec, spec.year), "itself"
    if spec.base is not None and by.today:
        _, whole, source = _resolve(by, expression, spec.base)
        return "date", _calendar(spec, int(whole.value[:4])), source
    if by.today is None:
        day = f"-{spec.day:02d}" if spec.day else ""
        return _unresolved(f"XXXX-{spec.month:02d}{day}", "day" if spec.day else "month")
    return "date", _calendar(spec, _year_for(by, expression, spec, by.today)), by.source


def _calendar(spec: Spec, year: int) -> Period:
    if not spec.month:
        return calendars.year_period(year)
    if not spec.day:
        return calendars.month_period(year, spec.month)
    first = calendars.day_period(date(year, spec.month, spec.day))
    last = calendars.safe_date(year, spec.month, spec.last_day) if spec.last_day > spec.day else None
    if last is None:
        return first
    return replace(first, value=f"{first.value}/{last.isoformat()}", end=calendars.day_period(last).end)


def _year_for(by: Resolver, expression: Expression, spec: Spec, today: date) -> int:
    """The year of a month, or of a day in a month, that names none."""
    here = (spec.month, spec.day or today.day)
    now = (today.month, today.day)
    if spec.offset is not None:
        passed = here <= now if spec.offset > 0 else here >= now
        return today.year + (spec.offset if passed else 0)
    ahead = (here[0] - now[0]) + (here[1] - now[1]) / 31  # months
    way = by.points(expression)
    if way == "future":
        passed = here < now and (not spec.day or ahead < -1)
        return today.year + passed
    if not spec.day:  # with no verb to tell, a month that is near ahead is that one
        to_come = (spec.month - today.month) % 12
        return today.year - (here > now) + (way == "" and 0 < to_come <= 3)
    if way == "past":
        return today.year - (ahead > 3)  # "the year ending Dec. 31 was …" means the coming one
    return today.year + (ahead < -7) - (ahead > 5)


def _day(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    """A day counted from today, the 29th, or Hindi's "kal", yesterday or tomorrow as the verb says."""
    open_ended = spec.day or spec.number
    if spec.offset is None and not open_ended and (named_day := by.day_near(expression.start)):
        return "date", named_day, "text"
    if by.today is None:
        return _unresolved(f"XXXX-XX-{spec.day:02d}" if spec.day else "XXXX-XX-XX", "day")
    way = 1 if open_ended and by.points(expression) == "future" else -1
    if spec.day:
        day = calendars.day_of_month(by.today, spec.day, spec.offset, way)
    else:
        day = calendars.add_days(by.today, spec.offset or way * spec.number)
    return "date", calendars.day_period(day), by.source


def _weekday(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    if by.today is None:
        return _unresolved(f"XXXX-WXX-{spec.number + 1}", "day")
    if spec.base is not None:
        _, week, source = _resolve(by, expression, spec.base)
        if week.start is not None:
            day = week.start.date()
            return "date", calendars.day_period(calendars.add_days(day, spec.number - day.weekday())), source
    back = (by.today.weekday() - spec.number) % 7
    if spec.offset is None and (first := by.range_start(expression.start)):
        ahead = (spec.number - first.weekday()) % 7 or 7
        return "date", calendars.day_period(calendars.add_days(first, ahead)), by.source
    if spec.offset == -1:
        move = -(back or 7)
    elif spec.offset == 0 and by.points(expression) != "past":
        move = (7 - back) % 7
    elif spec.offset == 1 or (spec.offset is None and back and by.points(expression) == "future"):
        move = (7 - back) if back else 7
    else:
        move = -back
    return "date", calendars.day_period(calendars.add_days(by.today, move)), by.source


def _weekend(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    if by.today is None:
        return _unresolved("XXXX-WXX-WE", "day")
    offset, workday = spec.offset or 0, by.today.weekday() < 5
    if offset == 0 and workday and by.points(expression) != "future":
        offset = -1
    elif offset == 1 and workday:
        offset = 0
    return "date", calendars.weekend_period(calendars.add_days(by.today, 7 * offset)), by.source


def _unit(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    if by.today is None:
        return _unresolved(_UNKNOWN[spec.unit], _GRAINS[spec.unit])
    if spec.unit == "quarter" and spec.word in ("the", "latest"):  # the one reported: the last that is over
        if spec.word == "the" and (quarter := by.last_quarter()):
            return "date", quarter, "text"
        return "date", calendars.unit_period(calendars.add_months(by.today, -3), "quarter"), by.source
    if spec.unit in ("decade", "century") and spec.offset == -1:
        return _stretch(by, spec.unit, 1.0, -1)
    day = calendars.moved(by.today, spec.unit, spec.offset or 0)
    return "date", calendars.unit_period(day, spec.unit), by.source


def _anaphor(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    """ "that year", "the next day": against the last date in the text that is as fine."""
    finer: dict[str, tuple[Grain, ...]] = {
        "year": ("year", "month", "day", "season"), "month": ("month", "day"), "week": ("week", "day"),
        "quarter": ("season",), "decade": ("decade", "year"), "century": ("century", "decade", "year"),
    }  # fmt: skip
    antecedent = by.last(*finer.get(spec.unit, ("day",)))
    if antecedent is None or antecedent.start is None:
        return _unresolved(_UNKNOWN[spec.unit], _GRAINS[spec.unit])
    day = calendars.moved(antecedent.start.date(), spec.unit, spec.offset or 0)
    return "date", calendars.unit_period(day, spec.unit), "text"


def _ago(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    sign = spec.offset or -1
    antecedent = by.last() if spec.word in ("earlier", "later", "before") else None
    start = antecedent.start.date() if antecedent and antecedent.start else by.today
    if spec.count is None:
        return _unresolved("PAST_REF" if sign < 0 else "FUTURE_REF", None)
    if start is None:
        return _unresolved(_UNKNOWN.get(spec.unit, "XXXX-XX-XX"), _GRAINS[spec.unit])
    source: _Source = "text" if antecedent else by.source
    if spec.unit in ("second", "minute", "hour"):
        return "date", calendars.day_period(start), source
    if spec.count != int(spec.count) and spec.unit == "year":
        day = calendars.add_months(start, sign * round(12 * spec.count))
        return "date", calendars.month_period(day.year, day.month), source
    if spec.count != int(spec.count) and spec.unit in ("decade", "century"):
        years = round(spec.count * (10 if spec.unit == "decade" else 100))
        return "date", calendars.year_period(calendars.moved(start, "year", sign * years).year), source
    day = calendars.moved(start, spec.unit, sign * int(spec.count))
    unit = "year" if spec.unit in ("decade", "century") else spec.unit
    return "date", calendars.unit_period(day, unit), source


def _yearago(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    """A year before: of the last quarter where the text reports one, else of its last year, else of today."""
    antecedent = by.last_quarter() or (by.last("year", "month", "day") if spec.word == "earlier" else None)
    if antecedent and antecedent.start and antecedent.grain:
        day = calendars.add_months(antecedent.start.date(), -12)
        whole = calendars.quarter_period(day.year, (day.month + 2) // 3)
        return "date", whole if "-Q" in antecedent.value else calendars.year_period(day.year), "text"
    if by.today is None:
        return _unresolved("XXXX", "year")
    return "date", calendars.year_period(by.today.year - 1), by.source


def _quarter(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    """A numbered quarter: of the year beside it, else the latest that had begun."""
    year, source = spec.year, "itself"
    if year is None and spec.base is not None and by.today:
        _, whole, source = _resolve(by, expression, spec.base)
        year = int(whole.value[:4])
    if year is None:
        if by.today is None:
            return _unresolved(f"XXXX-Q{spec.number}", "season")
        year, source = by.today.year, by.source
        if 3 * spec.number - 2 > by.today.month and by.points(expression) != "future":
            year -= 1
    return "date", calendars.quarter_period(year, spec.number), source  # type: ignore[return-value]


def _halfof(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    if spec.base is None:
        return _unresolved(f"XXXX-H{spec.number}", "season")
    _, whole, source = _resolve(by, expression, spec.base)
    if len(whole.value) != 4 or not whole.value.isdigit():
        return "date", whole, source
    return "date", calendars.half_period(int(whole.value), spec.number), source


def _yearquarter(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    """ "the 1988 quarter": the quarter the text was about, in that year."""
    antecedent = by.last_quarter()
    if antecedent is None or antecedent.start is None or spec.year is None:
        return "date", calendars.year_period(spec.year or 1), "itself"
    return "date", calendars.quarter_period(spec.year, (antecedent.start.month + 2) // 3), "text"


def _sameperiod(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    antecedent = by.last_quarter() or by.last("year")
    return ("date", antecedent, "text") if antecedent else _unresolved("XXXX-QX", "season")


def _season(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    year, source = spec.year, "itself"
    code, month = calendars.SEASONS[spec.number]
    if year is None and spec.base is not None and by.today:
        _, whole, source = _resolve(by, expression, spec.base)
        year = int(whole.value[:4])
    if year is None:
        if by.today is None:
            return _unresolved(f"XXXX-{code}", "season")
        year, source = by.today.year, by.source
        running = month <= by.today.month < month + 3
        if spec.offset == -1 and (running or month > by.today.month):
            year -= 1
        elif spec.offset == 1 and month <= by.today.month:
            year += 1
        elif spec.offset is None and month > by.today.month and by.points(expression) != "future":
            year -= 1
    return "date", calendars.season_period(year, spec.number), source  # type: ignore[return-value]


def _holiday(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    if spec.year is not None:
        return "date", calendars.day_period(calendars.holiday(spec.word, spec.year)), "itself"
    if by.today is None:
        return _unresolved(calendars.unknown_holiday(spec.word), "day")
    here = calendars.holiday(spec.word, by.today.year)
    year = by.today.year
    if spec.offset == 1 or (spec.offset is None and by.points(expression) == "future"):
        year += here < by.today
    elif spec.offset != 0 and (here > by.today or (here == by.today and spec.offset == -1)):
        year -= 1
    return "date", calendars.day_period(calendars.holiday(spec.word, year)), by.source


def _decade(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    return "date", calendars.decade_period(spec.number * 10), "itself"


def _century(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    return "date", calendars.century_period(spec.number), "itself"


def _yearend(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    if by.today is None:
        return _unresolved("XXXX-12-31", "day")
    past = by.points(expression) == "past" and by.today.month < 6
    return "date", calendars.day_period(date(by.today.year - past, 12, 31)), by.source


# ── times of day, durations, sets, vague times ────────────────────────────────────────────────────

_PART_HOURS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30)}


def _part(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    _, day, source = _resolve(by, expression, spec.base or Spec("day", offset=0))
    if day.start is None:
        return _unresolved(f"{day.value}T{spec.part}", "hour", "time")
    first, last = _PART_HOURS[spec.part]
    bounds = calendars.hour_period(day.start.date(), first, None)
    length = (last - first) * 3600
    assert bounds.start is not None
    end = datetime.fromtimestamp(bounds.start.timestamp() + length, tz=bounds.start.tzinfo)
    return "time", Period(f"{day.value}T{spec.part}", bounds.start, end, "hour"), source


def _clock(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    base = spec.base or Spec("day", offset=None)
    hour, minute = spec.hour or 0, spec.minute
    _, day, source = _resolve(by, expression, base)
    if day.start is None:
        return _unresolved(
            f"{day.value}T{hour:02d}:{minute or 0:02d}", "minute" if minute else "hour", "time"
        )
    wall = calendars.hour_period(day.start.date(), hour, minute)
    return "time", in_zone(wall, spec.zone) if spec.zone else wall, source


def _duration(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    if spec.offset is not None:
        return _stretch(by, spec.unit, spec.count, spec.offset)
    return "duration", Period(calendars.length(spec.unit, spec.count), grain=_GRAINS[spec.unit]), "nothing"


def _stretch(by: Resolver, unit: str, count: float | None, offset: int) -> _Answer:
    """ "the past two months": its length, and the bounds that it has from the anchor."""
    value, grain = calendars.length(unit, count), _GRAINS[unit]
    if by.today is None or count is None or unit in ("second", "minute", "hour") or offset == 0:
        return "duration", Period(value, grain=grain), "nothing"
    other = calendars.moved(by.today, unit, offset * max(1, int(count)))
    return "duration", calendars.stretch(by.today, other, value, grain), by.source


def _setof(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    return "set", Period(spec.word, grain="day" if "W" in spec.word else None), "nothing"


def _setevery(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    return "set", Period(calendars.length(spec.unit, spec.count), grain=_GRAINS[spec.unit]), "nothing"


def _vague(by: Resolver, expression: Expression, spec: Spec) -> _Answer:
    return "date", Period(spec.word, grain=_GRAINS.get(spec.unit)), "nothing"


_RESOLVERS = {
    "date": _date, "day": _day, "weekday": _weekday, "weekend": _weekend, "unit": _unit, "anaphor": _anaphor,
    "ago": _ago, "yearago": _yearago, "quarter": _quarter, "halfof": _halfof, "yearquarter": _yearquarter,
    "sameperiod": _sameperiod, "season": _season, "holiday": _holiday, "decade": _decade,
    "century": _century, "yearend": _yearend, "part": _part, "clock": _clock, "duration": _duration,
    "setof": _setof, "setevery": _setevery, "vague": _vague,
}  # fmt: skip
