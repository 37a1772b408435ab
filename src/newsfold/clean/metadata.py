"""What a page states about itself: JSON-LD, then meta tags, then elements."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

import htmldate
from lxml import etree

from newsfold.addresses import canonical, domain, is_opaque
from newsfold.clean import dates, names
from newsfold.clean.bylines_en import byline, is_nobody
from newsfold.clean.html import Document, content
from newsfold.language import phrases
from newsfold.language import words as listed
from newsfold.records import Grain
from newsfold.text import collapse, normal_name

_KINDS = {
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
_ARTICLES = frozenset(_KINDS) | {
    "article",
    "blogposting",
    "socialmediaposting",
    "report",
    "scholarlyarticle",
    "techarticle",
    "satiricalarticle",
}
_META = {
    "title": "og:title twitter:title parsely-title dc.title dcterms.title sailthru.title headline",
    "outlet": "og:site_name application-name dc.publisher publisher",
    "published": "article:published_time og:article:published_time datepublished parsely-pub-date "
    "sailthru.date dc.date.issued dc.date dcterms.created dcterms.date pubdate publishdate publish-date "
    "published_time article_date_original cxenseparse:recs:publishtime date publication_date "
    "article.published ptime dc.date.created displaydate iso-8601-publish-date",
    "modified": "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified "
    "dc.date.modified article.updated",
    "authors": "author article:author parsely-author sailthru.author dc.creator dcterms.creator byl authors "
    "cxenseparse:author",
    "section": "article:section og:article:section parsely-section sailthru.section section cg",
    "image": "og:image twitter:image parsely-image-url sailthru.image.full",
    "url": "og:url twitter:url parsely-link",
    "language": "og:locale dc.language content-language language",
    "type": "og:type",
    "opinion": "article:opinion",
    "tier": "article:content_tier",
}  # fmt: skip
_META_NAMES = {name: tuple(listed.split()) for name, listed in _META.items()}
_COMMENT = re.compile(
    r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>|/\*\]\]>\*/)\s*$"
)
_NODE_LIMIT = 5000
_NO_OUTLETS = frozenset(phrases("outlets", "agencies and platforms"))
_OPINION = frozenset(listed("sections", "opinion"))
_SECTIONS = _OPINION.union(listed("sections", "others"))


@dataclass(slots=True)
class Stated:
    """What a page states, and the rule that found each value."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    domain: str | None = None  # whose the page is, also where no address of the page itself is stated
    language: str | None = None
    authors: tuple[str, ...] = ()
    published: tuple[datetime, Grain] | None = None
    modified: tuple[datetime, Grain] | None = None
    section: str | None = None
    image: str | None = None
    kind: str | None = None
    paywalled: bool | None = None
    page_type: str | None = None  # what it calls itself where that is no article: "website", "CollectionPage"
    rules: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: object, rule: str) -> None:
        """Keep `value` unless an earlier rule gave one."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.rules[name] = rule


def metadata(document: Document, url: str | None, *, json_ld: bool = True) -> Stated:
    """What the page says of itself. `url` is where it came from, for relative links.

    With `json_ld` off the page's JSON-LD is not looked at, to measure the other rules against it.
    """
    stated = Stated()
    meta = _meta(document.root)
    nodes = list(_json_ld(document.root)) if json_ld else []
    article = next((node for node in nodes if _types(node) & _ARTICLES), None)
    if article is not None:
        _from_json_ld(stated, article, nodes)
    _from_meta(stated, meta)
    stated.domain = _domain(stated, document, meta)
    site = (domain(url) or stated.domain or "").split(".")[0] or None
    _settle_outlet(stated, meta, site)
    _from_elements(stated, document, url)
    stated.put("section", _section(stated.url or url), "address")
    if stated.kind in (None, "news") and (stated.section or "").lower() in _OPINION:
        stated.kind, stated.rules["kind"] = "opinion", "section"  # JSON-LD calls most of them news too
    _settle_title(stated, document, meta, site)
    if article is None and not (
        meta.get("type", [""])[0].startswith("article") or "published" in stated.rules
    ):
        kinds = sorted(t for node in nodes for t in _types(node))
        stated.page_type = next(iter(meta.get("type", [])), None) or next(iter(kinds), None)
    return stated


# ── JSON-LD ───────────────────────────────────────────────────────────────────────────────────────


def _json_ld(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page, outer ones first."""
    left = _NODE_LIMIT
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            queue: list[Any] = [json.loads(_COMMENT.sub("", script.text or ""), strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and left > 0:
            left -= 1
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                yield node
                queue.extend(
                    node[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
                    if key in node
                )


def _types(node: dict[str, Any]) -> set[str]:
    return {str(t).rsplit("/", 1)[-1].lower() for t in _listed(node.get("@type"))}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _word(value: Any) -> str | None:
    """A string out of JSON-LD's ways to give one: itself, the first of a list, an object's name or URL."""
    for item in _listed(value):
        if isinstance(item, dict):
            item = item.get("name") or item.get("url") or item.get("@id") or item.get("@value")
            item = _listed(item)[0] if _listed(item) else None
        if isinstance(item, str) and (found := _unescaped(item)):
            return found
    return None


def _unescaped(text: str) -> str:
    """`text` on one line; markup and entities that some pages leave inside their JSON are read."""
    if "&" in text or "<" in text:
        with contextlib.suppress(etree.XMLSyntaxError, ValueError, AttributeError):
            text = content(etree.fromstring(f"<p>{text}</p>", etree.HTMLParser()))
    return collapse(text.encode("utf-8", "replace").decode("utf-8"))  # half a surrogate pair is legal JSON


def _from_json_ld(stated: Stated, node: dict[str, Any], nodes: list[dict[str, Any]]) -> None:
    rule = "json-ld"
    stated.put("title", _word(node.get("headline")) or _word(node.get("name")), rule)
    publisher = _word(_resolved(node.get("publisher"), nodes))
    if publisher and not publisher.startswith("http"):
        stated.put("outlet", publisher, rule)
    for name, key in (("published", "datePublished"), ("modified", "dateModified")):
        if text := _word(node.get(key)):
            stated.put(name, dates.parse(text), rule)
    people = [
        _word(_resolved(person, nodes)) for person in _listed(node.get("author") or node.get("creator"))
    ]
    stated.put("authors", _people(person for person in people if person), rule)
    stated.put("section", _word(node.get("articleSection")), rule)
    stated.put("image", _picture(node.get("image") or node.get("thumbnailUrl")), rule)
    stated.put("language", _word(node.get("inLanguage")), rule)
    own = (_address(_word(node.get(key))) for key in ("url", "mainEntityOfPage", "@id"))
    stated.put("url", next((address for address in own if address), None), rule)
    stated.put("kind", next((_KINDS[t] for t in sorted(_types(node)) if t in _KINDS), None), rule)
    free = node.get("isAccessibleForFree")
    if free is not None:
        stated.paywalled = str(free).strip().lower() in ("false", "0", "no", "http://schema.org/false")
        stated.rules["paywalled"] = rule


def _resolved(value: Any, nodes: list[dict[str, Any]]) -> Any:
    """An object given by its `@id` alone, looked up among the page's other objects."""
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and "@id" in value:
        return next((n for n in nodes if n.get("@id") == value["@id"] and n.get("name")), value)
    return value


def _picture(value: Any) -> str | None:
    for item in _listed(value):
        if isinstance(item, dict):
            item = item.get("url") or item.get("contentUrl") or item.get("@id")
        if isinstance(item, str) and (address := _unescaped(item)):
            return address
    return None


# ── meta tags and elements ────────────────────────────────────────────────────────────────────────


def _meta(root: etree._Element) -> dict[str, list[str]]:
    """Values of meta tags by our names for them, best source first."""
    raw: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        value = collapse(tag.get("content") or "")
        if name and value:
            raw.setdefault(name.strip().lower(), []).append(value)
    return {
        field: values
        for field, listed in _META_NAMES.items()
        if (values := [value for name in listed if name in raw for value in raw[name]])
    }


def _from_meta(stated: Stated, meta: dict[str, list[str]]) -> None:
    rule = "meta"
    for name in ("published", "modified"):
        stated.put(name, next((d for value in meta.get(name, []) if (d := dates.parse(value))), None), rule)
    stated.put("outlet", next((v for v in meta.get("outlet", []) if not v.startswith("@")), None), rule)
    named = [value for value in meta.get("authors", []) if not value.startswith(("http", "@"))]
    stated.put("authors", _people(named[:6]), rule)
    for name in ("section", "image", "language"):
        stated.put(name, next(iter(meta.get(name, [])), None), rule)
    stated.put("url", next((a for value in meta.get("url", []) if (a := _address(value))), None), rule)
    if meta.get("opinion", [""])[0].lower() == "true":
        stated.put("kind", "opinion", rule)
    tier = meta.get("tier", [""])[0].lower()
    if tier and stated.paywalled is None:
        stated.paywalled = tier != "free"
        stated.rules["paywalled"] = rule


def _from_elements(stated: Stated, document: Document, url: str | None) -> None:
    root = document.root
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower() and (href := (link.get("href") or "").strip()):
            address = _joined(url, href)
            if _address(address) and not (stated.url and is_opaque(address)):
                stated.url, stated.rules["url"] = address, "link canonical"
                break
    stated.put("language", root.get("lang") or root.get("xml:lang"), "html lang")
    if not stated.published:
        marked = [e for e in root.iter("time") if e.get("datetime")]
        best = sorted(
            marked, key=lambda e: "publi" not in f"{e.get('itemprop')} {e.get('class')} {e.get('pubdate')}"
        )
        found = next((d for e in best[:20] if (d := dates.parse(e.get("datetime") or ""))), None)
        stated.put("published", found, "time element")
    if not stated.authors:
        for element in _author_elements(root):
            text = collapse(content(element))[:160]
            people = byline(text) or byline(f"By {text}") or ()
            if named := tuple(person for person in people if " " in person):
                stated.put("authors", named, "byline element")
                break


def _author_elements(root: etree._Element) -> list[etree._Element]:
    """The first elements that their markup calls the author's."""
    marked = (
        e
        for e in root.iter()
        if e.get("rel") == "author"
        or e.get("itemprop") == "author"
        or re.search(r"byline|author-?name", e.get("class") or "")
    )
    return list(islice(marked, 5))


def date_by_search(document: Document, url: str | None) -> tuple[datetime, Grain] | None:
    """The day that htmldate finds in the page's address, markup or text, where nothing states one."""
    try:
        found = htmldate.find_date(document.root, original_date=True, extensive_search=False, url=url)
    except Exception:  # it raises many kinds on hostile pages, and a page without a date is an article too
        return None
    return dates.parse(found) if found else None


def _settle_outlet(stated: Stated, meta: dict[str, list[str]], site: str | None) -> None:
    """The outlet, where a page names an agency, a platform or an archive in its place; without its motto."""
    if stated.outlet and is_opaque(f"https://{stated.outlet}"):
        stated.outlet = None
    named = next((name for name in meta.get("outlet", []) if not name.startswith("@")), None)
    if stated.outlet and named and stated.outlet != named and not (site and names.fits(stated.outlet, site)):
        fitting = site and names.fits(named, site)
        if fitting or normal_name(stated.outlet) in _NO_OUTLETS:
            stated.outlet, stated.rules["outlet"] = named, "meta"
    if stated.outlet:
        stated.outlet = names.outlet_name(stated.outlet, site)


def _section(url: str | None) -> str | None:
    """The section that an address names first ("…/world/2019/…"); None where it names none."""
    folders = (part.lower() for part in urlsplit(url or "").path.split("/")[1:4])
    return next((part for part in folders if part in _SECTIONS), None)


def _settle_title(stated: Stated, document: Document, meta: dict[str, list[str]], site: str | None) -> None:
    element = next((collapse(content(e)) for e in document.root.iter("title")), "")
    headings = [
        text
        for tag in ("h1", "h2", "h3")
        for e in document.root.iter(tag)
        if 3 < len(text := collapse(content(e))) < 300
    ]
    tops = [text for e in document.root.iter("h1") if 3 < len(text := collapse(content(e))) < 300]
    if len(tops) == 1 and _retold(tops[0], " ".join([element, *meta.get("title", [])])):
        stated.put("title", tops[0], "h1")  # what readers see; the meta tag's title is often for searches
    stated.put("title", next(iter(meta.get("title", [])), None), "meta")
    title, outlet = names.by_heading(element, [*headings, *_shown(document)])
    stated.put("title", title, "heading")
    if len(one := [text for text in headings if text != outlet]) == 1:
        stated.put("title", one[0], "h1")
    stated.put("title", element, "title element")
    if stated.title:
        stated.title, suffix = names.split_title(stated.title, stated.outlet, site)
        stated.put("outlet", suffix, "title suffix")
    stated.put("outlet", outlet, "title suffix")
    if element:
        _, suffix = names.split_title(element, stated.outlet, site)
        stated.put("outlet", suffix, "title suffix")


def _retold(heading: str, titles: str) -> bool:
    """Whether most words of a heading stand in the page's titles too: it is no logo and no section's name."""
    words, known = normal_name(heading).split(), set(normal_name(titles).split())
    return len(words) >= 3 and sum(word in known for word in words) >= 0.6 * len(words)


def _shown(document: Document) -> list[str]:
    """The first lines of the page, where old pages have their title without calling it a heading."""
    lines = (document.text[b.start : b.end] for b in document.blocks[:60])
    return [line for line in lines if 12 <= len(line) < 300]


def _people(found: Any) -> tuple[str, ...]:
    """Names of people, out of what pages put where an author should be."""
    people: list[str] = []
    for text in found:
        named = byline(text if re.match(r"by\b", text, re.IGNORECASE) else f"By {text}")
        if named is not None:
            people.extend(named)
        elif not re.match(r"https?:|@", text) and len(text) <= 60 and not is_nobody(text):
            people.append(text)
    return tuple(dict.fromkeys(person for person in people if person))[:12]


def _domain(stated: Stated, document: Document, meta: dict[str, list[str]]) -> str | None:
    """Whose the page is, by any address it states of itself, that of its site too."""
    links = (link for link in document.root.iter("link") if "canonical" in (link.get("rel") or "").lower())
    named = (stated.url, *(link.get("href") for link in links), *meta.get("url", []))
    return next((name for address in named if (name := domain(address))), None)


def _address(value: str | None) -> str | None:
    """`value` where it is the address of one page: neither a front page's nor a section's."""
    page = canonical(value)
    parts = urlsplit(page or "")
    is_section = not parts.query and parts.path.strip("/").lower() in _SECTIONS
    return value if page and not is_section else None


def _joined(base: str | None, href: str) -> str:
    try:
        return urljoin(base or "", href)
    except ValueError:
        return href
