"""What CLDR knows of a language: the names of its months and weekdays, by way of babel."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import product

from babel import Locale

from newsfold.language.languages import locales

_WIDTHS = ("wide", "abbreviated")
_CONTEXTS = ("format", "stand-alone")
_HINDI_NUKTA = "\u093c"  # of Hindi's borrowed sounds, which half of the press leaves out


@lru_cache(maxsize=32)
def month_forms(language: str, widths: tuple[str, ...] = _WIDTHS) -> dict[str, int]:
    """1 to 12 by every form of a month's name, case-folded, without a full stop behind it.

    `widths` are CLDR's: "wide" for whole names, "abbreviated" for short ones.
    """
    return _name_forms(language, "months", 0, widths)


@lru_cache(maxsize=32)
def weekday_forms(language: str, widths: tuple[str, ...] = _WIDTHS) -> dict[str, int]:
    """0, Monday, to 6 by every form of a weekday's name, likewise."""
    return _name_forms(language, "days", 0, widths)


def _name_forms(language: str, kind: str, first: int, widths: tuple[str, ...]) -> dict[str, int]:
    forms: dict[str, int] = {}
    for locale, context, width in product(locales(language), _CONTEXTS, widths):
        for number, name in getattr(Locale.parse(locale), kind)[context][width].items():
            plain = unicodedata.normalize("NFC", name.casefold()).rstrip(".")
            for form in (plain, unicodedata.normalize("NFD", plain).replace(_HINDI_NUKTA, "")):
                if not form[:1].isdigit() and len(form) > 1:
                    forms.setdefault(unicodedata.normalize("NFC", form), int(number) + first)
    return forms


@lru_cache(maxsize=32)
def territory_names(language: str) -> dict[str, tuple[str, ...]]:
    """The names of countries and parts of the world by their codes, ISO 3166 or UN M.49, in a language."""
    names_of: dict[str, dict[str, None]] = {}
    for locale in locales(language):
        for code, name in Locale.parse(locale).territories.items():
            names_of.setdefault(code, {})[name] = None
    return {code: tuple(names) for code, names in names_of.items()}


@lru_cache(maxsize=32)
def cities_of_zones(language: str) -> dict[str, tuple[str, ...]]:
    """The names in a language of the cities that time zones are named for, by zone ("Europe/Rome": Roma)."""
    names_of: dict[str, dict[str, None]] = {}
    for locale in locales(language):
        for zone, names in Locale.parse(locale).time_zones.items():
            if "city" in names:
                names_of.setdefault(zone, {})[names["city"]] = None
    return {zone: tuple(names) for zone, names in names_of.items()}
