"""What a feed says of its entries, and what an entry is known by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsfold.clean import clean
from newsfold.reading import feed, pages
from newsfold.records import Article, Page, Rejected

SOURCE = '<source url="https://beacon.example/">The Beacon</source>'


def rss(*entries: str) -> bytes:
    body = "".join(f"<item>{entry}</item>" for entry in entries)
    return f"<rss version='2.0'><channel><title>Gathered</title>{body}</channel></rss>".encode()


def first(body: bytes, base: str | None = None) -> feed.Item:
    listed = feed.items(body, base)
    assert listed
    return listed[0]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry &amp;amp; bridge shut", "Ferry & bridge shut"),
        ("Ferry &amp;amp;amp; bridge shut", "Ferry & bridge shut"),
        ("Norland&amp;#8217;s ferry", "Norland’s ferry"),
        ("&lt;b&gt;Ferry&lt;/b&gt; shut&lt;br/&gt;again", "Ferry shut again"),
        ("<![CDATA[<em>Ferry</em> shut &hellip;]]>", "Ferry shut …"),
        ("Fer&lt;b&gt;ry&lt;/b&gt; shut", "Ferry shut"),
        ("Fares below 5 &lt; 6", "Fares below 5 < 6"),
        ("AT&amp;T buys a ferry", "AT&T buys a ferry"),
    ],
)
def test_titles(title: str, expected: str) -> None:
    assert first(rss(f"<title>{title}</title><link>https://a.example/1</link>")).title == expected
    if "CDATA" not in title:
        row = {"id": "1", "title": title.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")}
        body = {"version": "https://jsonfeed.org/version/1.1", "items": [row]}
        assert first(json.dumps(body).encode()).title == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry shut - The Beacon", "Ferry shut"),
        ("Ferry shut – Beacon", "Ferry shut"),
        ("Ferry shut | THE BEACON", "Ferry shut"),
        ("Ferry shut - beacon.example", "Ferry shut"),
        ("Ferry shut - Gathered", "Ferry shut"),
        ("Ferry - shut at last", "Ferry - shut at last"),
        ("The Beacon", "The Beacon"),
        ("Ferry shut near the beacon", "Ferry shut near the beacon"),
    ],
)
def test_an_aggregators_title_loses_the_outlet_that_its_source_names(title: str, expected: str) -> None:
    item = first(rss(f"<title>{title}</title><link>https://a.example/1</link>{SOURCE}"))
    assert (item.title, item.source) == (expected, "The Beacon")


def test_an_entry_whose_markup_was_escaped_twice() -> None:
    text = "&amp;lt;p&amp;gt;" + "The harbour was quiet all morning. " * 30 + "&amp;lt;/p&amp;gt;"
    html = first(rss(f"<title>T</title><description>{text}</description>")).html
    assert html is not None and html.startswith("<p>The harbour")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "utf-16-be"])
def test_a_json_feed_with_its_version_last(encoding: str) -> None:
    rows = [{"id": "1", "url": "https://a.example/1", "content_text": "word " * 900, "title": "Café"}]
    body = json.dumps({"items": rows, "title": "T", "version": "https://jsonfeed.org/version/1.1"}).encode(
        encoding
    )
    assert feed.feed_kind(body) == "feed"
    assert first(body).title == "Café"
    assert feed.feed_kind(b'{"items": [], "about": "jsonfeed.org"}') is None


def test_the_id_is_an_entrys_identity() -> None:
    def known(link: str, guid: str | None, at: str = "https://a.example/feed") -> str:
        named = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
        return first(rss(f"<title>T</title><link>{link}</link>{named}")).identity(at)

    assert known("https://a.example/1?zx=8", "id-1") == known("https://a.example/1?zx=9", "id-1")
    assert known("https://a.example/1", "id-1") != known("https://a.example/1", "id-2")
    assert known("https://a.example/1", "id-1") != known(
        "https://a.example/1", "id-1", "https://b.example/feed"
    )
    assert known("https://a.example/1", "tag:a") == known(
        "https://a.example/1", "tag:a", "https://b.example/feed"
    )
    assert known("https://www.a.example/1/?utm_source=x", None) == known("http://a.example/1", None)


def test_an_id_that_all_entries_share_is_none() -> None:
    body = rss(*(f"<title>T{n}</title><link>https://a.example/{n}</link><guid>0</guid>" for n in range(3)))
    listed = feed.items(body) or []
    assert len(feed.unrepeated_items(listed, "https://a.example/feed")) == 3
    same = rss(*(f"<title>T</title><link>https://a.example/1?n={n}</link><guid>0</guid>" for n in range(3)))
    assert len(feed.unrepeated_items(feed.items(same) or [], "https://a.example/feed")) == 1


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Beacon</title>
<entry><title>Bridge &amp; river</title><id>tag:1</id><link href="/bridge"/>
<updated>2019-04-25T10:00:00Z</updated>
<author><name>Jane Roe</name></author><source><title>North Ledger</title></source>
<content type="html">{full}</content></entry>
<entry><title>Short</title><id>tag:2</id><link href="https://b.example/short"/>
<summary>A summary.</summary></entry>
</feed>"""


