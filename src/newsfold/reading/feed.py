"""Feeds: RSS, Atom, JSON Feed, and OPML's lists of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree

from newsfold.records import Page

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|RDF)\b", re.IGNORECASE)
_OPML = re.compile(rb"<opml\b", re.IGNORECASE)
_JSON = re.compile(rb'^\s*\{[^\0]{0,2000}?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_FULL_WORDS = 120  # a feed's summary is shorter, its full content is longer
_TAG = re.compile(r"<[^>]*>")
_ELEMENT = re.compile(rb"</?[A-Za-z][^<>]*>")
_CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_DEEPEST = 200
MOST_ITEMS = 2000  # of one feed that are fetched; a saved feed is read as far as it goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed. `html` is set where the feed holds the article itself."""

    url: str | None
    key: str | None
    title: str | None
    published: str | None
    outlet: str | None
    authors: tuple[str, ...] = ()
    language: str | None = None
    html: str | None = None

    def page(self, place: str) -> Page:
        """The article that the feed itself holds, as a page."""
        return Page(
            place=place,
            # A page of its own, so that it is cleaned like one.
            body=f"<html><body><article>{self.html or ''}</article></body></html>".encode("utf-8", "replace"),
            media_type="text/html",
            charset="utf-8",
            key=self.key or self.url,
            url=self.url,
            outlet=self.outlet,
            title=self.title,
            published=self.published,
            language=self.language,
            authors=self.authors,
        )


def kind(body: bytes) -> str | None:
    """ "feed", "opml", or None for anything else, by what the bytes say."""
    head = body[:4096]
    if _JSON.match(head):
        return "feed"
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    if b"<html" in head.lower() and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return None
    return "opml" if _OPML.search(head) else "feed" if _FEED.search(head) else None


def items(body: bytes, base: str | None = None, most: int | None = MOST_ITEMS) -> list[Item] | None:
    """The first `most` entries of a feed, in its order; None where it is no feed.

    An item's `<source>` names the outlet it came from; without one it is the feed's own. `base` is the
    feed's address, for relative links.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_items(body, base, most)
    if _depth(body) > _DEEPEST:
        return None
    try:
        parsed = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # it raises many kinds on hostile input
        return None
    if not parsed.get("version") and not parsed.entries:
        return None
    own = _text(parsed.feed.get("title"))
    language = _text(parsed.feed.get("language"))
    return [_item(entry, own, language, base) for entry in parsed.entries[:most]]


def _depth(body: bytes) -> int:
    """How deep the elements nest; what a feed parser needs grows with the square of it."""
    deepest = depth = 0
    for tag in _ELEMENT.finditer(_CDATA.sub(b"", body)):
        if not tag[0].endswith(b"/>"):
            depth += -1 if tag[0][1:2] == b"/" else 1
            deepest = max(deepest, depth)
    return deepest


def _item(entry: Any, outlet: str | None, language: str | None, base: str | None) -> Item:
    source = entry.get("source")
    named = _text(source.get("title")) if isinstance(source, dict) else None
    contents = [str(c.get("value") or "") for c in entry.get("content") or [] if isinstance(c, dict)]
    html = max([*contents, str(entry.get("summary") or "")], key=len)
    people = [_text(a.get("name")) for a in entry.get("authors") or [] if isinstance(a, dict)]
    return Item(
        url=_address(_text(entry.get("link")), base),
        key=_text(entry.get("id")),
        title=_plain(_text(entry.get("title"))),
        published=_text(entry.get("published") or entry.get("updated") or entry.get("created")),
        outlet=named or outlet,
        authors=tuple(name for name in people if name),
        language=language,
        html=html if _is_full(html) else None,
    )


def _json_items(body: bytes, base: str | None, most: int | None) -> list[Item] | None:
    try:
        feed = json.loads(body.decode("utf-8", "replace").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    own, language = _text(feed.get("title")), _text(feed.get("language"))
    rows = [row if isinstance(row, dict) else {} for row in feed["items"][:most]]
    return [_json_item(row, own, language, base) for row in rows]


def _json_item(row: dict[str, Any], outlet: str | None, language: str | None, base: str | None) -> Item:
    listed = row.get("authors") if isinstance(row.get("authors"), list) else [row.get("author")]
    people = [_text(a.get("name")) for a in listed or [] if isinstance(a, dict)]
    text = _text(row.get("content_text"))
    html = (
        _text(row.get("content_html"))
        or (text and "".join(f"<p>{escape(p)}</p>" for p in text.split("\n")))
        or ""
    )
    return Item(
        url=_address(_text(row.get("external_url")) or _text(row.get("url")), base),
        key=_text(row.get("id")),
        title=_text(row.get("title")),
        published=_text(row.get("date_published")) or _text(row.get("date_modified")),
        outlet=outlet,
        authors=tuple(name for name in people if name),
        language=_text(row.get("language")) or language,
        html=html if _is_full(html) else None,
    )


def outlines(body: bytes, base: str | None = None) -> list[str] | None:
    """The addresses of the feeds an OPML list names, in its order, each once; None where it is no list."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    found: Iterator[str | None] = (
        _address(outline.get("xmlUrl") or outline.get("xmlurl"), base) for outline in root.iter("outline")
    )
    return list(dict.fromkeys(url for url in found if url))


def _is_full(html: str) -> bool:
    return len(_TAG.sub(" ", html).split()) >= _FULL_WORDS


def _plain(text: str | None) -> str | None:
    return " ".join(_TAG.sub(" ", text).split()) or None if text else None


def _text(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    # JSON may hold half a surrogate pair, which no encoding does.
    return value.strip().encode("utf-8", "replace").decode("utf-8") or None


def _address(value: str | None, base: str | None) -> str | None:
    if not value:
        return None
    try:
        joined = urljoin(base or "", value)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None
