"""What a page states about itself: JSON-LD, then meta tags, then elements."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newsfold.addresses import canonical, domain, is_opaque
from newsfold.clean import linked_data, names
from newsfold.clean.beside import heading_of, is_beside
from newsfold.clean.boilerplate import boilerplate_kind
from newsfold.clean.bylines import begins, byline, several
from newsfold.clean.bylines_en import is_nobody, is_person, without_contact
from newsfold.clean.html import Document, text_content
from newsfold.clean.names import is_place
from newsfold.clean.page_dates import PageDates
from newsfold.language import phrases
from newsfold.language import words as listed
from newsfold.records import Grain
from newsfold.text import collapse, normal_name, pieces

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
_LEADING_BY = re.compile(r"by\b\W*", re.IGNORECASE)
_BYLINES = re.compile(r"byline|author-?name")
_AROUND_NAME = re.compile(r"^(?:by\b|and\b|\W)+|\W+$", re.IGNORECASE)
_NO_OUTLETS = frozenset(phrases("outlets", "agencies and platforms"))
_OPINION = frozenset(listed("sections", "opinion"))
_NAMES_OF_SECTIONS = _OPINION.union(listed("sections", "others"))


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


def metadata(
    document: Document,
    url: str | None,
    *,
    fetched: datetime | None = None,
    with_json_ld: bool = True,
) -> Stated:
    """What the page says of itself. `url` is where it came from, for relative links; `fetched` when.

    Without `with_json_ld` the page's JSON-LD is not looked at, to measure the other rules against it.
    """
    stated = Stated()
    page_dates = _page_dates(document, url, fetched)
    meta = _meta(document.root, page_dates.heading)
    nodes = linked_data.graph_nodes(document.root) if with_json_ld else []
    addresses = [url, *_canonical_links(document.root), *meta.get("url", [])]
    articles = linked_data.own_articles(nodes, addresses, _titles(document, meta))
    for article in articles:
        _from_json_ld(stated, article, nodes, page_dates)
    _from_meta(stated, meta, page_dates)
    stated.domain = _domain(stated, document, meta)
    site = (domain(url) or stated.domain or "").split(".")[0] or None
    _settle_outlet(stated, meta, site)
    _from_elements(stated, page_dates)
    stated.put("section", _section_of_address(stated.url or url), "address")
    if stated.kind in (None, "news") and (stated.section or "").lower() in _OPINION:
        stated.kind, stated.rules["kind"] = "opinion", "section"  # JSON-LD calls most of them news too
    _settle_title(stated, document, meta, site)
    if not articles and not (meta.get("type", [""])[0].startswith("article") or "published" in stated.rules):
        kinds = sorted(t for node in nodes for t in linked_data.types(node))
        stated.page_type = next(iter(meta.get("type", [])), None) or next(iter(kinds), None)
    return stated


def _from_json_ld(
    stated: Stated, node: linked_data.Node, nodes: list[linked_data.Node], page_dates: PageDates
) -> None:
    rule = "json-ld"
    word = linked_data.word
    stated.put("title", word(node.get("headline")) or word(node.get("name")), rule)
    stated.put("outlet", linked_data.publisher_name(node, nodes), rule)
    for name, key in (("published", "datePublished"), ("modified", "dateModified")):
        if text := linked_data.date_text(node.get(key)):
            stated.put(name, page_dates.read(text), rule)
    authors = linked_data.as_list(node.get("author") or node.get("creator"))
    people = [word(linked_data.resolved(person, nodes)) for person in authors]
    stated.put("authors", _people_in(person for person in people if person), rule)
    stated.put("section", word(node.get("articleSection")), rule)
    stated.put("image", linked_data.picture(node.get("image") or node.get("thumbnailUrl")), rule)
    stated.put("language", word(node.get("inLanguage")), rule)
    addresses = (_address_of_page(address) for address in linked_data.addresses_of(node))
    stated.put("url", next((address for address in addresses if address), None), rule)
    kinds = (linked_data.KINDS[kind] for kind in sorted(linked_data.types(node)) if kind in linked_data.KINDS)
    stated.put("kind", next(kinds, None), rule)
    free = node.get("isAccessibleForFree")
    if free is not None and stated.paywalled is None:
        stated.paywalled = str(free).strip().lower() in ("false", "0", "no", "http://schema.org/false")
        stated.rules["paywalled"] = rule


def _page_dates(document: Document, url: str | None, fetched: datetime | None) -> PageDates:
    titles = _titles(document, _meta(document.root, None, ("title",)))
    return PageDates(document, heading_of(document.root, *titles), url, fetched)


def _titles(document: Document, meta: dict[str, list[str]]) -> list[str]:
    """What the page calls itself, in its head and in the headings of the first rank."""
    elements = [collapse(text_content(e)) for tag in ("title", "h1") for e in document.root.iter(tag)]
    return [text for text in (*elements[:6], *meta.get("title", [])) if text]


def _canonical_links(root: etree._Element) -> list[str]:
    links = (link for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower())
    return [href for link in links if (href := (link.get("href") or "").strip())]


# ── meta tags and elements ────────────────────────────────────────────────────────────────────────


def _meta(
    root: etree._Element, heading: etree._Element | None, fields: Collection[str] = _META_NAMES
) -> dict[str, list[str]]:
    """Values of meta tags by our names for them, best source first; without those of other articles."""
    asked = {name for field in fields for name in _META_NAMES[field]}
    raw: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        given = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        name = given.strip().lower() if given else ""
        if name not in asked or not (value := collapse(tag.get("content") or "")):
            continue
        if not (tag.get("itemprop") and is_beside(tag, heading)):
            raw.setdefault(name, []).append(value)
    return {
        field: values
        for field in fields
        if (values := [value for name in _META_NAMES[field] if name in raw for value in raw[name]])
    }


def _from_meta(stated: Stated, meta: dict[str, list[str]], page_dates: PageDates) -> None:
    rule = "meta"
    for name in ("published", "modified"):
        dates = (page_dates.read(value) for value in meta.get(name, []))
        stated.put(name, next((dated for dated in dates if dated), None), rule)
    stated.put("outlet", next((v for v in meta.get("outlet", []) if not v.startswith("@")), None), rule)
    named = [value for value in meta.get("authors", []) if not value.startswith(("http", "@"))]
    stated.put("authors", _people_in(named[:6]), rule)
    for name in ("section", "image", "language"):
        stated.put(name, next(iter(meta.get(name, [])), None), rule)
    stated.put(
        "url", next((a for value in meta.get("url", []) if (a := _address_of_page(value))), None), rule
    )
    if meta.get("opinion", [""])[0].lower() == "true":
        stated.put("kind", "opinion", rule)
    tier = meta.get("tier", [""])[0].lower()
    if tier and stated.paywalled is None:
        stated.paywalled = tier != "free"
        stated.rules["paywalled"] = rule


def _from_elements(stated: Stated, page_dates: PageDates) -> None:
    root = page_dates.document.root
    for href in _canonical_links(root):
        address = _joined_address(page_dates.url, href)
        if _address_of_page(address) and not (stated.url and is_opaque(address)):
            stated.url, stated.rules["url"] = address, "link canonical"
            break
    stated.put("language", root.get("lang") or root.get("xml:lang"), "html lang")
    if not (stated.published and stated.modified):
        published, modified = page_dates.of_elements()
        stated.put("published", published, "time element")
        stated.put("modified", modified, "time element")
    if not stated.authors:
        for element in _author_elements(root, page_dates.heading):
            if people := _people_of_element(element):
                stated.put("authors", people, "byline element")
                break


def _author_elements(root: etree._Element, heading: etree._Element | None) -> list[etree._Element]:
    """The first elements that their markup calls the author's."""
    marked = (
        e
        for e in root.iter("*")
        if "author" in (e.get("rel") or "").split()
        or "author" in (e.get("itemprop") or "").split()
        or _BYLINES.search(e.get("class") or "")
    )
    return list(islice((e for e in marked if not is_beside(e, heading)), 5))


