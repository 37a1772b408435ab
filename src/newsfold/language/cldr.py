"""What CLDR knows of a language: the names of its months and weekdays, by way of babel."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import product

from babel import Locale

from newsfold.language.languages import locales

_WIDTHS = ("wide", "abbreviated")
_CONTEXTS = ("format", "stand-alone")
_NUKTA = "\u093c"  # of Hindi's borrowed sounds, which half of the press leaves out


@lru_cache(maxsize=32)
def month_forms(language: str) -> dict[str, int]:
    """1 to 12 by every form of a month's name, case-folded, without a full stop behind it."""
    return _forms(language, "months", 0)


@lru_cache(maxsize=32)
def weekday_forms(language: str) -> dict[str, int]:
    """0, Monday, to 6 by every form of a weekday's name, likewise."""
    return _forms(language, "days", 0)


def _forms(language: str, kind: str, first: int) -> dict[str, int]:
    forms: dict[str, int] = {}
    for locale, context, width in product(locales(language), _CONTEXTS, _WIDTHS):
        for number, name in getattr(Locale.parse(locale), kind)[context][width].items():
            plain = unicodedata.normalize("NFC", name.casefold()).rstrip(".")
            for form in (plain, unicodedata.normalize("NFD", plain).replace(_NUKTA, "")):
                if not form[:1].isdigit() and len(form) > 1:
                    forms.setdefault(unicodedata.normalize("NFC", form), int(number) + first)
    return forms
