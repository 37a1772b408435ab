"""The day that an article puts itself or its event at, where nothing but the input dates it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsfold.encode import article_text, encode
from newsfold.fold import article_features, fold, links, with_windows
from newsfold.fold.article_features import LEAD_LETTERS
from newsfold.fold.dates import day_of, stated_day
from newsfold.records import Article
from tests.factories import article

FETCHED = datetime(2021, 3, 20, 14, tzinfo=UTC)
FERRY = (
    "A ferry ran aground off Tamsey on Tuesday{} with 90 people on board, the coastguard said. The Mary Loe "
    "struck a bank in fog; all were taken off by lifeboat, and four were treated for cuts in Tamsey."
)
GIVEN = (("published_at", "given"),)


def dated(
    text: str, when: datetime | None = FETCHED, title: str = "Ferry runs aground off Tamsey", id: str = "a"
) -> Article:
    return replace(
        article(text, id, title=title, published_at=when, published_grain="minute" if when else None),
        found_in=GIVEN if when else (),
    )


# (what follows "on Tuesday" in the text, the day)
DATES = [
    (", Feb. 2,", (2021, 2, 2)),
    (", February 2nd,", (2021, 2, 2)),
    (", 2 February,", (2021, 2, 2)),
    (", Feb 2, 2021,", (2021, 2, 2)),
    (" (2021-02-02)", (2021, 2, 2)),
    (", Feb. 2, 2019,", None),  # two years before
    (", Dec. 29,", None),  # more than sixty days
    (", March 18,", None),  # two days: that is when news is told
    (", April 2,", None),  # without a year, of last year
    (", Feb. 30,", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "day"), DATES)
def test_a_day_by_its_name(words: str, day: tuple[int, int, int] | None) -> None:
    stated = stated_day(dated(FERRY.format(words)), LEAD_LETTERS)
    assert stated == (day_of(datetime(*day, tzinfo=UTC)) if day else None)


def test_a_day_over_the_turn_of_the_year() -> None:
    late = dated(FERRY.format(", Dec. 29,"), datetime(2021, 1, 20, tzinfo=UTC))
    assert stated_day(late, LEAD_LETTERS) == day_of(datetime(2020, 12, 29, tzinfo=UTC))


def test_an_address_tells_a_day() -> None:
    late = replace(dated(FERRY.format("")), url="https://courier.example/2021/02/03/ferry")
    assert stated_day(late, LEAD_LETTERS) == day_of(datetime(2021, 2, 3, tzinfo=UTC))


@pytest.mark.parametrize("rule", ["json-ld", "page date line", None])
def test_a_date_of_the_page_s_own_stands(rule: str | None) -> None:
    late = replace(
        dated(FERRY.format(", Feb. 2,")),
        found_in=(("published_at", rule),) if rule else (("title", "given"),),
    )
    assert stated_day(late, LEAD_LETTERS) is None


def test_without_a_date_there_is_none_to_be_late() -> None:
    assert stated_day(dated(FERRY.format(", Feb. 2,"), None), LEAD_LETTERS) is None


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("words", "joins"), [(", Feb. 2,", True), ("", False)])
def test_an_article_fetched_weeks_late_joins_its_event_where_it_tells_the_day(
    words: str, joins: bool, backwards: bool
) -> None:
    soon = dated(FERRY.format(""), datetime(2021, 2, 2, 18, tzinfo=UTC), id="soon")
    late = dated(FERRY.format(words), title="All safe after Mary Loe hits bank", id="late")
    given = [late, soon] if backwards else [soon, late]
    result = fold(given, encode([article_text(a) for a in given]))
    assert (len(result.stories) == 1) == joins


def test_what_has_no_date_takes_the_time_it_was_fetched_or_its_neighbours_as_its_window() -> None:
    days = [article(id=f"d{at}", published_at=FETCHED + timedelta(days=at)) for at in range(6)]
    none = article(id="u")
    fetched = replace(article(id="f"), fetched_at=FETCHED)
    rows = in_file([*days[:3], none, *days[3:], fetched])
    windowed = list(with_windows(rows))
    assert [a.window_at for a in windowed] == [None] * 3 + [days[3].published_at] + [None] * 3 + [FETCHED]
    assert all(a.published_at is None for a in windowed if a.window_at)
    # too few neighbours, or neighbours that say nothing, since the input is in no order of time
    assert list(with_windows(in_file([days[0], none, days[1]])))[1].window_at is None
    apart = [article(id=f"a{at}", published_at=FETCHED + timedelta(days=30 * at)) for at in range(4)]
    assert list(with_windows(in_file([*apart[:2], none, *apart[2:]])))[2].window_at is None
    # neighbours in another file, or another sixty-four, are none
    alone = [replace(a, place=f"{a.place}.html") for a in rows]
    assert list(with_windows(alone))[3].window_at is None
    assert list(with_windows(in_file([*days * 10, *days[:4], none])))[-1].window_at is None


def in_file(articles: Sequence[Article]) -> list[Article]:
    return [replace(a, place=f"news.jsonl:{at}") for at, a in enumerate(articles, start=1)]


def test_an_inferred_window_says_whom_an_article_meets_and_nothing_else() -> None:
    when = FETCHED - timedelta(days=30)
    timed, undated = dated(FERRY.format(""), id="a"), dated(FERRY.format(""), None, id="b")
    rows = encode([article_text(timed), article_text(undated)])
    known = [article_features(article, row) for article, row in zip((timed, undated), rows, strict=True)]
    inside = article_features(replace(undated, window_at=FETCHED), rows[1])
    outside = article_features(replace(undated, window_at=when), rows[1])
    assert links(known, [], 14, 0.05) == links([known[0], inside], [], 14, 0.05) != []
    assert links([known[0], outside], [], 14, 0.05) == []


@pytest.mark.parametrize(("days", "counts"), [(3, True), (2, False), (60, True), (61, False)])
def test_a_day_from_three_to_sixty_days_before(days: int, counts: bool) -> None:
    day = FETCHED - timedelta(days=days)
    stated = stated_day(dated(FERRY.format(f" ({day.date()})")), LEAD_LETTERS)
    assert (stated is not None) is counts


@pytest.mark.parametrize(
    ("number", "apart", "placed"), [(4, 2, True), (3, 2, False), (4, 7 / 3, True), (4, 7.1 / 3, False)]
)
def test_four_neighbours_within_a_week_place_an_article(number: int, apart: float, placed: bool) -> None:
    around = [article(id=f"d{at}", published_at=FETCHED + timedelta(days=apart * at)) for at in range(number)]
    *_, last = with_windows(in_file([*around, article(id="u")]))
    assert (last.window_at is not None) is placed
