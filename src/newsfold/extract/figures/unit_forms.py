"""How a language writes the units and currencies of the tables: CLDR's names, in every number and case.

The codes are those of English, so that "5 Kilometern" and "5 km" are of one unit wherever they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale

from newsfold.extract.figures.units import Unit, units
from newsfold.extract.number_words import folded, loose
from newsfold.language import has_file, table

# Codes and signs that are words or endings elsewhere.
_ALIKE = frozenset(("in", "st", "pt", "a", "all", "top", "sos", "mop"))
_EVERYWHERE = (
    ("°C", "celsius"), ("°C", "ºC"), ("°C", "º C"), ("°C", "° C"), ("°C", "°c"),
    ("°F", "fahrenheit"), ("°F", "ºF"), ("°F", "º F"), ("°F", "° F"), ("°F", "°f"),
    ("K", "kelvin"), ("cm3", "cc"), ("km/h", "kmh"), ("km/h", "kph"), ("mph", "mph"),
)  # fmt: skip
_MARKED = re.compile(r"[\u0600-\u06ff\u0900-\u097f]")  # scripts whose marks of vowels may be written or not
_SIGNS_OF_VOWELS = frozenset(chr(code) for code in (*range(0x93A, 0x950), 0x903, *range(0x64B, 0x653)))
_QUOTE_SIGNS = frozenset("\"”″'’")
_BLANK = "[ \u00a0-]"


@dataclass(frozen=True, slots=True)
class UnitForms:
    """The unit that each form names, and the patterns that find forms behind and before a number."""

    by_form: Mapping[str, Unit]
    firsts: frozenset[str]
    signs: Mapping[str, Unit]
    behind: re.Pattern[str]
    ahead: re.Pattern[str]

    def after(self, text: str, end: int, digits: bool) -> tuple[Unit, int] | None:
        """The unit whose name begins where a number ends, a blank between, and where its name ends."""
        at = end + (text[end : end + 1] in " \u00a0\u202f-")
        if text[at : at + 1].casefold() not in self.firsts:
            return None
        match = self.behind.match(text, at)
        if match is None:
            return None
        form = match.group()
        unit = self.by_form.get(form) or self.by_form.get(_plain_form(form))
        if unit is None or (len(form) == 1 and not digits and form.isascii() and form.isalpha()):
            return None
        return unit, match.end()

    def before(self, text: str, start: int) -> tuple[Unit, int] | None:
        """The currency whose sign or code ends where a number begins, and where that begins."""
        match = self.ahead.search(text, max(0, start - 8), start)
        if match is None:
            return None
        sign = match.group(1)
        unit = self.signs.get(sign)
        return (unit, match.start(1)) if unit else None


@lru_cache(maxsize=32)
def unit_forms(language: str) -> UnitForms:
    """The forms of a language's units and currencies."""
    known = units()
    forms: dict[str, Unit] = {}
    ahead: dict[str, Unit] = {}  # written before the number
    if has_file("units.tsv", language):
        for code, listed in table("units", language):
            unit = known.by_code.get(code) or _currency(code)
            for form in listed.split("|"):
                if form.startswith("^"):
                    ahead[form[1:]] = unit
                else:
                    _add(forms, form, unit)
    for code, form in _measures(language):
        _add(forms, form, known.by_code[code])
    for unit, form in _currencies(language):
        _add(forms, form, unit)
        if unit.code not in known.by_code and unit.code.casefold() not in _ALIKE:
            _add(forms, unit.code, unit, exact=True)  # "300.000 GNF"
    for code, form in _EVERYWHERE:
        _add(forms, form, known.by_code[code])
    for code, unit in known.by_code.items():
        if code.casefold() not in _ALIKE:
            _add(forms, code, unit, exact=True)
    for form, unit in known.by_form.items():
        short = not form.isalpha() or (form.isupper() and len(form) > 1)
        if (
            short
            and form not in _QUOTE_SIGNS
            and " " not in form
            and "-" not in form
            and form.casefold() not in _ALIKE
        ):
            _add(forms, form, unit, exact=True)
    for form, unit in list(forms.items()):  # "20 grados C"
        if unit.code == "°" and len(form) > 1:
            _add(forms, f"{form} C", known.by_code["°C"])
            _add(forms, f"{form} F", known.by_code["°F"])
    signs = {sign: unit for sign, unit in known.signs.items() if len(sign) > 1 or not sign.isalpha()}
    signs |= ahead | {f"{c}$": u for c, u in known.by_code.items() if u.kind == "money" and len(c) == 3}
    spaced = language not in ("zh", "ja")
    by_length = sorted(forms, key=len, reverse=True)
    names = [form for form in by_length if form[-1].isalnum() or form[-1] in _SIGNS_OF_VOWELS or not spaced]
    marks = [form for form in by_length if form not in set(names)]
    start = r"(?<![^\W\d_])" if spaced else r"(?<![A-Za-z])"
    edge = r"(?![\w\u0900-\u0963\u064b-\u0652])" if spaced else r"(?:(?<=[^\x00-\x7f])|(?![A-Za-z\d]))"
    return UnitForms(
        by_form=forms,
        firsts=frozenset(form[:1].casefold() for form in forms),
        signs=signs,
        behind=re.compile(rf"(?:{loose(names, _BLANK)}){edge}|(?:{loose(marks, _BLANK)})", re.IGNORECASE),
        ahead=re.compile(rf"{start}({loose(sorted(signs, key=len, reverse=True))})[ \u00a0]?$"),
    )


