"""When and where a story's event took place, from what its articles say first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newsfold.records import Annotations, Article, Entity, Grain, Mention, Span, Story

_LEAD = 4  # sentences that tell the news; what follows is more often background
_BEFORE, _AFTER = timedelta(days=10), timedelta(days=4)  # from publication; further off is background
_IN = ("in", "at", "near", "on", "outside", "off", "across", "from")


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
    """The day that most articles name early and near their publication, and the place they put it in.

    A sentence about the past does not count: a date far from publication never wins, and each article
    has one vote a day, weighted by how early it stands. Without any, the first day of publication.
    """
    days: dict[tuple[datetime, datetime], float] = defaultdict(float)
    places: dict[str, float] = defaultdict(float)
    for article in articles:
        found = annotations.get(article.id)
        if found is None:
            continue
        for day, weight in _days(article, found).items():
            days[day] += weight
        for id, weight in _places(article, found).items():
            places[id] += weight
    names = {entity.id: entity.name for entity in entities}
    place = max(sorted(places), key=lambda id: places[id], default=None)
    where = names.get(place) if place else None
    if days:
        start, end = max(sorted(days), key=lambda day: days[day])
        return Event(start=start, end=end, grain="day", place=where)
    published = sorted(a.published_at for a in articles if a.published_at)
    if not published:
        return Event(place=where)
    start = published[0].replace(hour=0, minute=0, second=0, microsecond=0)
    return Event(start=start, end=start + timedelta(days=1), grain="day", place=where)


def _days(article: Article, found: Annotations) -> dict[tuple[datetime, datetime], float]:
    votes: dict[tuple[datetime, datetime], float] = {}
    for time in found.times:
        if time.start is None or time.end is None or time.kind not in ("date", "time"):
            continue
        if time.grain not in ("second", "minute", "hour", "day"):
            continue
        if article.published_at and not (
            article.published_at - _BEFORE <= time.start <= article.published_at + _AFTER
        ):
            continue
        start = time.start.replace(hour=0, minute=0, second=0, microsecond=0)
        weight = _early(found, time.span)
        day = start, start + timedelta(days=1)
        votes[day] = max(votes.get(day, 0.0), weight)
    return votes


def _early(found: Annotations, span: Span) -> float:
    """3 for what stands in the first sentence, falling to 1 behind the lead."""
    before = sum(1 for sentence in found.sentences if sentence.end <= span.start)
    return 3 - 2 * min(before, _LEAD) / _LEAD


def _places(article: Article, found: Annotations) -> dict[str, float]:
    votes: dict[str, float] = {}
    for mention in found.mentions:
        if mention.kind != "place" or mention.entity_id is None or mention.government:
            continue
        weight = _early(found, mention.span) * (2 if _is_located(article.text, mention) else 1)
        votes[mention.entity_id] = max(votes.get(mention.entity_id, 0.0), weight)
    return votes


def _is_located(text: str, mention: Mention) -> bool:
    """Whether the place follows a word that puts something there."""
    before = text[max(0, mention.span.start - 12) : mention.span.start].split()
    return bool(before) and before[-1].casefold() in _IN


def with_event(story: Story, found: Event) -> Story:
    """The story with its event's time and place."""
    return replace(
        story, place=found.place, event_start=found.start, event_end=found.end, event_grain=found.grain
    )
