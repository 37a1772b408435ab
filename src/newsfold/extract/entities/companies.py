"""Companies: names without their form in law, and which two in different scripts are one by their sounds.

"Siemens AG", "Siemens" and "Сименс" are one. A name is compared by sounds where it is put into another script
letter by letter, as companies' are; names that are translated are not alike and stay apart. Names in Chinese
characters, acronyms, and names of fewer than three consonants are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from newsfold.extract.entities.names import is_acronym
from newsfold.extract.entities.settings import COMPANIES
from newsfold.extract.entities.sounds import Sounds, likeness, sounds
from newsfold.language import common_table, either
from newsfold.once import once

_NAME_QUOTES = "«»„“”\"'‘’「」『』()"


def without_legal_form(name: str) -> str:
    """A body's name without its form in law and the quotation marks around it; never empty."""
    before, behind = _legal_forms()
    bare = name.strip(" " + _NAME_QUOTES)
    for pattern in (behind, before):
        cut = pattern.sub("", bare).strip(" ," + _NAME_QUOTES)
        bare = cut if sum(map(str.isalpha, cut)) > 1 else bare
    return bare or name


def company_sounds(spellings: Iterable[str], language: str) -> frozenset[Sounds]:
    """How a body's spellings sound, those that can be compared over scripts."""
    names = {without_legal_form(spelling) for spelling in spellings}
    heard = {sounds(re.sub(r"[\W\d_]", "", name), language) for name in names if not is_acronym(name)}
    return frozenset(
        s for s in heard if s.script not in ("Hani", "other") and len(s.consonants) >= COMPANIES.short
    )


def company_likeness(names: frozenset[Sounds], others: frozenset[Sounds]) -> float:
    """How surely two bodies in different scripts are one, 0..1; 0 where they are not."""
    return max((_pair_likeness(left, right) for left in names for right in others), default=0.0)


def _pair_likeness(left: Sounds, right: Sounds) -> float:
    if left.script == right.script:
        return 0.0
    shorter = min(len(left.consonants), len(right.consonants))
    if shorter >= COMPANIES.long:
        return likeness(left, right, COMPANIES.alike)
    if "Arab" in (left.script, right.script):
        return 0.0  # whose vowels are not written
    same = likeness(left, right, 1.0) == 1.0
    near = (
        Levenshtein.distance(left.letters, right.letters, score_cutoff=COMPANIES.vowels) <= COMPANIES.vowels
    )
    return 1.0 if same and near else 0.0


@once
def _legal_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Forms before a name, and behind it: between blanks, in scripts without them right beside it."""
    rows = [
        (where, form.replace("_", " "))
        for where, forms in common_table("legal_forms")
        for form in forms.split(" ")
    ]
    listed = {
        where: sorted({form for at, form in rows if at == where}, key=lambda form: (-len(form), form))
        for where in ("before", "behind")
    }
    unspaced = {
        where: [f for f in forms if re.search(r"[\u4e00-\u9fff]", f)] for where, forms in listed.items()
    }
    spaced = {where: [f for f in forms if f not in unspaced[where]] for where, forms in listed.items()}
    return (
        re.compile(rf"^(?:(?:{either(spaced['before'])})\s+|(?:{either(unspaced['before'])})\s*)"),
        re.compile(rf"(?:,?\s+(?:{either(spaced['behind'])})|\s*(?:{either(unspaced['behind'])}))$"),
    )