def test_an_atom_feed(tmp_path: Path) -> None:
    full = "&lt;p&gt;" + "The mayor opened the bridge on Monday morning. " * 20 + "&lt;/p&gt;"
    path = tmp_path / "feed.xml"
    path.write_text(ATOM.format(full=full))
    full_page, short = pages(path)
    assert isinstance(full_page, Page) and isinstance(short, Rejected)
    assert (full_page.title, full_page.outlet, full_page.key) == ("Bridge & river", "North Ledger", "tag:1")
    assert (full_page.authors, full_page.published) == (("Jane Roe",), "2019-04-25T10:00:00Z")
    article = clean(full_page)
    assert (
        isinstance(article, Article)
        and article.text.startswith("The mayor")
        and article.outlet == "North Ledger"
    )
    assert (short.reason, short.url) == ("not fetched", "https://b.example/short")
    listed = feed.items(path.read_bytes(), "https://beacon.example/feed")
    assert listed is not None and listed[0].url == "https://beacon.example/bridge"


def test_a_json_feed(tmp_path: Path) -> None:
    rows = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Beacon",
        "items": [
            {
                "id": 1,
                "url": "https://a.example/1",
                "title": "One",
                "content_text": "Words of the day. " * 60,
            },
            {"id": "2", "url": "https://a.example/2", "summary": "Short."},
            "no item",
        ],
    }
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(rows))
    first, second, third = pages(path)
    assert isinstance(first, Page) and (first.key, first.outlet, first.title) == ("1", "The Beacon", "One")
    assert isinstance(second, Rejected) and second.reason == "not fetched"
    assert isinstance(third, Rejected) and third.reason == "bad line"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"http://127.0.0.1/feed",
        b"<rss><channel><item><title>Cut",
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
        b"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;'>]>"
        b"<rss><channel><item><title>&d;&d;</title></item></channel></rss>",
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&a;"
        b"</title></item></channel></rss>",
        b"<rss>" * 10_000,
        b"[" * 100_000,
    ],
)
def test_hostile_feeds_end(tmp_path: Path, body: bytes) -> None:
    for name in ("feed.xml", "feed.json"):
        path = tmp_path / name
        path.write_bytes(body)
        items = list(pages(path))
        assert all(isinstance(item, Rejected) for item in items)
        assert b"root:" not in repr(items).encode()


def test_every_entry_of_a_saved_feed_is_counted(tmp_path: Path) -> None:
    items = [{"id": str(n), "title": "One"} for n in range(3000)] + ["no entry", {"x": 1}]
    path = tmp_path / "feed.json"
    path.write_text(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    reasons = [item.reason for item in pages(path) if isinstance(item, Rejected)]
    assert reasons == ["not fetched"] * 3000 + ["bad line"] * 2


def test_an_entry_without_a_date_warns_nobody(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss version='2.0'><channel><item><title>One</title></item></channel></rss>")
    (item,) = pages(path)
    assert isinstance(item, Rejected) and item.reason == "not fetched"


PROSE = "The ferry was taken out of service after the harbour master saw a crack in its hull, he said. " * 15


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("Fri, 22 Sep 17 22:05:03 +0300", "2017-09-22T19:05:03+00:00"),
        ("Fri Sep 22 19:05:03 GMT 2017", "2017-09-22T19:05:03+00:00"),
        ("22-Sep-17", "2017-09-22T00:00:00+00:00"),
        # No page is of these days; then the entry's own text says when.
        ("Thu, 01 Jan 1970 00:00:00 +0000", "2017-09-21T00:00:00+00:00"),
        ("Thu, 31 Dec 2099 23:59:59 +0000", "2017-09-21T00:00:00+00:00"),
    ],
)
def test_an_entrys_date(stated: str, published: str) -> None:
    text = f"<![CDATA[<h1>Ferry taken out of service</h1><p>21 September 2017</p><p>{PROSE}</p>]]>"
    entry = (
        f"<title>Ferry taken out of service</title><link>https://a.example/ferry</link>"
        f"<pubDate>{stated}</pubDate><description>{text}</description>"
    )
    article = clean(first(rss(entry)).page("https://a.example/ferry"))
    assert isinstance(article, Article) and article.published_at is not None
    assert article.published_at.isoformat() == published


def test_a_json_feeds_date_as_a_number() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A",
        "items": [{"id": "1", "content_text": PROSE, "date_published": 1506107103}],
    }
    article = clean(first(json.dumps(body).encode()).page("https://a.example/ferry"))
    assert isinstance(article, Article) and article.published_at is not None
    assert article.published_at.isoformat() == "2017-09-22T19:05:03+00:00"
