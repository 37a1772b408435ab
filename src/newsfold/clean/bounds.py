"""Pages made to be slow, told before a parser sees them.

What parsers need grows with the square of the depth of elements and of the attributes of one element, and
extraction takes a tenth of a millisecond an element. All bounds are far over what articles have: of 181
news pages the deepest has 495 elements open, and none has 3,300 tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_TEXT = 500_000  # characters of an article: four times a magazine's longest
LONGEST_TITLE = 1000  # characters
LONGEST_NAME = 200  # of an outlet
MOST_BLOCKS = 4000  # of a page that is read the whole way; one extractor's time grows with their square
_LONGEST_PLAIN_PAGE = 2_000_000  # characters of text with all around its article: bounds time and memory
_LONGEST_PIECE = 10_000_000  # characters between two tags; the parser leaves out a longer piece
_MOST_TAGS = 60_000  # bounds the memory and the time: a page of more is refused
_DEEPEST_ELEMENT = 2000  # bounds the stack of what walks the tree: a page nested deeper is refused
_MOST_ATTRIBUTES = 5000  # of one element: the parser takes their square; a page with more is refused
_TAGS_OF_ANY_DEPTH = 5000  # of fewer, any depth is quick enough
_SMALL_PAGE = 200_000  # characters of a page that hold too few attributes to take more than a second
_SHORT_TAG = 50_000  # characters of a tag that hold too few to matter
_WHOLE_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>"']*+)(?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
_QUOTED_VALUE = re.compile(r"""(?<==)(?:"[^"]*+"|'[^']*+')""")  # some pages keep a long JSON in one attribute
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
# Elements whose end tag may be left out, or which have none.
_OPEN_ENDED = frozenset(
    "p li td tr th dt dd option br img input meta link hr source area base col embed param track wbr thead "
    "tbody tfoot colgroup optgroup rp rt body html head".split()
)


def oversized(source: str, *, plain: bool) -> str | None:
    """What makes a page (HTML, or `plain` text) too costly to read, in words; None for all others."""
    if plain:
        return f"more than {_LONGEST_PLAIN_PAGE:,} characters" if len(source) > _LONGEST_PLAIN_PAGE else None
    tags = source.count("<")
    if tags > _MOST_TAGS:
        return f"more than {_MOST_TAGS:,} tags"
    if len(source) > _LONGEST_PIECE and any(len(t) > _LONGEST_PIECE for t in source.split("<")):
        return f"more than {_LONGEST_PIECE:,} characters without a tag"
    return _tangled(source) if tags > _TAGS_OF_ANY_DEPTH or len(source) > _SMALL_PAGE else None


def _tangled(source: str) -> str | None:
    """Whether elements nest too deep, or one has too many attributes."""
    depth = 0
    for tag in _tags(source):
        if (
            tag.end() - tag.start() > _SHORT_TAG
            and len(_QUOTED_VALUE.sub("", tag[0]).split()) > _MOST_ATTRIBUTES
        ):
            return f"an element with more than {_MOST_ATTRIBUTES:,} attributes"
        if tag[2].lower() not in _OPEN_ENDED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > _DEEPEST_ELEMENT:
                return f"elements nested more than {_DEEPEST_ELEMENT:,} deep"
    return None


def _tags(source: str) -> Iterator[re.Match[str]]:
    """Start and end tags, in order. In scripts and styles "<" begins none."""
    at = 0
    while tag := _WHOLE_TAG.search(source, at):
        yield tag
        at = tag.end()
        if not tag[1] and (raw := _RAW.get(tag[2].lower())):
            end = raw.search(source, at)
            if end is None:
                return
            at = end.start()
