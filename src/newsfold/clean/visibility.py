"""What a page's markup keeps from its readers' eyes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from newsfold.clean.box_names import box_names, normal, pattern, whole_pattern
from newsfold.clean.settings import HIDDEN

_MAYBE_HIDDEN = etree.XPath("//body//*[@hidden or @aria-hidden or @style or @class or self::details]")
_HIDING_STYLES = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?=;|!|$)|font-size:0(?=;|!|p|$)"
    r"|(?:left|top|text-indent|margin-left):-\d{3,}|clip:rect\(0|clip:rect\(1px[, ]+1px"
    r"|clip-path:inset\((?:50|100)%)"
)
_CLASS = pattern("unseen")
_WHOLE_CLASS = whole_pattern("unseen alone")
_SHOWN_ON_SOME = re.compile(
    r"(?:^|\s)(?:d-|u-)?(?:xs|sm|md|lg|xl|xxl|2xl|tablet|desktop|mobile|phone)-"
    r"(?:d-)?(?:block|flex|inline\S*|grid|table\S*|visible|show|contents)(?=\s|$)"
)
_LIFTED = ("hidden", "style", "class", "aria-hidden")
_BOXES = (pattern("frame"), pattern("promotion"), pattern("share"), pattern("comments"), pattern("related"))
_PHRASING = frozenset("a abbr b em font i small span strong sub sup u label cite time mark".split())


def hidden_elements(root: etree._Element) -> list[etree._Element]:
    """The outermost elements that a reader does not see: by `hidden`, style, class, or in a closed box.

    `aria-hidden` counts for boxes alone: inside of a line it marks what is shown and said elsewhere.
    """
    hidden: list[etree._Element] = []
    inside: set[etree._Element] = set()
    for element in _MAYBE_HIDDEN(root):
        if not is_hidden(element):
            continue
        if any(above in inside for above in element.iterancestors()):
            continue
        inside.add(element)
        hidden.append(element)
    return hidden


def is_hidden(element: etree._Element) -> bool:
    """Whether the element's own markup hides it; of a closed box its heading too, which heads nothing."""
    if element.tag == "details":
        return element.get("open") is None
    if element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" and element.tag not in _PHRASING:
        return True
    return hides(element.get("style") or "", element.get("class") or "")


def hides(style: str, classes: str) -> bool:
    """Whether an element's style or classes hide it on every screen."""
    if style and _HIDING_STYLES.search("".join(style.lower().split())):
        return True
    return bool(classes) and _hiding(classes)


@lru_cache(maxsize=4096)
def _hiding(classes: str) -> bool:
    box_names = normal(classes)
    return bool(
        _CLASS.search(box_names) or (_WHOLE_CLASS.search(box_names) and not _SHOWN_ON_SOME.search(box_names))
    )


def covers_text(element: etree._Element) -> bool:
    """Whether a hidden element may hold the page's own text, which a script shows later: it is no dialog."""
    at: etree._Element | None = element
    while at is not None and at.tag != "body":
        if at.get("role") in ("dialog", "alertdialog") or any(box.search(box_names(at)) for box in _BOXES):
            return False
        at = at.getparent()
    return True


def show(elements: Iterable[etree._Element]) -> None:
    """Take away from the elements what hides them."""
    for element in elements:
        for name in _LIFTED:
            element.attrib.pop(name, None)
        if element.tag == "details":
            element.set("open", "open")


def unseen_words(hidden: Iterable[etree._Element]) -> frozenset[etree._Element]:
    """Those of the hidden elements that are remarks inside of a line: it is read without them."""
    return frozenset(element for element in hidden if element.tag in _PHRASING and _is_remark(element))


def _is_remark(element: etree._Element) -> bool:
    words = "".join(str(text) for text in element.itertext()).split()
    if HIDDEN.few_words < len(words) < HIDDEN.many_words:
        return True
    beside = (element.getprevious(), element.getnext())
    return bool(words) and any(other is not None and other.get("aria-hidden") == "true" for other in beside)