def _people_of_element(element: etree._Element) -> tuple[str, ...]:
    """The people that a byline's element names, in one text or in parts."""
    named = _of_line(collapse(text_content(element))[:160])
    pieces = [piece for text in element.itertext() if (piece := collapse(str(text)))]
    if len(pieces) == 1 or (named and not any(_runs_on(name, pieces) for name in named)):
        return named
    lines = (_AROUND_NAME.sub("", without_contact(piece)) for piece in pieces)
    bare = [
        line for line in lines if is_person(line) and boilerplate_kind(line) is None and not is_place(line)
    ]
    return tuple(dict.fromkeys(name for line in bare for name in _of_line(line)))


def _of_line(text: str) -> tuple[str, ...]:
    people = byline(text) or several(text) or byline(f"By {text}") or ()
    return tuple(person for person in people if " " in person)


def _runs_on(name: str, pieces: Sequence[str]) -> bool:
    """Whether what reads as one name goes beyond one that a page shows apart: "Jane Roe John Doe"."""
    starts = (piece for piece in pieces if is_person(piece) and name.startswith(f"{piece} "))
    rests = (name[len(piece) + 1 :] for piece in starts)
    return any(rest not in pieces or " " in rest for rest in rests)


def date_by_search(
    document: Document, url: str | None, *, fetched: datetime | None = None
) -> tuple[datetime, Grain] | None:
    """The day that htmldate finds in the page's address, markup or text, where nothing states one."""
    return _page_dates(document, url, fetched).by_search()


