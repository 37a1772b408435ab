"""Readers of lengths of time, repeated times and vague ones: a rule's match as a Spec, or None."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsfold.extract.numbers_en import SMALL
from newsfold.extract.times.calendars import SEASONS
from newsfold.extract.times.cues_en import PARTS_OF_DAY, after, before, count_of, offset_of, unit_of
from newsfold.extract.times.patterns_en import REPETITIONS
from newsfold.extract.times.spec import Spec
from newsfold.language import calendar_of, either, words

_CALENDAR = calendar_of("en")
_AGE = re.compile(r"[\s-]{0,3}olds?\b|\s+of\s+age\b", re.IGNORECASE)
_TWO_TO_TEN = either(word for word, value in SMALL.items() if 2 <= value <= 10)
_RATE = re.compile(
    rf"(?:\b(?:\d[\d,.]*|{_TWO_TO_TEN}|once|twice)\s(?:\w+\s)?\w+s?\s$)"
    rf"|(?:\b(?:{either(words('times', 'rates'))}|per\s?cent)|[\d%]|[$€£]\S+)\s$"
)
_SHARES = re.compile(r"(?:three|a|one)[- ]quarter(?!(?:\s+of\s+an?)?[\s-](?:century|hour))", re.IGNORECASE)
_HALF = re.compile(r"and\s+a\s+half", re.IGNORECASE)
_NO_LENGTH = re.compile(rf"(?:\d|\w-)\s*$|\b(?:{either(words('times', 'no length before'))})\s$")


def _ago(match: re.Match[str], text: str) -> Spec | None:
    word, unit, count = (
        match.group("dir").casefold(),
        unit_of(match.group("unit")),
        count_of(match.group("count")),
    )
    if unit == "year" and count == 1 and word in ("ago", "earlier"):
        return Spec("yearago", word=word)
    ahead = word in ("later", "hence", "after") or word.startswith("from")
    return Spec("ago", unit=unit, count=count, offset=1 if ahead else -1, word=word)


def _span(match: re.Match[str], text: str) -> Spec | None:
    offset = offset_of(match.group("dir"))
    return Spec(
        "duration", unit=unit_of(match.group("unit")), count=count_of(match.group("count")), offset=offset
    )


def _recent(match: re.Match[str], text: str) -> Spec | None:
    ahead = match.group("dir").casefold() in ("coming", "next")
    return Spec("vague", word="FUTURE_REF" if ahead else "PAST_REF", unit=unit_of(match.group("unit")))


def _set(match: re.Match[str], text: str) -> Spec | None:
    if adverb := match.group("adverb"):
        named = adverb[0].isupper() and match.start() > 0 and text[match.start() - 1] != "\n"
        return None if named else Spec("setof", word=REPETITIONS[adverb.casefold()])  # "People's Daily"
    if weekday := match.group("weekday"):
        return Spec("setof", word=f"XXXX-WXX-{_CALENDAR.weekday_number[weekday.casefold()] + 1}")
    if part := match.group("part"):
        return Spec("setof", word=f"XXXX-XX-XXT{PARTS_OF_DAY[part.casefold()]}")
    if season := match.group("season"):
        return Spec("setof", word=f"XXXX-{SEASONS[_CALENDAR.season_number[season.casefold()]][0]}")
    other = 2.0 if (match.group("other") or "").casefold() == "other" else 1.0
    count = count_of(match.group("count")) if match.group("count") else other
    return Spec("setevery", unit=unit_of(match.group("unit")), count=count)


def _duration(match: re.Match[str], text: str) -> Spec | None:
    """ "three years", "a 10-hour flight"; not an age or "three quarters"; "$5 a year" is a set."""
    unit, counted, whole = unit_of(match.group("unit")), match.group("count").casefold(), match.group()
    if _AGE.match(text, match.end()) or _SHARES.match(whole):
        return None
    if unit == "second" and (counted in ("a", "one", "an") or whole[-1] not in "sS"):
        return None
    if unit in ("minute", "hour", "second") and counted in ("a", "many"):
        return None
    if counted == "a" and _RATE.search(before(match, text)):
        return Spec("setevery", unit=unit, count=1.0) if unit == "year" else None
    if counted == "a" and unit == "quarter":
        return None
    count = count_of(counted)
    if count is not None and _HALF.search(whole):
        count += 0.5
    return Spec("duration", unit=unit, count=count)


def _long(match: re.Match[str], text: str) -> Spec | None:
    """ "a year-long inquiry": one year."""
    return Spec("duration", unit=match.group("unit").casefold(), count=1.0)


def _longago(match: re.Match[str], text: str) -> Spec | None:
    return Spec("vague", word="PAST_REF", unit=unit_of(match.group().split()[0]))


def _yearto(match: re.Match[str], text: str) -> Spec | None:
    """ "the year ended March 31": a length, whose end is the date that follows."""
    return Spec("duration", unit="year", count=1.0)


def _plural(match: re.Match[str], text: str) -> Spec | None:
    if _NO_LENGTH.search(before(match, text)) and not match.group("the"):
        return None
    if re.match(r"(?:the\s+)?early\s+hours", match.group(), re.IGNORECASE):
        return None  # "in the early hours of Thursday" is Thursday's
    return Spec("duration", unit=unit_of(match.group("unit")), count=None)


def _vague(match: re.Match[str], text: str) -> Spec | None:
    if match.group("past"):
        return Spec("vague", word="PAST_REF")
    if match.group("future"):
        goods = match.group().casefold() == "future" and re.match(r"s\b", after(match, text))
        return None if goods else Spec("vague", word="FUTURE_REF")
    if match.group().casefold() == "the moment" and not before(match, text).endswith(("at ", "for ")):
        return None
    return Spec("vague", word="PRESENT_REF")


LENGTH_READERS: dict[str, Callable[[re.Match[str], str], Spec | None]] = {
    "ago": _ago, "span": _span, "recent": _recent, "set": _set, "duration": _duration, "plural": _plural,
    "vague": _vague, "long": _long, "longago": _longago, "yearto": _yearto,
}  # fmt: skip
"""The readers of this module by the rule they read."""
