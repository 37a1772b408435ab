"""By what a list of stories can be narrowed further, and how many of them each way would leave."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from newsfold.queries import Facet, FacetName, FacetValue, StoryQuery
from newsfold.store.catalogue import CatalogueColumns
from newsfold.store.catalogue_parts import DAY_MICROSECONDS, NEVER, NO_DAY, date_of, days_since

_MOST_VALUES = 12  # bounds a facet: values, those of most stories
_SIZES = ((1, 1), (2, 4), (5, 9), (10, 49), (50, None))  # articles
_AGES = (1, 7, 30)  # days before the newest change
_YEARS, _MONTHS = 800, 62  # days from which dates are told by year, and by month
_PART_OF_FACET: dict[FacetName, str] = {
    "outlet": "outlet",
    "place": "place",
    "who": "person",
    "language": "language",
}

Mask = NDArray[np.bool_]
Labels = Callable[[str, list[int]], Mapping[int, tuple[str, str]]]  # of a part's numbers: value and label


def facets(columns: CatalogueColumns, shown: Mask, query: StoryQuery, labels: Labels) -> Iterator[Facet]:
    """The facets of the stories of a mask that have any value, the dates first."""
    yield from _published_facet(columns, shown, query)
    for name, part in _PART_OF_FACET.items():
        yield from _counted_values(columns, shown, name, part, labels)
    yield from _sizes(columns, shown, query)
    for name, column, asked in (
        ("differences", "differences", query.differences),
        ("corrections", "corrections", query.corrections),
    ):
        number = int(np.count_nonzero(columns.stories[column][shown]))
        if number and not asked:
            yield Facet(name=name, values=(FacetValue(value="true", label="", stories=number),))
    yield from _changed_facet(columns, shown, query)


def _counted_values(
    columns: CatalogueColumns, shown: Mask, name: FacetName, part: str, labels: Labels
) -> Iterator[Facet]:
    rows = columns.part(part)
    counts = np.bincount(rows["number"][shown[columns.of(part, rows)]])
    numbers = np.flatnonzero(counts)
    if not len(numbers):
        return
    if (
        len(numbers) > _MOST_VALUES
    ):  # of those that tie the ones that came first, so that it is the same each time
        order = np.lexsort((numbers, -counts[numbers]))[:_MOST_VALUES]
        most = numbers[order]
    else:
        most = numbers
    labelled = labels(part, [int(number) for number in most])
    values = [
        FacetValue(value=labelled[n][0], label=labelled[n][1], stories=int(counts[n]))
        for n in map(int, most)
        if n in labelled
    ]
    values.sort(key=lambda value: (-value.stories, value.label, value.value))
    yield Facet(name=name, values=tuple(values), more=len(numbers) - len(most))


def _published_facet(columns: CatalogueColumns, shown: Mask, query: StoryQuery) -> Iterator[Facet]:
    rows = columns.part("articles")
    stories = columns.of("articles", rows)
    days = rows["day"]
    first = days_since(query.since) if query.since else NO_DAY + 1
    last = days_since(query.until) if query.until else np.iinfo(np.int32).max
    held = shown[stories] & (days >= first) & (days <= last)
    days, stories = days[held], stories[held]
    if not len(days):
        return
    distinct, at = np.unique(days, return_inverse=True)
    begin, end = date_of(int(distinct[0])), date_of(int(distinct[-1]))
    length = (end - begin).days
    letters = 4 if length > _YEARS else 7 if length > _MONTHS else 10
    names = [date_of(int(day)).isoformat()[:letters] for day in distinct]
    periods = sorted(set(names))
    period = np.array([periods.index(name) for name in names], dtype=np.int64)[at]
    new = np.ones(len(period), dtype=bool)  # articles are in order of their story and time
    new[1:] = (period[1:] != period[:-1]) | (stories[1:] != stories[:-1])
    counts = np.bincount(period[new], minlength=len(periods))
    values = []
    for name, number in list(zip(periods, counts, strict=True))[::-1][:_MOST_VALUES]:
        since, until = _period_days(name)
        since, until = max(since, query.since or since), min(until, query.until or until)
        values.append(FacetValue(value=f"{since}..{until}", label=name, stories=int(number)))
    yield Facet(name="published", values=tuple(values), more=max(0, len(periods) - _MOST_VALUES))


def _period_days(period: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    year, month, day = (int(part) for part in f"{period}-0-0".split("-")[:3])
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _sizes(columns: CatalogueColumns, shown: Mask, query: StoryQuery) -> Iterator[Facet]:
    articles = columns.stories["articles"][shown]
    values = []
    for fewest, most in _SIZES:
        begin = max(fewest, query.min_articles)
        ends = [end for end in (most, query.max_articles) if end is not None]
        end = min(ends) if ends else None
        fits = (articles >= begin) & (articles <= (end if end is not None else np.iinfo(np.int32).max))
        if number := int(np.count_nonzero(fits)):
            label = f"{begin}" if begin == end else f"{begin}..{'' if end is None else end}"
            values.append(FacetValue(value=label, label=label.replace("..", "–"), stories=number))
    if values:
        yield Facet(name="size", values=tuple(values))


def _changed_facet(columns: CatalogueColumns, shown: Mask, query: StoryQuery) -> Iterator[Facet]:
    every = columns.stories["changed"]
    if not len(every) or every.max() == NEVER:
        return
    newest = date_of(int(every.max() // DAY_MICROSECONDS))
    values = []
    for age in _AGES:
        day = newest - timedelta(days=age - 1)
        if query.changed_since is None or day > query.changed_since:
            number = int(np.count_nonzero(every[shown] >= days_since(day) * DAY_MICROSECONDS))
            if number:
                values.append(FacetValue(value=day.isoformat(), label=day.isoformat(), stories=number))
    if values:
        yield Facet(name="changed", values=tuple(values))
