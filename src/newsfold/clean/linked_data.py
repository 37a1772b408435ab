"""JSON-LD as pages have it: with small faults in its form, and of several articles at once."""

from __future__ import annotations

import html
import json
import math
import re
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from lxml import etree

from newsfold.addresses import canonical
from newsfold.text import collapse, normal_name, pieces

Node = dict[str, Any]

KINDS = {
    "opinionnewsarticle": "opinion",
    "reviewnewsarticle": "opinion",
    "liveblogposting": "live",
    "advertisercontentarticle": "advertisement",
    "newsarticle": "news",
    "reportagenewsarticle": "news",
    "analysisnewsarticle": "news",
    "backgroundnewsarticle": "news",
    "asknewsarticle": "news",
}
_ARTICLE_TYPES = frozenset(KINDS) | {
    "article",
    "blogposting",
    "socialmediaposting",
    "report",
    "scholarlyarticle",
    "techarticle",
    "satiricalarticle",
}
_PAGE_TYPES = frozenset({"webpage", "itempage", "collectionpage", "breadcrumblist", "imageobject"})
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)"
    r"|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
# A string, or what only JavaScript has: a comment, a comma behind the last value.
_BEYOND_JSON = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?(?:\*/|\Z)|//[^\n]*|,(?=\s*[}\]])', re.DOTALL)
_BETWEEN_VALUES = re.compile(r"[\s,;]*")
_MOST_NODES = 5000  # bounds the time and the memory: objects of a page that are looked at
_MOST_WHOLES = 3  # bounds the walk from a part to its whole, which may go in a circle


def graph_nodes(root: etree._Element) -> list[Node]:
    """Every JSON-LD object of the page, outer ones first."""
    as_list: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        queue = deque(islice(_values_of_script(script.text or ""), _MOST_NODES))
        while queue and len(as_list) < _MOST_NODES:
            node = queue.popleft()
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                as_list.append(node)
                inner = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
                queue.extend(node[key] for key in inner if key in node)
    return as_list


def _values_of_script(text: str) -> Iterator[Any]:
    """The values that a script holds, one or several; those before a fault that nothing mends."""
    text = _WRAPPED.sub("", text).strip().lstrip("\ufeff")
    if text.startswith(("{&quot;", "[{&quot;", "{ &quot;")):
        text = html.unescape(text)
    try:
        yield json.loads(text, strict=False)
        return
    except (ValueError, RecursionError):
        pass
    text = _BEYOND_JSON.sub(lambda match: match[1] or "", text)
    decoder, at = json.JSONDecoder(strict=False), _past(text, 0)
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        at = _past(text, end)


def _past(text: str, at: int) -> int:
    between = _BETWEEN_VALUES.match(text, at)
    return between.end() if between else at


def types(node: Node) -> set[str]:
    """What an object is, in small letters, without the vocabulary's address."""
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in as_list(node.get("@type"))}


def as_list(value: Any) -> list[Any]:
    """The values of a property that may have one or several."""
    return value if isinstance(value, list) else [] if value is None else [value]


def word(value: Any) -> str | None:
    """A string out of JSON-LD's ways to give one: itself, the first of a list, an object's name or URL."""
    for item in as_list(value):
        if isinstance(item, dict):
            item = item.get("name") or item.get("url") or item.get("@id") or item.get("@value")
            item = next(iter(as_list(item)), None)
        if isinstance(item, str) and (text := _on_one_line(item)):
            return text
    return None


def date_text(value: Any) -> str | None:
    """A date as text, also where it is given as a number."""
    for item in as_list(value):
        if isinstance(item, dict):
            item = item.get("@value")
        if isinstance(item, int | float) and not isinstance(item, bool) and math.isfinite(item):
            return str(int(item))
        if text := word(item):
            return text
    return None


