"""Boilerplate of pages in other languages than English: whole lines, from each language's `boilerplate.txt`.

A line of the file is what a whole line of a page says, in any case; "…" at its end or beginning stands for
whatever follows or leads, "0" for any number, and <network> for the name of one. [pointers] are what lines
begin with that lead to another page, sentences too ("Lesen Sie auch: Was kostet sie?"). All languages are
looked for at once: a page may be half translated, and its `lang` wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsfold.language import has_file, languages, phrases

_LINE_SECTIONS = ("share", "comments", "navigation")
_GROUPED_NUMBER = re.compile(r"\d+(?:[.,\s]\d{3})*")
_NETWORK_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(phrases('boilerplate', 'networks'))})(?!\w)")
_NETWORK_WORDS = frozenset(
    word
    for form in phrases("boilerplate", "networks")
    for word in (*re.sub(r"\W+", " ", form).split(), re.sub(r"\W+", "", form))
    if len(word) > 2
)
_ANY_NETWORK = "@"
_ARABIC_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")  # of Arabic, and what lengthens its letters
_ALEFS = str.maketrans("أإآ", "ااا")  # which pages write one for another
_LONGEST_LINE = 160  # characters; a longer line is text
_LONGEST_POINTER = 240  # characters: the words before the headline, and the headline
_LINE_MARKS = " .:：!！|•·›»>*-–—[]【】"


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of some sections: whole lines, and what lines begin and end with."""

    whole: frozenset[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    around: tuple[tuple[str, str], ...]

    def fits(self, line: str) -> bool:
        """Whether a line, as `_normal_form` gives it, is one of these."""
        if line in self.whole or line.startswith(self.begins) or line.endswith(self.ends):
            return True
        return any(line.startswith(left) and right in line[len(left) :] for left, right in self.around)


@lru_cache(maxsize=4096)
def kind_of(line: str) -> str | None:
    """Which kind of boilerplate (share, comments, navigation) a whole line is; None for other lines."""
    if len(line) > _LONGEST_LINE:
        return None
    normal = _normal_form(line)
    return next((kind for kind in _LINE_SECTIONS if _forms_of(kind).fits(normal)), None)


def is_notice(line: str) -> bool:
    """Whether a line is a sentence of the page about itself."""
    return len(line) < 400 and _forms_of("notices").fits(_normal_form(line))


def is_pointer(line: str) -> bool:
    """Whether a line, a sentence or none, leads a reader to another page ("À lire aussi : Qui paie ?")."""
    if len(line) > _LONGEST_POINTER:
        return False
    normal = _normal_form(line)
    begin = next((form for form in _pointers() if normal.startswith(form)), None)
    return begin is not None and not normal[len(begin) : len(begin) + 1].isalnum()


def is_credit(line: str) -> bool:
    """Whether a short line says only whose picture stands there."""
    return len(line) <= _LONGEST_LINE and _forms_of("credits of pictures").fits(_normal_form(line))


def asks(line: str) -> bool:
    """Whether a sentence asks its reader for consent, a login or a proof of being human."""
    small = line.casefold()
    return any(form in small for form in _everywhere("walls"))


def tells_of_an_error(title: str) -> bool:
    """Whether a page's title says that there is no such page."""
    small = title.casefold()
    return any(form in small for form in _everywhere("error pages"))


def _normal_form(line: str) -> str:
    text = _without_vowels(_GROUPED_NUMBER.sub("0", line.casefold().replace("’", "'").replace("\u00a0", " ")))
    words = text.split()
    text = " ".join(words).strip(_LINE_MARKS)
    return text if _NETWORK_WORDS.isdisjoint(words) else _NETWORK_NAME.sub(_ANY_NETWORK, text)


def _without_vowels(text: str) -> str:
    """`text` as it is compared: Arabic without signs of vowels, and with one letter for all forms of alef."""
    return text if text.isascii() else _ARABIC_VOWELS.sub("", text).translate(_ALEFS)


@lru_cache(maxsize=8)
def _everywhere(section: str) -> tuple[str, ...]:
    others = (code for code in languages() if code != "en" and has_file("boilerplate.txt", code))
    return tuple(form.casefold() for code in others for form in phrases("boilerplate", section, code))


@lru_cache(maxsize=1)
def _pointers() -> tuple[str, ...]:
    forms: list[str] = []
    for code in languages():
        if code != "en" and has_file("boilerplate.txt", code):
            try:
                forms += phrases("boilerplate", "pointers", code)
            except KeyError:
                continue  # a language need not have such a section
    return tuple(form.casefold() for form in forms)


@lru_cache(maxsize=8)
def _forms_of(section: str) -> _Forms:
    whole: set[str] = set()
    begins, ends, around = [], [], []
    for form in _everywhere(section):
        parts = [
            _without_vowels(part.casefold()) for part in form.replace("<network>", _ANY_NETWORK).split("…")
        ]
        if len(parts) == 1:
            whole.add(parts[0].strip(_LINE_MARKS) or form)
        elif len(parts) == 2 and not parts[1]:
            begins.append(parts[0].lstrip(_LINE_MARKS))
        elif len(parts) == 2 and not parts[0]:
            ends.append(parts[1].rstrip(_LINE_MARKS))
        else:
            around.append((parts[0].lstrip(_LINE_MARKS), parts[1].strip()))
    return _Forms(frozenset(whole), tuple(begins), tuple(ends), tuple(around))
