"""Outlets and entities across stories, as pages, terminal and JSON show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from newsfold.present.lists import outlet_of
from newsfold.present.views import EvidenceView
from newsfold.records import Article, EntityKind, Evidence, Span, Status

if TYPE_CHECKING:
    from newsfold.profiles import (
        Borrowing,
        EntityLines,
        EntityProfile,
        OutletLine,
        OutletListing,
        OutletProfile,
        ProfileStory,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLineView:
    """An outlet as a list shows it; `owner` and `country` are empty unless a person has said them."""

    name: str
    owner: str
    country: str
    articles: int
    stories: int
    first_published: datetime | None
    last_published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletList:
    """Outlets, those of most articles first, of `total`. `next_offset` is where the next page starts."""

    outlets: tuple[OutletLineView, ...]
    total: int
    next_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowingView:
    """How many articles take text from `name`, or are taken by it, and how much of it."""

    name: str
    kind: Literal["outlet", "agency"]
    articles: int
    whole: int
    most: int
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileStoryView:
    """A story as profiles list it; `outlets` and `articles` are counts."""

    id: int
    title: str
    first_seen: datetime | None
    last_seen: datetime | None
    outlets: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReportView:
    """A story that an outlet had before all others, who joined it when, and how many more did."""

    story_id: int
    title: str
    published_at: datetime
    joined_by: str
    joined_at: datetime
    joined_by_others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage:
    """An outlet across stories: `alone` in so many, `first` in so many, `after` another in so many.

    `hours_until_joined` is the median of those it was first in. Only copies whose direction is known count.
    """

    outlet: OutletLineView
    alone: int
    first: int
    after: int
    hours_until_joined: float | None
    first_reports: tuple[FirstReportView, ...]
    takes_from: tuple[BorrowingView, ...]
    taken_by: tuple[BorrowingView, ...]
    stories: tuple[ProfileStoryView, ...]
    next_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLineView:
    """An entity as a list shows it; `stories` are the described ones it is in."""

    id: str
    name: str
    kind: EntityKind
    spellings: tuple[str, ...]
    country: str | None
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityList:
    """Entities, those in most stories first. `next_offset` is where the next page starts."""

    entities: tuple[EntityLineView, ...]
    next_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """How many stories there are in a day, month or year, such as 2019-03."""

    at: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedClaimView:
    """A claim that names an entity, with the words that stand for it."""

    story_id: int
    story_title: str
    claim_id: str
    status: Status
    text: str
    evidence: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWordsView:
    """What an entity is quoted with, or reported to have said."""

    story_id: int
    kind: Literal["direct", "indirect", "mixed"]
    text: str
    evidence: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class SameNameView:
    """Another entity of the same kind that bears `spelling` too, a name in full."""

    id: str
    name: str
    spelling: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """An entity across stories; `spread` counts them by when they were last reported.

    `claims` and `quotes` are of its newest stories. `same_name` are other entities that may be the same.
    """

    entity: EntityLineView
    latitude: float | None
    longitude: float | None
    undated: int
    spread: tuple[PeriodView, ...]
    spread_by: Literal["day", "month", "year"]
    claims: tuple[NamedClaimView, ...]
    quotes: tuple[OwnWordsView, ...]
    stories: tuple[ProfileStoryView, ...]
    next_offset: int | None
    same_name: tuple[SameNameView, ...] = ()


def outlet_list(page: OutletListing) -> OutletList:
    """A page of outlets as shown."""
    return OutletList(
        outlets=tuple(map(_outlet, page.outlets)), total=page.total, next_offset=page.next_offset
    )


def _outlet(line: OutletLine) -> OutletLineView:
    return OutletLineView(
        name=line.name,
        owner=line.owner,
        country=line.country,
        articles=line.articles,
        stories=line.stories,
        first_published=line.first_published,
        last_published=line.last_published,
    )


def outlet_page(profile: OutletProfile) -> OutletPage:
    """An outlet across stories as shown."""
    return OutletPage(
        outlet=_outlet(profile.outlet),
        alone=profile.alone,
        first=profile.first,
        after=profile.after,
        hours_until_joined=profile.hours_until_joined,
        first_reports=tuple(
            FirstReportView(
                story_id=report.story_id,
                title=report.title,
                published_at=report.published_at,
                joined_by=report.joined_by,
                joined_at=report.joined_at,
                joined_by_others=report.joined_by_others,
            )
            for report in profile.first_reports
        ),
        takes_from=tuple(map(_borrowing, profile.takes_from)),
        taken_by=tuple(map(_borrowing, profile.taken_by)),
        stories=tuple(map(_profile_story, profile.stories)),
        next_offset=profile.next_offset,
    )


def _profile_story(story: ProfileStory) -> ProfileStoryView:
    return ProfileStoryView(
        id=story.id,
        title=story.title,
        first_seen=story.first_seen,
        last_seen=story.last_seen,
        outlets=story.outlets,
        articles=story.articles,
    )


def _borrowing(borrowing: Borrowing) -> BorrowingView:
    return BorrowingView(
        name=borrowing.name,
        kind=borrowing.kind,
        articles=borrowing.articles,
        whole=borrowing.whole,
        most=borrowing.most,
        part=borrowing.part,
    )


def entity_list(page: EntityLines) -> EntityList:
    """A page of entities as shown."""
    lines = tuple(
        EntityLineView(
            id=line.entity.id,
            name=line.entity.name,
            kind=line.entity.kind,
            spellings=line.entity.aliases,
            country=line.entity.country,
            stories=line.stories,
        )
        for line in page.entities
    )
    return EntityList(entities=lines, next_offset=page.next_offset)


def entity_page(profile: EntityProfile) -> EntityPage:
    """An entity across stories as shown."""
    entity = profile.entity
    articles = {article.id: article for article in profile.articles}
    return EntityPage(
        entity=EntityLineView(
            id=entity.id,
            name=entity.name,
            kind=entity.kind,
            spellings=entity.aliases,
            country=entity.country,
            stories=profile.total,
        ),
        latitude=entity.latitude,
        longitude=entity.longitude,
        undated=profile.undated,
        spread=tuple(PeriodView(at=at, stories=number) for at, number in profile.spread),
        spread_by=profile.spread_by,
        claims=tuple(
            NamedClaimView(
                story_id=mention.claim.story_id,
                story_title=mention.title,
                claim_id=mention.claim.id,
                status=mention.claim.status,
                text=mention.claim.text,
                evidence=_evidence_view(mention.claim.evidence[0], articles),
            )
            for mention in profile.claims
        ),
        quotes=tuple(
            OwnWordsView(
                story_id=story_id,
                kind=quote.kind,
                text=" … ".join(span.of(articles[quote.article_id].text) for span in quote.content),
                evidence=_evidence_view(
                    Evidence(
                        article_id=quote.article_id,
                        span=Span(start=quote.content[0].start, end=quote.content[-1].end),
                    ),
                    articles,
                ),
            )
            for story_id, quote in profile.quotes
        ),
        stories=tuple(map(_profile_story, profile.stories)),
        next_offset=profile.next_offset,
        same_name=tuple(
            SameNameView(id=line.entity.id, name=line.entity.name, spelling=line.name, stories=line.stories)
            for line in profile.same_name
        ),
    )


def _evidence_view(evidence: Evidence, articles: Mapping[str, Article]) -> EvidenceView:
    article = articles[evidence.article_id]
    return EvidenceView(
        number=None,
        article_id=article.id,
        outlet=outlet_of(article),
        start=evidence.span.start,
        end=evidence.span.end,
        text=evidence.span.of(article.text),
    )
