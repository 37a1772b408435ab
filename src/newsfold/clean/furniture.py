"""Lines of a page that are no part of its article: labels, bare dates, bylines, repeated titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from newsfold.clean.dates import date_line
from newsfold.clean.labels import LABELS, POINTER
from newsfold.text import collapse, normal_name

_ENDED = re.compile(r"[.!?…。][\"'”’)\]»]*$|[.,;:][\"”’]$|[,;]$")
_WORDS = re.compile(r"\w+(?:['’.-]\w+)*")
_BYLINE = re.compile(
    r"(?:(?:(?:written|reported|posted|story|analysis|opinion|comment|words|text) )?by)[:\s]+(?P<names>.+)|"
    r"(?:authors?|writers?|reporters?):\s*(?P<listed>.+)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|Mc[A-Z]\w+|d[eai]|del|della|van|von|der|den|bin|al|el|la|le|ibn|abu|O['’][A-Z]\w+)\s*){1,5}"
)
_NOBODY = re.compile(
    r"admin\w*|staff|editor(?:s|ial)?|web ?master|newsroom|user|guest|anonymous", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|writer|editor|staff|bureau|chief|desk|agency|agencies|press|news|reuters|"
    r"afp|ap|bloomberg|contributor|columnist|analyst|service|in [A-Z]\w+|for|the|of|at)\b",
    re.IGNORECASE,
)


def label(line: str) -> str | None:
    """The kind of furniture (share, comments, navigation) that a line is by its words, or None."""
    line = collapse(line).strip("|•·›»> ")
    if not line:
        return "other"
    if len(line) > 240 or (len(line) > 40 and is_sentence(line) and not line.endswith(("…", "..."))):
        return None
    kind = next((kind for kind, pattern in LABELS.items() if pattern.fullmatch(line)), None)
    if kind is None and POINTER.fullmatch(line) and len(_WORDS.findall(line)) <= 25:
        return "navigation"
    return kind


def is_sentence(line: str) -> bool:
    """Whether a line reads as running text: it ends like a sentence, and has words enough for one."""
    return bool(_ENDED.search(line)) and len(_WORDS.findall(line)) >= 4


def is_date(line: str) -> bool:
    """Whether the line is nothing but a date."""
    return date_line(line) is not None


def byline(line: str) -> tuple[str, ...] | None:
    """The authors a byline names ("By Jane Roe and John Doe, Staff Writers"); None for other lines."""
    line = collapse(line)
    match = _BYLINE.fullmatch(line) if len(line) <= 160 and not is_sentence(line) else None
    if not match:
        return None
    names: list[str] = []
    for part in re.split(r"\s*(?:,|;|\||\band\b|&|/|•|·| - | – | — )\s*", match["names"] or match["listed"]):
        part = part.strip(" .:")
        if not part or is_nobody(part) or _ROLE.search(part) or re.search(r"\d", part):
            continue
        if not _NAME.fullmatch(part):
            # "By the numbers", "From bad to worse": no byline, unless a name stood before.
            if not names:
                return None
            continue
        names.append(_name_case(part))
    return (
        tuple(dict.fromkeys(names))
        if names or (_ROLE.search(line) and len(line) < 60 and match["names"])
        else None
    )


def is_nobody(name: str) -> bool:
    """Whether `name` stands where an author should and is none ("admin", "Staff")."""
    return bool(_NOBODY.fullmatch(name.strip()))


def _name_case(name: str) -> str:
    """ "JANE McROE" is printed for layout; a name has small letters."""
    return name.title() if name.isupper() and len(name) > 3 else name


def same_title(line: str, title: str) -> bool:
    """Whether `line` repeats the title, whatever its case, quotes and dashes."""
    near = len(line) < 1.5 * len(title) + 20 and len(title) < 1.5 * len(line) + 20
    return near and _bare(line) == _bare(title) != ""


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", normal_name(text)).strip()


def recurring_lines(pages: Iterable[str], least: int = 3, share: float = 0.2) -> frozenset[str]:
    """Lines that stand on at least `least` of an outlet's `pages` (their texts) and on `share` of them.

    Sentences count too: an outlet's "about us" is one. The lines are white-space collapsed, as
    `Cleaning.recurring` takes them.
    """
    count: Counter[str] = Counter()
    number = 0
    for text in pages:
        number += 1
        count.update({line for raw in text.split("\n") if (line := collapse(raw))})
    return frozenset(line for line, seen in count.items() if seen >= max(least, share * number))
