"""Feeds: RSS, Atom and JSON Feed."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from html import escape, unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from newsfold.addresses import canonical, domain
from newsfold.language import phrases
from newsfold.reading.markup import text_of
from newsfold.reading.settings import WHOLE
from newsfold.records import Page
from newsfold.text import normal_name

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|RDF)\b", re.IGNORECASE)
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_JSON = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_CUT_TEXT = re.compile(  # how a text ends that goes on elsewhere
    rf"(?:\.\.\.|…|\[\+?\d+ chars\])\W*$|\b(?:{'|'.join(phrases('boilerplate', 'cut texts'))})\W*$",
    re.IGNORECASE,
)
_POSTED = re.compile(rf"\b(?:{'|'.join(phrases('boilerplate', 'feed notes'))})$", re.DOTALL)
_END_OF_FEED = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL)
_LINK_TAG = re.compile(rb"<link\b[^<>]*>", re.IGNORECASE)
_KIND = re.compile(rb"type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)\b", re.IGNORECASE)
_HREF = re.compile(rb"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_PAGE_HEAD = 1 << 18  # bytes of a page that are searched for its feed: bounds the time
_TAG_OR_COMMENT = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_ESCAPED = re.compile(
    r"&lt;/?(?:p|div|br|a|h[1-6]|[uo]l|li|strong|em|b|i|img|figure|blockquote|span)\b", re.I
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|su[bp]|u|wbr)\b", re.IGNORECASE
)
_URI = re.compile(r"(?:https?|tag|urn):\S", re.IGNORECASE)
_ELEMENT = re.compile(r"</?[A-Za-z][^<>]*>")
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_TITLE_SEPARATOR = re.compile(r"\s+[-–—|·:»]\s+|\s*\|\s*")
_MOST_ESCAPES = 3  # bounds the time: how often a title's entities are read
_DEEPEST_FEED = 200  # bounds the stack: a feed nested deeper is refused
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
        """Where a person finds the entry of the `feed` at that address."""
        if self.url or self.key:
            return self.url or f"{feed}#{self.key}"
        words = "\0".join((self.refused or "", self.title or "", self.published or "", self.html or ""))
        return f"{feed}#{blake2b(words.encode(), digest_size=8).hexdigest()}"

    def identity(self, feed: str) -> str:
        """What the entry is known by at every look at the `feed`: its id there, else its address.

        An id that is an address or another URI is one entry's in every feed.
        """
        if self.key is None:
            return canonical(self.url) or self.place(feed)
        return self.key if _URI.match(self.key) else f"{feed}#{self.key}"

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


def feed_kind(body: bytes) -> str | None:
    """ "feed", "opml", or None for anything else, by what the bytes say."""
    if b"jsonfeed" in body or b"j\0s\0o\0n\0f" in body:
        text = text_of(body)
        if text.startswith("{"):
            return "feed" if _JSON.search(text) and _json_feed(text) is not None else None
    head = text_of(body[:4096])
    if not head.startswith("<") or ("<html" in head.lower() and not head.startswith("<?xml")):
        return None
    return "opml" if _OPML.search(head) else "feed" if _FEED.search(head) else None


def items(
    body: bytes, base: str | None = None, most: int | None = MOST_ITEMS, charset: str | None = None
) -> list[Item] | None:
    """The first `most` entries of a feed, in its order; None where it is no feed.

    An item's `<source>` names the outlet it came from; without one it is the feed's own. `base` is the
    feed's address, for relative links; `charset` is what the server says that it is written in.
    """
    text = text_of(body, charset)
    if text.startswith("{"):
        return _json_items(text, base, most)
    if _depth_of_markup(text) > _DEEPEST_FEED:
        return None
    try:
        parsed = feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except Exception:  # it raises many kinds on hostile input
        return None
    if not parsed.get("version") and not parsed.entries:
        return None
    feed_title = _plain_text(_string_or_number(parsed.feed.get("title")))
    language = _string_or_number(parsed.feed.get("language"))
    people = _names_of_people(parsed.feed.get("authors"))
    return _told_apart(
        [_item_of_entry(entry, feed_title, language, people, base) for entry in parsed.entries[:most]]
    )


def is_whole(body: bytes) -> bool:
    """Whether a feed is there to its end; the answer of a server that broke off may not be."""
    text = text_of(body)
    return not text.startswith("<") or bool(_END_OF_FEED.search(text[-4096:]))


def unrepeated_items(listed: Sequence[Item], feed: str) -> list[Item]:
    """The entries of the `feed` at that address without those that stand in it twice.

    One page under one id is one entry; so is one under an id and without.
    """
    seen: set[str] = set()
    keys: defaultdict[str, set[str | None]] = defaultdict(set)
    unique = []
    for item in listed:
        at = keys[canonical(item.url) or item.identity(feed)]
        if item.identity(feed) not in seen and not (at and (item.key is None or None in at)):
            unique.append(item)
        seen.add(item.identity(feed))
        at.add(item.key)
    return unique


def _told_apart(listed: list[Item]) -> list[Item]:
    """The same entries, without ids that a careless feed gives to different ones."""
    urls: defaultdict[str | None, set[str | None]] = defaultdict(set)
    titles: defaultdict[str | None, set[str | None]] = defaultdict(set)
    for item in listed:
        urls[item.key].add(canonical(item.url) or item.url)
        titles[item.key].add(item.title)
    several = {key for key in urls if len(urls[key]) > 1 and len(titles[key]) > 1}
    return [replace(item, key=None) if item.key in several else item for item in listed]


def _depth_of_markup(text: str) -> int:
    """How deep the elements nest; what a feed parser needs grows with the square of it."""
    deepest = depth = 0
    for tag in _ELEMENT.finditer(_CDATA.sub("", text)):
        if not tag[0].endswith("/>"):
            depth += -1 if tag[0][1] == "/" else 1
            deepest = max(deepest, depth)
    return deepest


def _item_of_entry(
    entry: Any, outlet: str | None, language: str | None, people: tuple[str, ...], base: str | None
) -> Item:
    source = entry.get("source")
    source = source if isinstance(source, dict) else {}
    named = _plain_text(_string_or_number(source.get("title")))
    contents = [str(c.get("value") or "") for c in entry.get("content") or [] if isinstance(c, dict)]
    html = _markup(max([*contents, str(entry.get("summary") or "")], key=len))
    link = _string_or_number(entry.get("link"))
    url = _absolute_address(link, base)
    return Item(
        url=url,
        key=_string_or_number(entry.get("id")),
        title=_without_outlet(
            _plain_text(_string_or_number(entry.get("title"))),
            named,
            outlet,
            _string_or_number(source.get("href")),
        ),
        published=_string_or_number(
            entry.get("published") or dict.get(entry, "updated") or entry.get("created")
        ),
        outlet=named or outlet,
        authors=_names_of_people(entry.get("authors")) or people,
        language=language,
        html=html if _is_full(html) else None,
        source=named,
        refused=None if url else link,
        # feedparser gives the time of publication for a missing time of change
        modified=_string_or_number(dict.get(entry, "updated")),
    )


def _names_of_people(people: Any) -> tuple[str, ...]:
    listed = people if isinstance(people, list) else []
    names = (
        _plain_text(_string_or_number(person.get("name"))) for person in listed if isinstance(person, dict)
    )
    return tuple(name for name in names if name)


def _json_feed(text: str) -> dict[str, Any] | None:
    """A JSON Feed; None where this is none."""
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return feed if isinstance(feed, dict) and isinstance(feed.get("items"), list) else None


def _json_items(text: str, base: str | None, most: int | None) -> list[Item] | None:
    feed = _json_feed(text)
    if feed is None:
        return None
    feed_title, language = (
        _plain_text(_string_or_number(feed.get("title"))),
        _string_or_number(feed.get("language")),
    )
    people = _names_of_people(feed.get("authors") or [feed.get("author")])
    rows = [row if isinstance(row, dict) else {} for row in feed["items"][:most]]
    return _told_apart([_json_item(row, feed_title, language, people, base) for row in rows])


def _json_item(
    row: dict[str, Any], outlet: str | None, language: str | None, people: tuple[str, ...], base: str | None
) -> Item:
    text = _string_or_number(row.get("content_text"))
    html = (
        _markup(_string_or_number(row.get("content_html")) or "")
        or (text and "".join(f"<p>{escape(p)}</p>" for p in text.split("\n")))
        or ""
    )
    link = _string_or_number(row.get("url")) or _string_or_number(row.get("external_url"))
    url = _absolute_address(link, base)
    return Item(
        url=url,
        key=_string_or_number(row.get("id")),
        title=_without_outlet(_plain_text(_string_or_number(row.get("title"))), outlet),
        published=_string_or_number(row.get("date_published")) or _string_or_number(row.get("date_modified")),
        outlet=outlet,
        authors=_names_of_people(row.get("authors") or [row.get("author")]) or people,
        language=_string_or_number(row.get("language")) or language,
        html=html if _is_full(html) else None,
        refused=None if url else link,
        modified=_string_or_number(row.get("date_modified")),
    )


def named_by(page: bytes, base: str | None = None) -> str | None:
    """The address of the feed that an HTML page names first, in a `<link>` of a feed's type; or None."""
    links = (link[0] for link in _LINK_TAG.finditer(page[:_PAGE_HEAD]) if _KIND.search(link[0]))
    matches = (href for link in links if (href := _HREF.search(link)))
    addresses = (
        b"".join(part or b"" for part in href.groups()).decode("utf-8", "replace") for href in matches
    )
    return next(
        (url for address in addresses if (url := _absolute_address(unescape(address).strip(), base))), None
    )


