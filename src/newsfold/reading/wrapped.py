"""Text that was broken into lines of one width: its paragraphs, a line each."""

from __future__ import annotations

import re

from newsfold.reading.settings import WIDTHS

_ENDED_LINE = re.compile(r"[.!?…:;][\"'”’)\]»]*$")
_LIST_ITEM = re.compile(r"\s*(?:[-*•·–—]|\d{1,3}[.)])\s")
_HYPHENS = "-\u00ad\u2010"
_LAST_WORD_OF_LINE = re.compile(r"\w+$")
_LONGEST_WORD = 60  # characters
_WITH_HYPHEN = re.compile(r"\b(?=(\w+-\w+))")


def lines_joined(text: str) -> str:
    """`text` with lines that only the width ends put together; as it is where most end with a sentence."""
    blocks = [block for block in re.split(r"\n[ \t\f]*\n", text.replace("\r\n", "\n")) if block.strip()]
    lines = [[line.strip() for line in block.split("\n") if line.strip()] for block in blocks]
    lengths = sorted(len(line) for block in lines for line in block)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    going_on = [line for block in lines for line in block[:-1] if len(line) >= WIDTHS.full * width]
    if width < WIDTHS.width or 2 * sum(1 for line in going_on if _ENDED_LINE.search(line)) > len(going_on):
        return "\n".join(line for block in lines for line in block)
    whole = set(_WITH_HYPHEN.findall(text))
    return "\n".join(paragraph for block in lines for paragraph in _paragraphs(block, width, whole))


def _paragraphs(lines: list[str], width: int, whole: set[str]) -> list[str]:
    paragraphs: list[list[str]] = []
    for before, line in zip(("", *lines), lines, strict=False):
        if paragraphs and _goes_on_below(before, line, width):
            paragraphs[-1] += _spliced(paragraphs[-1].pop(), line, whole)
        else:
            paragraphs.append([line])
    return ["".join(pieces) for pieces in paragraphs]


def _goes_on_below(line: str, after: str, width: int) -> bool:
    if _LIST_ITEM.match(after) or len(line) < WIDTHS.full * width:
        return line.endswith(tuple(_HYPHENS)) and after[:1].islower()
    return not (_ENDED_LINE.search(line) and len(line) < WIDTHS.nearly * width)


def _spliced(before: str, after: str, whole: set[str]) -> list[str]:
    """Two lines and a space; a hyphen that parts a word goes, unless the word has it elsewhere, too."""
    start, rest = _LAST_WORD_OF_LINE.search(before[-_LONGEST_WORD:-1]), re.match(r"\w+", after)
    if not before.endswith(tuple(_HYPHENS)) or not start or not rest or not after[0].islower():
        return [before, " ", after]
    has_hyphen = before[-1] == "-" and f"{start[0]}-{rest[0]}" in whole
    return [before if has_hyphen else before[:-1], after]
