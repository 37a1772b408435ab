"""Stories in several languages, with what the web does to them: nothing is claimed that no source says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.describe import describe
from newsfold.records import Article, Story, StoryDetail
from tests.factories import article
from tests.news_in import NEWS

DAY = datetime(2021, 2, 2, tzinfo=UTC)
LINES = {
    "en": (
        "The harbour council closed the old bridge over the Merle on Friday.",
        "Engineers had seen cracks in two of its seven pillars.",
        "Some 12,400 cars crossed it every day.",
        "The mayor said that a ferry would carry people over until the summer.",
        "Repairs are to cost 3.5 million euros.",
        "The bridge was built in 1931.",
    ),
    "es": (
        "El consejo del puerto cerró el viernes el viejo puente sobre el Merle.",
        "Los ingenieros habían visto grietas en dos de sus siete pilares.",
        "Unos 12.400 coches lo cruzaban cada día.",
        "El alcalde dijo que un transbordador llevará a la gente hasta el verano.",
        "Las reparaciones costarán 3,5 millones de euros.",
        "El puente se construyó en 1931.",
    ),
    "ar": (
        "أغلق مجلس الميناء يوم الجمعة الجسر القديم فوق نهر ميرل.",
        "وكان المهندسون قد رأوا شقوقا في اثنتين من دعاماته السبع.",
        "وكانت نحو 12400 سيارة تعبره كل يوم.",
        "وقال رئيس البلدية إن عبارة ستنقل الناس حتى الصيف.",
        "وستكلف الإصلاحات 3.5 مليون يورو.",
        "وقد بني الجسر عام 1931.",
    ),
}


def story_of(*articles: Article) -> StoryDetail:
    return describe(Story(id=1, article_ids=tuple(sorted(a.id for a in articles))), articles, {})


def account(language: str, lines: tuple[str, ...] | None = None, day: int = 2, id: str = "") -> Article:
    text = "\n".join(lines or LINES[language])
    return article(
        text,
        id=id or language,
        outlet=f"Outlet {id or language}",
        title=text.split("\n")[0].rstrip("."),
        language=language,
        published_at=DAY.replace(day=day),
    )


def test_translated_copies_of_one_text_are_one_origin() -> None:
    detail = story_of(account("en"), account("es", day=3), account("ar", day=3))
    assert [(o.name, o.inferred) for o in detail.origins] == [("Outlet en", True)]
    assert {(d.article_id, d.inferred) for d in detail.derivations} == {("es", True), ("ar", True)}
    shared = [c for c in detail.claims if len({e.article_id for e in c.evidence}) > 1]
    assert len(shared) >= 5
    assert {len(c.origins) for c in shared} == {1}
    assert "corroborated" not in {c.status for c in detail.claims}


def test_accounts_that_share_claims_are_not_surely_two_origins() -> None:
    partly = (
        LINES["es"][0],
        LINES["es"][4],
        "Los vecinos de Altea piden desde hace años un túnel para bicicletas.",
    )
    detail = story_of(account("en"), account("es", partly))
    assert not detail.derivations
    shared = [c for c in detail.claims if len({e.article_id for e in c.evidence}) > 1]
    assert shared and {c.status for c in shared} == {"origins not clear"}
    assert all(c.text in LINES["en"] for c in shared)


def test_a_story_in_other_languages_alone_has_an_account_in_the_language_of_most() -> None:
    detail = story_of(
        account("es"), account("ar"), account("es", LINES["es"][:3] + LINES["es"][5:], id="es2")
    )
    assert detail.account
    assert all(s.text in LINES["es"] for s in detail.account)
    assert detail.story.title == LINES["es"][0].rstrip(".")


@pytest.mark.parametrize("language", sorted(NEWS))
def test_a_story_of_one_article_in_any_language_is_told_by_its_sentences(language: str) -> None:
    detail = story_of(account(language, NEWS[language].text))
    assert detail.claims
    for sentence in detail.account:
        assert sentence.text in detail.articles[0].text.replace("\n", " ")


def test_half_translated_pages_and_wrong_languages_make_no_false_claims() -> None:
    mixed = account("es", (*LINES["es"][:3], *LINES["en"][3:]), id="mixed")
    wrong = account("de", LINES["ar"], id="wrong")
    detail = story_of(account("en"), mixed, wrong)
    texts = {a.id: a.text.split("\n") for a in detail.articles}
    place = {line: at for lines in LINES.values() for at, line in enumerate(lines)}
    for claim in detail.claims:
        said = {place[e.span.of("\n".join(texts[e.article_id]))] for e in claim.evidence}
        assert len(said) == 1, claim.text
