"""Where accounts put another place, person or body into one slot, or give one quotation to two people.

Two statements that are one claim and alike in all but a name have a slot where it stands. A finding is shown
only where neither article speaks of the other's place or person: one that knows both tells two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newsfold.compare.alignment import Pair
from newsfold.compare.differences.clashes import difference
from newsfold.compare.words import content, longest_run
from newsfold.language import either
from newsfold.language import words as listed
from newsfold.records import (
    Article,
    Difference,
    DifferenceKind,
    Entity,
    Mention,
    Statement,
)
from newsfold.text import words

_SURE = 0.65  # likelihood of one claim
_ALIKE = 0.6  # share of the words in common, the names in the slot aside
_FEWEST = 3  # and at least so many of them
_SAME_WORDS = 8  # words in a row that are one quotation
_SLOTS: tuple[tuple[DifferenceKind, tuple[str, ...]], ...] = (
    ("place", ("place",)),
    ("name", ("person", "organisation")),
)
_LOCATED = re.compile(
    rf"\b(?:{either(listed('prepositions', 'of place'))}|{either(listed('prepositions', 'of a way'))})"
    r"\s+(?:the\s+)?$",
    re.I,
)


def slot_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    near: Iterable[Pair],
    entities: Sequence[Entity],
) -> list[Difference]:
    """Differences of place and name: one claim, other words for where it was or who it was.

    Places count where both stand behind a word that locates and lie in two countries: a town and the
    country around it are no difference. Claim ids are filled in later.
    """
    known = {entity.id: entity for entity in entities}
    spoken_of = _spoken_of(statements)
    found = []
    for pair in near:
        if pair.score < _SURE:
            continue
        left, right = statements[pair.left], statements[pair.right]
        for kind, kinds in _SLOTS:
            mine = _own(left, kinds, spoken_of[right.article_id])
            theirs = _own(right, kinds, spoken_of[left.article_id])
            if mine is None or theirs is None or mine.kind != theirs.kind:
                continue
            sides = ((left, mine), (right, theirs))
            named = [(s, m.span.of(articles[s.article_id].text)) for s, m in sides]
            if named[0][1] == named[1][1]:
                continue  # one name that was taken for two entities
            if _is_known(named, articles) or not _in_one_slot(sides, articles):
                continue
            texts = [_around(statement, mention, articles) for statement, mention in sides]
            if _alike(*texts) and (kind == "name" or _elsewhere(sides, articles, known)):
                found.append(difference(kind, named, articles))
    return found


def agent_differences(
    statements: Sequence[Statement], articles: Mapping[str, Article], near: Iterable[Pair]
) -> list[Difference]:
    """One quotation, word for word, that two accounts give to two people, of whom each knows only its own.

    An article that names the other's speaker too may have him in a sentence that is read wrongly.
    """
    spoken_of = _spoken_of(statements)
    found = []
    for pair in near:
        left, right = statements[pair.left], statements[pair.right]
        mine, theirs = (_speaker(s, articles[s.article_id].text) for s in (left, right))
        if mine is None or theirs is None:
            continue
        if mine in spoken_of[right.article_id] or theirs in spoken_of[left.article_id]:
            continue
        speakers = [(s, (s.attribution and s.attribution.speaker) or "") for s in (left, right)]
        if _may_be_one(*(name for _, name in speakers)) or _is_known(speakers, articles):
            continue
        quoted = [_quoted(s, articles) for s in (left, right)]
        if longest_run(*quoted) >= _SAME_WORDS:
            found.append(difference("agent", speakers, articles))
    return found


def _may_be_one(left: str, right: str) -> bool:
    """Whether two names may be one person's: they share a word, or its start, or one is a single word."""
    mine, theirs = words(left), words(right)
    alike = any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs if min(len(a), len(b)) > 2)
    return alike or min(len(mine), len(theirs)) < 2


def _spoken_of(statements: Sequence[Statement]) -> Mapping[str, set[str]]:
    """The entities that each article mentions anywhere."""
    result: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        result[statement.article_id] |= {m.entity_id for m in statement.mentions if m.entity_id}
    return result


def _own(statement: Statement, kinds: Sequence[str], others: set[str]) -> Mention | None:
    """The one named thing of these kinds that the other article does not speak of; None where not one."""
    mentions = [m for m in statement.mentions if m.kind in kinds and m.form == "name" and not m.government]
    own = [m for m in mentions if m.entity_id and m.entity_id not in others]
    return own[0] if len({m.entity_id for m in own}) == 1 and len(mentions) == len(own) else None


def _around(statement: Statement, mention: Mention, articles: Mapping[str, Article]) -> str:
    """A statement's words without the mention."""
    text = articles[statement.article_id].text
    before = text[statement.span.start : mention.span.start]
    return f"{before} {text[mention.span.end : statement.span.end]}"


def _is_known(named: Sequence[tuple[Statement, str]], articles: Mapping[str, Article]) -> bool:
    """Whether an article has the last word of the other's name anywhere: "the government", "the court"."""
    (left, mine), (right, theirs) = named
    return any(
        content(name.split()[-1]) & content(articles[other.article_id].text)
        for other, name in ((left, theirs), (right, mine))
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
    mine, theirs = content(left), content(right)
    shared = len(mine & theirs)
    return shared >= _FEWEST and shared >= _ALIKE * max(len(mine), len(theirs))


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