def _on_one_line(text: str) -> str:
    """`text` on one line; markup and entities that some pages leave inside their JSON are read."""
    if "&" in text or "<" in text:
        try:
            tree = etree.fromstring(f"<p>{text}</p>", etree.HTMLParser())
            text = "".join(str(piece) for piece in tree.itertext())
        except (etree.XMLSyntaxError, ValueError, AttributeError):
            pass
    return collapse(text.encode("utf-8", "replace").decode("utf-8"))  # half a surrogate pair is legal JSON


def picture(value: Any) -> str | None:
    """The address of an image."""
    for item in as_list(value):
        if isinstance(item, dict):
            item = item.get("url") or item.get("contentUrl") or item.get("@id")
        if isinstance(item, str) and (address := _on_one_line(item)):
            return address
    return None


def resolved(value: Any, among: Sequence[Node]) -> Any:
    """An object given by its `@id` alone, looked up among the page's other objects."""
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and "@id" in value:
        same = [node for node in among if node.get("@id") == value["@id"] and node is not value]
        return next((node for node in same if node.get("name")), next(iter(same), value))
    return value


def own_articles(
    among: Sequence[Node], addresses: Collection[str | None], titles: Collection[str]
) -> list[Node]:
    """The objects that are the page's article, the surest first; none where all are of other pages.

    `addresses` are those that the page has or gives itself, `titles` its headings and titles. An article that
    has neither of them, and an address of its own, is another page's where the page's are known.
    """
    known = {page for address in addresses if (page := canonical(address))}
    names = [name for title in titles if (name := normal_name(title))]
    scores = [(node, _score_of_article(node, known, names)) for node in among if types(node) & _ARTICLE_TYPES]
    best = max((score for _, score in scores), default=-1)
    if best < 0:
        return []
    return [node for node, score in scores if score == best][: None if best > 0 else 1]


def _score_of_article(node: Node, known: Collection[str], titles: Sequence[str]) -> int:
    """2 for an article at the page's address, 1 for one with its title, −1 for one that has others."""
    given = [page for address in addresses_of(node) if (page := canonical(address))]
    headline = normal_name(word(node.get("headline")) or word(node.get("name")) or "")
    at = any(page in known for page in given)
    named = len(headline) > 8 and any(headline in title or title in headline for title in titles if title)
    if (
        not at
        and not named
        and given
        and known
        and headline
        and titles
        and not _shares_words(headline, titles)
    ):
        return -1
    return 2 * at + named


def _shares_words(headline: str, titles: Sequence[str]) -> bool:
    """Whether a headline shares half of its words with the page's titles: one of them may be for searches."""
    words, known = set(pieces(headline)), {name for title in titles for name in pieces(title)}
    return 2 * len(words & known) >= len(words)


def addresses_of(node: Node) -> list[str]:
    """The addresses that an object gives itself."""
    return [
        text for key in ("url", "mainEntityOfPage", "@id") if (text := word(_page_address(node.get(key))))
    ]


def _page_address(value: Any) -> Any:
    """A page by its address rather than its name."""
    for item in as_list(value):
        if isinstance(item, dict):
            return item.get("@id") or item.get("url")
    return value


def publisher_name(node: Node, among: Sequence[Node]) -> str | None:
    """Who publishes an article: its publisher, else the site or the paper that it is a part of."""
    for key in ("publisher", "sourceOrganization"):
        name = word(resolved(node.get(key), among))
        if name and not name.startswith("http"):
            return name
    whole: Any = node
    for _ in range(_MOST_WHOLES):
        parts = [resolved(part, among) for part in as_list(whole.get("isPartOf"))]
        objects = [part for part in parts if isinstance(part, dict)]
        sites = [part for part in objects if not types(part) & (_PAGE_TYPES | _ARTICLE_TYPES)]
        name = next((text for part in sites if (text := word(part.get("name")))), None)
        if name and not name.startswith("http"):
            return name
        if not objects:
            return None
        whole = objects[0]
    return None
