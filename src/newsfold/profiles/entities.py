"""What an entity is across stories: looked up and counted in what is stored, nothing described."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsfold.profiles.stories import ProfileStory, profile_stories
from newsfold.records import Article, Attribution, Claim, Entity, EntityKind, Mention
from newsfold.store import Store

# The newest stories, and the articles of them, in which an entity's words are looked for.
_LOOKED_AT, _ARTICLES = 12, 150
_NAME_SEPARATORS = re.compile(r"[\s·・]+")  # between the parts of a name
_CLAIMS, _QUOTES, _OF_STORY = 30, 30, 400  # that are shown; claims of a story that are looked at
_NAMES, _SAME = 40, 10  # names in full by which others are looked for, and how many of those are shown
_MOST_BARS = 60  # of a picture of time


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """An entity as a list shows it, and in how many described stories it is."""

    entity: Entity
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLines:
    """Entities, those in most stories first. `next_offset` is where the next page starts."""

    entities: tuple[EntityLine, ...]
    next_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryClaim:
    """A claim that names an entity, and its story's title."""

    claim: Claim
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameName:
    """Another entity of the same kind that bears one of an entity's names in full, and in how many stories.

    A story in several languages joins spellings that no story in one language can join.
    """

    entity: Entity
    name: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityProfile:
    """An entity across stories.

    `spread` counts its stories by when they were last reported: by day, month or year, as `spread_by` says.
    `claims` name it, and `quotes` are its own words, both in its newest stories; `articles` are those that
    their evidence is in. `stories` are a page of its stories, newest first, of `total`.
    `same_name` are others that may be the same.
    """

    entity: Entity
    total: int
    undated: int
    spread: tuple[tuple[str, int], ...]
    spread_by: Literal["day", "month", "year"]
    claims: tuple[StoryClaim, ...]
    quotes: tuple[tuple[int, Attribution], ...]
    articles: tuple[Article, ...]
    stories: tuple[ProfileStory, ...]
    next_offset: int | None
    same_name: tuple[SameName, ...] = ()


def entity_lines(store: Store, query: str, kind: EntityKind | None, limit: int, offset: int) -> EntityLines:
    """A page of entities, of which a name or spelling holds `query`."""
    rows = store.entities_by_stories(query, kind, limit + 1, offset)
    lines = tuple(EntityLine(entity=entity, stories=number) for entity, number in rows[:limit])
    return EntityLines(entities=lines, next_offset=offset + limit if len(rows) > limit else None)


def entity_profile(store: Store, id: str, limit: int, offset: int) -> EntityProfile | None:
    """An entity across stories, or None where there is none of this id."""
    entity = store.entity(id)
    if entity is None:
        return None
    rows = store.stories_of_entity(id)
    ids = [row["id"] for row in rows]
    days = sorted(row["last_seen"][:10] for row in rows if row["last_seen"])
    spread_by, spread = _days_by_period(days)
    claims, quotes, articles = _claims_and_quotes(store, entity.id, ids[:_LOOKED_AT])
    return EntityProfile(
        entity=entity,
        total=len(ids),
        undated=len(ids) - len(days),
        spread=spread,
        spread_by=spread_by,
        claims=claims,
        quotes=quotes,
        articles=articles,
        stories=profile_stories(store, ids[offset : offset + limit]),
        next_offset=offset + limit if offset + limit < len(ids) else None,
        same_name=_same_name(store, entity),
    )


def _same_name(store: Store, entity: Entity) -> tuple[SameName, ...]:
    """The entities that bear one of its names in full, those in most stories first."""
    names = [name for name in (entity.name, *entity.aliases) if len(_NAME_SEPARATORS.split(name)) > 1][
        :_NAMES
    ]
    ids = {id for name in names for id, kind in store.entities_named(name).items() if kind == entity.kind} - {
        entity.id
    }
    same = []
    for id in sorted(ids):
        other = store.entity(id)
        shared = sorted(set(names) & {other.name, *other.aliases}) if other else []
        if other and shared:
            same.append(SameName(entity=other, name=shared[0], stories=len(store.stories_of_entity(id))))
    return tuple(sorted(same, key=lambda line: (-line.stories, line.entity.id))[:_SAME])


def _days_by_period(
    days: Sequence[str],
) -> tuple[Literal["day", "month", "year"], tuple[tuple[str, int], ...]]:
    """How many days (sorted, as 2019-03-14) fall into each day, month or year, whichever gives few enough."""
    for by, digits in (("day", 10), ("month", 7), ("year", 4)):
        counts = Counter(day[:digits] for day in days)
        if len(counts) <= _MOST_BARS or by == "year":
            return by, tuple(sorted(counts.items()))  # type: ignore[return-value]
    raise AssertionError


def _claims_and_quotes(
    store: Store, id: str, story_ids: Sequence[int]
) -> tuple[tuple[StoryClaim, ...], tuple[tuple[int, Attribution], ...], tuple[Article, ...]]:
    """The claims that name an entity, and what it is quoted with, in some stories."""
    titles = {n: row["title"] for n, row in store.story_rows(story_ids).items()}
    claims: list[StoryClaim] = []
    quotes: list[tuple[int, Attribution]] = []
    room = _ARTICLES
    by_story = store.article_ids_of(story_ids)
    for story_id in story_ids:
        ids = by_story.get(story_id, [])[:room]
        room -= len(ids)
        annotations = store.annotations(ids)
        named = {
            article: [m for m in annotations_of.mentions if m.entity_id == id]
            for article, annotations_of in annotations.items()
        }
        if len(claims) < _CLAIMS:
            every = [c for c in store.first_claims(story_id, _OF_STORY) if _is_named(c, named)]
            # Several claims may stand in the same words.
            once = {c.evidence[0]: c for c in reversed(every)}
            claims += [StoryClaim(claim=c, title=titles[story_id]) for c in reversed(once.values())]
        if len(quotes) < _QUOTES:
            said = (
                a
                for annotations_of in annotations.values()
                for a in annotations_of.attributions
                if a.speaker_id == id
            )
            quotes += [(story_id, quote) for quote in said if quote.content]
    del claims[_CLAIMS:], quotes[_QUOTES:]
    wanted = {e.article_id for claim in claims for e in claim.claim.evidence[:1]} | {
        q.article_id for _, q in quotes
    }
    return tuple(claims), tuple(quotes), tuple(store.articles(sorted(wanted)))


def _is_named(claim: Claim, named: dict[str, list[Mention]]) -> bool:
    """Whether the words that stand for a claim name an entity, by its mentions in each article."""
    first = claim.evidence[0]
    return any(mention.span.overlaps(first.span) for mention in named.get(first.article_id, ()))
