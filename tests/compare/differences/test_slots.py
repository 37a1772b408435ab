"""Other places and names in one slot, and one quotation given to two people."""

from __future__ import annotations

import pytest

from newsfold.compare.alignment import Pair
from newsfold.compare.differences.slots import agent_differences, slot_differences
from newsfold.records import Article, Attribution, Entity, EntityKind, Mention, Span, Statement

PAIR = [Pair(left=0, right=1, score=0.9, cosine=0.9)]
PLACES = [
    Entity(id=f"place-{name.casefold()}", name=name, kind="place", country=country)
    for name, country in (("Oslo", "NO"), ("Bergen", "NO"), ("Riga", "LV"))
]
Told = tuple[str, tuple[str, ...]]  # a sentence and the names in it


def story(*told: Told, kind: EntityKind = "place") -> tuple[list[Statement], dict[str, Article]]:
    """One statement an article, with the names that are mentioned in it."""
    said, articles = [], {}
    for n, (text, names) in enumerate(told):
        id = f"a{n}"
        articles[id] = Article(id=id, place=id, title="", text=text, language="en", outlet=f"Outlet {n}")
        mentions = tuple(
            Mention(
                article_id=id,
                span=Span(start=text.index(name), end=text.index(name) + len(name)),
                kind=kind,
                entity_id=f"{kind}-{name.casefold()}",
            )
            for name in names
        )
        span = Span(start=0, end=len(text))
        said.append(Statement(article_id=id, span=span, position=n, mentions=mentions))
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
    knows_both = Statement(article_id="a1", span=said[2].span, position=1, mentions=said[2].mentions)
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
    text = f"{QUOTE} she said."
    span = Span(start=0, end=len(text))
    said, articles = [], {}
    for n, speaker in enumerate(("person-orla-venn", other)):
        id = f"a{n}"
        articles[id] = Article(id=id, place=id, title="", text=text, language="en")
        attribution = Attribution(
            article_id=id,
            content=(Span(start=0, end=len(QUOTE)),),
            kind="direct",
            speaker=speaker and speaker.removeprefix("person-").replace("-", " ").title(),
            speaker_id=speaker,
        )
        said.append(Statement(article_id=id, span=span, position=0, attribution=attribution))
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
        text = f"{QUOTE} {words} said."
        articles[f"a{n}"] = Article(id=f"a{n}", place="", title="", text=text, language="en")
        start = text.index(words, len(QUOTE))
        attribution = Attribution(
            article_id=f"a{n}",
            content=(Span(start=0, end=len(QUOTE)),),
            source=(Span(start=start, end=start + len(words)),),
            kind="direct",
            speaker=name,
            speaker_id="person-" + name.casefold().replace(" ", "-"),
        )
        whole = Span(start=0, end=len(text))
        said.append(Statement(article_id=f"a{n}", span=whole, position=0, attribution=attribution))
    assert agent_differences(said, articles, PAIR) == []
