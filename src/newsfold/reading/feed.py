"""Feeds: RSS, Atom, JSON Feed, and OPML's lists of them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import blake2b
from html import escape, unescape
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
_CUT = re.compile(  # how a text ends that goes on elsewhere
    r"(?:\.\.\.|…|\[\+?\d+ chars\])\W*$"
    r"|\b(?:(?:continue|keep) reading|read (?:more|on|(?:the )?(?:full|whole|rest)\b.*))\W*$"
    r"|\bfull (?:story|article)\W*$",
    re.IGNORECASE,
)
_POSTED = re.compile(r"\bThe post .{1,300} (?:appeared first on|first appeared on) .{1,100}$", re.DOTALL)
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(rb"<link\b[^<>]*>", re.IGNORECASE)
_KIND = re.compile(rb"type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)\b", re.IGNORECASE)
_HREF = re.compile(rb"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_HEAD = 1 << 18  # bytes of a page in which it may name its feed
_TAG = re.compile(r"<[^>]*>")
_ELEMENT = re.compile(rb"</?[A-Za-z][^<>]*>")
_CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_DEEPEST = 200
MOST_ITEMS = 2000  # of one feed that are fetched; a saved feed is read as far as it goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed. `html` is set where the feed holds the article itself.

    `outlet` is the one that the entry names as its source, else the feed's title; `source` the former
    alone. `refused` is a link that leads nowhere on the web. `modified` is set where the feed says when
    the entry was changed.
    """

    url: str | None
    key: str | None
    title: str | None
    published: str | None
    outlet: str | None
    authors: tuple[str, ...] = ()
    language: str | None = None
    html: str | None = None
    source: str | None = None
    refused: str | None = None
    modified: str | None = None

    def place(self, feed: str) -> str:
        """Where the entry of the `feed` at that address is found: the same at every look at the feed."""
        if self.url or self.key:
            return self.url or f"{feed}#{self.key}"
        words = "\0".join((self.refused or "", self.title or "", self.published or "", self.html or ""))
        return f"{feed}#{blake2b(words.encode(), digest_size=8).hexdigest()}"

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


def items(
    body: bytes, base: str | None = None, most: int | None = MOST_ITEMS, charset: str | None = None
) -> list[Item] | None:
    """The first `most` entries of a feed, in its order; None where it is no feed.

    An item's `<source>` names the outlet it came from; without one it is the feed's own. `base` is the
    feed's address, for relative links; `charset` is what the server says that it is written in.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_items(body, base, most)
    if _depth(body) > _DEEPEST:
        return None
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    try:
        parsed = feedparser.parse(
            BytesIO(body), sanitize_html=False, resolve_relative_uris=False, response_headers=headers
        )
    except Exception:  # it raises many kinds on hostile input
        return None
    if not parsed.get("version") and not parsed.entries:
        return None
    own = _text(parsed.feed.get("title"))
    language = _text(parsed.feed.get("language"))
    people = _names(parsed.feed.get("authors"))
    return [_item(entry, own, language, people, base) for entry in parsed.entries[:most]]


def is_whole(body: bytes) -> bool:
    """Whether a feed is there to its end; the answer of a server that broke off may not be."""
    return not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or bool(_END.search(body[-4096:]))


def _depth(body: bytes) -> int:
    """How deep the elements nest; what a feed parser needs grows with the square of it."""
    deepest = depth = 0
    for tag in _ELEMENT.finditer(_CDATA.sub(b"", body)):
        if not tag[0].endswith(b"/>"):
            depth += -1 if tag[0][1:2] == b"/" else 1
            deepest = max(deepest, depth)
    return deepest


def _item(
    entry: Any, outlet: str | None, language: str | None, people: tuple[str, ...], base: str | None
) -> Item:
    source = entry.get("source")
    named = _plain(_text(source.get("title"))) if isinstance(source, dict) else None
    contents = [str(c.get("value") or "") for c in entry.get("content") or [] if isinstance(c, dict)]
    html = max([*contents, str(entry.get("summary") or "")], key=len)
    link = _text(entry.get("link"))
    url = _address(link, base)
    return Item(
        url=url,
        key=_text(entry.get("id")),
        title=_plain(_text(entry.get("title"))),
        published=_text(entry.get("published") or dict.get(entry, "updated") or entry.get("created")),
        outlet=named or outlet,
        authors=_names(entry.get("authors")) or people,
        language=language,
        html=html if _is_full(html) else None,
        source=named,
        refused=None if url else link,
        # feedparser gives the time of publication for a missing time of change
        modified=_text(dict.get(entry, "updated")),
    )


def _names(people: Any) -> tuple[str, ...]:
    listed = people if isinstance(people, list) else []
    names = (_text(person.get("name")) for person in listed if isinstance(person, dict))
    return tuple(name for name in names if name)


def _json_items(body: bytes, base: str | None, most: int | None) -> list[Item] | None:
    try:
        feed = json.loads(body.decode("utf-8", "replace").removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    own, language = _text(feed.get("title")), _text(feed.get("language"))
    people = _names(feed.get("authors") or [feed.get("author")])
    rows = [row if isinstance(row, dict) else {} for row in feed["items"][:most]]
    return [_json_item(row, own, language, people, base) for row in rows]


def _json_item(
    row: dict[str, Any], outlet: str | None, language: str | None, people: tuple[str, ...], base: str | None
) -> Item:
    text = _text(row.get("content_text"))
    html = (
        _text(row.get("content_html"))
        or (text and "".join(f"<p>{escape(p)}</p>" for p in text.split("\n")))
        or ""
    )
    link = _text(row.get("url")) or _text(row.get("external_url"))
    url = _address(link, base)
    return Item(
        url=url,
        key=_text(row.get("id")),
        title=_text(row.get("title")),
        published=_text(row.get("date_published")) or _text(row.get("date_modified")),
        outlet=outlet,
        authors=_names(row.get("authors") or [row.get("author")]) or people,
        language=_text(row.get("language")) or language,
        html=html if _is_full(html) else None,
        refused=None if url else link,
        modified=_text(row.get("date_modified")),
    )


def outlines(body: bytes, base: str | None = None) -> list[str] | None:
    """What an OPML list names as feeds, in its order, each once; None where it is no list.

    Nothing is left out: what is no address of the web is for the fetcher to refuse.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    named = (outline.get("xmlUrl") or outline.get("xmlurl") for outline in root.iter("outline"))
    return list(dict.fromkeys(_joined(url.strip(), base) for url in named if url and url.strip()))


def _joined(value: str, base: str | None) -> str:
    try:
        return urljoin(base or "", value)
    except ValueError:
        return value


def named_by(page: bytes, base: str | None = None) -> str | None:
    """The address of the feed that an HTML page names first, in a `<link>` of a feed's type; or None."""
    links = (link[0] for link in _LINK.finditer(page[:_HEAD]) if _KIND.search(link[0]))
    found = (href for link in links if (href := _HREF.search(link)))
    addresses = (b"".join(part or b"" for part in href.groups()).decode("utf-8", "replace") for href in found)
    return next((url for address in addresses if (url := _address(unescape(address).strip(), base))), None)


def _is_full(html: str) -> bool:
    """Whether this is the article, not the beginning of it."""
    words = unescape(_TAG.sub(" ", html)).split()
    if len(words) < _FULL_WORDS:
        return False
    return not _CUT.search(_POSTED.sub("", " ".join(words[-80:])).strip())


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
