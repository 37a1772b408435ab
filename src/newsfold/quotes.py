"""Stretches between quotation marks of every family: straight, curly, guillemets, corner brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsfold.language import either, words
from newsfold.records import Span
from newsfold.text import paragraphs

_ALWAYS_OPEN = frozenset("“„‟‘‚‹「『《〈｢〝❝❛") | {"``"}
_ALWAYS_CLOSE = frozenset("」』》〉｣〞〟❞❜")
_MARKS = re.compile("``|''|[\"＂“”„‟«»‘’‚‹›'「」『』《》〈〉｢｣〝〞〟❝❞❛❜]")
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[^\W\d_a-z])")
_NESTED_MARKS = 12  # marks
_NESTED_REACH = 1000  # characters
_ELISION = re.compile(rf"['‘’](?:{either(words('apostrophes', 'words cut short'))}|\d0s)\b", re.IGNORECASE)
_OPEN_BEFORE = " \t\u00a0([{—–-/:;,."  # what may stand before an opening mark
_FAMILY = {
    mark: family
    for family, marks in {
        "double": ['"', *"“”„‟", "``", "''"],
        "wide": "＂",
        "french": "«»",
        "french single": "‹›",
        "single": "‘’‚'",
        "corner": "「」｢｣",
        "white corner": "『』",
        "double angle": "《》",
        "angle": "〈〉",
        "prime": "〝〞〟",
        "heavy": "❝❞",
        "heavy single": "❛❜",
    }.items()
    for mark in marks
}
CLOSING = "\"＂'”’»«›‹“‘」』》〉｣〞〟❞❜"  # what may stand last in a quotation, in whatever language
DOUBLE = '"＂“”„‟«»「」『』《》〈〉｢｣〝〞〟❝❞'  # all but single marks, which apostrophes look like
_LOW = {"„": "“", "‚": "‘"}  # what closes them in German opens in English
_POINTING = {"french": ("«", "»"), "french single": ("‹", "›")}  # »…« and ›…‹ close with the other


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quotation:
    """A quoted stretch inside one paragraph; `span` holds its marks, `inner` what they enclose.

    `closed` is False where the closing mark is missing; `continues` where, besides, the next paragraph
    opens again, as a speech over several paragraphs is printed.
    """

    span: Span
    inner: Span
    closed: bool = True
    continues: bool = False


def quotations(text: str) -> list[Quotation]:
    """The outermost quoted stretches of `text`, in order; none crosses a line break, none is empty."""
    lines = paragraphs(text)
    quoted: list[Quotation] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        quoted += _in_paragraph(text, line, following)
    return quoted


def _in_paragraph(text: str, line: Span, following: Span | None) -> list[Quotation]:
    quoted: list[Quotation] = []
    opened: re.Match[str] | None = None
    marks = list(_MARKS.finditer(text, line.start, line.end))
    inside = 0  # marks up to which a quotation within the quotation goes
    for number, mark in enumerate(marks):
        if number < inside:
            continue
        role = _role(text, mark, line)
        if opened is None:
            opened = mark if role != "close" and _opens(text, mark, line) else None
        elif _FAMILY[mark.group()] in _POINTING and _FAMILY[mark.group()] == _FAMILY[opened.group()]:
            if mark.group() != opened.group() or role == "close":
                quoted += _closed(opened, mark)
                opened = None
        elif _FAMILY[mark.group()] != _FAMILY[opened.group()]:
            continue  # a quotation inside the quotation, or an apostrophe
        elif role == "open" and _LOW.get(opened.group()) != mark.group():
            if last := _nested(text, marks, number, line, opened.start()):
                inside = last
                continue
            # A second opening mark: the first was never closed.
            quoted += _unclosed(text, opened, _end(text, opened, line, mark.start()))
            opened = mark
        elif _closes(text, mark, line):
            quoted += _closed(opened, mark)
            opened = None
    if opened is not None:
        again = following is not None and _same_opening(text, opened, following)
        end = line.end if again else _end(text, opened, line, line.end)
        quoted += _unclosed(text, opened, end, continues=again)
    return quoted


def _nested(text: str, marks: Sequence[re.Match[str]], first: int, line: Span, start: int) -> int:
    """The mark behind those of quotations within a quotation, printed with the marks of the outer one.

    0 where they don't come out even soon: the outer one was never closed.
    """
    depth, family = 1, _FAMILY[marks[first].group()]
    for number in range(first, min(len(marks), first + _NESTED_MARKS)):
        mark = marks[number]
        if mark.end() - start > _NESTED_REACH:
            return 0
        if _FAMILY[mark.group()] != family:
            continue
        role = _role(text, mark, line)
        depth += {"open": 1, "close": -1}.get(role, 9)
        if depth > 2:
            return 0
        if depth == 0:
            return number
    return 0


def _end(text: str, opened: re.Match[str], line: Span, end: int) -> int:
    """Where words that are never closed end, at most at `end`, where others open or the paragraph ends.

    A fragment ends with its sentence; of more, the words that introduce the next quotation are no part.
    """
    running = text[line.start : opened.start()].rstrip()[-1:].isalnum()
    if running and text[opened.end() : opened.end() + 1].islower():
        stop = _SENTENCE_END.search(text, opened.end(), end)
        return stop.end() if stop else end
    if text[opened.end() : end].rstrip()[-1:] not in (":", ","):
        return end
    stops = [stop.end() for stop in _SENTENCE_END.finditer(text, opened.end(), end)]
    return stops[-1] if stops else end


def _role(text: str, mark: re.Match[str], line: Span) -> str:
    """Whether a mark can only open, only close, or either, by its own form and its neighbours."""
    form = mark.group()
    before = text[mark.start() - 1] if mark.start() > line.start else " "
    after = text[mark.end()] if mark.end() < line.end else " "
    if form in _ALWAYS_OPEN and form != "‹":
        return "open"
    if form in _ALWAYS_CLOSE:
        return "close"
    if form in "«‹":
        return "open" if before.isspace() and not after.isspace() else "either"
    if form in "»›":
        return "open" if before.isspace() and after.isalnum() else "close"
    if before.isspace() and not after.isspace():
        return "open"
    if not before.isspace() and (after.isspace() or after in ".,;:!?)"):
        return "close"
    return "either" if form in ('"', "＂", "'", "''") else "close"


def _opens(text: str, mark: re.Match[str], line: Span) -> bool:
    before = text[mark.start() - 1] if mark.start() > line.start else " "
    after = text[mark.end()] if mark.end() < line.end else " "
    if _FAMILY[mark.group()] == "single":
        at_edge = before in _OPEN_BEFORE or before in '"“”'
        return at_edge and (after.isalnum() or after in "[…") and not _ELISION.match(text, mark.start())
    return not after.isspace() or mark.group() in "«‹„“"


def _closes(text: str, mark: re.Match[str], line: Span) -> bool:
    if _FAMILY[mark.group()] != "single":
        return True
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < line.end else " "
    if before.isspace() or after.isalnum():
        return False  # an apostrophe within or before a word
    if before != "s" or after in ",.;:!?)":
        return True
    return not re.match(r" \w", text[mark.end() : mark.end() + 2])  # "the players’ union" goes on


def _closed(opened: re.Match[str], mark: re.Match[str]) -> list[Quotation]:
    if mark.start() == opened.end():
        return []
    return [
        Quotation(
            span=Span(start=opened.start(), end=mark.end()), inner=Span(start=opened.end(), end=mark.start())
        )
    ]


def _unclosed(text: str, opened: re.Match[str], end: int, continues: bool = False) -> list[Quotation]:
    while end > opened.end() and text[end - 1].isspace():
        end -= 1
    if end == opened.end() or _FAMILY[opened.group()] == "single":
        return []  # a lone single mark is an apostrophe
    return [
        Quotation(
            span=Span(start=opened.start(), end=end),
            inner=Span(start=opened.end(), end=end),
            closed=False,
            continues=continues,
        )
    ]


def _same_opening(text: str, opened: re.Match[str], following: Span) -> bool:
    first = _MARKS.match(text, following.start)
    return first is not None and _FAMILY[first.group()] == _FAMILY[opened.group()]
