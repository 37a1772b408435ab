"""Lines of a page that are no part of its article: labels, bare dates, bylines, repeated titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from newsfold.clean.labels import LABELS, POINTER
from newsfold.language import calendar_of, either
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
_CALENDAR = calendar_of()
_TOPIC = re.compile(
    r"\b(?:world|news|sports?|business|politics|opinion|home|stories|story|asia|africa|europe|"
    r"america|americas|americans?|pacific|middle|east|west|north|south|latin|science|health|tech|"
    r"technology|culture|arts|travel|photos?|video|"
    r"comments?|print|page|today|read|more|share|follow|save|click|menu|search|new|breaking|live|section|edition|"
    r"wire|press|agency|times|post|herald|gazette|tribune|desk|staff|"
    r"money|markets?|weather|magazine|picture|gallery|file|editor['’]s|"
    rf"{either((*_CALENDAR.months, *_CALENDAR.weekdays))})\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r",?\s+(?:is|was|writes|covers|reports|reported|works|has been|can be|contributed|teaches|lives|leads)\b"
)
_NOTE = re.compile(
    r"(?:\W*(?:corrections?|clarification|editor['’]s note|updated?)\b[^:—–.]{0,40}[:—–]\s)|"
    r"(?:an? )?(?:earlier|previous|original) version of this (?:article|story|post|report)|"
    r"this (?:article|story|post|report) (?:has been|was) (?:amended|corrected|updated)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\W*(?:(?:additional )?(?:reporting|writing|editing|written) by|with (?:files|reporting) from)\b"
    r"(?P<who>[^;)]*)",
    re.IGNORECASE,
)
_BYLINE_LONGEST = 200
_LABEL_LONGEST = 240
_WHERE = re.compile(r"\s+(?:in|from|at)\s+[A-Z].*$")
_BUTTON = re.compile(
    r"\s+(?:follow|save|share|subscribe|e-?mail|view profile|see more|see all)$", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|writer|editor|staff|bureau|chief|desk|agency|agencies|press|news|reuters|"
    r"afp|ap|bloomberg|contributor|columnist|analyst|service|in [A-Z]\w+|for|the|of|at)\b",
    re.IGNORECASE,
)


def label(line: str) -> str | None:
    """The kind of furniture (share, comments, navigation) that a line is by its words, or None."""
    if len(line) > _LABEL_LONGEST + 60:  # with room for spaces that do not count
        return None
    line = collapse(line).strip("|•·›»> ")
    if not line:
        return "other"
    if len(line) > _LABEL_LONGEST or (
        len(line) > 40 and is_sentence(line) and not line.endswith(("…", "..."))
    ):
        return None
    kind = next((kind for kind, pattern in LABELS.items() if pattern.fullmatch(line)), None)
    if kind is None and POINTER.fullmatch(line) and len(_WORDS.findall(line)) <= 25:
        return "navigation"
    return kind


def is_sentence(line: str) -> bool:
    """Whether a line reads as running text: it ends like a sentence, and has words enough for one."""
    return bool(_ENDED.search(line)) and sum(1 for _ in islice(_WORDS.finditer(line), 4)) == 4


def byline(line: str) -> tuple[str, ...] | None:
    """The authors a byline names ("By Jane Roe and John Doe, Staff Writers"); None for other lines."""
    if len(line) > _BYLINE_LONGEST:
        return None
    line = _BUTTON.sub("", collapse(line))
    match = _BYLINE.fullmatch(line)
    if not match or is_sentence(line):
        return None
    names: list[str] = []
    for part in re.split(r"\s*(?:,|;|\||\band\b|&|/|•|·| - | – | — )\s*", match["names"] or match["listed"]):
        part = _WHERE.sub("", part.strip(" .:"))
        if not part or is_nobody(part) or _ROLE.search(part) or re.search(r"\d", part):
            continue
        if not _NAME.fullmatch(part):
            # "By the numbers", "From bad to worse": no byline, unless a name stood before.
            if not names:
                return None
            continue
        names.append(_name_case(part))
    if names:
        return tuple(dict.fromkeys(names))
    # "By the Associated Press", "By admin": a byline that names no person.
    bare = (match["names"] or match["listed"]).strip(" .:")
    return (
        ()
        if is_nobody(bare) or (re.search(r"(?:[A-Z]\w+|staff|desk)$", bare) and _ROLE.search(bare))
        else None
    )


def is_person(text: str) -> bool:
    """Whether `text` has the form of a person's name and of nothing else a page's head holds."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and bool(_NAME.fullmatch(text))
        and not _ROLE.search(text)
        and not _TOPIC.search(text)
    )


def person_and_role(text: str) -> str | None:
    """The name in "Jane Roe, staff reporter"; None for other texts."""
    name, comma, role = text.partition(",")
    return name if comma and len(text) < 80 and is_person(name) and _ROLE.search(role) else None


def is_about_author(line: str, authors: Iterable[str]) -> bool:
    """Whether a line after the article tells who wrote it ("Jane Roe is the author of …")."""
    return len(line) < 400 and any(
        line.startswith(author) and _ABOUT.match(line, len(author)) for author in authors if " " in author
    )


def is_nobody(name: str) -> bool:
    """Whether `name` stands where an author should and is none ("admin", "Staff")."""
    return bool(_NOBODY.fullmatch(name.strip()))


def _name_case(name: str) -> str:
    """ "JANE McROE" is printed for layout; a name has small letters."""
    return name.title() if name.isupper() and len(name) > 3 else name


def is_note(line: str) -> bool:
    """Whether a line is the outlet's note on its own article: a correction, a clarification."""
    return len(line) < 600 and bool(_NOTE.match(line))


def signed(line: str) -> tuple[str, ...]:
    """Who an article's last line says reported it ("(Reporting by Jane Roe; editing by …)")."""
    match = _SIGNED.match(line) if len(line) < 300 else None
    return byline(f"By {match['who']}") or () if match else ()


def same_title(line: str, title: str) -> bool:
    """Whether `line` repeats the title, whatever its case, quotes and dashes."""
    near = len(line) < 1.5 * len(title) + 20 and len(title) < 1.5 * len(line) + 20
    return near and _bare(line) == _bare(title) != ""


@lru_cache(maxsize=64)
def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", normal_name(text)).strip()
