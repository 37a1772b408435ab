"""Clock times with zones, and days by the page's own clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.extract.times import times
from tests.factories import article

# late on Tuesday 2 February 2021 five hours west of Greenwich
WEDNESDAY = datetime(2021, 2, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words", "start", "offset"),
    [
        ("It shook at 10 p.m. PDT on Monday.", "10 p.m. PDT on Monday", "2021-02-02T05:00", -420),
        ("It shook at 0500 GMT on Tuesday.", "0500 GMT on Tuesday", "2021-02-02T05:00", 0),
        ("Doors opened at 7:30 p.m. ET Monday.", "7:30 p.m. ET Monday", "2021-02-02T00:30", -300),
        ("It began at 6 a.m. Pacific on Monday.", "6 a.m. Pacific on Monday", "2021-02-01T14:00", -480),
        ("It began at 14:30 GMT+2 on Monday.", "14:30 GMT+2 on Monday", "2021-02-01T12:30", 120),
        ("It began at 9 p.m. IST on Monday.", "9 p.m. IST on Monday", "2021-02-01T15:30", 330),
        # summer time holds in July, though "Eastern time" does not say so
        ("It began at 8 p.m. Eastern time on July 4, 2020.", "8 p.m. Eastern time on July 4, 2020",
         "2020-07-05T00:00", -240),
        # the same moment told twice
        ("At 10:35 a.m. (0735 GMT) on Tuesday it shook.", "10:35 a.m.", "2021-02-02T07:35", 180),
        ("At 1:05 a.m. (1905 GMT) on Tuesday it shook.", "1:05 a.m.", "2021-02-02T19:05", 360),
        # no zone
        ("It began at 9 p.m. local time Monday.", "9 p.m. local time Monday", "2021-02-01T21:00", None),
        ("It ended at 5 p.m. Central Park was full.", "5 p.m", "2021-02-03T17:00", None),
    ],
)  # fmt: skip
def test_a_clock_with_a_zone_is_an_instant(text: str, words: str, start: str, offset: int | None) -> None:
    first = times(article(text, published_at=WEDNESDAY))[0]
    assert first.start is not None
    assert (first.span.of(text), first.start.isoformat()[:16], first.utc_offset) == (words, start, offset)


@pytest.mark.parametrize(("offset", "day"), [(None, "2021-02-03"), (-300, "2021-02-02"), (540, "2021-02-03")])
def test_today_is_the_day_of_the_pages_own_clock(offset: int | None, day: str) -> None:
    page = article("The bridge was closed today.", published_at=WEDNESDAY, utc_offset=offset)
    assert [time.value for time in times(page)] == [day]