def _is_full(html: str) -> bool:
    """Whether this is the article, not the beginning of it."""
    words = unescape(_TAG_OR_COMMENT.sub(" ", html)).split()
    if len(words) < WHOLE.entry:
        return False
    return not _CUT_TEXT.search(_POSTED.sub("", " ".join(words[-80:])).strip())


def _plain_text(text: str | None) -> str | None:
    """A title or a name as a reader sees it: without markup, and with its entities read."""
    if text is None:
        return None
    for _ in range(_MOST_ESCAPES):
        text = _TAG_OR_COMMENT.sub(lambda tag: "" if _INLINE_TAG.match(tag[0]) else " ", text)
        if (read := unescape(text)) == text:
            break
        text = read
    return " ".join(text.split()) or None


def _markup(html: str) -> str:
    """The text of an entry as HTML, also where that was escaped once too often."""
    return unescape(html) if _ESCAPED.search(html) and not _TAG_OR_COMMENT.search(html) else html


def _without_outlet(title: str | None, *outlets: str | None) -> str | None:
    """A title without the outlet's name, or its domain, at its end, as aggregators put it there."""
    known = {
        _bare_outlet(name) for outlet in outlets if outlet for name in (outlet, domain(outlet) or "") if name
    }
    for cut in _TITLE_SEPARATOR.finditer(title or ""):
        if title and title[: cut.start()].strip() and _bare_outlet(title[cut.end() :]) in known:
            return title[: cut.start()].strip()
    return title


def _bare_outlet(name: str) -> str:
    return re.sub(r"^(?:the|www)", "", re.sub(r"\W", "", normal_name(name)))


def _string_or_number(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    # JSON may hold half a surrogate pair, which no encoding does.
    return value.strip().encode("utf-8", "replace").decode("utf-8") or None


def _absolute_address(value: str | None, base: str | None) -> str | None:
    if not value:
        return None
    try:
        joined = urljoin(base or "", value)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None
