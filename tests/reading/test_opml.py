"""No feed of a list is lost, however carelessly the list was written."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from newsfold.reading import opml, pages
from newsfold.records import Rejected
from newsfold.watch import Sources

FEED, RSS = "https://ledger.example/feed?a=1&b=2", "https://beacon.example/rss"
ESCAPED = FEED.replace("&", "&amp;")


@pytest.mark.parametrize(
    "body",
    [
        f'<opml><body><outline xmlUrl="{ESCAPED}"/><outline xmlUrl="{RSS}"/></body></opml>',
        f'<opml><body><outline xmlUrl="{FEED}"/><outline xmlUrl="{RSS}"/></body></opml>',
        f'<opml><body><outline text="R&D" xmlUrl="{FEED}"/><outline xmlURL="{RSS}"/></body></opml>',
        f'<opml><body><outline text="The "Ledger"" xmlUrl="{FEED}"/><outline XMLURL="{RSS}"/></body></opml>',
        f"<opml><body><outline text='It's' xmlUrl='{FEED}'/><outline xmlurl='{RSS}'/></body></opml>",
        f'<opml><body><outline text="a < b" xmlUrl="{FEED}"><outline xmlUrl="{RSS}"/></outline></opml>',
        f'<opml><body><outline text="Caf&eacute;" xmlUrl="{FEED}"/><outline xmlUrl="{RSS}"/></body></opml>',
        f'<opml><body><outline xmlUrl="{FEED}"/><outline xmlUrl="{RSS}"/><outline text="cut o',
        f"<OPML><BODY><OUTLINE XMLURL='{FEED}'/><OUTLINE XmlUrl='{RSS}'/></BODY></OPML>",
        f'<opml><body><outline type="rss" url="{FEED}"/><outline feedUrl="{RSS}"/></body></opml>',
        f'<opml xmlns="urn:lists"><body><outline xmlUrl="{ESCAPED}"/><outline xmlUrl="{RSS}"/></body></opml>',
        f'<opml><body><outline xmlUrl="feed:{FEED}"/><outline xmlUrl="{RSS}"/>\x0c</body></opml>',
        f'<!-- <outline xmlUrl="https://gone.example/"/> --><opml><outline xmlUrl="{FEED}"/>'
        f'<outline xmlUrl="{RSS}"/></opml>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_both_feeds(body: str, encoding: str) -> None:
    assert opml.outlines(body.encode(encoding)) == [FEED, RSS]


def test_an_ampersand_that_only_looks_like_an_entity_stays() -> None:
    url = "https://ledger.example/feed?a=1&copy=2&lt;"
    body = f'<opml><body><outline xmlUrl="{url}"/></body></opml>'
    assert opml.outlines(body.encode()) == ["https://ledger.example/feed?a=1&copy=2<"]


def test_an_outline_without_the_feeds_address_gives_its_pages() -> None:
    body = b'<opml><outline text="Folder"><outline type="rss" htmlUrl="https://a.example/"/></outline></opml>'
    assert opml.outlines(body) == ["https://a.example/"]


def test_a_scheme_of_feeds() -> None:
    body = b'<opml><body><outline xmlUrl="feed://a.example/f"/><outline xmlUrl="/g"/></body></opml>'
    assert opml.outlines(body, "https://b.example/list") == ["http://a.example/f", "https://b.example/g"]


@pytest.mark.parametrize("body", [b"", b"<html><body>no list</body></html>", b"{}", b"\x00" * 50])
def test_what_is_no_list(body: bytes) -> None:
    assert not opml.outlines(body)


def test_a_packed_list_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(gzip.compress(f'<opml><outline text="é" xmlUrl="{RSS}"/></opml>'.encode("utf-16")))
    [listed] = pages(path)
    assert isinstance(listed, Rejected) and (listed.place, listed.reason) == (RSS, "not fetched")
    assert Sources([path]).feeds() == [RSS]


def test_opml_lists(tmp_path: Path) -> None:
    body = (
        b"<opml version='2.0'><body><outline text='x'><outline xmlUrl='https://a.example/feed'/>"
        b"<outline xmlUrl='https://a.example/feed'/><outline xmlUrl='file:///etc/passwd'/>"
        b"<outline xmlUrl='https://b.example/feed'/></outline></body></opml>"
    )
    listed = ["https://a.example/feed", "file:///etc/passwd", "https://b.example/feed"]
    assert opml.outlines(body) == listed
    path = tmp_path / "feeds.opml"
    path.write_bytes(body)
    assert [item.place for item in pages(path)] == listed
