"""OPML: lists of feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from lxml import etree

from newsfold.reading.coding import unpacked
from newsfold.reading.markup import text_of

_LARGEST_OPML = 16 * 2**20  # bytes of a list, unpacked: bounds the memory
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OUTLINE = re.compile(r"<outline\b(.*?)(?=<outline\b|</outline\b|</body\b|\Z)", re.IGNORECASE | re.DOTALL)
_OUTLINE_ATTRIBUTE = re.compile(  # those that matter; a name or a text may hold anything, also quotes
    r"(?<![\w:-])(xmlurl|htmlurl|feedurl|url|type)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_FEEDS = frozenset(("rss", "rss1", "rss2", "atom", "feed", "rdf", "json", "jsonfeed", "pie"))
_SCHEME = re.compile(r"feed:(?://)?(?=https?://)|feed(?=://)", re.IGNORECASE)  # what links to feeds once had


def outlines(body: bytes, base: str | None = None, charset: str | None = None) -> list[str] | None:
    """What an OPML list names as feeds, in its order, each once; None where it is no list.

    `base` is the list's address, for relative links; `charset` is what the server says it is written in. A
    list that is not sound XML is read tag by tag. Nothing is left out: what is no address of the web is for
    the fetcher to refuse, and an outline of a feed's type that has the address of its page alone gives that.
    """
    text = text_of(unpacked(body, _LARGEST_OPML), charset)
    try:
        rows = _outline_attributes(text)
    except (etree.XMLSyntaxError, ValueError):
        rows = list(_scanned(text))
    named = [address.strip() for row in rows if (address := _address_of_outline(row)) and address.strip()]
    if not named and not re.search(r"<(?:opml|outline)\b", text[:4096], re.IGNORECASE):
        return None
    return list(dict.fromkeys(_feed_address(address, base) for address in named))


def _outline_attributes(text: str) -> list[Mapping[str, str]]:
    """The attributes of every outline of sound XML, under lower-case names."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    return [
        {etree.QName(name).localname.lower(): str(value) for name, value in element.items()}
        for element in root.iter(etree.Element)
        if etree.QName(element).localname.lower() == "outline"
    ]


def _scanned(text: str) -> Iterator[Mapping[str, str]]:
    """The attributes that matter of every outline, wherever they stand before the next."""
    for outline in _OUTLINE.finditer(_COMMENT.sub("", text)):
        yield {
            match[1].lower(): _with_entities_read(
                next(part for part in match.groups()[1:] if part is not None)
            )
            for match in _OUTLINE_ATTRIBUTE.finditer(outline[1])
        }


def _with_entities_read(value: str) -> str:
    """XML's own entities read; in "?a=1&copy=2" there is none."""
    return _ENTITY.sub(
        lambda entity: _CHARACTERS.get(entity[0].lower()) or _numbered_character(entity[0]), value
    )


_CHARACTERS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


def _numbered_character(entity: str) -> str:
    number = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _address_of_outline(row: Mapping[str, str]) -> str | None:
    address = row.get("xmlurl") or row.get("feedurl")
    if not address and row.get("type", "").strip().lower() in _FEEDS:
        address = row.get("url") or row.get("htmlurl")
    return address


def _feed_address(value: str, base: str | None) -> str:
    if scheme := _SCHEME.match(value):
        value = ("" if ":" in scheme[0] else "http") + value[scheme.end() :]
    try:
        return urljoin(base or "", value)
    except ValueError:
        return value
