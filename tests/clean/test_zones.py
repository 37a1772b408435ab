"""The clock that a page is dated by is kept beside UTC."""

from __future__ import annotations

import pytest

from newsfold.clean import clean
from newsfold.records import Article
from tests.factories import page

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
