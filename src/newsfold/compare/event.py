"""When and where a story's event took place, from what its articles say first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from newsfold.compare.moments import day_of
from newsfold.compare.places import place
from newsfold.compare.settings import DAYS, LEAD
from newsfold.language import either, phrases
from newsfold.records import Annotations, Article, Entity, Grain, Span, Story

K = TypeVar("K", str, tuple[datetime, datetime])

_DAYS_OR_FINER = ("second", "minute", "hour", "day")
_AGAINST_A_DAY = re.compile(  # "after Tuesday's vote", "by Friday": what the event is placed against
    rf"\b(?:{either(phrases('prepositions', 'against a day'))})\s$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day (or more) and a place; None where the articles do not say."""

    start: datetime | None = None
    end: datetime | None = None
    grain: Grain | None = None
    place: str | None = None


def event(
    articles: Sequence[Article], annotations: Mapping[str, Annotations], entities: Sequence[Entity]
) -> Event:
    """The day that most articles name early and near their publication, and the place (`places`).

    A sentence about the past does not count: a date far from publication never wins, and each article
    has one vote a day, weighted by how early it stands. Without any, the first day of publication.
    """
    annotated = [(article, annotations[article.id]) for article in articles if article.id in annotations]
    published = sorted(a.published_at for a in articles if a.published_at)
    days = _sum_of_votes(
        _day_votes(article, annotations_of, published) for article, annotations_of in annotated
    )
    start: datetime | None = None
    end: datetime | None = None
    if days:
        start, end = max(sorted(days), key=lambda day: days[day])
    elif published:
        start = published[0].replace(hour=0, minute=0, second=0, microsecond=0)
        end = start + timedelta(days=1)
    where = place(annotated, start, entities)
    if where and where.isupper() and len(where) > 3:  # a dateline's capitals
        where = where.title()
    return Event(start=start, end=end, grain="day" if start else None, place=where)


def _sum_of_votes(ballots: Iterable[Mapping[K, float]]) -> dict[K, float]:
    total: dict[K, float] = defaultdict(float)
    for ballot in ballots:
        for choice, weight in ballot.items():
            total[choice] += weight
    return total


def _day_votes(
    article: Article, annotations: Annotations, published: Sequence[datetime]
) -> dict[tuple[datetime, datetime], float]:
    """An article's vote for each day it names near its publication.

    An undated article is held against the dated ones of its story; where none is, the latest day it names
    stands for its publication.
    """
    times = [
        t for t in annotations.times if t.start and t.kind in ("date", "time") and t.grain in _DAYS_OR_FINER
    ]
    named = [t.start for t in times if t.start]
    anchors = [article.published_at] if article.published_at else published or sorted(named)[-1:]
    votes: dict[tuple[datetime, datetime], float] = {}
    for time in times:
        if time.start is None or not any(
            at and at - DAYS.before <= time.start <= at + DAYS.after for at in anchors
        ):
            continue
        start = day_of(time) or time.start
        aside = _AGAINST_A_DAY.search(article.text, max(0, time.span.start - 16), time.span.start)
        weight = _early(annotations, time.span) * (DAYS.aside if aside else 1.0)
        day = start, start + timedelta(days=1)
        votes[day] = max(votes.get(day, 0.0), weight)
    return votes


def _early(annotations: Annotations, span: Span) -> float:
    """`DAYS.first` for what stands in the first sentence, falling to 1 behind the lead."""
    before = sum(1 for sentence in annotations.sentences if sentence.end <= span.start)
    return DAYS.first - (DAYS.first - 1) * min(before, LEAD) / LEAD


def with_event(story: Story, event_found: Event) -> Story:
    """The story with its event's time and place."""
    return replace(
        story,
        place=event_found.place,
        event_start=event_found.start,
        event_end=event_found.end,
        event_grain=event_found.grain,
    )
