"""Where accounts give one quotation to two people.

A finding is shown only where neither article speaks of the other's person: one that knows both tells two
things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsfold.compare.alignment import Pair
from newsfold.compare.differences.clashes import difference
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.settings import QUOTED_WORDS
from newsfold.compare.words import content, longest_run
from newsfold.records import (
    Article,
    Difference,
    Statement,
)
from newsfold.text import words


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInStory:
    """What a story knows of its names: its articles, and whom each article speaks of."""

    articles: Mapping[str, Article]
    spoken_of: Mapping[str, set[str]]  # entity ids by article id

    @classmethod
    def of(cls, statements: Sequence[Statement], articles: Mapping[str, Article]) -> NamedInStory:
        """The same from all statements of the story."""
        spoken_of: dict[str, set[str]] = defaultdict(set)
        for statement in statements:
            spoken_of[statement.article_id] |= {m.entity_id for m in statement.mentions if m.entity_id}
        return cls(articles=articles, spoken_of=spoken_of)


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
    if _may_be_one_person(*(name for _, name in speakers)):
        return "perhaps one speaker"
    if _names_other(speakers, articles):
        return "one account knows the other's name"
    if longest_run(*(_words_said(s, articles) for s in (left, right))) < QUOTED_WORDS:
        return "other words quoted"
    return difference("agent", speakers, articles)


def _may_be_one_person(left: str, right: str) -> bool:
    """Whether two names may be one person's: they share a word, or its start, or one is a single word."""
    left_words, right_words = words(left), words(right)
    alike = any(
        a.startswith(b) or b.startswith(a) for a in left_words for b in right_words if min(len(a), len(b)) > 2
    )
    return alike or min(len(left_words), len(right_words)) < 2


def _names_other(named: Sequence[tuple[Statement, str]], articles: Mapping[str, Article]) -> bool:
    """Whether an article has the last word of the other's name anywhere: "the government", "the court"."""
    (left, left_name), (right, right_name) = named
    return any(
        content(name.split()[-1]) & content(articles[other.article_id].text)
        for other, name in ((left, right_name), (right, left_name))
        if name.split()
    )


def _speaker(statement: Statement, text: str) -> str | None:
    """The person who is quoted, where the story knows who it is, and not by a pronoun alone."""
    said = statement.attribution
    if said is None or said.kind == "indirect" or not said.speaker_id:
        return None
    if any(part.of(text).casefold() in ("he", "she", "they") for part in said.source):
        return None
    return said.speaker_id if said.speaker_id.startswith("person-") else None


def _words_said(statement: Statement, articles: Mapping[str, Article]) -> list[str]:
    parts = statement.attribution.content if statement.attribution else ()
    return [word for part in parts for word in words(part.of(articles[statement.article_id].text))]
