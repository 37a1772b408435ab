"""The short way's share of boxes and visibility: start tags that its extractor must not look behind.

They are marked in the page's source: the extractor passes over what is `hidden`, and to walk its tree from
Python would take longer than to extract.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsfold.clean.box_names import normal, pattern
from newsfold.clean.visibility import hides
from newsfold.language import all_languages

_PARTS = "|".join(all_languages("box_names")["parts of boxes"])
_OPENING = re.compile(r"<(?:details|figcaption|(?:p|div|section|aside|span|figure|ul)\s)[^>]*>")
_SUSPECT = re.compile(_PARTS)
_OPEN = re.compile(r"\sopen\b")
_ATTRIBUTE = re.compile(r"""\b(class|style|role|itemprop)=["']([^"'>]*)""")
_KINDS = ("caption", "player", "poll", "promotion", "related", "share", "comments", "byline")
_NAMED = tuple(pattern(kind) for kind in _KINDS)
_SHORTEST = 20  # characters of markup inside; less is a word inside a line, read aloud here and shown beside
_LONGEST = 2500  # with more it is a part of the text
_LONGEST_HIDDEN = 5000  # with more it may be the text, which a script shows later


def with_boxes_hidden(source: str) -> str:
    """The page with `hidden` in the start tags of what readers do not see and of boxes among the text."""
    pieces: list[str] = []
    at = 0
    for match in _OPENING.finditer(source):
        opening = match[0]
        name = opening[1:].split(None, 1)[0].rstrip(">")
        kind = "box" if name == "figcaption" else _kind(name, opening)
        if not kind:
            continue
        inside = source.find(f"</{name}", match.end()) - match.end()
        if _SHORTEST <= inside <= (_LONGEST if kind == "box" else _LONGEST_HIDDEN):
            cut = match.start() + 1 + len(name)
            pieces += (source[at:cut], " hidden")
            at = cut
    pieces.append(source[at:])
    return "".join(pieces)


@lru_cache(maxsize=8192)
def _kind(name: str, opening: str) -> str:
    """Whether a start tag opens a "box", something "hidden", or neither ("")."""
    if name != "details" and not _SUSPECT.search(opening):
        return ""
    if name == "details":
        return "" if _OPEN.search(opening) else "hidden"
    stated = dict(_ATTRIBUTE.findall(opening))
    if stated.get("role") == "complementary" or stated.get("itemprop") == "caption":
        return "box"
    classes = stated.get("class", "")
    if hides(stated.get("style", ""), classes):
        return "hidden"
    names = normal(classes)
    return "box" if any(form.search(names) for form in _NAMED) else ""