def _add(forms: dict[str, Unit], form: str, unit: Unit, exact: bool = False) -> None:
    form = unicodedata.normalize("NFC", form.strip())
    if not form:
        return
    forms.setdefault(form, unit)
    if not exact and len(form) > 2:
        forms.setdefault(_plain_form(form), unit)


def _plain_form(form: str) -> str:
    return (
        folded(form.casefold().replace("\u00a0", " "))
        if _MARKED.search(form)
        else form.casefold().replace("\u00a0", " ")
    )


def _measures(language: str) -> Iterator[tuple[str, str]]:
    """The codes of units with their names in a language, paired by CLDR's English names."""
    english, other = (Locale.parse(code)._data["unit_patterns"] for code in ("en", language))
    for unit in english:
        code = next((c for name in _pattern_names(english[unit]) if (c := _code(unit, name))), None)
        if code is not None and unit in other:
            yield from ((code, name) for name in _pattern_names(other[unit]))


def _code(unit: str, name: str) -> str | None:
    """The tables' code of a unit of CLDR by its English name; among masses, pounds are no money."""
    known = units().by_form.get(name.casefold())
    if known is not None and known.kind == "money":
        return "lb" if unit == "mass-pound" else None
    return known.code if known else None


def _pattern_names(patterns: Any) -> Iterator[str]:
    """What the patterns of a unit print behind the number, in full."""
    for pattern in dict(patterns.get("long", {})).values():
        if isinstance(pattern, str) and pattern.startswith("{0}"):
            yield pattern[3:].strip()


def _currencies(language: str) -> Iterator[tuple[Unit, str]]:
    """All currencies with their names, by CLDR: the tables' own first, then the past and the rare."""
    locale, known = Locale.parse(language), units().by_code
    for code in sorted(locale.currencies, key=lambda code: (code not in known, code)):
        unit = known.get(code) or _currency(code)
        names = dict(locale._data["currency_names_plural"].get(code, {})).values()
        for name in (*names, locale.currencies[code]):
            yield unit, str(name)


def _currency(code: str) -> Unit:
    """A currency that the English tables do not have, by CLDR."""
    return Unit(code, str(Locale.parse("en").currencies.get(code, code)).casefold(), "money")
