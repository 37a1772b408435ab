"""One quotation given to two people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsfold.compare.alignment import Pair
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.speakers import (
    NamedInStory,
    agent_difference,
    agent_differences,
)
from newsfold.records import Article, Difference, EntityKind, Statement
from tests.factories import article, attribution, entity, mention, span, statement

PAIR = [Pair(left=0, right=1, score=0.9, cosine=0.9)]
NamedSentence = tuple[str, tuple[str, ...]]  # a sentence and the names in it


def story(
    *sentences: NamedSentence, kind: EntityKind = "place"
) -> tuple[list[Statement], dict[str, Article]]:
    """One statement an article, with the names that are mentioned in it."""
    said, articles = [], {}
    for n, (text, names) in enumerate(sentences):
        news = articles[f"a{n}"] = article(text, f"a{n}", outlet=f"Outlet {n}")
        mentions = tuple(mention(news, name, f"{kind}-{name.casefold()}", kind) for name in names)
        said.append(statement(news, position=n, mentions=mentions))
    return said, articles


def in_words(result: Difference | Refusal) -> list[str] | Refusal:
    """The values of a difference, or why there is none."""
    return [value.text for value in result.values] if isinstance(result, Difference) else result


QUOTE = "“We will never sell this old mill to anybody from the city,”"


# (who is quoted in the other account, the speakers that differ, or why none do)
SPEAKERS: list[tuple[str | None, list[str] | Refusal]] = [
    ("person-ida-moor", ["Orla Venn", "Ida Moor"]),
    ("person-orla-venn", "perhaps one speaker"),
    (None, "no speaker known by name"),
]


@pytest.mark.parametrize(("other", "expected"), SPEAKERS)
def test_one_quotation_given_to_two_people(other: str | None, expected: list[str] | Refusal) -> None:
    said, articles = [], {}
    for n, speaker in enumerate(("person-orla-venn", other)):
        news = articles[f"a{n}"] = article(f"{QUOTE} she said.", f"a{n}")
        name = speaker and speaker.removeprefix("person-").replace("-", " ").title()
        quoted = attribution(news, QUOTE, speaker=name, speaker_id=speaker)
        said.append(statement(news, attribution=quoted))
    assert in_words(agent_difference(said[0], said[1], NamedInStory.of(said, articles))) == expected
    assert len(agent_differences(said, articles, PAIR)) == isinstance(expected, list)


def test_speakers_of_other_words_or_known_to_both_do_not_differ() -> None:
    other = "“Nobody from the city will ever be sold a mill by us,”"
    said, articles = [], {}
    for n, (words, name) in enumerate(((QUOTE, "Orla Venn"), (other, "Ida Moor"))):
        news = articles[f"a{n}"] = article(f"{words} she said.", f"a{n}")
        quoted = attribution(news, words, speaker=name, speaker_id=entity(name).id)
        said.append(statement(news, attribution=quoted))
    assert agent_difference(said[0], said[1], NamedInStory.of(said, articles)) == "other words quoted"
    speaks = replace(said[0], mentions=(mention(articles["a0"], "she", "person-ida-moor", "person"),))
    known = NamedInStory.of([speaks, said[1]], articles)
    assert agent_difference(speaks, said[1], known) == "one account knows the other's name"


# (the speaker of one account, of the other, who is quoted there, why they do not differ)
SAME_SPEAKER: list[tuple[str, str, str, Refusal]] = [
    ("Orla Venn", "Orla M. Venn", "Venn", "perhaps one speaker"),
    ("Orla Venn", "Take", "Take", "perhaps one speaker"),
    ("Orla Venn", "Ida Moor", "he", "no speaker known by name"),
]


@pytest.mark.parametrize(("left", "right", "source", "why"), SAME_SPEAKER)
def test_speakers_that_may_be_one_do_not_differ(left: str, right: str, source: str, why: Refusal) -> None:
    said, articles = [], {}
    for n, (name, words) in enumerate(((left, "Venn"), (right, source))):
        where = articles[f"a{n}"] = article(f"{QUOTE} {words} said.", f"a{n}")
        quoted = attribution(
            where,
            QUOTE,
            source=span(where.text, words, len(QUOTE)),
            speaker=name,
            speaker_id=entity(name).id,
        )
        said.append(statement(where, attribution=quoted))
    assert agent_difference(said[0], said[1], NamedInStory.of(said, articles)) == why
    assert agent_differences(said, articles, PAIR) == []


@pytest.mark.parametrize(("words_in_a_row", "alike"), [(8, True), (7, False)])
def test_eight_words_are_one_quotation(words_in_a_row: int, alike: bool) -> None:
    row = "we will never sell this old mill again".split()[:words_in_a_row]
    said, articles = [], {}
    for n, name in enumerate(("Orla Venn", "Ida Moor")):
        quote = f"“{' '.join(row)} {'today' if n else 'here'},”"
        news = articles[f"a{n}"] = article(f"{quote} she said.", f"a{n}")
        quoted = attribution(news, quote, speaker=name, speaker_id=f"person-{n}")
        said.append(statement(news, attribution=quoted))
    differs = agent_difference(said[0], said[1], NamedInStory.of(said, articles))
    assert isinstance(differs, Difference) is alike
