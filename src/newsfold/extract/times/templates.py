"""Templates of time expressions, as the tables of a language write them, made into patterns.

A template is words between blanks: "hace <n> <unit>". `a|b` are alternatives, `_` is a blank inside one, a
word with `?` behind it may be missing, with `~` nothing parts it from the next, and `<name>` is a slot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

DIGIT = "#"
"""What a template begins with that begins with a digit."""

LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0971-\u097f])*"
"""A run of letters with the marks on them, which are no word characters to a regular expression."""

NO_LETTER = r"(?![\w\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0971-\u097f])"
"""What ends a word in any script that parts words by blanks."""

_FIRST_CHARACTER = re.compile(rf"{LETTERS}|\d|[^\s_]")
_TEMPLATE_PART = re.compile(r"<([^>]+)>|_|[^<_]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand in a slot: a pattern without groups, and the words it can begin with, case-folded."""

    pattern: str
    firsts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spacing:
    """How words stand beside each other: what parts them, and what an expression must not go on with."""

    gap: str
    end: str
    by_letter: bool = False  # a script without blanks, where an expression may begin at any letter


BLANKS = Spacing(r"[\s\u200c-\u200f]{1,3}", NO_LETTER)
NO_BLANKS = Spacing(r"\s?", "", by_letter=True)


def first_word(form: str, spacing: Spacing) -> str:
    """What the search looks for where `form` may begin: its first word, or its letter."""
    match = _FIRST_CHARACTER.match(form)
    word = match.group().casefold() if match else ""
    return DIGIT if word[:1].isdecimal() else word[:1] if spacing.by_letter else word


def listed(forms: Mapping[str, object] | frozenset[str], spacing: Spacing) -> Slot:
    """A slot for any of `forms`, the longest first; "_" is a blank in them."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    pattern = "|".join(_literal(form, spacing) for form in ordered)
    return Slot(pattern or r"(?!)", frozenset(first_word(form, spacing) for form in ordered))


def compiled(
    template: str, slots: Mapping[str, Slot], spacing: Spacing
) -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern of a template, and the words that it can begin with; KeyError for an unknown slot."""
    words = template.split(" ")
    must = next(at for at, word in enumerate(words) if not word.rstrip("~").endswith("?"))
    pattern, gap = "", ""
    firsts: set[str] = set()
    named: set[str] = set()
    for at, word in enumerate(words):
        alternatives = sorted(word.rstrip("~").rstrip("?").split("|"), key=len, reverse=True)
        piece = "|".join(_alternative(alternative, slots, spacing, named) for alternative in alternatives)
        if at <= must:
            for alternative in alternatives:
                firsts |= _firsts(alternative, slots, spacing)
        before = gap
        elided = any(alternative.endswith("'") for alternative in alternatives)
        gap = "" if word.endswith("~") else r"\s{0,2}" if elided else spacing.gap
        if at < must:
            pattern += rf"(?:(?:{piece}){gap})?"
        elif word.rstrip("~").endswith("?"):
            pattern += rf"(?:{before}(?:{piece}))?"
        else:
            pattern += rf"{before if at > must else ''}(?:{piece})"
    return re.compile(pattern + spacing.end, re.IGNORECASE), frozenset(firsts)


def _literal(form: str, spacing: Spacing) -> str:
    return spacing.gap.join(re.escape(word).replace(r"\-", "[-‑]") for word in form.split("_"))


def _alternative(form: str, slots: Mapping[str, Slot], spacing: Spacing, named: set[str]) -> str:
    """The pattern of one alternative; a slot that stands twice in a template is told the first time alone."""
    pattern = ""
    for piece in _TEMPLATE_PART.finditer(form):
        if name := piece.group(1):
            group = "?:" if name in named else f"?P<{name}>"
            named.add(name)
            pattern += rf"({group}{slots[name].pattern})"
        else:
            pattern += spacing.gap if piece.group() == "_" else _literal(piece.group(), spacing)
    return pattern


def _firsts(form: str, slots: Mapping[str, Slot], spacing: Spacing) -> frozenset[str]:
    piece = _TEMPLATE_PART.match(form)
    if piece and piece.group(1):
        return slots[piece.group(1)].firsts
    return frozenset((first_word(form, spacing),))
