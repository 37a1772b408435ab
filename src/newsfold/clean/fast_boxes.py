"""The short way's share of boxes and visibility: start tags that its extractor must not look behind.

They are marked in the page's source: the extractor passes over what is `hidden`, and to walk its tree from
Python would take longer than to extract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newsfold.clean.box_names import normal, pattern
from newsfold.clean.settings import FAST
from newsfold.clean.visibility import hides
from newsfold.language import all_languages


def _any_of(parts: Iterable[str]) -> re.Pattern[str]:
    """Any of the parts, those of one first letter together, so that most places are passed over at once."""
    rests: dict[str, list[str]] = {}
    for part in parts:
        rests.setdefault(part[0], []).append(part[1:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()))


_OPENING_TAG = re.compile(
    r"<((?:details|figcaption)[^\s>]*|(?:p|div|section|aside|span|figure|ul)(?=\s))[^>]*>"
)
_SUSPECT = _any_of(all_languages("box_names")["parts of boxes"])
_OPEN_ATTRIBUTE = re.compile(r"\sopen\b")
_TELLING_ATTRIBUTE = re.compile(r"""\b(class|style|role|itemprop)=["']([^"'>]*)""")
_NAMED_BOX = pattern("caption", "player", "poll", "promotion", "related", "share", "comments", "byline")


def with_boxes_hidden(source: str) -> str:
    """The page with `hidden` in the start tags of what readers do not see and of boxes among the text."""
    pieces: list[str] = []
    at = 0
    for match in _OPENING_TAG.finditer(source):
        opening, name = match.group(0, 1)
        kind = "box" if name == "figcaption" else _kind_of_tag(name, opening)
        if not kind:
            continue
        begin = match.end()
        inside = source.find(f"</{name}", begin, begin + FAST.hidden + len(name) + 2) - begin
        if FAST.remark <= inside <= (FAST.box if kind == "box" else FAST.hidden):
            cut = match.start() + 1 + len(name)
            pieces += (source[at:cut], " hidden")
            at = cut
    pieces.append(source[at:])
    return "".join(pieces)


@lru_cache(maxsize=8192)
def _kind_of_tag(name: str, opening: str) -> str:
    """Whether a start tag opens a "box", something "hidden", or neither ("")."""
    if name == "details":
        return "" if _OPEN_ATTRIBUTE.search(opening) else "hidden"
    if not _SUSPECT.search(opening):
        return ""
    stated = dict(_TELLING_ATTRIBUTE.findall(opening))
    if stated.get("role") == "complementary" or stated.get("itemprop") == "caption":
        return "box"
    classes = stated.get("class", "")
    if hides(stated.get("style", ""), classes):
        return "hidden"
    return "box" if classes and _names_box(classes) else ""


@lru_cache(maxsize=4096)
def _names_box(classes: str) -> bool:
    """Whether classes name a box; most of a page's stand in many of its tags."""
    return _NAMED_BOX.search(normal(classes)) is not None
