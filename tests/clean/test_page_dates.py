"""Which of a page's dates are its article's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsfold.clean import clean
from newsfold.records import Article, Page
from tests.factories import page

TITLE = "Harbour shut after crane falls"
PROSE = "".join(
    f"<p>{text}</p>"
    for text in (
        "The harbour at Lindmoor was shut on Monday after a crane fell into the basin, the port said.",
        "About 40 ships were told to wait outside, and pilots guided those with food to Sandholm.",
        "“Nobody was hurt,” said Otto Grane, who runs the port. “We will open when the wreck is out of it.”",
        "The crane was put up long ago and was last inspected in March, when nothing was wrong with it.",
    )
)
OTHER_TIME = "<time datetime='2022-06-09T10:00Z'>9 June 2022</time>"
TIME = "<time datetime='2022-05-03T08:00Z'>3 May 2022</time>"


def _page(head: str = "", before: str = "", top: str = "", end: str = "", after: str = "") -> str:
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{before}<main><article><h1>{TITLE}</h1>{top}"
        f"{PROSE}{end}</article>{after}</main></body></html>"
    )


def _published(source: str | Page) -> str | None:
    article = clean(source if isinstance(source, Page) else page(source))
    assert isinstance(article, Article)
    return article.published_at.date().isoformat() if article.published_at else None


@pytest.mark.parametrize(
    "beside",
    [
        f"<aside><ul><li>{OTHER_TIME} <a href='/a'>Market reopens</a></li></ul></aside>",
        f"<div class='right-rail'><p>{OTHER_TIME} <a href='/a'>Market reopens</a></p></div>",
        f"<section><h2>Related stories</h2><p>{OTHER_TIME} <a href='/a'>Market reopens</a></p></section>",
        f"<div><div>{OTHER_TIME}<a href='/a'>The market reopens at last</a></div>"
        f"<div>{OTHER_TIME}<a href='/b'>The school votes at last</a></div></div>",
        f"<article><h3>Market reopens</h3>{OTHER_TIME}</article>",
        f"<section id='postComments'><div><b>Ann</b> {OTHER_TIME}<p>It shook for years.</p></div></section>",
        f"<div itemscope itemtype='https://schema.org/Comment'>{OTHER_TIME}"
        "<meta itemprop='datePublished' content='2022-06-09'></div>",
        "<header><span>Thursday, June 9, 2022</span></header>",
    ],
)
@pytest.mark.parametrize("where", ["before", "after"])
def test_times_of_comments_side_bars_and_other_articles_are_none_of_the_articles(
    beside: str, where: str
) -> None:
    assert _published(_page(**{where: beside})) is None
    assert _published(_page(top=TIME, **{where: beside})) == "2022-05-03"


@pytest.mark.parametrize(
    "source",
    [
        _page(end=f"<footer>Published {TIME}</footer>"),
        _page(top=f"<ul><li>Published {TIME}</li><li>Updated {OTHER_TIME}</li></ul>"),
        _page(top=f"<div>Updated: {OTHER_TIME} Published: {TIME}</div>"),
        _page(top=f"<aside><a rel='author' href='/j'>Jane Roe</a> {TIME}</aside>"),
        _page(top="<span itemprop='datePublished'>3 May 2022</span>"),
        _page(top="<abbr class='published' title='2022-05-03T08:00:00Z'>Tuesday</abbr>"),
    ],
)
def test_the_articles_own_times_are_read_where_they_stand(source: str) -> None:
    assert _published(source) == "2022-05-03"


@pytest.mark.parametrize(
    "never", ["1970-01-01T00:00:00Z", "1970-01-20T02:46:04Z", "1969-12-31", "2099-01-01"]
)
def test_an_impossible_date_falls_to_the_next_source(never: str) -> None:
    data = f'<script type="application/ld+json">{{"@type": "Article", "datePublished": "{never}"}}</script>'
    assert _published(_page(data + "<meta name='date' content='2022-05-03'>")) == "2022-05-03"
    assert _published(_page(data, top="<p>3 May 2022</p>")) == "2022-05-03"
    assert _published(_page(f"<meta name='date' content='{never}'>", top=TIME)) == "2022-05-03"
    assert _published(page(_page(top=TIME), published=never)) == "2022-05-03"
    assert _published(_page(data)) is None


def test_of_unmarked_times_the_nearest_to_the_heading_is_the_articles() -> None:
    ticker = f"<div><p>{OTHER_TIME} The market reopens</p><p>{OTHER_TIME} The school votes</p></div>"
    source = _page(before=f"{ticker}<div class='meta'>{TIME}</div>")
    assert _published(source) == "2022-05-03"


def test_no_page_is_from_after_its_fetch() -> None:
    fetched = datetime(2022, 5, 4, tzinfo=UTC)
    assert _published(page(_page(top=TIME), published="2022-05-04", fetched_at=fetched)) == "2022-05-04"
    assert _published(page(_page(top=TIME), published="2022-08-04", fetched_at=fetched)) == "2022-05-03"


def test_an_old_date_stands_where_the_page_shows_it() -> None:
    old = '<script type="application/ld+json">{"@type": "Article", "datePublished": "1969-07-21"}</script>'
    assert _published(_page(old)) is None
    assert _published(_page(old, top="<p>July 21, 1969</p>")) == "1969-07-21"
    assert _published(page(_page(old), url="https://a.example/1969/07/21/harbour")) == "1969-07-21"
    assert _published(page(_page(top="<p>July 21, 1969</p>"))) == "1969-07-21"


def test_a_date_as_a_number() -> None:
    data = '<script type="application/ld+json">{"@type": "Article", "datePublished": 1651564800}</script>'
    assert _published(_page(data)) == "2022-05-03"
