"""Dates, counts and lists in words, the same on the terminal and on the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from newsfold.invisible import visible
from newsfold.language import calendar_of
from newsfold.present.views import OriginView, StoryView
from newsfold.records import Grain, Origin

_SENTENCE_ENDS = frozenset(".!?…。！？\"”’»')")

# Why the number of a claim's origins is not said.
NOT_CLEAR = "no two accounts surely assert the same, each from a source of its own"

# What one article does with another's text, by the grade of its derivation.
GRADES = {
    "whole": "prints the whole of",
    "most": "takes most of its text from",
    "part": "takes passages from",
}
# The same where nothing tells which of the two had it first.
SHARED = {
    "whole": "prints the same text as",
    "most": "prints much the same text as",
    "part": "shares passages with",
}


def when(start: datetime, grain: Grain | None = None, end: datetime | None = None) -> str:
    """A UTC time as far as it is known: "25 April 2019", "25 April 2019, 14:05 UTC", "the 1980s".

    `end` is exclusive, as in the records; a stretch of days is shown as "24–26 April 2019".
    """
    start = start.astimezone(UTC)
    if grain in (None, "second", "minute", "hour"):
        midnight = (start.hour, start.minute, start.second) == (0, 0, 0)
        return (
            _written_day(start) if grain is None and midnight else f"{_written_day(start)}, {start:%H:%M} UTC"
        )
    if grain == "day":
        last = end.astimezone(UTC) - timedelta(microseconds=1) if end else start
        return days(start, last)
    if grain == "week":
        return f"the week of {_written_day(start)}"
    if grain in ("month", "season"):
        return f"{_month_name(start)} {start.year}" if grain == "month" else _season_name(start)
    if grain == "year":
        return str(start.year)
    if grain == "decade":
        return f"the {start.year // 10 * 10}s"
    return f"the {_ordinal(start.year // 100 + 1)} century"


_PARTS_OF_DAY = {(6, 6): "morning", (12, 6): "afternoon", (18, 6): "evening", (18, 12): "night"}


def printed_time(start: datetime, grain: Grain, end: datetime) -> str:
    """When something was, as an article tells it: its clock is the text's own, in a zone that nothing states.

    "11 March 2021, night", "25 April 2015, about 12:00", "25 April 2015, 11:56 as printed", else as `when`.
    """
    if grain not in ("second", "minute", "hour"):
        return when(start, grain, end)
    start, hours = start.astimezone(UTC), round((end - start).total_seconds() / 3600)
    if part := _PARTS_OF_DAY.get((start.hour, hours)):
        return f"{_written_day(start)}, {part}"
    return f"{_written_day(start)}, " + (
        f"about {start:%H:%M}" if grain == "hour" else f"{start:%H:%M} as printed"
    )


def brief(words: str, most: int = 400) -> str:
    """The first words, some `most` characters, with dots where there are more."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def days(first: datetime, last: datetime) -> str:
    """Two UTC days and all between them, without saying month or year twice."""
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    if first.date() >= last.date():
        return _written_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_written_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_month_name(first)} – {_written_day(last)}"
    return f"{_written_day(first)} – {_written_day(last)}"


def period(iso: str) -> str:
    """A year, a month or a day of ISO 8601 as it is read: "2019", "April 2019", "25 April 2019"."""
    year, month, day = (f"{iso}-0-0").split("-")[:3]
    if not int(month):
        return year
    first = datetime(int(year), int(month), int(day) or 1, tzinfo=UTC)
    return _written_day(first) if int(day) else f"{_month_name(first)} {first.year}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 outlet", "1,200 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def counted_origins(
    origins: Collection[Origin | OriginView], noun: str = "independent origin", *, clear: bool = True
) -> str:
    """How many origins; "1 origin (inferred)" where accounts were joined that name no common root.

    Where it is not `clear` how many they are, that is said in place of a number.
    """
    if not clear:
        return "origins not clear"
    mark = " (inferred)" if any(origin.inferred for origin in origins) else ""
    return counted(len(origins), noun) + mark


def corroborated(story: StoryView) -> str:
    """How many claims are corroborated, and how many more several outlets tell: "3 claims corroborated…"."""
    sure = sum(claim.origins_clear and len(claim.origins) > 1 for claim in story.claims)
    more = sum(len(claim.outlets) > 1 for claim in story.claims) - sure
    if sure:
        others = f", {more:,} more told by several outlets" if more else ""
        return f"{counted(sure, 'claim')} corroborated{others}"
    if more:
        return f"{counted(more, 'claim')} told by several outlets, none surely corroborated"
    return "no claim told by several outlets"


def listed(names: Sequence[str], most: int = 0) -> str:
    """Names in a row: "A, B and C"; with `most`, the first so many and how many others: "A, B and 5 more"."""
    if most and len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def shortened(text: str, longest: int) -> str:
    """Words of a source on one line, cut at so many characters, with a mark that says so."""
    line = visible(text).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def excerpt(text: str) -> str:
    """Words of a source, with dots where they begin or end inside a sentence."""
    text = text.strip()
    before = "… " if text[:1].islower() else ""
    return before + text + ("" if not text or text[-1] in _SENTENCE_ENDS else " …")


def sentence(words: str) -> str:
    """Words of ours as a sentence of their own."""
    return words[:1].upper() + words[1:].rstrip(". ") + "." if words else ""


def web_url(url: str | None) -> str | None:
    """`url` if a browser may be sent there: http or https with a host; None for anything else."""
    try:
        parts = urlsplit(url or "")
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _written_day(time: datetime) -> str:
    return f"{time.day} {_month_name(time)} {time.year}"


def _month_name(time: datetime) -> str:
    return calendar_of().months[time.month - 1]


def _season_name(time: datetime) -> str:
    return f"{calendar_of().seasons[(time.month - 3) % 12 // 3]} {time.year}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
