"""Lines that claim nothing in an article that is not English: told by their form and its language's
boilerplate.

What `asides` reads off English words (bare replies, who contributed) is not known here. What is alike in
every language is: whose a picture is, calls to read on, rows of tables, questions, headings.
"""

from __future__ import annotations

import re

from newsfold.captions import captions, is_picture_line
from newsfold.compare.settings import LINES
from newsfold.known_lines import is_credit, is_notice, kind_of
from newsfold.records import Span
from newsfold.text import ENDS, collapse, count_words, paragraphs, runs

_CLOSING_MARKS = r"[\"'”’)\]»«“」』】）›\s]*$"
_ENDED = re.compile(rf"[{re.escape(ENDS)}]{_CLOSING_MARKS}")
_GOES_ON = re.compile(rf"[,;:،؛，、；：–—-]{_CLOSING_MARKS}")
_ASKS = re.compile(
    r"[^\"“”„‘«»「」『』:：]*[?؟？][)\]）\s]*"
)  # a question of the text's own: nobody is quoted
_LINKED = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+|[#@]\w+")


def boilerplate_in(text: str) -> list[Span]:
    """The lines of a text that claim nothing for what they are or where they stand: captions, headings.

    A heading is a short line without an end between lines that have one, in an article that has sentences.
    """
    lines = paragraphs(text)
    spans = {*captions(text, dated=False), *(line for line in lines if _is_known_line(line.of(text)))}
    if sum(bool(_ENDED.search(line.of(text))) for line in lines) < LINES.fewest_sentences:
        return sorted(spans)
    for before, line, behind in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        words = line.of(text)
        if _ENDED.search(words) or _GOES_ON.search(words):
            continue
        alone = all(y is None or y in spans or _ENDED.search(y.of(text)) for y in (before, behind))
        if alone and count_words(words) <= LINES.heading_words:
            spans.add(line)
    return sorted(spans)


def claims_nothing_in(text: str) -> bool:
    """Whether a sentence is too short to claim anything, or none."""
    line = collapse(text)
    return (
        count_words(_LINKED.sub(" ", line)) < LINES.fewest_words
        or _is_known_line(line)
        or is_picture_line(line, dated=False)
        or _is_row(line)
        or _ASKS.fullmatch(line) is not None
    )


def _is_known_line(line: str) -> bool:
    return kind_of(line) is not None or is_notice(line) or (is_credit(line) and not _ENDED.search(line))


def _is_row(line: str) -> bool:
    """Whether a line is the row of a table: half of its words are numbers, and it is no sentence."""
    said = runs(line)
    return not _ENDED.search(line) and sum(w[0].isdecimal() for w in said) >= max(
        2, LINES.numbers * len(said)
    )
