"""What a page states of itself."""

from __future__ import annotations

import pytest

from newsfold.clean.html import parse_html
from newsfold.clean.metadata import Stated, metadata


def stated(head: str, body: str = "", url: str = "https://www.northledger.example/a") -> Stated:
    document = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert document is not None
    return metadata(document, url)


def test_an_agency_is_not_the_outlet_that_prints_it() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "%s"}}</script>'
    site = '<meta property="og:site_name" content="%s">'
    assert stated(data % "Associated Press" + site % "The North Ledger").outlet == "The North Ledger"
    assert stated(data % "Ledger Holdings" + site % "North Ledger").outlet == "North Ledger"
    assert stated(data % "North Ledger" + site % "Ledger Online").outlet == "North Ledger"
    assert stated(data % "Reuters", url="https://www.reuters.com/a").outlet == "Reuters"


def test_an_outlets_motto_is_no_part_of_its_name() -> None:
    meta = stated('<meta property="og:site_name" content="Read it first | North Ledger">')
    assert meta.outlet == "North Ledger"


def test_the_heading_readers_see_is_the_title_but_a_logo_is_not() -> None:
    head = '<meta property="og:title" content="Bridge opens: what drivers need to know">'
    shown = stated(head, "<h1>What drivers need to know as the bridge opens</h1>")
    assert (shown.title, shown.rules["title"]) == ("What drivers need to know as the bridge opens", "h1")
    assert stated(head, "<h1>The North Ledger</h1>").rules["title"] == "meta"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        (
            "<div class='byline'>By <a href='/j'>Jane Roe</a><a href='/k'>John Doe</a></div>",
            "Jane Roe, John Doe",
        ),
        (
            "<div class='byline'><a href='/j'>Jane Roe</a> <a href='/k'>John Doe</a></div>",
            "Jane Roe, John Doe",
        ),
        (
            "<div class='byline'><span>By</span> <a>Jane Roe</a> <span>Rail correspondent</span></div>",
            "Jane Roe",
        ),
        ("<div class='byline'><b>Jane</b> <b>Roe</b></div>", "Jane Roe"),
        ("<div class='byline'><b>Mary Ann</b> <b>Roe</b></div>", "Mary Ann Roe"),
        ("<div class='byline'><b>Jane Roe</b><span>Copy link</span></div>", "Jane Roe"),
        ("<a rel='author nofollow' href='/j'>Jane Roe</a>", "Jane Roe"),
        (
            "<meta name='author' content='https://f.example/jroe'><meta name='author' content='Jane Roe'>",
            "Jane Roe",
        ),
        ("<meta name='author' content='Modal Trigger'><span class='byline'>By Jane Roe</span>", "Jane Roe"),
        (
            "<meta name='author' content='jroe@ledger.example'><span class='byline'>By Jane Roe</span>",
            "Jane Roe",
        ),
        # A comment's author is none of the article's.
        ("<div class='comment'><span itemprop='author'>Ann Other</span></div>", ""),
    ],
)
def test_authors_out_of_what_markup_calls_a_byline(byline: str, authors: str) -> None:
    assert ", ".join(stated("", f"<h1>Bridge opens at last</h1>{byline}").authors) == authors


def test_a_section_is_read_from_the_address_and_may_say_opinion() -> None:
    assert stated("", url="https://a.example/politics/2019/a-vote").section == "politics"
    assert stated("", url="https://a.example/2019/politics-of-bread").section is None
    assert stated("", url="https://[a/politics/2019").section is None
    meta = stated("", url="https://a.example/opinion/a-vote")
    assert (meta.kind, meta.rules["kind"]) == ("opinion", "section")
