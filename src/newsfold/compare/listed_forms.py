"""Words of a language's lists found in a text: whole words, stems, phrases, in every script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newsfold.language import phrases, table

UNSPACED = frozenset(("zh", "ja"))
"""Languages that write no blanks between words."""

_LETTER_OR_SIGN = r"[\w\u0300-\u036f\u064b-\u0652\u0670\u0900-\u0963]"
"""A letter, or a sign that is part of a word."""


_LETTER_RUN = re.compile(rf"{_LETTER_OR_SIGN}+")


def first_words(text: str, number: int, language: str) -> str:
    """The first so many words of a text; in scripts without spaces twice as many characters."""
    if language in UNSPACED:
        return text[: 2 * number]
    ends = [match.end() for match in _LETTER_RUN.finditer(text)][:number]
    return text[: ends[-1]] if ends else ""


def last_words(text: str, number: int, language: str) -> str:
    """The last so many words of a text; in scripts without spaces twice as many characters."""
    if language in UNSPACED:
        return text[-2 * number :]
    starts = [match.start() for match in _LETTER_RUN.finditer(text)][-number:]
    return text[starts[0] :] if starts else ""


@lru_cache(maxsize=512)
def listed_pattern(file: str, section: str, language: str) -> re.Pattern[str]:
    """What matches a line of a section, as a word of its own; nothing where the section is empty."""
    return any_of(section_of(file, section, language), language)


def section_of(file: str, section: str, language: str) -> tuple[str, ...]:
    """The lines of a section; none where the language has no use for it."""
    try:
        return phrases(file, section, language)
    except KeyError:
        return ()


def any_of(forms: Iterable[str], language: str) -> re.Pattern[str]:
    """What matches one of the forms, of several at one place the longest; a form that ends in * is a stem.

    What a language writes onto the beginning of a word may stand before it; a part of a compound is no word
    of its own ("sem-abrigo").
    """
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    if not longest_first:
        return re.compile(r"(?!)")
    body = "|".join(_form_pattern(form) for form in longest_first)
    if language in UNSPACED:
        return re.compile(f"(?:{body})")
    return re.compile(
        rf"(?<!{_LETTER_OR_SIGN})(?<!{_LETTER_OR_SIGN}-){_prefix(language)}(?:{body})(?!-?{_LETTER_OR_SIGN})",
        re.IGNORECASE,
    )


def _form_pattern(form: str) -> str:
    words = re.escape(form.rstrip("*")).replace(r"\ ", r"\s+")
    if form.endswith(("'", "’")):
        return rf"{words}(?<=['’])(?={_LETTER_OR_SIGN}){_LETTER_OR_SIGN}*"  # "n'a"
    return words + (rf"{_LETTER_OR_SIGN}*" if form.endswith("*") else "")


def _prefix(language: str) -> str:
    """What may be written onto the beginning of a word, as an expression."""
    prefixes = section_of("counts", "prefixes", language) if language == "ar" else ()
    return f"(?:{'|'.join(sorted(map(re.escape, prefixes), key=len, reverse=True))})?" if prefixes else ""


@lru_cache(maxsize=16)
def keyed(file: str, language: str, kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The keys of one kind of a table `kind, key, forms`, each with what matches one of its forms."""
    rows = [row for row in table(file, language) if row[0] == kind]
    return tuple((key, any_of(forms.split("|"), language)) for _, key, forms in rows)
