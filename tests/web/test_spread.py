from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newsfold.present import DerivationView, StoryView, story_view
from newsfold.web.spread import MOST_ROWS, spread
from tests import press

DAY = datetime(2019, 3, 14, tzinfo=UTC)


def view() -> StoryView:
    return story_view(press.detail())


def test_the_first_is_on_top_and_the_undated_below() -> None:
    drawn = spread(view())
    assert drawn is not None
    names = [row.name for row in drawn.rows]
    assert names == [
        "Meridian Wire",
        "Harbour Courier",
        "Northern Ledger",
        "Evening Standard-Bearer",
        "Coastal Tribune",
        "Island Post",
        "undated.html",
    ]
    dated = [row.x for row in drawn.rows if row.x is not None]
    assert dated == sorted(dated) and len(dated) == 5
    assert drawn.rows[0].article is None and drawn.rows[-1].x is None


def test_a_bow_leads_from_a_text_to_who_took_it() -> None:
    drawn = spread(view())
    assert drawn is not None
    assert {arc.words for arc in drawn.arcs} == {
        "Evening Standard-Bearer, from Northern Ledger",
        "Northern Ledger, from Meridian Wire",
    }
    assert [row.name for row in drawn.rows if row.took] == ["Northern Ledger", "Evening Standard-Bearer"]
    assert drawn.arcs_left_out == 0


def test_an_article_of_a_day_may_be_of_any_hour() -> None:
    story = view()
    articles = tuple(
        replace(a, published_at=DAY, published_grain="day") if a.outlet == "Harbour Courier" else a
        for a in story.articles
    )
    drawn = spread(replace(story, articles=articles))
    assert drawn is not None
    (row,) = [row for row in drawn.rows if row.between]
    assert row.name == "Harbour Courier" and row.between is not None
    assert row.between[0] == 3 and row.between[1] > 20


def test_one_dated_article_is_no_picture() -> None:
    story = view()
    alone = tuple(a if n == 0 else replace(a, published_at=None) for n, a in enumerate(story.articles))
    assert spread(replace(story, articles=alone)) is None
    assert spread(replace(story, articles=story.articles[:1], derivations=())) is None


def test_articles_of_one_minute_stand_in_the_middle() -> None:
    story = view()
    drawn = spread(replace(story, articles=tuple(replace(a, published_at=DAY) for a in story.articles)))
    assert drawn is not None
    assert {row.x for row in drawn.rows if row.article} == {50}


def test_of_hundreds_those_that_copy_are_drawn() -> None:
    story = view()
    plain = story.articles[0]
    many = tuple(replace(plain, id=f"{n:03}", published_at=DAY + timedelta(minutes=n)) for n in range(500))
    copied = DerivationView(
        article_id="499",
        outlet="Harbour Courier",
        from_article_id="498",
        from_agency=None,
        from_name="Harbour Courier",
        grade="whole",
        score=1,
        why="",
        inferred=False,
        spans=(),
    )
    drawn = spread(replace(story, articles=many, derivations=(copied,)))
    assert drawn is not None
    assert len(drawn.rows) == MOST_ROWS and len(drawn.arcs) == 1
    assert len(drawn.others) == 500 - MOST_ROWS
    assert len(drawn.ticks) <= 6
