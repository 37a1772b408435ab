"""Each spelling of a name with the languages that print it."""

from __future__ import annotations

from newsfold.extract.entities import link
from newsfold.present import StoryView, story_view
from newsfold.records import Annotations, StoryDetail
from newsfold.web.story_page import story_page
from tests import factories
from tests.extract.entities.named_in import Named, naming


def shown(*named: Named) -> StoryView:
    entities, linked = link(named)
    articles = tuple(article for article, _ in named)
    detail = StoryDetail(
        story=factories.story(*(article.id for article in articles)),
        articles=articles,
        entities=tuple(entities),
        annotations=tuple(Annotations(article_id=id, mentions=tuple(linked[id])) for id in sorted(linked)),
    )
    return story_view(detail)


def test_a_spelling_has_the_languages_of_the_articles_that_print_it() -> None:
    view = shown(
        naming("en", "Vladimir Putin", "Putin"),
        naming("de", "Putin"),
        naming("ru", "Путиным"),
        naming("ar", "بوتين"),
    )
    [entity] = view.entities
    assert entity.name == "Vladimir Putin"
    assert {name.text: name.languages for name in entity.printed} == {
        "Vladimir Putin": ("en",),
        "Putin": ("de", "en"),
        "Путиным": ("ru",),
        "بوتين": ("ar",),
    }


def test_the_page_names_the_language_behind_each_spelling() -> None:
    page = story_page(shown(naming("en", "Vladimir Putin"), naming("ru", "Путиным"), naming("ar", "بوتين")))
    assert '<bdi lang="ru">Путиным</bdi> <span class="quiet">(Russian)</span>' in page
    assert '<bdi lang="ar">بوتين</bdi> <span class="quiet">(Arabic)</span>' in page


def test_a_story_in_one_language_names_none() -> None:
    page = story_page(shown(naming("en", "Vladimir Putin", "Putin")))
    assert "also <bdi>Putin</bdi>" in page and "(English)" not in page


def test_a_body_is_shown_as_the_latin_articles_print_it() -> None:
    un = naming("en", "UN", kind="organisation")
    view = shown(un, naming("ru", "Организации Объединённых Наций", kind="organisation"))
    assert [(entity.name, entity.full_name) for entity in view.entities] == [("UN", "United Nations")]
    alone = shown(naming("ru", "ООН", kind="organisation"))
    assert [entity.name for entity in alone.entities] == ["ООН"]
    assert alone.entities[0].spellings == ("ООН",)  # what no article prints is none
