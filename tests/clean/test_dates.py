"""Dates as pages print them, and the zones they leave out."""

from __future__ import annotations

from datetime import UTC

import pytest

from newsfold.clean import clean, dates
from newsfold.records import Article
from tests.factories import page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-04-25", "2019-04-25T00:00:00+00:00 day"),
        ("2019-04-25T10:15:30+10:00", "2019-04-25T10:15:30+10:00 second"),
        ("2019-04-25T10:15:30.123Z", "2019-04-25T10:15:30+00:00 second"),
        ("Thu, 25 Apr 2019 10:00:00 GMT", "2019-04-25T10:00:00+00:00 second"),
        ("Thursday 25 April 2019", "2019-04-25T00:00:00+00:00 day"),
        ("April 25th, 2019 at 3:05 p.m. ET", "2019-04-25T15:05:00-05:00 minute"),
        ("25th of April 2019", "2019-04-25T00:00:00+00:00 day"),
        ("16 Apr 2019 00:52 GMT", "2019-04-16T00:52:00+00:00 minute"),
        ("10:32 a.m. EST, Jan. 2, 2014", "2014-01-02T10:32:00-05:00 minute"),
        ("25/04/2019", "2019-04-25T00:00:00+00:00 day"),
        ("1556186400", "2019-04-25T10:00:00+00:00 second"),
        # Which of the two is the month depends on the country.
        ("04/05/2019", None),
        ("2019-02-31", None),
        ("last Thursday", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    found = dates.parse(text)
    assert (found and f"{found[0].isoformat()} {found[1]}") == expected


@pytest.mark.parametrize(
    ("line", "is_one", "changed"),
    [
        ("Thursday 25 April 2019", True, False),
        ("Published: 25 April 2019, 10:15 GMT", True, False),
        ("Last updated on April 25, 2019", True, True),
        ("Sunday, 18 April 2010 – The Agency", True, False),
        ("The bridge opened on 25 April 2019.", False, False),
        ("25 April 2019 was a good day", False, False),
    ],
)
def test_date_lines(line: str, is_one: bool, changed: bool) -> None:
    found = dates.date_line(line)
    assert (found is not None) == is_one
    assert found is None or found[1] == changed


def test_a_zone_that_was_assumed_is_marked() -> None:
    prose = "<p>" + "The council met on Monday and talked about the bridge until late at night. " * 6
    meta = '<meta property="article:published_time" content="%s">'

    def found(when: str) -> tuple[str, str]:
        article = clean(page(f"<html><head>{meta % when}</head><body>{prose}</body></html>"))
        assert isinstance(article, Article) and article.published_at
        assert article.published_at.tzinfo is UTC
        return article.published_at.isoformat(), dict(article.found_in)["published_at"]

    assert found("2019-04-25T10:30:00+02:00") == ("2019-04-25T08:30:00+00:00", "meta")
    assert found("2019-04-25T10:30:00 EST") == ("2019-04-25T15:30:00+00:00", "meta")
    assert found("2019-04-25T10:30:00") == ("2019-04-25T10:30:00+00:00", "meta, zone assumed")
    assert found("2019-04-25") == ("2019-04-25T00:00:00+00:00", "meta")
