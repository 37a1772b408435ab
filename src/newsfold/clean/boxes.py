"""Boxes among an article's text that are none of it: captions, players, polls, promotion, links elsewhere.

What a box is, its element, role, names or heading say. A box that holds much of what was picked is the
article, whatever it is called; a kind that would take most of it takes nothing: a gallery is its captions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from lxml import etree

from newsfold.clean.boilerplate import boilerplate_kind, is_sentence
from newsfold.clean.box_names import box_names, pattern
from newsfold.clean.html import Block, Document, is_within, text_content
from newsfold.clean.settings import BOXES

_KINDS_BY_NAME = {
    kind: pattern(kind)
    for kind in ("caption", "player", "poll", "promotion", "related", "share", "comments", "byline", "frame")
}
_PICTURE_NAMES = pattern("picture")
_BOILERPLATE = {"caption": "caption", "share": "share", "comments": "comments", "byline": "byline"}
_KINDS_BY_ROLE = {
    "complementary": "related",
    "navigation": "frame",
    "search": "frame",
    "dialog": "frame",
    "alertdialog": "frame",
    "contentinfo": "frame",
    "toolbar": "share",
    "menu": "frame",
}
_KINDS_BY_TAG = {"figcaption": "caption", "aside": "related", "nav": "frame"}
_ITEMS = {"caption": "caption", "copyrightHolder": "caption", "commentText": "comments"}
_ITEM_TYPES = {
    "ImageObject": "caption",
    "VideoObject": "player",
    "AudioObject": "player",
    "WPAdBlock": "promotion",
    "WPSideBar": "frame",
    "WPFooter": "frame",
    "SiteNavigationElement": "frame",
    "Comment": "comments",
    "UserComments": "comments",
}
_LABEL_TAGS = frozenset("h2 h3 h4 h5 h6 strong b summary".split())
_LINES_OF_THEIR_OWN = frozenset("h1 h2 h3 h4 h5 h6 li dt dd td th a".split())
_PICTURED = ("img", "picture", "amp-img", "video", "iframe")
_NO_CAPTIONS = ("blockquote", "table", "pre", "ul", "ol")  # what else a figure may show
_LONG_KINDS = ("comments", "byline")


def asides_of_boxes(document: Document, blocks: Sequence[Block]) -> dict[int, str]:
    """Kinds of boilerplate, by where they start, of the article's `blocks` that are hidden or so boxed."""
    words = {block.start: document.text.count(" ", block.start, block.end) + 1 for block in blocks}
    total = sum(words.values())
    headed = _headed_boxes(document, blocks)
    ancestors = {block.start: _ancestors(block.element) for block in blocks}
    inside: Counter[etree._Element] = Counter()
    for block in blocks:
        for element in ancestors[block.start]:
            inside[element] += words[block.start]
    known: dict[etree._Element, str | None] = {}
    sizes: dict[etree._Element, int] = {}
    kinds: dict[int, str] = {}
    for block in blocks:
        kind = _kind_if_hidden(document, block)
        for element in ancestors[block.start]:
            if kind or inside[element] > BOXES.largest * total:
                break
            if element not in known:
                known[element] = headed.get(element) or _kind_of_box(element)
            kind = known[element]
            if kind not in _LONG_KINDS and inside[element] > BOXES.longest:
                kind = None
        if kind or (kind := _pictured(document, block, sizes)):
            kinds[block.start] = kind
    taken: Counter[str] = Counter()
    for start, kind in kinds.items():
        taken[_group_of_kinds(kind)] += words[start]
    return {
        start: _BOILERPLATE.get(kind, "other" if kind == "hidden" else "navigation")
        for start, kind in kinds.items()
        if taken[_group_of_kinds(kind)] <= BOXES.of_a_kind * total
    }


def _group_of_kinds(kind: str) -> str:
    return kind if kind in ("caption", "hidden") else "box"


def _ancestors(element: etree._Element) -> list[etree._Element]:
    """The element and those around it, without the page's body."""
    ancestors: list[etree._Element] = []
    at: etree._Element | None = element
    while at is not None and at.tag not in ("body", "html"):
        ancestors.append(at)
        at = at.getparent()
    return ancestors


def _kind_if_hidden(document: Document, block: Block) -> str | None:
    return "hidden" if is_within(block.element, document.hidden) else None


def _kind_of_box(element: etree._Element) -> str | None:
    """What kind of box an element is by itself."""
    tag = str(element.tag)
    if kind := _KINDS_BY_TAG.get(tag) or _KINDS_BY_ROLE.get(element.get("role") or ""):
        return None if kind == "related" and _holds_quotation(element) else kind
    if kind := _ITEMS.get(element.get("itemprop") or ""):
        return kind
    if (of_type := element.get("itemtype")) and (kind := _ITEM_TYPES.get(of_type.rsplit("/", 1)[-1])):
        return kind
    named = box_names(element)
    return (
        next((kind for kind, form in _KINDS_BY_NAME.items() if form.search(named)), None) if named else None
    )


def _holds_quotation(element: etree._Element) -> bool:
    """Whether an aside shows what somebody said or wrote, which may be part of the text."""
    return next(element.iter("blockquote", "q"), None) is not None


def _headed_boxes(document: Document, blocks: Sequence[Block]) -> Mapping[etree._Element, str]:
    """Boxes that a label heads ("Related", "Most read"), and that hold a link or a form."""
    if not blocks:
        return {}
    kinds: dict[etree._Element, str] = {}
    first, last = blocks[0].start, blocks[-1].start
    for block in document.blocks:
        if not first <= block.start <= last or str(block.element.tag) not in _LABEL_TAGS:
            continue
        text = document.text[block.start : block.end]
        if text.count(" ") >= BOXES.heading or boilerplate_kind(text) is None:
            continue
        box = block.element.getparent()
        while box is not None and text_content(box).strip() == text:
            box = box.getparent()
        if box is None or box.tag in ("body", "article", "main"):
            continue
        if (
            text_content(box).strip().startswith(text)
            and next(box.iter("a", "form", "input"), None) is not None
        ):
            kinds[box] = "related"
    return kinds


def _pictured(document: Document, block: Block, sizes: dict[etree._Element, int]) -> str | None:
    """Whether a block stands alone with a picture: in a figure, in a box named for it, or as a mere line."""
    text = document.text[block.start : block.end]
    if text.count(" ") >= BOXES.caption:
        return None
    for element in _ancestors(block.element)[: BOXES.picture_steps]:
        if element not in sizes:
            sizes[element] = len(text_content(element))
        if sizes[element] >= 1.5 * len(text) + 40 or element.tag in ("article", "main"):
            return None
        if next(element.iter(*_PICTURED), None) is None:
            continue
        if next(element.iter(*_NO_CAPTIONS), None) is not None:
            return None
        if element.tag == "figure" or not (
            is_sentence(text) or str(block.element.tag) in _LINES_OF_THEIR_OWN
        ):
            return "caption"
        return "caption" if element is not block.element and _is_picture_box(element) else None
    return None


def _is_picture_box(element: etree._Element) -> bool:
    return bool(_PICTURE_NAMES.search(box_names(element)))
