"""Stretches between quotation marks of every family: straight, curly, guillemets, corner brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsfold.language import either, words
from newsfold.records import Span
from newsfold.text import paragraphs

_ALWAYS_OPEN = frozenset("“„‟‘‚‹「『《〈｢〝❝❛") | {"``"}
_ALWAYS_CLOSE = frozenset("」』》〉｣〞〟❞❜")
_QUOTE_MARKS = re.compile("``|''|[\"＂“”„‟«»‘’‚‹›'「」『』《》〈〉｢｣〝〞〟❝❞❛❜]")
_STOP_BEFORE_SENTENCE = re.compile(r"[.!?…](?=\s+(?:[^\W\d_a-z]|[«“„\"]))")
_FRESH = re.compile(r"[.!?…]\s([\"“„‟«‹「『《〈])")  # a quotation behind the end of a sentence
_STRAY = 8  # marks of one paragraph that are given up, so that cost stays linear
_CLOSES_LATER = re.compile(r"[^.!?\"“”„«»]*?[^\W_][,.!?]?['’‘](?!\w)")
_FAR = 400  # characters in which a single mark that may be an apostrophe is looked for again
_ELISION = re.compile(rf"['‘’](?:{either(words('apostrophes', 'words cut short'))}|\d0s)\b", re.IGNORECASE)
_OPEN_BEFORE = " \t\u00a0([{—–-/:;,."  # what may stand before an opening mark
_MARK_FAMILY = {
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
_REVERSED_MARKS = {"french": ("«", "»"), "french single": ("‹", "›")}  # »…« and ›…‹ close with the other


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
    quoted, opened = _paired(text, line)
    again = opened is not None and following is not None and _same_opening(text, opened, following)
    for _ in range(0 if again else _STRAY):
        if opened is None or not _others_follow(text, opened, line.end):
            break
        # A mark that never closes among quotations in other marks is given up where its sentence ends.
        stop = _STOP_BEFORE_SENTENCE.search(text, opened.end(), line.end)
        end = stop.end() if stop is not None else line.end
        quoted += _unclosed_quotation(text, opened, end)
        more, opened = _paired(text, Span(start=end, end=line.end)) if end < line.end else ([], None)
        quoted += more
    if opened is not None:
        end = line.end if again else _end(text, opened, line, line.end)
        quoted += _unclosed_quotation(text, opened, end, continues=again)
    return quoted


def _others_follow(text: str, opened: re.Match[str], end: int) -> bool:
    """Whether sentences behind an open mark begin with quotations in other marks."""
    family = _MARK_FAMILY[opened.group()]
    return any(_MARK_FAMILY[m.group(1)] != family for m in _FRESH.finditer(text, opened.end(), end))


def _paired(text: str, line: Span) -> tuple[list[Quotation], re.Match[str] | None]:
    """The quotations of a stretch, and the mark that is open at its end."""
    quoted: list[Quotation] = []
    opened: re.Match[str] | None = None
    around = _around_another(text, line)
    for mark in _QUOTE_MARKS.finditer(text, line.start, line.end):
        role = _mark_role(text, mark, line)
        if opened is None:
            opened = mark if role != "close" and _may_open(text, mark, line) else None
        elif mark.start() < around.get(opened.start(), 0):
            continue  # a quotation inside the quotation, in the same marks
        elif (
            _MARK_FAMILY[mark.group()] in _REVERSED_MARKS
            and _MARK_FAMILY[mark.group()] == _MARK_FAMILY[opened.group()]
        ):
            if mark.group() != opened.group() or role == "close":
                quoted += _closed_quotation(opened, mark)
                opened = None
        elif _MARK_FAMILY[mark.group()] != _MARK_FAMILY[opened.group()]:
            continue  # a quotation inside the quotation, or an apostrophe
        elif role == "open" and _LOW.get(opened.group()) != mark.group():
            # A second opening mark: the first was never closed.
            quoted += _unclosed_quotation(text, opened, _end(text, opened, line, mark.start()))
            opened = mark
        elif _closes(text, mark, line):
            quoted += _closed_quotation(opened, mark)
            opened = None
    return quoted, opened


def _around_another(text: str, line: Span) -> dict[int, int]:
    """Where the quotations that hold another in the same marks open, and where they close.

    "He said "no" twice": of marks that can only open or only close by their neighbours, each that closes
    goes with the last that opened.
    """
    around: dict[int, int] = {}
    waiting: dict[str, list[tuple[int, int]]] = {}  # by family: where marks opened, and marks inside so far
    for mark in _QUOTE_MARKS.finditer(text, line.start, line.end):
        role = _mark_role(text, mark, line)
        stack = waiting.setdefault(_MARK_FAMILY[mark.group()], [])
        low = bool(stack) and _LOW.get(text[stack[-1][0]]) == mark.group()  # „…“
        if role == "open" and not low and _may_open(text, mark, line):
            if stack:
                stack[-1] = (stack[-1][0], stack[-1][1] + 1)
            stack.append((mark.start(), 0))
        elif stack and _closes(text, mark, line):
            start, inside = stack.pop()
            if inside:
                around[start] = mark.start()
    return around


def _end(text: str, opened: re.Match[str], line: Span, end: int) -> int:
    """Where words that are never closed end, at most at `end`, where others open or the paragraph ends.

    A fragment ends with its sentence; of more, the words that introduce the next quotation are no part.
    """
    running = text[line.start : opened.start()].rstrip()[-1:].isalnum()
    if running and text[opened.end() : opened.end() + 1].islower():
        stop = _STOP_BEFORE_SENTENCE.search(text, opened.end(), end)
        return stop.end() if stop else end
    if text[opened.end() : end].rstrip()[-1:] not in (":", ","):
        return end
    stops = [stop.end() for stop in _STOP_BEFORE_SENTENCE.finditer(text, opened.end(), end)]
    return stops[-1] if stops else end


def _mark_role(text: str, mark: re.Match[str], line: Span) -> str:
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


def _may_open(text: str, mark: re.Match[str], line: Span) -> bool:
    before = text[mark.start() - 1] if mark.start() > line.start else " "
    after = text[mark.end()] if mark.end() < line.end else " "
    if _MARK_FAMILY[mark.group()] == "single":
        at_edge = before in _OPEN_BEFORE or before in '"“”'
        return at_edge and (after.isalnum() or after in "[…") and not _ELISION.match(text, mark.start())
    return not after.isspace() or mark.group() in "«‹„“"


def _closes(text: str, mark: re.Match[str], line: Span) -> bool:
    if _MARK_FAMILY[mark.group()] != "single":
        return True
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < line.end else " "
    if before.isspace() or after.isalnum():
        return False  # an apostrophe within or before a word
    if before != "s" or after in ",.;:!?)":
        return True
    if not re.match(r" \w", text[mark.end() : mark.end() + 2]):
        return True
    # "the players’ union" goes on; "'Sixty Minutes' on Sunday" does not, if no mark closes it later
    return not _CLOSES_LATER.match(text, mark.end(), min(line.end, mark.end() + _FAR))


def _closed_quotation(opened: re.Match[str], mark: re.Match[str]) -> list[Quotation]:
    if mark.start() == opened.end():
        return []
    return [
        Quotation(
            span=Span(start=opened.start(), end=mark.end()), inner=Span(start=opened.end(), end=mark.start())
        )
    ]


def _unclosed_quotation(
    text: str, opened: re.Match[str], end: int, continues: bool = False
) -> list[Quotation]:
    while end > opened.end() and text[end - 1].isspace():
        end -= 1
    if end == opened.end() or _MARK_FAMILY[opened.group()] == "single":
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
    first = _QUOTE_MARKS.match(text, following.start)
    return first is not None and _MARK_FAMILY[first.group()] == _MARK_FAMILY[opened.group()]
