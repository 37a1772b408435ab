"""Lines that an outlet prints on many of its pages: what they are, and where they stand in an article.

"This newsletter is free", "Jane Roe covers courts for The Beacon": no event is told there, and nothing in a
single page says so. They are learnt over what is stored, and are a function of it: an article's text, and so
its id, stays as it is, and the order of reading changes nothing. A line that recurs never stops to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import Protocol, TypeVar

from newsfold.derive.settings import COPYING, RECURRENCE
from newsfold.records import Annotations, Article, Span
from newsfold.text import collapse, paragraphs

_FULL_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.!?…][\"'”’)\]»]*")


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


S = TypeVar("S", bound=_Spanned)


def lines(article: Article) -> dict[int, list[Span]]:
    """The lines of an article's text by a key of 63 bits, odd for prose; none without an outlet.

    The same words of another outlet have another key. An outlet is a registered domain, else a name.
    """
    return lines_of(article.domain or article.outlet, article.text)


def lines_of(outlet: str | None, text: str) -> dict[int, list[Span]]:
    """As `lines`, of a text of that outlet."""
    spans_by_key: dict[int, list[Span]] = {}
    for span in paragraphs(text) if outlet else ():
        line = collapse(span.of(text))
        digest = blake2b(f"{outlet}\0{line}".encode(), digest_size=8).digest()
        prose = _FULL_SENTENCE.fullmatch(line) or line.count(" ") >= RECURRENCE.prose
        key = int.from_bytes(digest, "big") >> 2 << 1 | bool(prose)
        spans_by_key.setdefault(key, []).append(span)
    return spans_by_key


def recurs(key: int, pages: Iterable[tuple[str, datetime | None]]) -> bool:
    """Whether the line of this key recurs, standing on these pages (address or id, time of publication).

    Versions of a page count once. A page without a date has a day of its own, but tells nothing of a
    sentence.
    """
    times_by_page = dict(
        sorted(pages, key=lambda page: (page[0], page[1] is not None, page[1] or datetime.min))
    )
    days = {time.date() for time in times_by_page.values() if time}
    if key & 1:
        return len(days) >= RECURRENCE.pages and max(days) - min(days) >= RECURRENCE.spread
    undated = sum(time is None for time in times_by_page.values())
    return len(days) + undated >= RECURRENCE.pages


def set_aside(article: Article, recurring: Collection[int]) -> tuple[Span, ...]:
    """Where the lines stand that recur (their keys), sorted; none where all would be set aside."""
    by_key = lines(article)
    repeated = sorted(span for key, spans in by_key.items() if key in recurring for span in spans)
    return tuple(repeated) if len(repeated) < sum(map(len, by_key.values())) else ()


def blanked(article: Article, spans: Iterable[Span]) -> Article:
    """The article with spaces for these lines, at the same offsets; short ones stay.

    They are no copies, and may credit an agency.
    """
    text = article.text
    for span in spans:
        if len(span.of(text).split()) >= COPYING.least:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return replace(article, text=text) if text != article.text else article


def without(annotations: Annotations, spans: Iterable[Span]) -> Annotations:
    """What was found outside these lines."""
    aside = tuple(spans)
    if not aside:
        return annotations

    def outside(span: Span) -> bool:
        return not any(span.overlaps(line) for line in aside)

    def kept(records: tuple[S, ...]) -> tuple[S, ...]:
        return tuple(record for record in records if outside(record.span))

    return replace(
        annotations,
        sentences=tuple(span for span in annotations.sentences if outside(span)),
        clauses=tuple(span for span in annotations.clauses if outside(span)),
        mentions=kept(annotations.mentions),
        figures=kept(annotations.figures),
        times=kept(annotations.times),
        attributions=tuple(a for a in annotations.attributions if all(map(outside, a.content))),
    )
