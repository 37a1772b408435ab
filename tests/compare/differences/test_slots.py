"""Other places and names in one slot, and one quotation given to two people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsfold.compare.alignment import Pair
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.slots import (
    NamedInStory,
    agent_difference,
    agent_differences,
    slot_difference,
    slot_differences,
)
from newsfold.records import Article, Difference, EntityKind, Statement
from tests.factories import article, attribution, entity, mention, span, statement

PAIR = [Pair(left=0, right=1, score=0.9, cosine=0.9)]
PLACES = [
    entity(name, "place", country=country)
    for name, country in (("Oslo", "NO"), ("Bergen", "NO"), ("Riga", "LV"))
]
NamedSentence = tuple[str, tuple[str, ...]]  # a sentence and the names in it


def story(*told: NamedSentence, kind: EntityKind = "place") -> tuple[list[Statement], dict[str, Article]]:
    """One statement an article, with the names that are mentioned in it."""
    said, articles = [], {}
    for n, (text, names) in enumerate(told):
        one = articles[f"a{n}"] = article(text, f"a{n}", outlet=f"Outlet {n}")
        mentions = tuple(mention(one, name, f"{kind}-{name.casefold()}", kind) for name in names)
        said.append(statement(one, position=n, mentions=mentions))
    return said, articles


LEFT = "The ministers signed the fishing treaty in Oslo on Monday."
RIGHT = "Ministers signed the fishing treaty in {} on Monday."

# (what the other account names, the values that differ, or why none do)
TOWNS: list[tuple[str, list[str] | Refusal]] = [
    ("Riga", ["Oslo", "Riga"]),
    ("Bergen", "not in two countries"),
    ("Oslo", "no name of its own"),
]


def in_words(found: Difference | Refusal) -> list[str] | Refusal:
    """The values of a difference, or why there is none."""
    return [value.text for value in found.values] if isinstance(found, Difference) else found


@pytest.mark.parametrize(("town", "expected"), TOWNS)
def test_one_claim_in_two_countries_differs(town: str, expected: list[str] | Refusal) -> None:
    said, articles = story((LEFT, ("Oslo",)), (RIGHT.format(town), (town,)))
    known = NamedInStory.of(said, articles, PLACES)
    assert in_words(slot_difference("place", said[0], said[1], known, 0.9)) == expected
    assert slot_difference("place", said[0], said[1], known, 0.6) == "two claims"
    found = slot_differences(said, articles, PAIR, PLACES)
    assert [d.kind for d in found] == ["place"] * isinstance(expected, list)


def test_an_article_that_speaks_of_both_places_differs_from_none() -> None:
    earlier = ("Talks in Oslo had failed before.", ("Oslo",))
    said, articles = story((LEFT, ("Oslo",)), (RIGHT.format("Riga"), ("Riga",)), earlier)
    knows_both = replace(said[2], article_id="a1", position=1)
    known = NamedInStory.of([*said[:2], knows_both], articles, PLACES)
    assert slot_difference("place", said[0], said[1], known, 0.9) == "no name of its own"
    assert slot_differences([*said[:2], knows_both], articles, PAIR, PLACES) == []


VENN = "Judge Orla Venn opened the trial on Monday."

# (another account that names Ida Moor, the values that differ, or why none do)
JUDGES: list[tuple[str, list[str] | Refusal]] = [
    ("Judge Ida Moor opened the trial on Monday.", ["Orla Venn", "Ida Moor"]),
    ("Ida Moor, a nurse, wept when the verdict fell.", "other words beside the name"),
    ("Judge Ida Moor opened an inn by the sea for her sons.", "other words around"),
    ("Judge Ida Moor opened the trial on Monday, and Venn left.", "one account knows the other's name"),
]


@pytest.mark.parametrize(("other", "expected"), JUDGES)
def test_another_name_in_one_slot_differs(other: str, expected: list[str] | Refusal) -> None:
    said, articles = story((VENN, ("Orla Venn",)), (other, ("Ida Moor",)), kind="person")
    assert (
        in_words(slot_difference("name", said[0], said[1], NamedInStory.of(said, articles), 0.9)) == expected
    )
    found = slot_differences(said, articles, PAIR, [])
    assert [d.kind for d in found] == ["name"] * isinstance(expected, list)


def test_a_person_and_a_body_and_one_name_of_two_are_no_other_names() -> None:
    said, articles = story((VENN, ("Orla Venn",)), (VENN.replace("Orla Venn", "The Court"), ("The Court",)))
    person = replace(said[0], mentions=(replace(said[0].mentions[0], kind="person"),))
    body = replace(said[1], mentions=(replace(said[1].mentions[0], kind="organisation"),))
    assert slot_difference("name", person, body, NamedInStory.of(said, articles), 0.9) == "names of two kinds"
    twice, articles = story((VENN, ("Orla Venn",)), (VENN, ("Orla Venn",)), kind="person")
    namesake = replace(twice[1], mentions=(replace(twice[1].mentions[0], entity_id="person-2"),))
    known = NamedInStory.of([twice[0], namesake], articles)
    assert slot_difference("name", twice[0], namesake, known, 0.9) == "one name"


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
        one = articles[f"a{n}"] = article(f"{QUOTE} she said.", f"a{n}")
        name = speaker and speaker.removeprefix("person-").replace("-", " ").title()
        quoted = attribution(one, QUOTE, speaker=name, speaker_id=speaker)
        said.append(statement(one, attribution=quoted))
    assert in_words(agent_difference(said[0], said[1], NamedInStory.of(said, articles))) == expected
    assert len(agent_differences(said, articles, PAIR)) == isinstance(expected, list)


def test_speakers_of_other_words_or_known_to_both_do_not_differ() -> None:
    other = "“Nobody from the city will ever be sold a mill by us,”"
    said, articles = [], {}
    for n, (words, name) in enumerate(((QUOTE, "Orla Venn"), (other, "Ida Moor"))):
        one = articles[f"a{n}"] = article(f"{words} she said.", f"a{n}")
        quoted = attribution(one, words, speaker=name, speaker_id=entity(name).id)
        said.append(statement(one, attribution=quoted))
    assert agent_difference(said[0], said[1], NamedInStory.of(said, articles)) == "other words quoted"
    speaks = replace(said[0], mentions=(mention(articles["a0"], "she", "person-ida-moor", "person"),))
    known = NamedInStory.of([speaks, said[1]], articles)
    assert agent_difference(speaks, said[1], known) == "one account knows the other's name"


# (the speaker of one account, of the other, who is quoted there, why they do not differ)
ONE_SPEAKER: list[tuple[str, str, str, Refusal]] = [
    ("Orla Venn", "Orla M. Venn", "Venn", "perhaps one speaker"),
    ("Orla Venn", "Take", "Take", "perhaps one speaker"),
    ("Orla Venn", "Ida Moor", "he", "no speaker known by name"),
]


@pytest.mark.parametrize(("one", "other", "source", "why"), ONE_SPEAKER)
def test_speakers_that_may_be_one_do_not_differ(one: str, other: str, source: str, why: Refusal) -> None:
    said, articles = [], {}
    for n, (name, words) in enumerate(((one, "Venn"), (other, source))):
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
