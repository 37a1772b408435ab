"""Text that somebody extracted already: where its article is, and what else stands on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from newsfold.clean import boilerplate as lines_of
from newsfold.clean import bylines_en as bylines
from newsfold.clean.bylines import byline
from newsfold.clean.date_lines import DateLine, date_line, dated_byline
from newsfold.clean.names import split_title
from newsfold.clean.offsets import plain
from newsfold.clean.page_dates import may_show
from newsfold.clean.settings import EXTRACTED
from newsfold.records import Boilerplate, Grain, Span
from newsfold.text import collapse, count_words, paragraphs


@dataclass(slots=True)
class Sorted:
    """The lines of a page, sorted into article and boilerplate."""

    body: list[Span] = field(default_factory=list)
    boilerplate: list[Boilerplate] = field(default_factory=list)
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()  # who the last line says reported it
    published: tuple[datetime, Grain] | None = None
    modified: tuple[datetime, Grain] | None = None


def sort_lines(text: str, title: str | None, outlet: str | None) -> Sorted:
    """The lines of `text` that are its article, and the rest with what it is.

    Without a given `title` the first line is it. Set aside are the title's repeats, bare dates, bylines,
    labels ("Share this", "No comments"), and, where no title was given, the short lines between the title and
    the first sentence. Where all would go, the article keeps it all.
    """
    lines = paragraphs(text)
    result = Sorted()
    if title is None and lines:
        lines, title_line = lines[1:], lines[0]
        first = plain(title_line.of(text))
        repeated = {plain(line.of(text)) for line in lines[: EXTRACTED.head]}
        result.title, result.outlet = _own_title(first, repeated, outlet)
        if not lines or count_words(first) > EXTRACTED.title:
            lines.insert(0, title_line)  # running text from the first line on: the title is only its copy
            result.title = " ".join(first.split()[: EXTRACTED.title])
        else:
            result.boilerplate.append(Boilerplate(start=title_line.start, end=title_line.end, kind="title"))
    else:
        result.title = title
    sort_into(result, text, lines, head=title is None)
    return result


def sort_into(
    result: Sorted,
    text: str,
    lines: Sequence[Span],
    *,
    head: bool,
    known: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Sort `lines` of `text` into `result`.

    With `head`, short lines before the first sentence are captions. `known` holds kinds that are settled
    already, by where their lines start.
    """
    kinds = [
        _kind_of_line(result, collapse(line.of(text)), first=number < EXTRACTED.head) or known.get(line.start)
        for number, line in enumerate(lines)
    ]
    if head:
        for number, line in enumerate(lines[: EXTRACTED.head]):
            if kinds[number]:
                continue
            if lines_of.is_sentence(line.of(text)) or count_words(line.of(text)) > EXTRACTED.caption:
                break
            kinds[number] = "caption"
    if lines and all(kinds):
        kinds = [None if kind == "caption" else kind for kind in kinds]
    for line, kind in zip(lines, kinds, strict=True):
        if kind is None:
            end = line.start + lines_of.bracketed_pointer(line.of(text))
            result.body.append(Span(start=line.start, end=end))
            if end < line.end:
                result.boilerplate.append(Boilerplate(start=end, end=line.end, kind="navigation"))
        else:
            result.boilerplate.append(Boilerplate(start=line.start, end=line.end, kind=kind))
    result.boilerplate.sort(key=lambda f: (f.start, f.end))


def _own_title(line: str, repeated: set[str], outlet: str | None) -> tuple[str, str | None]:
    """The title in a page's first line; surest where the page repeats it without the outlet."""
    for other in sorted(repeated, key=len, reverse=True):
        if len(other) >= 12 and line.startswith(other) and line != other:
            _, suffix = split_title(line[len(other) :].join(("x x x", "")), outlet)
            return other, suffix or line[len(other) :].strip(" -–—|:•·»«") or None
    return split_title(line, outlet)


def _kind_of_line(result: Sorted, line: str, *, first: bool) -> str | None:
    if len(line) > EXTRACTED.running:
        return None
    if result.title and lines_of.same_title(line, result.title):
        return "title"
    if dates := date_line(line):
        _take_date(result, dates)
        return "date"
    if kind := lines_of.boilerplate_kind(line):
        return kind
    if lines_of.notice(line):
        return "navigation"
    if lines_of.credit(line):
        return "caption"
    if bylines.is_note(line):
        return "other"
    if reporters := bylines.signed(line):
        result.signed = result.signed or reporters
        return None
    if bylines.is_about_author(line, result.authors):
        return "byline"
    if first and (both := dated_byline(line)):
        result.authors = result.authors or both[0]
        _take_date(result, both[1])
        return "byline"
    if first and (people := byline(line)) is not None:
        result.authors = result.authors or people
        return "byline"
    return None


def _take_date(result: Sorted, dates: DateLine) -> None:
    if dates.published and may_show(dates.published):
        result.published = result.published or dates.published
    if dates.modified and may_show(dates.modified):
        result.modified = result.modified or dates.modified
