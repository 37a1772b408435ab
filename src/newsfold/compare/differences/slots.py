"""Where accounts put another place, person or body into one slot, or give one quotation to two people.

Two statements that are one claim and alike in all but a name have a slot where it stands. A finding is shown
only where neither article speaks of the other's place or person: one that knows both tells two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsfold.compare.alignment import Pair
from newsfold.compare.differences.clashes import difference
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.words import content, longest_run
from newsfold.language import either
from newsfold.language import words as listed
from newsfold.records import (
    Article,
    Difference,
    DifferenceKind,
    Entity,
    EntityKind,
    Mention,
    Statement,
)
from newsfold.text import words

_SURE = 0.65  # likelihood of one claim
_ALIKE = 0.6  # share of the words in common, the names in the slot aside
_FEWEST = 3  # and at least so many of them
_SAME_WORDS = 8  # words in a row that are one quotation
_SLOTS: Mapping[DifferenceKind, tuple[EntityKind, ...]] = {
    "place": ("place",),
    "name": ("person", "organisation"),
}
_LOCATED = re.compile(
    rf"\b(?:{either(listed('prepositions', 'of place'))}|{either(listed('prepositions', 'of a way'))})"
    r"\s+(?:the\s+)?$",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInStory:
    """What a story knows of its names: its articles, its entities, and whom each article speaks of."""

    articles: Mapping[str, Article]
    entities: Mapping[str, Entity]
    spoken_of: Mapping[str, set[str]]  # entity ids by article id

    @classmethod
    def of(
        cls, statements: Sequence[Statement], articles: Mapping[str, Article], entities: Iterable[Entity] = ()
    ) -> NamedInStory:
        """The same from all statements of the story."""
        spoken_of: dict[str, set[str]] = defaultdict(set)
        for statement in statements:
            spoken_of[statement.article_id] |= {m.entity_id for m in statement.mentions if m.entity_id}
        return cls(articles=articles, entities={e.id: e for e in entities}, spoken_of=spoken_of)


def slot_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    candidates: Iterable[Pair],
    entities: Sequence[Entity],
) -> list[Difference]:
    """Differences of place and name: one claim, other words for where it was or who it was."""
    known = NamedInStory.of(statements, articles, entities)
    pairs = (
        slot_difference(kind, statements[p.left], statements[p.right], known, p.score)
        for p in candidates
        if p.score >= _SURE
        for kind in _SLOTS
    )
    return [difference for difference in pairs if isinstance(difference, Difference)]


def slot_difference(
    kind: DifferenceKind, left: Statement, right: Statement, known: NamedInStory, likelihood: float
) -> Difference | Refusal:
    """How two statements, which are one claim by this likelihood, fill a slot otherwise, or why they do not.

    `kind` is "place" or "name". Places count where both stand behind a word that locates and lie in two
    countries: a town and the country around it are no difference. Claim ids are filled in later.
    """
    if likelihood < _SURE:
        return "two claims"
    left_name = _lone_name(left, _SLOTS[kind], known.spoken_of[right.article_id])
    right_name = _lone_name(right, _SLOTS[kind], known.spoken_of[left.article_id])
    if left_name is None or right_name is None:
        return "no name of its own"
    if left_name.kind != right_name.kind:
        return "names of two kinds"
    articles, sides = known.articles, ((left, left_name), (right, right_name))
    named = [(s, m.span.of(articles[s.article_id].text)) for s, m in sides]
    if named[0][1] == named[1][1]:
        return "one name"  # that was taken for two entities
    if _is_known(named, articles):
        return "one account knows the other's name"
    if not _in_one_slot(sides, articles):
        return "other words beside the name"
    if not _alike(*(_around(statement, mention, articles) for statement, mention in sides)):
        return "other words around"
    if kind == "place" and not _elsewhere(sides, articles, known.entities):
        return "not in two countries"
    return difference(kind, named, articles)


def agent_differences(
    statements: Sequence[Statement], articles: Mapping[str, Article], candidates: Iterable[Pair]
) -> list[Difference]:
    """One quotation, word for word, that two accounts give to two people, of whom each knows only its own."""
    known = NamedInStory.of(statements, articles)
    pairs = (agent_difference(statements[p.left], statements[p.right], known) for p in candidates)
    return [difference for difference in pairs if isinstance(difference, Difference)]


def agent_difference(left: Statement, right: Statement, known: NamedInStory) -> Difference | Refusal:
    """How two statements give one quotation to two people, or why they do not.

    An article that names the other's speaker too may have him in a sentence that is read wrongly.
    """
    articles = known.articles
    left_speaker, right_speaker = (_speaker(s, articles[s.article_id].text) for s in (left, right))
    if left_speaker is None or right_speaker is None:
        return "no speaker known by name"
    if left_speaker in known.spoken_of[right.article_id] or right_speaker in known.spoken_of[left.article_id]:
        return "one account knows the other's name"
    speakers = [(s, (s.attribution and s.attribution.speaker) or "") for s in (left, right)]
    if _may_be_one(*(name for _, name in speakers)):
        return "perhaps one speaker"
    if _is_known(speakers, articles):
        return "one account knows the other's name"
    if longest_run(*(_quoted(s, articles) for s in (left, right))) < _SAME_WORDS:
        return "other words quoted"
    return difference("agent", speakers, articles)


def _may_be_one(left: str, right: str) -> bool:
    """Whether two names may be one person's: they share a word, or its start, or one is a single word."""
    left_words, right_words = words(left), words(right)
    alike = any(
        a.startswith(b) or b.startswith(a) for a in left_words for b in right_words if min(len(a), len(b)) > 2
    )
    return alike or min(len(left_words), len(right_words)) < 2


