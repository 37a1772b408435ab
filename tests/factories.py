"""Records for tests, one builder each: a test says what it is about, the rest is filled in.

What stands in an article is given as the words themselves (where they first stand), as a `Span`, or not at
all, which is the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from newsfold.describe import describe
from newsfold.records import (
    Article,
    Assertion,
    Attribution,
    Carrier,
    Claim,
    Derivation,
    Difference,
    DifferenceKind,
    Entity,
    EntityKind,
    Evidence,
    Figure,
    Grade,
    Grain,
    Mention,
    Origin,
    Page,
    Span,
    Statement,
    Status,
    Story,
    StoryDetail,
    TimeRef,
    Value,
)

Part = str | Span | None
Modifier = Literal["", "about", "at least", "at most", "more than", "less than", "exactly"]


def span(text: str, part: Part = None, start: int = 0) -> Span:
    """Where `part` first stands in `text` from `start` on."""
    if isinstance(part, Span):
        return part
    if part is None:
        return Span(start=0, end=len(text))
    at = text.index(part, start)
    return Span(start=at, end=at + len(part))


def article(
    text: str = "The train left the station.",
    id: str = "a",
    *,
    place: str | None = None,
    title: str = "",
    language: str = "en",
    key: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    domain: str | None = None,
    authors: tuple[str, ...] = (),
    dateline: str | None = None,
    published_at: datetime | None = None,
    published_grain: Grain | None = None,
    utc_offset: int | None = None,
    modified_at: datetime | None = None,
    page_text: str = "",
    found_in: tuple[tuple[str, str], ...] = (),
) -> Article:
    return Article(
        id=id,
        place=id if place is None else place,
        text=text,
        title=title,
        language=language,
        key=key,
        url=url,
        outlet=outlet,
        domain=domain,
        authors=authors,
        dateline=dateline,
        published_at=published_at,
        published_grain=published_grain,
        utc_offset=utc_offset,
        modified_at=modified_at,
        page_text=page_text,
        found_in=found_in,
    )


def page(
    body: str | bytes,
    place: str = "x",
    *,
    media_type: str = "text/html",
    key: str | None = None,
    url: str | None = None,
    fetched_at: datetime | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: str | None = None,
) -> Page:
    return Page(
        place=place,
        body=body.encode() if isinstance(body, str) else body,
        media_type=media_type,
        key=key,
        url=url,
        fetched_at=fetched_at,
        outlet=outlet,
        title=title,
        published=published,
    )


# ── what an article says ──────────────────────────────────────────────────────────────────────────


def mention(
    article: Article, part: Part, entity_id: str, kind: EntityKind = "place", *, start: int = 0
) -> Mention:
    where = span(article.text, part, start)
    return Mention(article_id=article.id, span=where, kind=kind, entity_id=entity_id)


def attribution(
    article: Article,
    content: Part = None,
    kind: Literal["direct", "indirect", "mixed"] = "direct",
    *,
    source: Part = None,
    cue: Part = None,
    speaker: str | None = None,
    speaker_id: str | None = None,
    relayed_by: str | None = None,
) -> Attribution:
    """Without `source` or `cue` the text has none."""
    return Attribution(
        article_id=article.id,
        content=(span(article.text, content),),
        source=() if source is None else (span(article.text, source),),
        cue=() if cue is None else (span(article.text, cue),),
        kind=kind,
        speaker=speaker,
        speaker_id=speaker_id,
        relayed_by=relayed_by,
    )


def figure(
    article: Article,
    part: Part,
    value: float,
    what: str = "",
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    modifier: Modifier = "",
    change: Literal["", "up", "down", "same"] = "",
) -> Figure:
    return Figure(
        article_id=article.id,
        span=span(article.text, part),
        value=value,
        low=low,
        high=high,
        unit=unit,
        what=what,
        modifier=modifier,
        change=change,
    )


def date(
    article: Article,
    part: Part,
    value: str,
    start: datetime,
    end: datetime,
    grain: Grain = "day",
    resolved_against: Literal["itself", "published", "story", "text", "nothing"] = "published",
) -> TimeRef:
    return TimeRef(
        article_id=article.id,
        span=span(article.text, part),
        kind="date",
        value=value,
        start=start,
        end=end,
        grain=grain,
        resolved_against=resolved_against,
    )


def assertion(article: Article, part: Part) -> Assertion:
    """What the words `part` assert, the first of them being the predicate."""
    whole = span(article.text, part)
    head = span(article.text, whole.of(article.text).split()[0], whole.start)
    return Assertion(article_id=article.id, parts=(whole,), predicate=head, subject=(head,))


def statement(
    article: Article,
    part: Part = None,
    *,
    position: int = 0,
    attribution: Attribution | None = None,
    figures: tuple[Figure, ...] = (),
    times: tuple[TimeRef, ...] = (),
    mentions: tuple[Mention, ...] = (),
) -> Statement:
    return Statement(
        article_id=article.id,
        span=span(article.text, part),
        position=position,
        attribution=attribution,
        figures=figures,
        times=times,
        mentions=mentions,
    )


def evidence(article: Article, part: Part = None) -> Evidence:
    return Evidence(article_id=article.id, span=span(article.text, part))


# ── what a story says ─────────────────────────────────────────────────────────────────────────────


def entity(
    name: str,
    kind: EntityKind = "person",
    *,
    id: str | None = None,
    aliases: tuple[str, ...] = (),
    country: str | None = None,
) -> Entity:
    """Spelt as its name alone, unless `aliases` are given; they hold every spelling."""
    return Entity(
        id=id or f"{kind}-{name.casefold().replace(' ', '-')}",
        name=name,
        kind=kind,
        aliases=aliases or (name,),
        country=country,
    )


def derivation(
    article_id: str,
    from_article_id: str | None = None,
    *,
    from_agency: str | None = None,
    grade: Grade = "whole",
    spans: tuple[Span, ...] = (),
    score: float = 1,
    why: str = "the same words",
) -> Derivation:
    return Derivation(
        article_id=article_id,
        from_article_id=from_article_id,
        from_agency=from_agency,
        grade=grade,
        spans=spans,
        score=score,
        why=why,
    )


def origin(
    name: str,
    *article_ids: str,
    kind: Literal["outlet", "agency", "source"] = "outlet",
    why: str = "reports it",
    inferred: bool = False,
) -> Origin:
    return Origin(kind=kind, name=name, article_ids=article_ids, why=why, inferred=inferred)


def claim(
    text: str,
    *evidence: Evidence,
    id: str | None = None,
    origins: tuple[Origin, ...] = (),
    status: Status | None = None,
    sayings: int | None = None,
    source: str | None = None,
    carriers: tuple[Carrier, ...] = (),
    background: bool = False,
) -> Claim:
    """A claim of story 1; without `status` and `sayings` they are what the number of origins makes them."""
    return Claim(
        id=id or f"{text} {evidence}",
        story_id=1,
        text=text,
        evidence=evidence,
        origins=origins,
        status=status or ("corroborated" if len(origins) > 1 else "single origin"),
        sayings=max(len(origins), 1) if sayings is None else sayings,
        source=source,
        carriers=carriers,
        background=background,
    )


def difference(
    values: Mapping[str, Iterable[Evidence]],
    about: str = "",
    kind: DifferenceKind = "figure",
    *,
    claim_ids: tuple[str, ...] = (),
    updated: bool = False,
) -> Difference:
    """A difference between these texts, each with its evidence."""
    sides = tuple(Value(text=text, evidence=tuple(where)) for text, where in values.items())
    return Difference(claim_ids=claim_ids, kind=kind, about=about, values=sides, updated=updated)


def story(
    *article_ids: str,
    id: int = 1,
    title: str = "",
    first_seen: datetime | None = None,
    last_seen: datetime | None = None,
    place: str | None = None,
    event_start: datetime | None = None,
    event_end: datetime | None = None,
) -> Story:
    return Story(
        id=id,
        article_ids=article_ids,
        title=title,
        first_seen=first_seen,
        last_seen=last_seen,
        place=place,
        event_start=event_start,
        event_end=event_end,
        event_grain="day" if event_start else None,
    )


def described(articles: Iterable[Article]) -> StoryDetail:
    """Story 1, of these articles, as Newsfold describes it."""
    listed = list(articles)
    return describe(story(*sorted(a.id for a in listed)), listed, {})
