"""Dates as pages print them, and the zones they leave out."""

from __future__ import annotations

from datetime import UTC, datetime

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
        ("April 25th, 2019 at 3:05 p.m. ET", "2019-04-25T15:05:00-04:00 minute"),
        ("25th of April 2019", "2019-04-25T00:00:00+00:00 day"),
        ("16 Apr 2019 00:52 GMT", "2019-04-16T00:52:00+00:00 minute"),
        ("10:32 a.m. EST, Jan. 2, 2014", "2014-01-02T10:32:00-05:00 minute"),
        ("25/04/2019", "2019-04-25T00:00:00+00:00 day"),
        ("1556186400", "2019-04-25T10:00:00+00:00 second"),
        ("1556186400000", "2019-04-25T10:00:00+00:00 second"),
        ("978307200", "2001-01-01T00:00:00+00:00 second"),
        ("/Date(1556186400000+0200)/", "2019-04-25T10:00:00+00:00 second"),
        ("20190425101530", "2019-04-25T10:15:30+00:00 second"),
        ("20190425T1015Z", "2019-04-25T10:15:00+00:00 minute"),
        ("2019-04-25-05:00", "2019-04-25T00:00:00+00:00 day"),
        # Two digits of the year.
        ("Thu, 25 Apr 19 10:00:00 +0200", "2019-04-25T10:00:00+02:00 second"),
        ("25-Apr-98", "1998-04-25T00:00:00+00:00 day"),
        ("April 25, '19", "2019-04-25T00:00:00+00:00 day"),
        ("04/25/19", "2019-04-25T00:00:00+00:00 day"),
        ("25 Apr 10:30", None),
        ("04/05/19", None),
        # Clocks and zones.
        ("Thu Apr 25 10:15:30 IST 2019", "2019-04-25T10:15:30+05:30 second"),
        ("Thu, 25 Apr 2019 06:30 PM (IST)", "2019-04-25T18:30:00+05:30 minute"),
        ("25 April 2019, 18.30 hrs IST", "2019-04-25T18:30:00+05:30 minute"),
        ("Updated 6:30 AM ET, Thu July 25, 2019", "2019-07-25T06:30:00-04:00 minute"),
        ("Sept. 5, 2019, 6:30 p.m. Eastern Time", "2019-09-05T18:30:00-04:00 minute"),
        ("April 25, 2019, 6 - 8 p.m. BST", "2019-04-25T18:00:00+01:00 hour"),
        ("April 25, 2019, 11 to 1 p.m.", "2019-04-25T11:00:00+00:00 hour"),
        ("2:05 – 5:14 PM, Apr. 25, 2019", "2019-04-25T14:05:00+00:00 minute"),
        # Which of the two is the month depends on the country.
        ("04/05/2019", None),
        ("2019-02-31", None),
        ("last Thursday", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    parsed = dates.parse_date(text)
    assert (parsed and f"{parsed[0].isoformat()} {parsed[1]}") == expected


@pytest.mark.parametrize(
    ("when", "fetched", "possible"),
    [
        ("2019-04-25", None, True),
        ("1990-01-01", None, True),
        ("1970-01-01T00:00:00Z", None, False),
        ("1989-12-31", None, False),
        ("2099-12-31", None, False),
        ("2037-12-31", None, True),
        ("2019-05-01", "2019-04-25", True),
        ("2019-05-03", "2019-04-25", False),
        ("2020-04-25", "2019-04-25", False),
    ],
)
def test_a_page_is_no_older_than_the_web_nor_newer_than_its_fetch(
    when: str, fetched: str | None, possible: bool
) -> None:
    dated = dates.parse_date(when)
    assert dated is not None
    at = datetime.fromisoformat(fetched).replace(tzinfo=UTC) if fetched else None
    assert dates.is_possible(dated, at) == possible


def test_a_zone_that_was_assumed_is_marked() -> None:
    prose = "<p>" + "The council met on Monday and talked about the bridge until late at night. " * 6
    meta = '<meta property="article:published_time" content="%s">'

    def published(when: str) -> tuple[str, str]:
        article = clean(page(f"<html><head>{meta % when}</head><body>{prose}</body></html>"))
        assert isinstance(article, Article) and article.published_at
        assert article.published_at.tzinfo is UTC
        return article.published_at.isoformat(), dict(article.found_in)["published_at"]

    assert published("2019-04-25T10:30:00+02:00") == ("2019-04-25T08:30:00+00:00", "meta")
    assert published("2019-04-25T10:30:00 EST") == ("2019-04-25T15:30:00+00:00", "meta")
    assert published("2019-04-25T10:30:00") == ("2019-04-25T10:30:00+00:00", "meta, zone assumed")
    assert published("2019-04-25") == ("2019-04-25T00:00:00+00:00", "meta")


PROSE = "The bridge over the Orva was shut after engineers saw a crack in a girder, the county said. " * 4


@pytest.mark.parametrize(
    ("stated", "published", "offset"),
    [
        ("2021-02-02T22:00:00-05:00", "2021-02-03T03:00", -300),
        ("2021-02-03T03:00:00Z", "2021-02-03T03:00", None),
        ("Tue, 02 Feb 2021 18:30:00 +0530", "2021-02-02T13:00", 330),
        ("2021-02-02", "2021-02-02T00:00", None),
    ],
)
def test_the_zone_that_a_page_states(stated: str, published: str, offset: int | None) -> None:
    head = f'<meta property="article:published_time" content="{stated}">'
    result = clean(
        page(f"<html><head><title>Bridge shut</title>{head}</head><body><p>{PROSE}</p></body></html>")
    )
    assert isinstance(result, Article) and result.published_at is not None
    assert (result.published_at.isoformat()[:16], result.utc_offset) == (published, offset)
