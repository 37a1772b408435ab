"""Who wrote an article, by a line of its page, in any language that is read.

English lines are `bylines_en`'s. What other languages put before a name stands in their `bylines.txt`; a name
has the form that its script gives it. All languages are looked for at once: a page's `lang` may be wrong.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsfold.clean import bylines_en
from newsfold.clean.settings import BYLINES
from newsfold.language import has_file, languages, phrases, words
from newsfold.text import collapse

_PARTICLES = frozenset(words("bylines", "name particles")) | {
    "la",
    "las",
    "los",
    "dos",
    "das",
    "do",
    "le",
    "ten",
}
_IN_ANY_BRACKETS = re.compile(r"\s*[(\[（【][^()\[\]（）【】]*[)\]）】]")
# "【王小明／台北報導】", "記者王小明／台北報導": who reported, and from where
_SIGNED_IN_CHINESE = re.compile(
    r"[【〔(（\[]?\s*(?:本報|本报)?(?:記者|记者)?\s*(?P<names>[\u3400-\u9fff、·]{2,20})\s*[／/╱]\s*"
    r"[\u3400-\u9fff]{2,8}(?:報導|报道|報道|电|電)\s*[】〕)）\]]?"
)
# Words of a name at least and at most, with capitals and without; letters of one in Chinese or Japanese.
_CASED_WORDS, _UNCASED_WORDS, _EAST_LETTERS = (2, 5), (1, 5), (2, 8)
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff・·\s]+")


def byline(line: str) -> tuple[str, ...] | None:
    """The authors a byline names ("By Jane Roe and John Doe", "Von Jane Roe"); None for other lines."""
    people = bylines_en.byline(line)
    if people is None and (signed := _SIGNED_IN_CHINESE.fullmatch(line.strip())):
        return tuple(name for name in _between_names().split(signed["names"]) if _has_form_of_name(name))
    if people is not None or len(line) > BYLINES.other or not (lead := _lead_length(line)):
        return people
    if line.rstrip().endswith(("?", "？", "؟")):
        return None  # an interview: "记者：…？"
    names: list[str] = []
    rest = bylines_en.without_contact(_IN_ANY_BRACKETS.sub("", collapse(line[lead:])))
    for part in _between_names().split(rest):
        name = part.strip(" .:：|•·-–—,،、")
        if name.casefold() in _nobody():
            continue
        if not _has_form_of_name(name):
            if names:
                break  # what they are: "Von Jane Roe, Berlin"
            return None
        names.append(name)
    return (
        tuple(dict.fromkeys(names[: BYLINES.names]))
        if names or rest.casefold().strip(" .") in _nobody()
        else None
    )


def several(text: str) -> tuple[str, ...] | None:
    """The people of a list that is joined as its language joins ("Jane Roe, Ana Poe y Juan Soe"); else None.

    Each needs two words of a name, since some names hold such a word ("Jane Roe y Soe").
    """
    if len(text) > BYLINES.other or not _joint().search(text):
        return None
    names = [part.strip(" .") for part in _between_names().split(text)]
    whole = len(names) > 1 and all(len(name.split()) > 1 and _has_form_of_name(name) for name in names)
    return tuple(dict.fromkeys(names[: BYLINES.names])) if whole else None


def begins(line: str) -> bool:
    """Whether a line begins as bylines of a language other than English do."""
    return len(line) <= 2 * BYLINES.other and bool(_lead_length(line))


def _lead_length(line: str) -> int:
    """Where the names begin; 0 for a line that is no byline."""
    match = _leads().match(line)
    return match.end() if match and match.end() < len(line) else 0


def _has_form_of_name(text: str) -> bool:
    """Whether `text` has the form of a person's name in its script."""
    if not text or any(c.isdigit() for c in text) or len(text) > 50:
        return False
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    if _EASTERN.fullmatch(text):
        least, most = _EAST_LETTERS
        return least <= len(letters) <= most
    parts = text.split()
    if any(unicodedata.category(c) in ("Lu", "Ll") for c in letters):
        least, most = _CASED_WORDS
        named = [part for part in parts if part.casefold() not in _PARTICLES]
        return least <= len(parts) <= most and len(named) >= 1 and all(p[:1].isupper() for p in named)
    least, most = _UNCASED_WORDS
    return least <= len(parts) <= most and not re.search(r"[.!?؟।،:]", text)


def _phrases_of_section(section: str) -> list[str]:
    others = (code for code in languages() if code != "en" and has_file("bylines.txt", code))
    return [form for code in others for form in phrases("bylines", section, code)]


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    """What stands before names: a word and a blank or a colon; in scripts without spaces the word alone."""
    forms = sorted(
        {form.rstrip(":：") for form in _phrases_of_section("before names")}, key=len, reverse=True
    )
    spaced = "|".join(re.escape(form) for form in forms if not _EASTERN.fullmatch(form))
    eastern = [re.escape(form) for form in forms if _EASTERN.fullmatch(form)]
    marked, alone = "|".join(eastern), "|".join(form for form in eastern if len(form) > 1)
    name = r"(?=[\u3040-\u30ff\u3400-\u9fff・·]{2,4}\W*$)"  # of nothing longer, which would be a sentence
    east = rf"(?:{marked})\s*[:：／/＝=・]\s*|(?:{alone})\s*{name}"
    return re.compile(rf"\W{{0,3}}(?:(?:{spaced})(?:\s*[:：]\s*|\s+)|{east})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _between_names() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,;|&/•·،、；，]|\s[–—-]\s|{_joint().pattern})\s*")


@lru_cache(maxsize=1)
def _joint() -> re.Pattern[str]:
    """The words that join two names."""
    joined = sorted({form for form in _phrases_of_section("joined by") if form.isalpha()})
    return re.compile(rf"\s(?:{'|'.join(form for form in joined if not _EASTERN.fullmatch(form))})(?=\s)")


@lru_cache(maxsize=1)
def _nobody() -> frozenset[str]:
    return frozenset(form.casefold() for form in _phrases_of_section("nobody"))
