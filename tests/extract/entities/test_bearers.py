"""Things that bear a place's name, which the map shows where the place is not. All texts are our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsfold.extract.entities import link
from newsfold.extract.entities.bearers import is_borne
from newsfold.records import EntityKind, Mention, Span
from tests.factories import article


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Men trapped in the San José mine were lifted out.", "San José"),
        ("en", "They rode in a capsule called Phoenix to the top.", "Phoenix"),
        ("en", "The capsule, named “Phoenix”, went up.", "Phoenix"),
        ("es", "En la mina San José trabajaban 33 hombres.", "San José"),
        ("fr", "Le navire «Valencia» est parti.", "Valencia"),
        ("de", "Die Rettungskapsel „Phoenix“ stieg auf.", "Phoenix"),
        ("de", "Die Phoenix-Kapsel stieg auf.", "Phoenix"),
        ("it", "La nave chiamata Valencia partiva.", "Valencia"),
        ("pt", "O navio Valencia partiu.", "Valencia"),
        ("nl", "Het schip Valencia vertrok.", "Valencia"),
        ("ru", "На шахте «Феникс» работали люди.", "Феникс"),
    ],
)
def test_a_thing_bears_the_name(language: str, text: str, name: str) -> None:
    at = text.index(name)
    assert is_borne(text, at, at + len(name), language)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The mayor of Phoenix spoke of the mine.", "Phoenix"),
        ("en", "They shipped it to Valencia by boat.", "Valencia"),
        ("es", "La mina está cerca de Valencia.", "Valencia"),
        ("zh", "圣何塞矿", "圣何塞"),
    ],
)
def test_a_place_is_a_place(language: str, text: str, name: str) -> None:
    at = text.index(name)
    assert not is_borne(text, at, at + len(name), language)


def _places(text: str, *names: str) -> dict[str, str | None]:
    """The country of each name, in a story of one article."""
    mentions = []
    kind: EntityKind = "place"
    for name in names:
        at = text.index(name)
        mentions.append(Mention(article_id="a", span=Span(start=at, end=at + len(name)), kind=kind))
    entities, linked = link([(replace(article(text, "a"), language="en"), mentions)])
    countries = {entity.id: entity.country for entity in entities}
    return {m.span.of(text): countries[m.entity_id] for m in linked["a"] if m.entity_id is not None}


def test_a_capsule_and_a_mine_are_not_put_where_a_city_is_called_so() -> None:
    text = (
        "In Chile men left the San José mine in a capsule called Phoenix. Chile rejoiced, and Phoenix rested."
    )
    assert _places(text, "Chile", "San José", "Phoenix") == {"Chile": "CL", "San José": None, "Phoenix": None}


def test_a_city_stays_where_it_is() -> None:
    text = "The United States opened the Phoenix mine. In Phoenix people came to see it."
    assert _places(text, "United States", "Phoenix") == {"United States": "US", "Phoenix": "US"}
    text = "Chile spoke with engineers from Phoenix about the mine."
    assert _places(text, "Chile", "Phoenix") == {"Chile": "CL", "Phoenix": "US"}


def test_what_an_article_says_of_a_name_holds_in_all_languages_of_its_story() -> None:
    texts = {
        "en": "In Chile men left the San José mine. Chile rejoiced.",
        "es": "En San José, Chile, todos salieron.",
    }
    annotated = [
        (
            replace(article(text, language), language=language),
            [
                Mention(article_id=language, span=Span(start=at, end=at + len(name)), kind="place")
                for name in ("Chile", "San José")
                for at in [text.index(name)]
            ],
        )
        for language, text in texts.items()
    ]
    entities, _ = link(annotated)
    [place] = [entity for entity in entities if "San José" in entity.aliases]
    assert (place.country, place.latitude) == (None, None)
