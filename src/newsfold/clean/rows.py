"""Rows of a page as its markup divides them, and which of them are one line: hard wraps, drop caps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from newsfold.clean.box_names import box_names, pattern
from newsfold.clean.settings import LINES
from newsfold.language import stop_words
from newsfold.text import ENDS

_ENDED_ROW = re.compile(rf"[{ENDS}:;][\"'”’)\]»“」』）]*$")
_CONTINUES = re.compile(r"(?!https?:|www\.)[\"'“‘(]?[a-z]")
_LAST_SMALL_WORD = re.compile(r"(?:^|\s)([a-z]+)$")
_WORD_OF_LETTERS = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"[\"'“‘«(]?[A-ZÀ-Þ]")
_WORDS_OF_A_LETTER = frozenset("AIO")
_DROP_CAP = pattern("drop cap")
_FUNCTION_WORDS = stop_words("commonest", "common")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row of text, the element it stands in, and how many of its characters are linked.

    `after_break` where one `<br>` divides it from the row before; `pictured` where an image does.
    """

    text: str
    element: etree._Element
    linked: int
    parts: tuple[str, ...]
    pictured: bool
    after_break: bool


def joined_rows(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows as a reader takes them: sentences broken by single `<br>`s and drop caps put together."""
    return _with_initials(list(_unwrapped(rows)))


def open_break(before: str, after: str) -> bool:
    """Whether the line `before` stops inside a sentence that the line `after` goes on with."""
    if _ENDED_ROW.search(before):
        return False
    last = _LAST_SMALL_WORD.search(before)
    return bool(_CONTINUES.match(after)) or (last is not None and last[1] in _FUNCTION_WORDS)


def with_initial(initial: str, rest: str, known: Iterable[str] = ()) -> str:
    """A drop cap and the text behind it; "A" and "I" are words of their own before one that is `known`."""
    first = _WORD_OF_LETTERS.match(rest)
    if initial[-1] in _WORDS_OF_A_LETTER and first and first[0].lower() in {*known, *_FUNCTION_WORDS}:
        return f"{initial} {rest}"
    return initial + rest


def is_initial(text: str, after: str, element: etree._Element | None = None) -> bool:
    """Whether `text` is the first letter of the word that `after` begins with."""
    if len(text) > 2 or not _INITIAL.fullmatch(text):
        return False
    word = _WORD_OF_LETTERS.match(after)
    return word is not None and (
        word[0].islower() or (word[0].isupper() and len(word[0]) > 1 and _is_drop_cap(element))
    )


def _is_drop_cap(element: etree._Element | None) -> bool:
    return element is None or bool(_DROP_CAP.search(box_names(element)))


def _unwrapped(rows: Sequence[TextRow]) -> Iterable[TextRow]:
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end].after_break and not rows[end].pictured:
            end += 1
        group = rows[at:end]
        yield from _joined_group(group) if len(group) > 1 else group
        at = end


def _joined_group(group: Sequence[TextRow]) -> list[TextRow]:
    """Rows divided by single breaks: where one stops inside a sentence, all that stop before an end go on."""
    breaks = list(pairwise(group))
    wrapped = any(open_break(upper.text, lower.text) for upper, lower in breaks)
    if not wrapped or sum(len(row.text.split()) for row in group) < LINES.wrapped_words:
        return list(group)
    result = [group[0]]
    for before, row in breaks:
        if _ENDED_ROW.search(before.text):
            result.append(row)
        else:
            last = result[-1]
            result[-1] = replace(
                last,
                text=f"{last.text} {row.text}",
                linked=last.linked + row.linked,
                parts=(*last.parts, *row.parts),
            )
    return result


def _with_initials(rows: list[TextRow]) -> list[TextRow]:
    initials = [
        at for at, (row, after) in enumerate(pairwise(rows))
        if is_initial(row.text, after.text, row.element)
    ]  # fmt: skip
    for at in reversed(initials):
        after = rows[at + 1]
        elsewhere = (
            word.lower()
            for n, row in enumerate(rows)
            if n != at + 1
            for word in _WORD_OF_LETTERS.findall(row.text)
        )
        text = with_initial(rows[at].text, after.text, elsewhere)
        rows[at : at + 2] = [replace(after, text=text, pictured=rows[at].pictured or after.pictured)]
    return [_closed_up(row) for row in rows]


def _closed_up(row: TextRow) -> TextRow:
    """A row whose first letter a space divides from its word, since it stands in an element of its own."""
    if len(row.parts) < 2 or len(row.parts[0]) > 2:
        return row
    initial, rest = row.parts[0], row.text[len(row.parts[0]) + 1 :]
    divided = row.text.startswith(f"{initial} ") and initial[-1] not in _WORDS_OF_A_LETTER
    return replace(row, text=initial + rest) if divided and is_initial(initial, rest) else row
