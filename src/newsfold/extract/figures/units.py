"""Units and currencies: which characters beside a number name one, and what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsfold.language import either, table, words

_DOLLARS_BY_DOMAIN = {
    "au": "AUD",
    "nz": "NZD",
    "ca": "CAD",
    "sg": "SGD",
    "hk": "HKD",
    "tw": "TWD",
    "jm": "JMD",
}
RATES = {("mi", "gal"): "mpg", ("mi", "hour"): "mph", ("km", "hour"): "km/h", ("m", "second"): "m/s"}
"""Units that rates have a name for, by the unit and what it is per."""

# Units that are also everyday words or letters: only right after digits.
_DIGITS_ONLY = frozenset(words("figures", "units only behind digits"))
_SIGNS_ONLY = frozenset(words("figures", "signs only before a number"))
_MUCH = re.compile(r"\d{2}|\d[.,]\d|\d(?:m|bn|k)\b")  # "PS" is a pound sign made ASCII; "PS5" is not
_SCALED = re.compile(
    r"[\d.,]+\s?(?:thousand|million|billion|trillion|m|bn|tn)\b|\d{1,3}(?:,\d{3})+"
)  # no "N95"
_FIRST_WORD = re.compile(r"(?:\s?-?\s?)([^\W\d_]+|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: short code, its name in full, and its kind ("length", "money", "share", "time" …)."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Units:
    """The tables, and the patterns that find their forms in a text."""

    by_code: dict[str, Unit]
    by_form: dict[str, Unit]
    signs: dict[str, Unit]
    first_words: frozenset[str]
    sign_ends: frozenset[str]
    sign_before: re.Pattern[str]
    form_after: re.Pattern[str]

    def before(self, text: str, number: int) -> tuple[Unit, int] | None:
        """The currency whose sign ends where the number at `number` begins, and where the sign begins."""
        if number == 0 or text[number - 1 : number] not in self.sign_ends:
            return None
        match = self.sign_before.search(text, max(0, number - 6), number)
        if match is None or (match.start() > 0 and text[match.start() - 1].isalnum()):
            return None
        mark = match.group(1)
        if (mark == "PS" and not _MUCH.match(text, number)) or (
            mark in ("N", "P") and not _SCALED.match(text, number)
        ):
            return None
        return self.signs[mark], match.start()

    def after(self, text: str, end: int, digits: bool) -> tuple[Unit, int] | None:
        """The unit that stands after a number ending at `end`, and where its name ends."""
        first = _FIRST_WORD.match(text, end)
        if first is None or first.group(1).casefold() not in self.first_words:
            return None  # the pattern of all forms is long: most words are turned away here
        match = self.form_after.match(text, end)
        if match is None:
            return None
        form = match.group("form")
        unit = self.by_form.get(form)
        if unit is None and len(form) > 1:  # "5G" is no weight
            low = form.casefold()
            unit = self.by_form.get(low) or self.by_form.get(low.replace("-", " "))
        if unit is None or (form.casefold() in _DIGITS_ONLY and not digits):
            return None
        if form in ("in", '"', "”") and (match.group("gap") or _closes_quote(text, match.start("form"))):
            return None
        if (
            len(form) == 1
            and form.isalpha()
            and match.group("gap")
            and form not in "CFWV"
            and text[match.end() : match.end() + 1] != "/"
        ):
            return None
        return unit, match.end("form")


def _closes_quote(text: str, at: int) -> bool:
    """Whether the mark at `at` ends a quotation rather than says inches: one is open before it."""
    begin = max(text.rfind("\n", 0, at) + 1, at - 1000)
    if text[at] == "”":
        return text.rfind("“", begin, at) > text.rfind("”", begin, at)
    return text[at] == '"' and text.count('"', begin, at) % 2 == 1


def dollar_of(domain: str | None) -> str:
    """The currency that a bare "$" means on pages of this domain: its country's dollar, else USD."""
    return _DOLLARS_BY_DOMAIN.get((domain or "").rpartition(".")[2].casefold(), "USD")


@lru_cache(maxsize=1)
def units() -> Units:
    """The shipped tables of units and currencies, read once."""
    by_code: dict[str, Unit] = {}
    by_form: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    for code, name, forms, kind in table("units"):
        by_code[code] = unit = Unit(code, name, kind)
        for form in forms.split("|"):
            by_form.setdefault(form, unit)
            if len(form) > 2:
                by_form.setdefault(form.casefold(), unit)
    for code, name, marks, in_words in table("currencies"):
        by_code[code] = unit = Unit(code, name, "money")
        for mark in marks.split("|"):
            if code not in ("penny", "cent"):
                signs.setdefault(mark, unit)
            if mark not in _SIGNS_ONLY:
                by_form.setdefault(mark, unit)
        for word in in_words.split("|"):
            by_form.setdefault(word.casefold(), unit)
            by_form.setdefault(word.casefold() + "s", unit)
    for mark in [m for m in signs if re.fullmatch(r"[A-Z]{2}\$", m)]:
        signs[f"{mark[:2]} $"] = signs[mark]
    before = either(sorted(signs, key=len, reverse=True), " ")
    by_length = sorted(by_form, key=len, reverse=True)
    after = either(by_length, "[ -]")  # "2,100-square-foot"
    return Units(
        by_code=by_code,
        by_form=by_form,
        signs=signs,
        sign_ends=frozenset((*(mark[-1] for mark in signs), " ")),
        first_words=frozenset(m.group(1).casefold() for f in by_form if (m := _FIRST_WORD.match(f))),
        sign_before=re.compile(rf"({before})\s?$"),
        form_after=re.compile(
            rf"(?P<gap>[\s-]?|\s-|-\s)(?P<form>{after})"
            rf"(?!\w|['’]s\s|\.\w|-(?!{either(words('figures', 'joined to a unit'))})[a-z])",
            re.IGNORECASE,
        ),
    )
