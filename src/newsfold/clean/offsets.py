"""From spans of a page's text to an article's text, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsfold.records import Segment, Span

# What a reader does not see inside a word: soft hyphens, zero-width spaces and joiners, marks of direction.
_UNSEEN_MARKS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff"
# Every gap but the single space that most are, which stays as it is.
_GAP_OF_BLANKS = re.compile(rf"(?: (?=[\s{_UNSEEN_MARKS}])|[^\S ]|[{_UNSEEN_MARKS}])[\s{_UNSEEN_MARKS}]*")


def assemble(page_text: str, spans: Iterable[Span]) -> tuple[str, tuple[Segment, ...]]:
    """The spans as paragraphs of one text, and the segments that lead back into `page_text`.

    Paragraphs are joined by one "\\n". Runs of spaces become one space, characters without width go;
    what changed lies between segments, so every segment's characters are equal in both texts.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0

    def put(piece: str, page_start: int | None) -> None:
        nonlocal length
        if page_start is not None:
            last = segments[-1] if segments else None
            if (
                last
                and last.text_start + last.length == length
                and last.page_start + last.length == page_start
            ):
                segments[-1] = Segment(
                    text_start=last.text_start, page_start=last.page_start, length=last.length + len(piece)
                )
            else:
                segments.append(Segment(text_start=length, page_start=page_start, length=len(piece)))
        parts.append(piece)
        length += len(piece)

    for span in spans:
        at, begun, space = span.start, False, False
        for gap in [*_GAP_OF_BLANKS.finditer(page_text, span.start, span.end), None]:
            end = gap.start() if gap else span.end
            if end > at:
                if begun and space:
                    put(" ", None)
                elif not begun and parts:
                    put("\n", None)
                put(page_text[at:end], at)
                begun, space = True, False
            if gap:
                space = space or any(c.isspace() for c in gap.group())
                at = gap.end()
    return "".join(parts), tuple(segments)


def plain(text: str) -> str:
    """`text` as `assemble` would print it: single spaces, nothing unseen."""
    return assemble(text, [Span(start=0, end=len(text))])[0]
