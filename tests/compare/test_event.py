"""The day of an event: what its articles say first, and not what they say of the past."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.compare.event import event
from newsfold.extract.times import times
from newsfold.records import Annotations
from newsfold.text import sentences
from tests.factories import article

PUBLISHED = datetime(2019, 4, 25, 15, tzinfo=UTC)  # a Thursday


def day_of(*texts: str, published: datetime | None = PUBLISHED) -> str:
    """The event's day by articles of these texts; only the first is dated."""
    articles = [article(text, str(i), published_at=None if i else published) for i, text in enumerate(texts)]
    notes = {
        a.id: Annotations(
            article_id=a.id,
            sentences=tuple(sentences(a.text)),
            times=tuple(times(a, published, "published" if a.published_at else "story")),
        )
        for a in articles
    }
    start = event(articles, notes, ()).start
    assert start is not None
    return start.date().isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The leaders met on Wednesday.", "2019-04-24"),
        ("The leaders met today. They first met on 12 March 1991.", "2019-04-25"),
        # background in the very first sentence
        ("On 12 March 1991 the pact was signed; on Wednesday it was torn up.", "2019-04-24"),
        ("Since 2011 nobody had come. A ship came on Tuesday.", "2019-04-23"),
        ("After Sunday's vote the mayor stepped down on Wednesday.", "2019-04-24"),
        ("The mayor stepped down on Wednesday, and must leave by Friday.", "2019-04-24"),
        # no day near publication: that of publication
        ("The 1980s were hard. The pact of 9 May 1950 held.", "2019-04-25"),
    ],
)
def test_a_sentence_about_the_past_does_not_move_the_event(text: str, day: str) -> None:
    assert day_of(text) == day


def test_an_undated_article_is_held_against_its_storys_dates() -> None:
    old = "The pact of 12 March 1991 is dead. It was signed on 12 March 1991 in the old hall."
    assert day_of("The pact was torn up on Wednesday.", old, old) == "2019-04-24"


def test_without_any_date_the_latest_day_named_stands_for_publication() -> None:
    text = "The pact of 12 March 1991 was torn up on 24 April 2019."
    assert day_of(text, published=None) == "2019-04-24"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The pact was torn up on 16 April 2019.", "2019-04-16"),
        ("The pact was torn up on 15 April 2019.", "2019-04-25"),
        ("The pact will be torn up on 29 April 2019.", "2019-04-29"),
        ("The pact will be torn up on 30 April 2019.", "2019-04-25"),
    ],
)
def test_the_day_lies_near_publication(text: str, day: str) -> None:
    assert day_of(text) == day


def stands(day: int, sentence: int, before: str = "on") -> str:
    """A text that names a day of April in its sentence of this number, from 0."""
    return " ".join(["Nobody spoke."] * sentence + [f"The pact was torn up {before} {day} April 2019."])


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        # the first sentence counts three of those behind the lead
        ([stands(24, 0), stands(20, 5), stands(20, 6)], "2019-04-24"),
        ([stands(24, 0), *[stands(20, 5)] * 4], "2019-04-20"),
        # the fourth counts more than the fifth, and less than two of those behind the lead
        ([stands(24, 3), stands(20, 4)], "2019-04-24"),
        ([stands(20, 3), stands(24, 6), stands(24, 6)], "2019-04-24"),
        # a day that it is only placed against counts a quarter
        ([stands(20, 0, "after"), stands(24, 5)], "2019-04-24"),
        ([stands(20, 0, "after"), stands(20, 0, "after"), stands(24, 5)], "2019-04-20"),
    ],
)
def test_what_stands_early_weighs_more(texts: list[str], day: str) -> None:
    assert day_of(*texts) == day
