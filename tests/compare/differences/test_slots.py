"""Other places and names in one slot, and one quotation given to two people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsfold.compare.alignment import Pair
from newsfold.compare.differences.slots import agent_differences, slot_differences
from newsfold.records import Article, EntityKind, Statement
from tests.factories import article, attribution, entity, mention, span, statement

PAIR = [Pair(left=0, right=1, score=0.9, cosine=0.9)]
PLACES = [
    entity(name, "place", country=country)
    for name, country in (("Oslo", "NO"), ("Bergen", "NO"), ("Riga", "LV"))
]
Told = tuple[str, tuple[str, ...]]  # a sentence and the names in it


def story(*told: Told, kind: EntityKind = "place") -> tuple[list[Statement], dict[str, Article]]:
    """One statement an article, with the names that are mentioned in it."""
    said, articles = [], {}
    for n, (text, names) in enumerate(told):
        one = articles[f"a{n}"] = article(text, f"a{n}", outlet=f"Outlet {n}")
        mentions = tuple(mention(one, name, f"{kind}-{name.casefold()}", kind) for name in names)
        said.append(statement(one, position=n, mentions=mentions))
    return said, articles


LEFT = "The ministers signed the fishing treaty in Oslo on Monday."
RIGHT = "Ministers signed the fishing treaty in {} on Monday."

# (what the other account names, where it differs from Oslo)
TOWNS = [("Riga", ["Oslo", "Riga"]), ("Bergen", []), ("Oslo", [])]


@pytest.mark.parametrize(("town", "expected"), TOWNS)
def test_one_claim_in_two_countries_differs(town: str, expected: list[str]) -> None:
    said, articles = story((LEFT, ("Oslo",)), (RIGHT.format(town), (town,)))
    found = slot_differences(said, articles, PAIR, PLACES)
    assert [v.text for d in found for v in d.values] == expected
    assert all(d.kind == "place" for d in found)


def test_an_article_that_speaks_of_both_places_differs_from_none() -> None:
    earlier = ("Talks in Oslo had failed before.", ("Oslo",))
    said, articles = story((LEFT, ("Oslo",)), (RIGHT.format("Riga"), ("Riga",)), earlier)
    knows_both = replace(said[2], article_id="a1", position=1)
    assert slot_differences([*said[:2], knows_both], articles, PAIR, PLACES) == []


VENN = "Judge Orla Venn opened the trial on Monday."

# (another account, whom it names, whether it differs)
JUDGES = [
    ("Judge Ida Moor opened the trial on Monday.", ["Orla Venn", "Ida Moor"]),
    ("Ida Moor, a nurse, wept when the verdict fell.", []),
]


@pytest.mark.parametrize(("other", "expected"), JUDGES)
def test_another_name_in_one_slot_differs(other: str, expected: list[str]) -> None:
    said, articles = story((VENN, ("Orla Venn",)), (other, ("Ida Moor",)), kind="person")
    found = slot_differences(said, articles, PAIR, [])
    assert [v.text for d in found for v in d.values] == expected
    assert all(d.kind == "name" for d in found)


QUOTE = "“We will never sell this old mill to anybody from the city,”"


@pytest.mark.parametrize(("other", "expected"), [("person-ida-moor", 1), ("person-orla-venn", 0), (None, 0)])
def test_one_quotation_given_to_two_people(other: str | None, expected: int) -> None:
    said, articles = [], {}
    for n, speaker in enumerate(("person-orla-venn", other)):
        one = articles[f"a{n}"] = article(f"{QUOTE} she said.", f"a{n}")
        name = speaker and speaker.removeprefix("person-").replace("-", " ").title()
        quoted = attribution(one, QUOTE, speaker=name, speaker_id=speaker)
        said.append(statement(one, attribution=quoted))
    assert len(agent_differences(said, articles, PAIR)) == expected


# (the speaker of one account, of the other, who is quoted there): one person may stand behind both
ONE_SPEAKER = [
    ("Orla Venn", "Orla M. Venn", "Venn"),
    ("Orla Venn", "Take", "Take"),
    ("Orla Venn", "Ida Moor", "he"),
]


@pytest.mark.parametrize(("one", "other", "source"), ONE_SPEAKER)
def test_speakers_that_may_be_one_do_not_differ(one: str, other: str, source: str) -> None:
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
    assert agent_differences(said, articles, PAIR) == []
