"""How English pages word bylines, and an outlet's notes on its own article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsfold.clean.boilerplate import is_sentence
from newsfold.clean.names import is_place
from newsfold.clean.settings import BYLINES
from newsfold.language import calendar_of, either, phrases, words
from newsfold.text import collapse


def _either_phrase(*sections: str) -> str:
    """The phrases of these sections as alternatives; of either apostrophe."""
    forms = (form for section in sections for form in phrases("bylines", section))
    return either(forms, " ").replace("'", "['’]")


def _either_word(*sections: str) -> str:
    return either(word for section in sections for word in words("bylines", section))


_BYLINE = re.compile(
    rf"(?:(?:{_either_word('kinds of work')}) )?by[:\s]+(?P<names>.+)"
    rf"|(?:{_either_word('writers')}):\s*(?P<listed>.+)",
    re.IGNORECASE,
)
_LEAD_ALONE = re.compile(
    rf"(?:(?:{_either_word('kinds of work')}) )?by:?|(?:{_either_word('writers')}):", re.IGNORECASE
)
_NAME_FORM = re.compile(
    rf"(?:(?:[A-Z][\w.'’-]*|Mc[A-Z]\w+|{_either_word('name particles')}|O['’][A-Z]\w+)\s*){{1,5}}"
)
_BETWEEN_NAMES = re.compile(rf"\s*(?:,|;|\||\b(?:{_either_word('joined by')})\b|&|/|•|·| - | – | — )\s*")
_NOBODY = re.compile(
    rf"(?:{_either_word('nobody in any form')})\w*|{_either_phrase('nobody')}", re.IGNORECASE
)
_NO_VALUES = frozenset({"null", "none", "undefined", "nan"})  # as programs print that there is no name
_CALENDAR = calendar_of()
_TOPIC = re.compile(
    rf"\b(?:{_either_phrase('topics')}|{either((*_CALENDAR.months, *_CALENDAR.weekdays))})\b", re.IGNORECASE
)
_ABOUT = re.compile(rf",?\s+(?:{_either_phrase('of an author')})\b")
_NOTE_OF_OUTLET = re.compile(
    rf"(?:\W*(?:{_either_phrase('notes')})\b[^:—–.]{{0,40}}[:—–]\s)|"
    rf"(?:an? )?(?:{_either_word('before a version')}) version of this (?:{_either_word('texts')})|"
    rf"this (?:{_either_word('texts')}) (?:has been|was) (?:{_either_word('changed')})",
    re.IGNORECASE,
)
_SIGNED_WORK = re.compile(
    rf"^\W*(?:(?:{_either_phrase('work signed')}) by|with (?:{_either_word('work given')}) from)\b"
    r"(?P<who>[^;)]*)",
    re.IGNORECASE,
)
_WHERE_TAIL = re.compile(rf"\s+(?:{_either_word('before a place', 'before an origin')})\s+[A-Z].*$")
_BUTTON = re.compile(rf"\s+(?:{_either_phrase('buttons')})(?=\s*(?:$|[|,•·]))", re.IGNORECASE)
# How to reach somebody, beside the name: a handle, an address of mail or of the web.
_CONTACT = re.compile(
    rf"(?:\s*\b(?:{_either_phrase('before a handle')})\b:?)?\s*(?:[(\[<]\s*)?"
    r"(?:(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w+|(?:https?://|www\.)[^\s<>()\[\]]+)(?:\s*[)\]>])?",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_ROLE = re.compile(rf"\b(?:{_either_word('roles', 'small words of roles')}|in [A-Z]\w+)\b", re.IGNORECASE)
_TITLE = re.compile(
    rf"\s+(?:(?:{_either_phrase('before a role')})\s+)*"
    rf"(?:{_either_word('roles of persons')})s?\b.*$",
    re.IGNORECASE,
)  # "Jane Roe Senior Transport Correspondent"
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")  # between names that a page prints without a space
_PREFIX_OF_NAME = re.compile(
    rf"(?:^|[\s-])(?:{_either_word('name prefixes', 'name particles')})$", re.IGNORECASE
)
_NAMED_BODY = re.compile(rf"(?:[A-Z]\w+|{_either_word('bodies')})$")
_FOR = re.compile(
    rf"\s+(?:{_either_word('before an employer')})\s.*$", re.IGNORECASE
)  # "Jane Roe for the Outlet"
_DATED_TAIL = re.compile(rf"\s+(?:{either(phrases('page_dates', 'labels'))})\b.*$", re.IGNORECASE)
_AGENCIES = frozenset(phrases("outlets", "named as sources"))
_EMPLOYER = re.compile(  # "Jane Roe Associated Press", "Jane Roe BBC News"
    rf"\s+(?:{either(sorted(_AGENCIES, key=len, reverse=True))})"
    rf"(?:\s+(?:{_either_word('behind an employer')}))?$"
)


def byline(line: str) -> tuple[str, ...] | None:
    """The authors a byline names ("By Jane Roe and John Doe, Staff Writers"); None for other lines."""
    if len(line) > BYLINES.english:
        return None
    line = without_contact(collapse(line))
    if not is_nobody(re.sub(r"^by\b\W*", "", line, flags=re.IGNORECASE)):
        line = _BUTTON.sub("", line)
    match = _BYLINE.fullmatch(line)
    if not match or is_sentence(line):
        return None
    names: list[str] = []
    parts = (
        name for part in _BETWEEN_NAMES.split(match["names"] or match["listed"]) for name in unglued(part)
    )
    for part in parts:
        part = _WHERE_TAIL.sub("", _IN_BRACKETS.sub("", part).strip(" .:"))
        part = _BUTTON.sub("", _without_role(part if names else _FOR.sub("", part)))
        if not part or is_nobody(part) or _ROLE.search(part) or re.search(r"\d", part):
            continue
        if names and (is_place(part) or part in _AGENCIES):
            continue  # "By Jane Roe | New Delhi", "By Jane Roe, CNN"
        if not _NAME_FORM.fullmatch(part):
            # "By the numbers", "From bad to worse": no byline, unless a name stood before.
            if not names:
                return None
            continue
        names.append(_name_case(part))
    if names:
        return tuple(dict.fromkeys(names))
    # "By the Associated Press", "By admin": a byline that names no person.
    bare = (match["names"] or match["listed"]).strip(" .:")
    return () if is_nobody(bare) or (_NAMED_BODY.search(bare) and _ROLE.search(bare)) else None


def is_lead(line: str) -> bool:
    """Whether a line is a byline without its names, which stand in the next ("By", "Author:")."""
    return len(line) < 30 and bool(_LEAD_ALONE.fullmatch(line))


def without_contact(line: str) -> str:
    """A byline without handles and addresses: "By Jane Roe (@jroe)"; with the name that one encloses."""
    if "@" not in line and "www." not in line and "://" not in line:
        return line
    bare = collapse(_CONTACT.sub(" ", line)).strip(" |•·,;-–—/")
    # "jane.roe@outlet.example (Jane Roe)"
    return re.sub(r"^(by[:\s]+)?[(\[<]([^()\[\]<>]+)[)\]>]$", r"\1\2", bare, flags=re.IGNORECASE)


def bare_name(text: str) -> str:
    """A name as an input gives it, without "by", handles and addresses; empty where it is nobody's."""
    name = re.sub(r"^by\b\W*", "", without_contact(text), flags=re.IGNORECASE)
    return "" if is_nobody(name) else name


