"""Which statements of a story date it, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsfold.extract.times import times
from newsfold.records import Annotations, TimelineEntry
from newsfold.tell.timeline import timeline
from tests.factories import article, claim, date, evidence, story

DAY = datetime(2016, 6, 1, tzinfo=UTC)
STORY = story("a", "b", event_start=DAY, event_end=DAY + timedelta(days=1))


def test_the_timeline_is_in_order_and_tells_background_apart() -> None:
    opened, died = "The rail tunnel opened on Wednesday.", "Nine workers died while it was dug."
    first, second = article(opened, "a"), article(died, "b")
    day = date(first, "Wednesday", "2016-06-01", DAY, DAY + timedelta(days=1), resolved_against="story")
    start, end = (DAY.replace(year=year, month=1) for year in (2001, 2002))
    old = date(second, "Nine", "2001", start, end, "year", "itself")
    notes = [Annotations(article_id="a", times=(day,)), Annotations(article_id="b", times=(old,))]
    claims = [claim(opened, evidence(first)), claim(died, evidence(second))]
    entries = timeline(STORY, {"a": first, "b": second}, notes, claims)
    assert [(e.text, e.background, e.inferred) for e in entries] == [
        (died, True, False),
        (opened, False, True),
    ]


def entries(text: str, dated: bool = True, language: str = "en") -> list[TimelineEntry]:
    """The timeline of one article of this sentence, of Wednesday 1 June 2016 or without a date."""
    news = article(text, "a", language=language, published_at=DAY + timedelta(hours=9) if dated else None)
    read = times(news) if dated else times(news, anchor=DAY, anchor_kind="story")
    annotations = [Annotations(article_id="a", times=tuple(read))]
    return timeline(STORY, {"a": news}, annotations, [claim(text, evidence(news))])


@pytest.mark.parametrize(
    "text",
    [
        "In Celle, the funeral of the mayor, who died in a crash on May 21, was held.",
        "The order was signed by Anna Holt, who left office on Monday.",
        "The bridge which opened on Monday cost 12 billion.",
    ],
)
def test_the_date_of_a_relative_clause_is_not_that_of_its_sentence(text: str) -> None:
    assert entries(text) == []


@pytest.mark.parametrize(
    ("language", "relative", "plain"),
    [
        ("es", "Enterraron al alcalde, que murió el 21 de mayo.", "El alcalde murió el 21 de mayo."),
        ("fr", "On a enterré le maire, qui est mort le 21 mai.", "Le maire est mort le 21 mai."),
        ("de", "Sie begruben den Mann, der am 21. Mai starb.", "Der Mann starb am 21. Mai."),
        ("ru", "Похоронили мэра, который умер 21 мая.", "Мэр умер 21 мая."),
        ("es", "Abrirán el puente, según dijo el alcalde el 21 de mayo.", "El puente abrió el 21 de mayo."),
        ("de", "Die Brücke öffnet bald, sagte er am 21. Mai.", "Die Brücke öffnete am 21. Mai."),
    ],
)
def test_relative_clauses_of_other_languages_date_nothing_either(
    language: str, relative: str, plain: str
) -> None:
    assert entries(relative, language=language) == []
    assert [e.start for e in entries(plain, language=language)] == [datetime(2016, 5, 21, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Murió el martes a las 18:30 en su casa."),
        ("de", "Er starb am Dienstagabend um 18.30 Uhr."),
        ("ru", "Он умер во вторник в 18:30."),
        ("zh", "他于周二18时30分去世了。"),
        ("ja", "5月31日午後6時30分に死亡した。"),
        ("ar", "توفي يوم الثلاثاء الساعة 18:30."),
        ("hi", "मंगलवार को 18:30 बजे उनका निधन हुआ।"),
    ],
)
def test_a_clock_with_its_day_is_a_date_in_every_language(language: str, text: str) -> None:
    (only,) = entries(text, language=language)
    assert only.start in {datetime(2016, 5, 31, 18, 30, tzinfo=UTC), datetime(2016, 5, 31, 18, tzinfo=UTC)}


def test_a_date_before_or_behind_a_relative_clause_is_that_of_its_sentence() -> None:
    for text in ("Anna Holt, who was 52, died on May 21.", "Who left on May 21?"):
        assert [e.start for e in entries(text)] == [datetime(2016, 5, 21, tzinfo=UTC)]
    both = entries("On May 23 they buried the mayor, who died on May 21.")
    assert [e.start.day for e in both] == [23]


def test_the_day_of_a_story_completes_a_weekday_and_stands_for_no_day_itself() -> None:
    assert [e.inferred for e in entries("The bridge opened on Wednesday.", dated=False)] == [True]
    assert entries("The bridge opened today.", dated=False) == []
    assert [e.inferred for e in entries("The bridge opened today.")] == [False]
