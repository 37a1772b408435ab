"""Sources that a story's other words settle."""

from __future__ import annotations

import pytest

from newsfold.extract.attributions.in_story import named, office_holders
from tests.factories import article, attribution, entity, mention

ENTITIES = [
    entity("Orla Venn", aliases=("Orla Venn", "Venn")),
    entity("Rivers Agency", "organisation"),
]
TEXT = (
    "Mining minister Orla Venn spoke first. The agency that watches the rivers, Rivers Agency, agreed. "
    "A spokesman for Orla Venn left."
)


VENN, RIVERS = ENTITIES
MENTIONS = [
    mention(article(TEXT), "Orla Venn", VENN.id, "person"),
    mention(article(TEXT), "Rivers Agency", RIVERS.id, "organisation"),
    mention(article(TEXT), "Orla Venn", VENN.id, "person", start=60),
]

# (the source as the text has it, whose it is)
SOURCES = [
    ("Mining minister Orla Venn", "Orla Venn"),
    ("The agency that watches the rivers, Rivers Agency", "Rivers Agency"),
    # a spokesman is not the one he speaks for
    ("A spokesman for Orla Venn", "A spokesman for Orla Venn"),
]


def speaker(text: str, source: str) -> str | None:
    said = attribution(article(text), text[0], "indirect", source=source, speaker=source)
    offices = office_holders([(article(TEXT), MENTIONS)])
    (resolved,) = named(text, [said], MENTIONS if text == TEXT else [], ENTITIES, offices)
    return resolved.speaker


@pytest.mark.parametrize(("source", "expected"), SOURCES)
def test_a_name_in_the_source_settles_it(source: str, expected: str) -> None:
    assert speaker(TEXT, source) == expected


def test_an_office_that_another_article_gives_to_one_person_settles_it() -> None:
    assert speaker("The mining minister said so.", "The mining minister") == "Orla Venn"
    assert speaker("The health minister said so.", "The health minister") == "The health minister"


def test_a_body_is_shown_as_the_story_prints_it() -> None:
    text = "The WSA said so."
    body = entity("World Sea Agency", "organisation", aliases=("WSA",))
    said = attribution(article(text), text[0], "indirect", source="The WSA", speaker="the WSA")
    (resolved,) = named(text, [said], [mention(article(text), "WSA", body.id, "organisation")], [body], {})
    assert (resolved.speaker, resolved.speaker_id) == ("WSA", body.id)