def unglued(text: str) -> list[str]:
    """The names that a page prints without a space between them: "Jane RoeJohn Doe"."""
    for joint in _JOINT.finditer(text):
        left, right = text[: joint.start()], text[joint.start() :]
        whole = len(left.split()) > 1 and len(right.split()) > 1
        if whole and not _PREFIX_OF_NAME.search(left) and not _PREFIX_OF_NAME.search(_fragment(left)):
            return [left, *unglued(right)]
    return [text]


def _fragment(text: str) -> str:
    """What of a name's last word stands behind its last capital: the "Mac" of "John Mac"."""
    return re.split(r"[\s-]", text)[-1]


def _without_role(text: str) -> str:
    """The name in front of what somebody is; `text` where no name of two words stands there."""
    bare = _EMPLOYER.sub("", _TITLE.sub("", _DATED_TAIL.sub("", text)))
    return bare if len(bare.split()) > 1 and _NAME_FORM.fullmatch(bare) else text


def is_person(text: str) -> bool:
    """Whether `text` has the form of a person's name and of nothing else a page's head holds."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and bool(_NAME_FORM.fullmatch(text))
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
    """Whether `name` stands where an author should and is none ("admin", "Staff", a number)."""
    bare = name.strip()
    return bool(_NOBODY.fullmatch(bare) or bare.lower() in _NO_VALUES or bare.isdigit())


def _name_case(name: str) -> str:
    """ "JANE McROE" is printed for layout; a name has small letters."""
    return name.title() if name.isupper() and len(name) > 3 else name


def is_note(line: str) -> bool:
    """Whether a line is the outlet's note on its own article: a correction, a clarification."""
    return len(line) < 600 and bool(_NOTE_OF_OUTLET.match(line))


def signed(line: str) -> tuple[str, ...]:
    """Who an article's last line says reported it ("(Reporting by Jane Roe; editing by …)")."""
    match = _SIGNED_WORK.match(line) if len(line) < 300 else None
    return byline(f"By {match['who']}") or () if match else ()
