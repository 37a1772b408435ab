"""Articles in different languages: one event, one story. All texts were written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import numpy as np
import pytest

from newsfold.encode import article_text, encode, encode_meaning
from newsfold.fold import FoldResult, article_features, fold, links
from newsfold.fold.across import FEATURES
from newsfold.fold.links import against
from newsfold.language import language_relation
from newsfold.learned import logistic_models
from newsfold.records import Article
from tests.factories import article
from tests.news_in import NEWS

DAY = datetime(2021, 2, 2, 17, 30, tzinfo=UTC)
BRIDGE = article(
    id="bridge-en",
    title="Mayor opens the new bridge over the river",
    text="The mayor opened the new bridge over the river on Tuesday, two years after the old one was closed, "
    "damaged by a flood. Some three hundred people gathered on the bank to see the first cars cross.",
    published_at=DAY,
)
OTHERS = {  # another event in each of some languages
    "en": (
        "Ferry runs aground off Dunmouth",
        "A ferry with 80 people aboard ran aground off the port of Dunmouth in thick fog. Nobody was hurt, "
        "the coast guard said; tugs were to pull it free at high tide.",
    ),
    "es": (
        "Un transbordador encalla frente a Dunmouth",
        "Un transbordador con 80 personas a bordo encalló en la niebla frente al puerto de Dunmouth. No hubo "
        "heridos, según la guardia costera.",
    ),
    "ru": (
        "Паром сел на мель у Данмута",
        "Паром с 80 пассажирами на борту сел на мель в густом тумане у порта Данмут. Никто не пострадал, "
        "сообщила береговая охрана; его снимут буксиры.",
    ),
    "zh": (
        "渡轮在邓茅斯附近搁浅",
        "一艘载有80人的渡轮在浓雾中于邓茅斯港附近搁浅。海岸警卫队表示无人受伤，拖船将在涨潮时把它拖出。",
    ),
}


def bridge(language: str) -> Article:
    news = NEWS[language]
    return article(
        id=f"bridge-{language}",
        title=news.title,
        text="\n".join(news.text),
        language=language,
        published_at=DAY,
    )


def ferry(language: str) -> Article:
    title, text = OTHERS[language]
    return article(id=f"ferry-{language}", title=title, text=text, language=language, published_at=DAY)


def vectors(articles: list[Article]) -> np.ndarray:
    """Rows of the English encoder, which only English has."""
    rows = encode([article_text(a) for a in articles])
    rows[[a.language != "en" for a in articles]] = 0
    return rows


def meanings(articles: list[Article]) -> np.ndarray:
    return encode_meaning([article_text(a) for a in articles], [a.language for a in articles])


def folded(articles: list[Article], meant: bool = True) -> FoldResult:
    return fold(articles, vectors(articles), meanings=meanings(articles) if meant else None)


def stories(result: FoldResult) -> set[tuple[str, ...]]:
    return {story.article_ids for story in result.stories}


def test_one_event_in_two_languages_is_one_story_and_another_event_is_not() -> None:
    articles = [BRIDGE, *map(bridge, NEWS), *map(ferry, OTHERS)]
    assert stories(folded(articles)) == {
        tuple(sorted(a.id for a in articles if a.id.startswith(event))) for event in ("bridge", "ferry")
    }


def test_a_story_has_an_english_title_where_an_outlet_wrote_one() -> None:
    (both,) = folded([BRIDGE, *map(bridge, ("es", "fr", "it", "pt"))]).stories
    (none,) = folded(list(map(bridge, ("es", "pt")))).stories
    assert both.title == BRIDGE.title
    assert none.title in {NEWS["es"].title, NEWS["pt"].title}


def test_neither_order_nor_cut_changes_a_story() -> None:
    listed = [BRIDGE, bridge("es"), bridge("ja"), ferry("en"), ferry("ru")]
    expected = stories(folded(listed))
    assert all(stories(folded(list(order))) == expected for order in list(permutations(listed))[::17])


def test_english_articles_fold_as_they_do_alone() -> None:
    english = [BRIDGE, ferry("en")]
    rows = [article_features(a, row) for a, row in zip(english, vectors(english), strict=True)]
    beside = [
        article_features(a, row, meaning)
        for a, row, meaning in zip(english, vectors(english), meanings(english), strict=True)
    ]
    alone = against(rows[0], [rows[1], rows[0]])
    mixed = against(beside[0], [beside[1], beside[0]])
    assert mixed.table.rows.tobytes() == alone.table.rows.tobytes()
    assert np.isnan(mixed.across).all()


def test_a_pair_is_as_likely_from_either_side() -> None:
    listed = [BRIDGE, bridge("de"), bridge("ar"), bridge("hi"), ferry("es")]
    rows = [
        article_features(a, row, meaning)
        for a, row, meaning in zip(listed, vectors(listed), meanings(listed), strict=True)
    ]
    there = links(rows[:2], rows[2:], 14.0, 0.001)
    back = links(rows[::-1], [], 14.0, 0.001)
    assert set(there) <= set(back) != set()


def test_without_meanings_languages_stay_apart_and_one_language_goes_by_its_words() -> None:
    twice = bridge("es")
    again = article(
        id="bridge-es-2", title=twice.title, text=twice.text[:200], language="es", published_at=DAY
    )
    assert stories(folded([BRIDGE, twice, again, ferry("es")], meant=False)) == {
        ("bridge-en",), ("bridge-es", "bridge-es-2"), ("ferry-es",)
    }  # fmt: skip


def test_a_word_that_languages_can_not_share_is_asked_of_one_language_only() -> None:
    assert language_relation("en", "es") == "one script"
    assert language_relation("ru", "en") == language_relation("zh", "ja") == "two scripts"
    assert language_relation("es", "es") == "one language"
    assert set(logistic_models("languages")) == set(FEATURES)


@pytest.mark.parametrize("name", FEATURES)
def test_more_alike_is_never_less_likely(name: str) -> None:
    terms = logistic_models("languages")[name].terms
    assert all(terms[feature].weight >= 0 for feature in FEATURES[name])
    assert terms["gap"].weight <= 0 and terms["year clash"].weight <= 0
