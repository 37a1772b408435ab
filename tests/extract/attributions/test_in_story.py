"""Sources that a story's other words settle."""

from __future__ import annotations

import pytest

from newsfold.extract.attributions.in_story import named, office_holders
from newsfold.records import Article, Attribution, Entity, Mention, Span

ENTITIES = [
    Entity(id="person-orla-venn", name="Orla Venn", kind="person", aliases=("Orla Venn", "Venn")),
    Entity(id="organisation-rivers", name="Rivers Agency", kind="organisation", aliases=("Rivers Agency",)),
]
TEXT = (
    "Mining minister Orla Venn spoke first. The agency that watches the rivers, Rivers Agency, agreed. "
    "A spokesman for Orla Venn left."
)


def article(text: str) -> Article:
    return Article(id="a", place="a", title="", text=text, language="en")


def mention(text: str, name: str, start: int = 0) -> Mention:
    at = text.index(name, start)
    id = next(e.id for e in ENTITIES if name in e.aliases)
    kind = "person" if id.startswith("person") else "organisation"
    return Mention(article_id="a", span=Span(start=at, end=at + len(name)), kind=kind, entity_id=id)  # type: ignore[arg-type]


MENTIONS = [mention(TEXT, "Orla Venn"), mention(TEXT, "Rivers Agency"), mention(TEXT, "Orla Venn", 60)]

# (the source as the text has it, whose it is)
SOURCES = [
    ("Mining minister Orla Venn", "Orla Venn"),
    ("The agency that watches the rivers, Rivers Agency", "Rivers Agency"),
    # a spokesman is not the one he speaks for
    ("A spokesman for Orla Venn", "A spokesman for Orla Venn"),
]


def speaker(text: str, source: str) -> str | None:
    at = text.index(source)
    said = Attribution(
        article_id="a",
        content=(Span(start=0, end=1),),
        source=(Span(start=at, end=at + len(source)),),
        kind="indirect",
        speaker=source,
    )
    offices = office_holders([(article(TEXT), MENTIONS)])
    (found,) = named(text, [said], MENTIONS if text == TEXT else [], ENTITIES, offices)
    return found.speaker


@pytest.mark.parametrize(("source", "expected"), SOURCES)
def test_a_name_in_the_source_settles_it(source: str, expected: str) -> None:
    assert speaker(TEXT, source) == expected


def test_an_office_that_another_article_gives_to_one_person_settles_it() -> None:
    assert speaker("The mining minister said so.", "The mining minister") == "Orla Venn"
    assert speaker("The health minister said so.", "The health minister") == "The health minister"
