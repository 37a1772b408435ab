"""A name without what a language writes before it or on it: articles, endings of cases, clitics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsfold.extract.entities.settings import FORMS
from newsfold.extract.entities.sounds import script_of
from newsfold.language import table
from newsfold.text import normal_name, strip_accents

_SEPARATORS = re.compile(
    r"[\s·・‧•＝]+"
)  # dots stand between the parts of a foreign name in Chinese and Japanese
_KANA = re.compile("[\u3040-\u30ff]")


@lru_cache(maxsize=64)
def name_forms(kind: str, language: str) -> tuple[str, ...]:
    """The language's forms of a kind, the longest first; none where its table has no such kind."""
    rows = (row[1].split() for row in table("name_forms", language) if row[0] == kind)
    listed = {strip_accents(form) for forms in rows for form in forms}
    return tuple(sorted(listed, key=lambda form: (-len(form), form)))


def parts_of(name: str) -> list[str]:
    """The words of a name."""
    return [part for part in _SEPARATORS.split(name) if part]


def name_key(name: str) -> str:
    """`normal_name`, but that the marks of voiced kana stay: they tell Paris from Harris."""
    if not _KANA.search(name):
        return normal_name(" ".join(parts_of(name)))
    return " ".join(parts_of(re.sub(r"[-.,'\"]", " ", plain_letters(name))))


def is_mark(character: str) -> bool:
    """Whether it belongs to the letter before it, as the vowels of Hindi do."""
    return unicodedata.category(character).startswith("M")


def plain_letters(word: str) -> str:
    """The word without case and accents; marks of voiced kana are none."""
    if _KANA.search(word):
        return unicodedata.normalize("NFKC", word).casefold()
    return strip_accents(word).casefold()


def possible_bases(word: str, language: str, shortest: int | None = None) -> tuple[str, ...]:
    """The word itself, then what it may be without an ending or a beginning, longest first."""
    forms = {word: None}
    shortest = FORMS.stem if shortest is None else shortest
    for ending in name_forms("ending", language):
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            forms[word.removesuffix(ending)] = None
    for beginning in name_forms("beginning", language):
        if word.startswith(beginning) and len(word) - len(beginning) >= shortest:
            forms[word.removeprefix(beginning)] = None
    return tuple(sorted(forms, key=lambda form: (form != word, -len(form), form)))


def _stem(word: str, language: str) -> str:
    """What all cases of a word share: no ending, and no letter that is an ending before that."""
    stem = possible_bases(word, language)[-1]
    letters = tuple(ending for ending in name_forms("ending", language) if len(ending) == 1)
    while len(stem) > FORMS.stem and letters and stem.endswith(letters):
        stem = stem[:-1]
    return stem


def keys_of(name: str, language: str) -> tuple[str, ...]:
    """What a list of names may have `name` under: as it is, without its article, then without endings."""
    plain, bare = name_key(name), name_key(without_articles(name.replace("’", "'").strip(), language))
    stems = " ".join(_stem(word, language) for word in bare.split())
    first, _, rest = bare.partition(" ")
    begun = [f"{base} {rest}".strip() for base in possible_bases(first, language)[1:]]
    return tuple(dict.fromkeys((plain, bare, stems, *begun)))


def without_articles(name: str, language: str) -> str:
    """`name` without a leading article of its language; it is never empty."""
    for article in name_forms("article", language):
        start = article if article.endswith("'") else f"{article} "
        if name.casefold().startswith(start) and len(name) > len(start):
            return name[len(start) :]
    return name


def plain_names(names: Iterable[str], language: str) -> dict[str, str]:
    """Each name as it is compared: its parts between blanks, without titles and the endings of its language.

    In Chinese and Japanese a name without marks between its parts has those of the name that is written the
    same but for them.
    """
    parts_by_name = {name: without_titles(parts_of(name), language) for name in names}
    base_of = bases(parts_by_name.values(), language)
    plain = {name: [base_of[part] for part in parts] for name, parts in parts_by_name.items()}
    several = (parts for parts in sorted(plain.values()) if len(parts) > 1)
    parted = {"".join(parts): parts for parts in several if script_of(parts[0]) in ("Kana", "Hani")}
    return {
        name: " ".join(parted.get(parts[0], parts) if len(parts) == 1 else parts) or name
        for name, parts in plain.items()
    }


def without_titles(parts: Sequence[str], language: str) -> list[str]:
    """The parts of a name without titles before it and honorifics behind it; never none."""
    left = list(parts)
    titles = name_forms("title", language)
    while len(left) > 1 and strip_accents(left[0]).casefold() in titles:
        del left[0]
    for honorific in name_forms("honorific", language):
        if left and left[-1].endswith(honorific) and len(left[-1]) - len(honorific) >= 2:
            left[-1] = left[-1].removesuffix(honorific)
    return left


def bases(names: Iterable[Sequence[str]], language: str) -> dict[str, str]:
    """Each word of `names`, which are in parts, with the shortest of them that it may be a form of.

    "Путиным" and "Путина" are forms of "Путин". Words are of one base where one is the other with an ending,
    or both are one stem with endings. A surname is no form of a given name: "Peters" is not the "Peter" of
    "Peter Holt".
    """
    listed = sorted(set(map(tuple, names)))
    given = {parts[0] for parts in listed if len(parts) > 1}
    last = {parts[-1] for parts in listed if parts}
    owner: dict[str, str] = {}
    base_of: dict[str, str] = {}
    words = {word for parts in listed for word in parts}
    for word in sorted(words, key=lambda word: (len(word), word)):
        possible = [
            form for form in possible_bases(word, language, 2) if len(form) >= FORMS.stem or form in words
        ]
        bars = given - {word} if word in last - given else frozenset()
        base = next((owner[form] for form in possible if form in owner and form not in bars), word)
        base_of[word] = base
        for form in possible:
            owner.setdefault(form, base)
    return base_of
