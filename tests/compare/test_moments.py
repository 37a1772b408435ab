"""Times held against each other: instants, days, and clocks of other zones."""

from __future__ import annotations

import pytest

from newsfold.compare.differences.dates import share_no_day
from newsfold.compare.moments import day_of, is_resolved, meet
from newsfold.extract.times import times
from newsfold.records import TimeRef
from tests.extract.times.test_zones import WEDNESDAY
from tests.factories import article


def when(words: str) -> TimeRef:
    return times(article(f"It shook {words}.", published_at=WEDNESDAY))[0]


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("at 10 p.m. PDT on Monday", "at 0500 GMT on Tuesday", True),
        ("at 10 p.m. PDT on Monday", "on Monday", True),
        ("at 10 p.m. PDT on Monday", "on Tuesday", True),  # Tuesday in UTC, and to most who read it
        ("at 10 p.m. PDT on Monday", "on Sunday", False),
        ("at 10 p.m. PDT on Monday", "at 10 p.m. EST on Monday", False),
        ("at 10 p.m. on Monday", "on Tuesday", False),
    ],
)
def test_times_meet(left: str, right: str, alike: bool) -> None:
    assert meet(when(left), when(right)) is meet(when(right), when(left)) is alike


def test_the_day_of_a_clock_is_its_own() -> None:
    day = day_of(when("at 10 p.m. PDT on Monday"))
    assert day is not None and day.isoformat()[:10] == "2021-02-01"
    unknown = times(article("It shook on Monday."))[0]
    assert not is_resolved(unknown) and day_of(unknown) is None and not meet(unknown, unknown)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("on Monday", "on Tuesday", True),
        ("on Monday night", "on Tuesday morning", False),
        ("on Monday night", "on Tuesday evening", True),
        ("on Monday morning", "on Tuesday morning", True),
    ],
)
def test_a_night_and_the_morning_after_it_are_no_two_days(left: str, right: str, apart: bool) -> None:
    assert share_no_day(when(left), when(right)) is share_no_day(when(right), when(left)) is apart
