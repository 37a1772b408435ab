"""Who an attribution's source is, by the entities of its story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from newsfold.extract.attributions.words import SpeakerWords, speaker_words
from newsfold.records import Article, Attribution, Entity, Mention

_WORDS_BEFORE_NAME = re.compile(r"(?:\w[\w’'-]*\s+){1,3}\w[\w’'-]*$")  # the words right before a name


def named(
    text: str,
    attributions: Iterable[Attribution],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    offices: Mapping[str, str],
    language: str = "en",
) -> Iterable[Attribution]:
    """Attributions of one article, those of somebody known under the entity's id and printed name.

    `offices` are those of the story, from `office_holders`.
    """
    wording = speaker_words(language)
    names = {entity.id: entity.printed for entity in entities}
    by_alias = {alias: e.id for e in reversed(entities) for alias in (*e.aliases, e.name)}
    for attribution in attributions:
        # A story is told anew when it grows, and must then start from what the article says.
        alone = attribution.in_article or attribution.speaker
        id = (
            _pointed_at(attribution, mentions)
            or _settled(attribution, alone, mentions, entities)
            or (by_alias.get(alone or "") if _settled_elsewhere(text, attribution, alone) else None)
            or _named_in(text, attribution, mentions, wording)
            or by_alias.get(alone or "")
            or offices.get(_bare_office(alone or "", wording))
        )
        known = names.get(id or "")
        speaker_id = id if known else None
        yield replace(attribution, speaker=known or alone, speaker_id=speaker_id, in_article=alone)


def _settled(
    attribution: Attribution, alone: str | None, mentions: Sequence[Mention], entities: Sequence[Entity]
) -> str | None:
    """Whom the article itself takes for the source, of those that the source names."""
    bearing = {e.id for e in entities if alone in (e.name, *e.aliases)}
    inside = (
        m.entity_id
        for m in mentions
        if m.form == "name" and any(source.contains(m.span) for source in attribution.source)
    )
    return next((id for id in inside if id in bearing), None)


def _settled_elsewhere(text: str, attribution: Attribution, alone: str | None) -> bool:
    """Whether the article leads the source to a name that the source itself does not have."""
    return bool(alone) and all(str(alone) not in source.of(text) for source in attribution.source)


def _named_in(
    text: str, attribution: Attribution, mentions: Sequence[Mention], wording: SpeakerWords
) -> str | None:
    """Whose name opens or closes the source: "the agency Efe", "Efe, the agency that watches over …"."""
    for source in attribution.source:
        inside = [
            m
            for m in mentions
            if m.form == "name" and m.kind in ("person", "organisation") and source.contains(m.span)
        ]
        if not inside or any(
            wording.conjunction.search(text, a.span.end, b.span.start) for a, b in pairwise(inside)
        ):
            continue
        first, last = inside[0], inside[-1]
        before, after = text[source.start : first.span.start], text[first.span.end : source.end]
        if before.strip().casefold() in wording.articles | {""} and after[:1] in ("", ","):
            return first.entity_id
        of_somebody = _of_somebody(text[source.start : last.span.start], last, wording)
        if not text[last.span.end : source.end].strip(" ,") and not of_somebody:
            return last.entity_id
    return None


def _of_somebody(before: str, last: Mention, wording: SpeakerWords) -> bool:
    """Whether a name at the end of a source only tells whose or where: "a spokesman for Ann Holt".

    Not where it is set off as the source's own name: "a spokesman for the port, Ann Holt", "the agency that
    watches the rivers in Norland, Rivers Agency".
    """
    if not wording.before_somebody.search(before):
        return False
    words = before.casefold().split()
    while words and words[-1] in wording.articles:
        words.pop()
    if not words or not words[-1].endswith(","):
        return True
    return last.kind != "person" and not wording.bodies & {word.strip(",") for word in words}


def _pointed_at(attribution: Attribution, mentions: Sequence[Mention]) -> str | None:
    """The entity of a pronoun or an office ("the Russian president") that is the whole source."""
    for source in attribution.source:
        for mention in mentions:
            long = mention.span.end - mention.span.start >= 0.6 * (source.end - source.start)
            if long and mention.form != "name" and mention.entity_id and source.contains(mention.span):
                return mention.entity_id
    return None


def office_holders(mentioned: Iterable[tuple[Article, Sequence[Mention]]]) -> dict[str, str]:
    """Offices that a story gives to one person alone ("mining minister"), and to whom."""
    holders: dict[str, set[str]] = defaultdict(set)
    for article, mentions in mentioned:
        for mention in mentions:
            if mention.kind != "person" or mention.form != "name" or mention.entity_id is None:
                continue
            before = article.text[max(0, mention.span.start - 60) : mention.span.start].rstrip(" ,")
            after = article.text[mention.span.end : mention.span.end + 80]
            apposition = speaker_words(article.language).apposition
            for phrase in (_WORDS_BEFORE_NAME.search(before), apposition.match(after)):
                if phrase:
                    words = phrase.group(phrase.re.groups).casefold().split()
                    for first in range(len(words) - 1):
                        holders[" ".join(words[first:])].add(mention.entity_id)
    return {office: next(iter(ids)) for office, ids in holders.items() if len(ids) == 1}


def _bare_office(speaker: str, wording: SpeakerWords) -> str:
    first, blank, rest = speaker.casefold().partition(" ")
    return rest if blank and first in wording.articles else first + blank + rest
