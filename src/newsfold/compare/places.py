"""Where a story's event took place, from datelines, titles and what several articles put somewhere first.

A wrong place is worse than none, so none is given where too little speaks for one, or as much for another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from newsfold.compare.settings import EARLIER, LEAD, PLACES
from newsfold.language import either, phrases, table, words
from newsfold.records import Annotations, Article, Entity, Mention, Span

# "in Egypt", "at the port": what stands before the place of something.
PLACE_PREPOSITIONS = (*words("prepositions", "of place"), *words("prepositions", "of an event's place"))
_PUT = re.compile(rf"\b(?:{either(PLACE_PREPOSITIONS)})\s+(?:the\s+)?$", re.I)
# "Washington (CNN) ", "KATHMANDU, Nepal — ", "PARIS - "
_BEHIND_DATELINE = re.compile(
    r"(?:,[^()\n—–]{1,30}?)?(?:\s*\([A-Z][\w .]{1,20}\)(?:\s*[—–-]{1,2})?|\s*(?:—|–|--|\s-))\s+"
    r"(?=[\"“‘'(A-Z0-9])"
)
_COUNTRY_NAMES = frozenset(name for row in table("countries") for name in row[1].split("|"))
_BEFORE_NO_PLACE = re.compile(
    rf"(?:\b(?:{either(phrases('places', 'before no place'), ' ')})\s|\b[DRI][-–,.]\s?)$"
)


def place(
    articles: Sequence[tuple[Article, Annotations]], day: datetime | None, entities: Sequence[Entity]
) -> str | None:
    """The name of the place that the articles put the event in; None where that is not clear.

    Each article has one vote a place: for its dateline, for what a sentence of its lead puts there ("in
    Boston"), for its title where an article puts something there. A town's votes are its country's too.
    """
    known = {entity.id: entity for entity in entities if entity.kind == "place" and entity.country}
    each = [_place_votes(article, annotations, day, known) for article, annotations in articles]
    votes: dict[str, float] = defaultdict(float)
    for votes_of_article in each:
        for id, vote in votes_of_article.items():
            votes[id] += vote
    put = {
        id
        for id in votes
        if any(votes_of_article.get(id, 0.0) >= PLACES.located for votes_of_article in each)
    }
    for article, _ in articles:
        for id in put:
            votes[id] += PLACES.title * _title_names(article.title, known[id])
    ranked = sorted(put, key=lambda id: (-round(votes[id], 6), known[id].name, id))
    if not ranked:
        return None
    return _surely_meant(
        ranked, votes, known, max(min(PLACES.enough, len(articles)), PLACES.share * len(articles))
    )


def _surely_meant(
    ranked: Sequence[str], votes: Mapping[str, float], known: Mapping[str, Entity], enough: float
) -> str | None:
    """The place that is surely meant: one with enough votes, well ahead of all others; or their country."""
    country: dict[str, float] = defaultdict(float)
    for id in ranked:
        country[known[id].country or ""] += votes[id]
    best, *others = sorted(country, key=lambda code: (-round(country[code], 6), code))
    if country[best] < enough or any(country[best] < PLACES.ahead * country[code] for code in others):
        return None
    inside = [id for id in ranked if known[id].country == best]
    first, *rest = inside
    if votes[first] >= enough and all(votes[first] >= PLACES.ahead * votes[id] for id in rest):
        return known[first].name
    return next((known[id].name for id in inside if _is_country(known[id])), None)


def _is_country(entity: Entity) -> bool:
    return not _COUNTRY_NAMES.isdisjoint((entity.name, *entity.aliases))


def _place_votes(
    article: Article, annotations: Annotations, day: datetime | None, known: Mapping[str, Entity]
) -> dict[str, float]:
    """An article's vote for each place that it names in its dateline or its lead."""
    votes: dict[str, float] = defaultdict(float)
    for at, sentence in enumerate(annotations.sentences[:LEAD]):
        inside = [m for m in annotations.mentions if m.entity_id in known and sentence.contains(m.span)]
        weight = _tense_weight(annotations, sentence, day)
        listed = len({m.entity_id for m in inside}) >= PLACES.listed
        for mention in inside:
            if mention.entity_id is None or mention.kind != "place" or mention.form != "name":
                continue
            if _heads(article, sentence, mention, at):
                vote = PLACES.dateline
            elif _is_no_place(article.text, sentence, mention):
                continue
            else:
                put = not listed and not mention.government and _is_put(article.text, sentence, mention)
                vote = weight * (PLACES.located if put else PLACES.named)
            votes[mention.entity_id] = max(votes[mention.entity_id], vote)
    return votes


def _heads(article: Article, sentence: Span, mention: Mention, at: int) -> bool:
    """Whether a mention is a dateline: the page's own, or the words before a dash at a sentence's start."""
    if mention.span.start != sentence.start:
        return False
    is_dateline = (
        article.dateline is not None and at == 0 and mention.span.of(article.text) in article.dateline
    )
    return is_dateline or bool(_BEHIND_DATELINE.match(article.text, mention.span.end, sentence.end))


def _is_put(text: str, sentence: Span, mention: Mention) -> bool:
    """Whether the sentence puts something into the place: "in Boston"."""
    return bool(_PUT.search(text[sentence.start : mention.span.start]))


def _is_no_place(text: str, sentence: Span, mention: Mention) -> bool:
    """Whether the words before a name make it another's: "Hurricane Florence", "R-Ohio"."""
    return bool(_BEFORE_NO_PLACE.search(text[sentence.start : mention.span.start]))


def _tense_weight(annotations: Annotations, sentence: Span, day: datetime | None) -> float:
    """1, or `PLACES.past` where a sentence tells of a time before the event, and not of its day."""
    times = [t for t in annotations.times if sentence.contains(t.span) and t.start and t.end]
    if day is None or any(t.grain == "day" and t.start and t.end and t.start <= day < t.end for t in times):
        return 1.0
    return PLACES.past if any(t.end and t.end < day - EARLIER for t in times) else 1.0


def _title_names(title: str, entity: Entity) -> bool:
    """Whether a title has one of a place's names, as words of their own."""
    return any(re.search(rf"\b{re.escape(name)}\b", title) for name in (entity.name, *entity.aliases))
