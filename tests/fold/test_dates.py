"""The day that an article puts itself or its event at, where nothing but the input dates it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsfold.encode import article_text, encode
from newsfold.fold import fold
from newsfold.fold.dates import day_of, day_told
from newsfold.fold.traits import LEAD_LETTERS
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
TOLD = [
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


@pytest.mark.parametrize(("told", "day"), TOLD)
def test_a_day_by_its_name(told: str, day: tuple[int, int, int] | None) -> None:
    found = day_told(dated(FERRY.format(told)), LEAD_LETTERS)
    assert found == (day_of(datetime(*day, tzinfo=UTC)) if day else None)


def test_a_day_over_the_turn_of_the_year() -> None:
    told = dated(FERRY.format(", Dec. 29,"), datetime(2021, 1, 20, tzinfo=UTC))
    assert day_told(told, LEAD_LETTERS) == day_of(datetime(2020, 12, 29, tzinfo=UTC))


def test_an_address_tells_a_day() -> None:
    told = replace(dated(FERRY.format("")), url="https://courier.example/2021/02/03/ferry")
    assert day_told(told, LEAD_LETTERS) == day_of(datetime(2021, 2, 3, tzinfo=UTC))


@pytest.mark.parametrize("rule", ["json-ld", "page date line", None])
def test_a_date_of_the_page_s_own_stands(rule: str | None) -> None:
    told = replace(
        dated(FERRY.format(", Feb. 2,")),
        found_in=(("published_at", rule),) if rule else (("title", "given"),),
    )
    assert day_told(told, LEAD_LETTERS) is None


def test_without_a_date_there_is_none_to_be_late() -> None:
    assert day_told(dated(FERRY.format(", Feb. 2,"), None), LEAD_LETTERS) is None


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("told", "joins"), [(", Feb. 2,", True), ("", False)])
def test_an_article_fetched_weeks_late_joins_its_event_where_it_tells_the_day(
    told: str, joins: bool, backwards: bool
) -> None:
    soon = dated(FERRY.format(""), datetime(2021, 2, 2, 18, tzinfo=UTC), id="soon")
    late = dated(FERRY.format(told), title="All safe after Mary Loe hits bank", id="late")
    given = [late, soon] if backwards else [soon, late]
    found = fold(given, encode([article_text(one) for one in given]))
    assert (len(found.stories) == 1) == joins