def _settle_outlet(stated: Stated, meta: dict[str, list[str]], site: str | None) -> None:
    """The outlet, where a page names an agency, a platform or an archive in its place; without its motto."""
    if stated.outlet and (is_opaque(f"https://{stated.outlet}") or stated.outlet.startswith("http")):
        stated.outlet = None
    named = next((name for name in meta.get("outlet", []) if not name.startswith("@")), None)
    if stated.outlet and named and stated.outlet != named and not (site and names.fits(stated.outlet, site)):
        fitting = site and names.fits(named, site)
        if fitting or normal_name(stated.outlet) in _NO_OUTLETS:
            stated.outlet, stated.rules["outlet"] = named, "meta"
    if stated.outlet:
        stated.outlet = names.printed_outlet_name(stated.outlet, site)


def _section_of_address(url: str | None) -> str | None:
    """The section that an address names first ("…/world/2019/…"); None where it names none."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None  # no address: "https://[x"
    folders = (part.lower() for part in path.split("/")[1:4])
    return next((part for part in folders if part in _NAMES_OF_SECTIONS), None)


def _settle_title(stated: Stated, document: Document, meta: dict[str, list[str]], site: str | None) -> None:
    element = next((collapse(text_content(e)) for e in document.root.iter("title")), "")
    headings = [
        text
        for tag in ("h1", "h2", "h3")
        for e in document.root.iter(tag)
        if 3 < len(text := collapse(text_content(e))) < 300
    ]
    tops = [text for e in document.root.iter("h1") if 3 < len(text := collapse(text_content(e))) < 300]
    if len(tops) == 1 and _retold(tops[0], " ".join([element, *meta.get("title", [])])):
        stated.put("title", tops[0], "h1")  # what readers see; the meta tag's title is often for searches
    stated.put("title", next(iter(meta.get("title", [])), None), "meta")
    title, outlet = names.by_heading(element, [*headings, *_first_lines(document)])
    stated.put("title", title, "heading")
    if len(single := [text for text in headings if text != outlet]) == 1:
        stated.put("title", single[0], "h1")
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
    words, known = pieces(normal_name(heading)), set(pieces(normal_name(titles)))
    return len(words) >= 3 and sum(word in known for word in words) >= 0.6 * len(words)


def _first_lines(document: Document) -> list[str]:
    """The first lines of the page, where old pages have their title without calling it a heading."""
    lines = (document.text[b.start : b.end] for b in document.blocks[:60])
    return [line for line in lines if 12 <= len(line) < 300]


def _people_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Names of people, out of what pages put where an author should be."""
    people: list[str] = []
    for text in map(without_contact, texts):
        named = several(text) or byline(text if _LEADING_BY.match(text) or begins(text) else f"By {text}")
        if named is not None:
            people.extend(named)
        elif _LEADING_BY.sub("", text) and len(text) <= 60 and not is_nobody(text):
            people.append(text)
    return tuple(dict.fromkeys(person for person in people if person))[:12]


def _domain(stated: Stated, document: Document, meta: dict[str, list[str]]) -> str | None:
    """Whose the page is, by any address it states of itself, that of its site too."""
    named = (stated.url, *_canonical_links(document.root), *meta.get("url", []))
    return next((name for address in named if (name := domain(address))), None)


def _address_of_page(value: str | None) -> str | None:
    """`value` where it is the address of one page: neither a front page's nor a section's."""
    page = canonical(value)
    parts = urlsplit(page or "")
    is_section = not parts.query and parts.path.strip("/").lower() in _NAMES_OF_SECTIONS
    return value if page and not is_section else None


def _joined_address(base: str | None, href: str) -> str:
    try:
        return urljoin(base or "", href)
    except ValueError:
        return href
