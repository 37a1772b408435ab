"""Lines of a page that are no part of its article: labels and repeated titles."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from newsfold import known_lines
from newsfold.clean.labels import (
    BEGUN_NOTICE,
    CAPTION,
    CREDIT,
    LABELS,
    NOTICE,
    PARTS_OF_NOTICES,
    POINTER,
)
from newsfold.clean.settings import BOILERPLATE
from newsfold.text import ENDS, collapse, count_words, normal_name

_ENDED_TEXT = re.compile(rf"[{ENDS}][\"'”’)\]»“」』）]*$|[.,;:][\"”’]$|[,;]$")
_WORD_WITH_MARKS = re.compile(r"\w+(?:['’.-]\w+)*")
# What a page's program prints where a picture or a value is missing: "[[(image) BRIDGE-OPENING]]", "false".
_UNFILLED = re.compile(r"\[\[[^\[\]]*\]\]|\{\{[^{}]*\}\}|false|true|null|undefined|NaN")
_BRACKETED_END = re.compile(r"\s*[(\[]([^()\[\]]{4,120})[)\]]\.?$")


def boilerplate_kind(line: str) -> str | None:
    """The kind of boilerplate (share, comments, navigation) that a line is by its words, or None."""
    if len(line) > BOILERPLATE.label + 60:  # with room for spaces that do not count
        return None
    line = collapse(line).strip("|•·›»> ")
    if not line or _UNFILLED.fullmatch(line):
        return "other"
    if known_lines.is_pointer(line):
        return "navigation"
    if len(line) > BOILERPLATE.label or (
        len(line) > 40 and is_sentence(line) and not line.endswith(("…", "..."))
    ):
        return None
    kind = next((kind for kind, pattern in LABELS.items() if pattern.fullmatch(line)), None)
    if kind is None and POINTER.fullmatch(line) and len(_WORD_WITH_MARKS.findall(line)) <= 25:
        return "navigation"
    return kind or known_lines.kind_of(line)


def notice(line: str) -> bool:
    """Whether a line is a sentence of the page about itself: its player, its rights, its newsletter."""
    if len(line) > BOILERPLATE.notice:
        return False
    small = line.lower()
    form = NOTICE if any(part in small for part in PARTS_OF_NOTICES) else BEGUN_NOTICE
    return form.fullmatch(collapse(line).strip("|•·›»>*[]() ")) is not None or known_lines.is_notice(line)


def bracketed_pointer(line: str) -> int:
    """Where a pointer in brackets begins that ends a line; its length where none does, or no more is there.

    ("… since 2019. (Text continues below the picture)", in the languages whose lists have it.)
    """
    match = _BRACKETED_END.search(line)
    return match.start() if match and match.start() and known_lines.is_pointer(match[1]) else len(line)


def credit(line: str) -> bool:
    """Whether a line says only whose picture stands there, or is a caption with that at its end."""
    if len(line) > BOILERPLATE.notice:
        return False
    line = collapse(line).strip("|•·›»>* ")
    if CREDIT.fullmatch(line.strip("()[]")) and not (len(line) > 40 and is_sentence(line)):
        return True
    if known_lines.is_credit(line) and not (len(line) > 40 and is_sentence(line)):
        return True
    return (
        line.endswith((")", "]", ").", "]."))
        and line.count(" ") < BOILERPLATE.caption
        and bool(CAPTION.fullmatch(line))
    )


def is_sentence(line: str) -> bool:
    """Whether a line reads as running text: it ends like a sentence, and has words enough for one."""
    return bool(_ENDED_TEXT.search(line)) and (
        sum(1 for _ in islice(_WORD_WITH_MARKS.finditer(line), 4)) == 4
        or (not line.isascii() and count_words(line) > 3)
    )


def same_title(line: str, title: str) -> bool:
    """Whether `line` repeats the title, whatever its case, quotes and dashes."""
    alike_in_length = len(line) < 1.5 * len(title) + 20 and len(title) < 1.5 * len(line) + 20
    return alike_in_length and _bare_title(line) == _bare_title(title) != ""


@lru_cache(maxsize=64)
def _bare_title(text: str) -> str:
    return re.sub(r"\W+", " ", normal_name(text)).strip()
