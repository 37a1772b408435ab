"""The short way's share of boxes and visibility: what its extractor must not see, found by selectors."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from resiliparse.parse.html import HTMLTree

from newsfold.clean.box_names import normal, pattern
from newsfold.clean.visibility import hides
from newsfold.language import all_languages

_PARTS = all_languages("box_names")["parts of boxes"]
_UNSEEN_PARTS = all_languages("box_names")["parts of unseen"]
_SELECTOR = ",".join(
    (
        "[hidden]",
        '[style*="none"]',
        '[style*="hidden"]',
        '[style*="-999"]',
        "details:not([open])",
        "figcaption",
        '[role="complementary"]',
        '[itemprop="caption"]',
        *(f'[class*="{part}"]' for part in (*_PARTS, *_UNSEEN_PARTS)),
    )
)
_KINDS = ("caption", "player", "poll", "promotion", "related", "share", "comments", "byline")
_NAMED = tuple(pattern(kind) for kind in _KINDS)
_ALWAYS = frozenset({"details", "figcaption"})
_SHORTEST = 20  # characters; less is a word inside a line, which may be read aloud and shown beside
_LONGEST = 900  # characters of a box by its name; with more it is a part of the text
_LARGEST = 0.4  # of the page's text


def hide_boxes(tree: HTMLTree) -> None:
    """Mark as hidden what readers do not see, and boxes among the text; not what holds much of the page."""
    body = tree.body
    if body is None:
        return
    most: float | None = None
    for element in body.query_selector_all(_SELECTOR):
        kind = _kind(element)
        if not kind:
            continue
        length = len(element.text or "")
        if length < _SHORTEST or (kind == "box" and length > _LONGEST):
            continue
        if most is None:
            most = _LARGEST * len(body.text or "")
        if length <= most:
            element.setattr("hidden", "")


def _kind(element: Any) -> str:
    """Whether an element is "hidden", a "box" or neither (""); the library's types do not know attributes."""
    role, item = element.getattr("role"), element.getattr("itemprop")
    if element.tag in _ALWAYS or role == "complementary" or item == "caption":
        return "box"
    classes = element.getattr("class") or ""
    if element.hasattr("hidden") or hides(element.getattr("style") or "", classes):
        return "hidden"
    return "box" if _named(classes) else ""


@lru_cache(maxsize=8192)
def _named(classes: str) -> bool:
    names = normal(classes)
    return any(form.search(names) for form in _NAMED)
