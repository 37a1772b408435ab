"""When an article is of: its date, and where only the input gives one, the day that it tells itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice
from typing import TypeVar

from newsfold.fold.settings import DATES
from newsfold.language import calendar_of, either, words
from newsfold.records import Article, Rejected

T = TypeVar("T", Article, Article | Rejected)

TOGETHER = 64  # bounds a piece of a file that is read alone: articles whose neighbours are known together
_CALENDAR = calendar_of()
_MONTH = either(sorted((*_CALENDAR.months, *_CALENDAR.short_months), key=len, reverse=True))
_NTH = either(words("numbers", "endings of ordinals"))
_OPTIONAL_YEAR = r"(?:,?\s(?P<{}>(?:19|20)\d\d)\b)?"
_MONTH_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})(?:{_NTH})?\b(?![:.]\d){_OPTIONAL_YEAR.format('year')}"
    rf"|\b(?P<day2>\d{{1,2}})(?:{_NTH})?\s(?P<month2>{_MONTH})\b\.?{_OPTIONAL_YEAR.format('year2')}"
)
_NUMERIC_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)")


def day_of(time: datetime) -> float:
    """Days since 1970, in parts."""
    return time.timestamp() / 86_400


def stated_day(article: Article, letters: int) -> float | None:
    """The day, since 1970, that the article's address or its first `letters` put it or its event at.

    Looked for only where nothing but the input dates the article, since that is often the day on which the
    page was fetched; None where it names no day from three to sixty days before that.
    """
    published = article.published_at
    if published is None or not dict(article.found_in).get("published_at", "").startswith("given"):
        return None
    start = f"{article.title}\n{article.text[:letters]}"
    for day in (*_numeric_dates(article.url or ""), *_numeric_dates(start), *_month_dates(start, published)):
        if DATES.soon <= (published.date() - day).days <= DATES.late:
            return day_of(datetime(day.year, day.month, day.day, tzinfo=UTC))
    return None


def with_windows(read: Iterable[T]) -> Iterator[T]:
    """What is read, in the order of the input, with a window for articles without a date.

    `Article.window_at` is what it was, in an article that comes from an export; else the time at which the
    page was fetched; else the middle of the dates of the article's neighbours in its file, where these lie so
    close in time that the file must be in order of time; else there is none. Neighbours are those in the same
    sixty-four of a file of many, so that it may be read in pieces.
    """
    for _, part in groupby(read, _source_file):
        while batch := list(islice(part, TOGETHER)):
            yield from _with_windows(batch)


def _source_file(item: Article | Rejected) -> str:
    """The file of many articles that a place such as `news.jsonl:12` names; else the place."""
    file, _, number = item.place.rpartition(":")
    return file if number.isdecimal() else item.place


def _with_windows(batch: Sequence[T]) -> Iterator[T]:
    times = [item.published_at if isinstance(item, Article) else None for item in batch]
    dated = [time for time in times if time]
    passed = 0
    for item, time in zip(batch, times, strict=True):
        passed += time is not None
        if isinstance(item, Article) and time is None and item.window_at is None:
            neighbours = dated[max(0, passed - DATES.neighbours) : passed + DATES.neighbours]
            item = replace(item, window_at=item.fetched_at or _median_time(neighbours))
        yield item


def _median_time(times: Sequence[datetime]) -> datetime | None:
    ordered = sorted(times)
    if len(ordered) < DATES.neighbours or ordered[-1] - ordered[0] > DATES.span:
        return None
    return ordered[len(ordered) // 2]


def _numeric_dates(text: str) -> Iterator[date]:
    for year, month, day in _NUMERIC_DATE.findall(text):
        yield from _valid_day(int(year), int(month), int(day))


def _month_dates(text: str, published: datetime) -> Iterator[date]:
    """Days named by their month; without a year, the last before publication."""
    for match in _MONTH_DATE.finditer(text):
        month = _CALENDAR.month_number[(match["month"] or match["month2"]).casefold()]
        day, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
        if year:
            yield from _valid_day(int(year), month, day)
            continue
        yield from (
            day_of_year
            for back in (0, 1)
            for day_of_year in _valid_day(published.year - back, month, day)
            if timedelta() <= published.date() - day_of_year <= timedelta(days=365)
        )


def _valid_day(year: int, month: int, day: int) -> list[date]:
    """The day, if there is one."""
    try:
        return [date(year, month, day)]
    except ValueError:
        return []