def _lone_name(statement: Statement, kinds: Sequence[str], others: set[str]) -> Mention | None:
    """The one named thing of these kinds that the other article does not speak of; None where not one."""
    mentions = [m for m in statement.mentions if m.kind in kinds and m.form == "name" and not m.government]
    others_left_out = [m for m in mentions if m.entity_id and m.entity_id not in others]
    return (
        others_left_out[0]
        if len({m.entity_id for m in others_left_out}) == 1 and len(mentions) == len(others_left_out)
        else None
    )


def _around(statement: Statement, mention: Mention, articles: Mapping[str, Article]) -> str:
    """A statement's words without the mention."""
    text = articles[statement.article_id].text
    before = text[statement.span.start : mention.span.start]
    return f"{before} {text[mention.span.end : statement.span.end]}"


def _is_known(named: Sequence[tuple[Statement, str]], articles: Mapping[str, Article]) -> bool:
    """Whether an article has the last word of the other's name anywhere: "the government", "the court"."""
    (left, left_name), (right, right_name) = named
    return any(
        content(name.split()[-1]) & content(articles[other.article_id].text)
        for other, name in ((left, right_name), (right, left_name))
        if name.split()
    )


def _in_one_slot(sides: Sequence[tuple[Statement, Mention]], articles: Mapping[str, Article]) -> bool:
    """Whether the words next to both names are the same; at an end of the sentence any will do."""
    before, after = [], []
    for statement, mention in sides:
        text = articles[statement.article_id].text
        before.append(words(text[statement.span.start : mention.span.start])[-1:])
        after.append(words(text[mention.span.end : statement.span.end])[:1])
    same = [a == b for a, b in (before, after)]
    free = [not a or not b for a, b in (before, after)]
    return any(same) and all(s or f for s, f in zip(same, free, strict=True))


def _alike(left: str, right: str) -> bool:
    left_words, right_words = content(left), content(right)
    shared = len(left_words & right_words)
    return shared >= _FEWEST and shared >= _ALIKE * max(len(left_words), len(right_words))


def _elsewhere(
    sides: Sequence[tuple[Statement, Mention]],
    articles: Mapping[str, Article],
    known: Mapping[str, Entity],
) -> bool:
    """Whether both places locate something, and lie in two countries."""
    countries = set()
    for statement, mention in sides:
        place = known.get(mention.entity_id or "")
        before = articles[statement.article_id].text[statement.span.start : mention.span.start]
        if place is None or place.country is None or not _LOCATED.search(before):
            return False
        countries.add(place.country)
    return len(countries) == len(sides)


def _speaker(statement: Statement, text: str) -> str | None:
    """The person who is quoted, where the story knows who it is, and not by a pronoun alone."""
    said = statement.attribution
    if said is None or said.kind == "indirect" or not said.speaker_id:
        return None
    if any(part.of(text).casefold() in ("he", "she", "they") for part in said.source):
        return None
    return said.speaker_id if said.speaker_id.startswith("person-") else None


def _quoted(statement: Statement, articles: Mapping[str, Article]) -> list[str]:
    parts = statement.attribution.content if statement.attribution else ()
    return [word for part in parts for word in words(part.of(articles[statement.article_id].text))]
