"""What stands beside an article on its page: comments, side bars, lists of other articles, the site's header.

Told by where an element stands: the boxes around it up to the one that holds the article's heading too.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newsfold.clean.boilerplate import boilerplate_kind
from newsfold.clean.box_names import box_names, pattern
from newsfold.clean.settings import BESIDE
from newsfold.text import collapse, normal_name, pieces

_TAGS_BESIDE = frozenset({"aside", "nav"})
_ROLES_BESIDE = frozenset({"complementary", "navigation", "banner", "contentinfo", "search", "dialog"})
_TYPES_BESIDE = frozenset(
    {"Comment", "UserComments", "WPSideBar", "WPHeader", "WPFooter", "SiteNavigationElement"}
)
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NAMED_BESIDE = pattern("beside")


def heading_of(root: etree._Element, *titles: str) -> etree._Element | None:
    """The heading that has most words of the page's `titles`; else its only one of the first rank."""
    known = set(pieces(normal_name(" ".join(titles))))
    best, most = None, 0.5
    for tag in _HEADING_TAGS[:3]:
        for element in root.iter(tag):
            words = pieces(normal_name(_text_of_element(element)))
            share = sum(word in known for word in words) / len(words) if len(words) >= BESIDE.words else 0
            if share > most:
                best, most = element, share
    if best is None and len(tops := list(root.iter("h1"))) == 1:
        return tops[0]
    return best


def is_beside(element: etree._Element, heading: etree._Element | None) -> bool:
    """Whether `element` stands in no box of the article with that `heading`, but in one beside it."""
    return any(_is_box(box, heading) for box in _boxes(element, heading))


def drop_beside(root: etree._Element, heading: etree._Element | None) -> None:
    """Take what stands beside the article with that `heading` out of the tree."""
    around = {heading, *heading.iterancestors()} if heading is not None else set()
    parts = (e for e in root.iter("*") if e not in around and e.tag not in ("html", "head", "body"))
    for box in [element for element in parts if _is_box(element, heading)]:
        if (parent := box.getparent()) is not None:
            parent.remove(box)


def _boxes(element: etree._Element, heading: etree._Element | None) -> Iterator[etree._Element]:
    """The element and those around it, up to the first that holds the heading too."""
    around = set(heading.iterancestors()) if heading is not None else set()
    at: etree._Element | None = element
    while at is not None and at is not heading and at not in around and at.tag not in ("body", "html"):
        yield at
        at = at.getparent()


def _is_box(box: etree._Element, heading: etree._Element | None) -> bool:
    tag = str(box.tag)
    if tag == "aside" and _is_inside(box, "article") and _states_author(box):
        return False  # the article's byline, set apart
    if tag in _TAGS_BESIDE or box.get("role") in _ROLES_BESIDE:
        return True
    if tag in ("header", "footer") and not _is_inside(box, "article", "main"):
        return True  # of the site
    if tag == "article" and (_is_inside(box, "article") or _is_inside(heading, "article")):
        return True  # another one, as which pages mark comments too
    if (box.get("itemtype") or "").rsplit("/", 1)[-1] in _TYPES_BESIDE or box.get("itemprop") == "comment":
        return True
    return bool(_NAMED_BESIDE.search(box_names(box))) or _is_headed(box) or _is_listed(box)


def _is_inside(element: etree._Element | None, *tags: str) -> bool:
    return element is not None and next(element.iterancestors(*tags), None) is not None


def _states_author(box: etree._Element) -> bool:
    """Whether a box says by its markup who wrote the article, or when."""
    return any(
        e.get("rel") == "author" or (e.get("itemprop") or "").startswith(("author", "date"))
        for e in box.iter("*")
    )


def _is_headed(box: etree._Element) -> bool:
    """Whether a box begins with a heading that says what it holds: "Comments", "Related stories"."""
    if box.tag not in ("div", "section", "ul", "ol", "td", "table"):
        return False
    first = next(iter(box), None)
    if first is None or first.tag not in _HEADING_TAGS or (box.text or "").strip():
        return False
    text = _text_of_element(first)
    return len(text) < BESIDE.heading and boilerplate_kind(text) is not None


def _is_listed(box: etree._Element) -> bool:
    """Whether a box is one of several alike, each with a time and more words: comments, or articles."""
    parent = box.getparent()
    if parent is None or next(box.iter("time"), None) is None:
        return False
    # A torn page has tags that lxml reads and yet does not take as the name of a tag to look for.
    alike = (e for e in parent.iterchildren() if e.tag == box.tag and e.get("class") == box.get("class"))
    return any(_is_item(other) for other in alike if other is not box) and _is_item(box)


def _is_item(box: etree._Element) -> bool:
    time = next(box.iter("time"), None)
    if time is None or time is box:
        return False
    return _holds_words(box, len(_text_of_element(time).split()) + BESIDE.words)


def _holds_words(box: etree._Element, least: int) -> bool:
    """Whether a box holds so many words: of a large one only the beginning is looked at."""
    count, is_open = 0, False  # whether the next piece of text goes on with the last word
    for text in box.itertext():
        piece = str(text)
        if words := piece.split():
            count += len(words) - (is_open and not piece[0].isspace())
            is_open = not piece[-1].isspace()
        elif piece:
            is_open = False
        if count >= least:
            return True
    return count >= least


def _text_of_element(element: etree._Element) -> str:
    return collapse("".join(str(piece) for piece in element.itertext()))
