"""The words of a language that stand in the slots of its templates, and what each of them means."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from newsfold.extract.times.calendars import DAY_PARTS
from newsfold.extract.times.numerals import NUMERAL_SIGNS
from newsfold.extract.times.settings import TABLES
from newsfold.extract.times.templates import BLANKS, DIGIT, NO_BLANKS, Slot, Spacing, listed
from newsfold.language import calendar_of, has_file, month_forms, phrases, table, weekday_forms

_UNSPACED_LANGUAGES = frozenset({"zh", "ja"})
_PLAIN_PUNCTUATION = str.maketrans("’‘：／－（），、．～،", "'':/-(),,.~,")
_HALVES = {"am": "before noon", "pm": "after noon"}
_ROMANS = frozenset(  # up to 21, in Latin letters or in the Cyrillic ones that look the same
    f"{tens}{ones}".translate(letters)
    for tens in ("", "x", "xx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    for letters in ({}, str.maketrans("x", "х"), str.maketrans("xi", "хі"))
)
YEARS = range(1900, 2101)  # that four digits name without a word before them; no span has so many units
_HUNDRED = 100  # the largest number that a word of its own is read for
_ZEROS = "٠۰०０"  # of Arabic, Persian, Devanagari and wide digits
_NO_SHARE = r"(?![\d%٪‰]|[.,]\d|\s?(?:%|٪|percent\b))"

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TableWords:
    """What the words of a language mean: `means[slot][form]`, a form being as `key` has it.

    Slots with a meaning are weekday, wd, weekdaypart, month, season, part, unit, count, rank, dayword, half,
    holiday, zone and era; others only stand for any of their words.
    """

    language: str
    spacing: Spacing
    slots: Mapping[str, Slot]
    means: Mapping[str, Values]
    fold: Callable[[str], str]

    def listed(self, section: str) -> tuple[str, ...]:
        """The folded lines of a section of `times.txt`; none where the language has none."""
        return tuple(map(self.fold, sections(self.language, section)))


def sections(language: str, name: str, file: str = "times") -> tuple[str, ...]:
    """The lines of a section of a language's own file; none where it has no such section."""
    if not has_file(f"{file}.txt", language):
        return ()
    try:
        return phrases(file, name, language)
    except KeyError:
        return ()


def folding(language: str) -> Callable[[str], str]:
    """What makes the spellings of a language alike, character by character, so that places stay the same."""
    same = dict(_PLAIN_PUNCTUATION) | {
        ord(zero) + digit: ord("0") + digit for zero in _ZEROS for digit in range(10)
    }
    for line in sections(language, "same letters"):
        same |= {ord(letter): ord(line[0]) for letter in line[1:]}
    return lambda text: text.translate(same)


def key(form: str) -> str:
    """A form as it is looked up: in small letters, with single blanks, without a full stop behind it."""
    return " ".join(form.replace("_", " ").replace("‑", "-").split()).casefold().rstrip(".")


def table_words(language: str) -> TableWords:
    """All words of a language, from its calendar, CLDR, `times.txt` and `holidays.tsv`."""
    fold = folding(language)
    spacing = NO_BLANKS if language in _UNSPACED_LANGUAGES else BLANKS

    def rows(section: str, file: str = "times") -> list[list[str]]:
        return [fold(line).split() for line in sections(language, section, file)]

    def numbered(section: str, first: int = 0) -> dict[str, int]:
        return {form: n for n, row in enumerate(rows(section, "calendar"), first) for form in row}

    def led(section: str) -> dict[str, str]:
        return {form: row[0] for row in rows(section) for form in row[1:]}

    def named(forms: Mapping[str, int]) -> dict[str, int]:
        return {fold(form).replace(" ", "_"): n for form, n in forms.items()}

    calendar = calendar_of(language)
    weekdays, months = named(calendar.weekday_number), named(calendar.month_number)
    whole = {*named(weekday_forms(language, ("wide",))), *map(str.casefold, numbered("cases of weekdays"))}
    short = frozenset(calendar.short_months)
    holidays = table("holidays", language) if has_file("holidays.tsv", language) else ()
    means: dict[str, dict[str, object]] = {
        "weekday": {form: n for form, n in weekdays.items() if form in whole or spacing.by_letter},
        "wd": dict(weekdays),
        "weekdaypart": _compounds(rows("compound parts"), {form: weekdays[form] for form in whole}),
        "month": {form: n for form, n in months.items() if len(form) > 3 or form not in short},
        "mon": dict(months),
        "season": dict(numbered("seasons")),
        "part": {form: DAY_PARTS[n] for form, n in numbered("parts of the day").items()},
        "unit": dict(led("units")),
        "count": _small_numbers(language, fold)
        | {form: None if n == "x" else float(n) for form, n in led("counts").items()},
        "rank": {form: n for n, row in enumerate(rows("ranks"), 1) for form in row},
        "dayword": {form: int(n) for form, n in led("days in words").items()},
        "half": {form: half for half in ("am", "pm") for form in _flat(rows(_HALVES[half]))},
        "holiday": {
            fold(form).replace(" ", "_"): f"{how} {day}"
            for forms, how, day in holidays
            for form in forms.split("|")
        },
        "zone": {**led("zones"), "UTC": "0", "GMT": "0"},
        "era": {form: int(n) for form, n in led("eras").items()},
    }
    slots = {name: listed(frozenset(forms), spacing) for name, forms in means.items()}
    slots |= _number_slots(slots["count"], slots["dayword"], _flat(rows("behind a day")), spacing)
    long = whole | set(named(month_forms(language, ("wide",))))
    for name in ("mon", "wd"):
        slots[name] = _with_dots(means[name], long, spacing)
    for line in rows("classes"):
        slots[line[0]] = listed(frozenset(line[1:]), spacing)
    return TableWords(language, spacing, slots, {name: _keyed(forms) for name, forms in means.items()}, fold)


def _compounds(parts: Iterable[list[str]], weekdays: Mapping[str, int]) -> dict[str, object]:
    """ "montagabend": the weekday's number and TimeML's code of the part, by every such word."""
    return {
        f"{day}{form}": f"{number} {code}"
        for code, row in zip(DAY_PARTS, parts, strict=False)
        for form in row
        for day, number in weekdays.items()
    }


def _with_dots(forms: Mapping[str, object], long: Collection[str], spacing: Spacing) -> Slot:
    """Names of months or days, the short ones with or without a full stop."""
    is_short = {form: len(form) <= TABLES.abbreviation and form not in long for form in forms}
    short = listed(frozenset(form for form in forms if is_short[form]), spacing)
    whole = listed(frozenset(form for form in forms if not is_short[form]), spacing)
    return Slot(rf"(?:(?:{whole.pattern})|(?:{short.pattern}){spacing.end}\.?)", short.firsts | whole.firsts)


def _small_numbers(language: str, fold: Callable[[str], str]) -> dict[str, object]:
    """The number words up to a hundred, from `numbers.tsv`."""
    rows = table("numbers", language) if has_file("numbers.tsv", language) else ()
    small = ((row[1].split("|"), float(row[2])) for row in rows if row[0] == "small")
    return {
        fold(form).replace(" ", "_"): value
        for forms, value in small
        for form in forms
        if 0 < value <= _HUNDRED
    }


def _flat(rows: Iterable[list[str]]) -> list[str]:
    return [form for row in rows for form in row]


def _keyed(forms: Mapping[str, object]) -> dict[str, object]:
    return {key(form): meaning for form, meaning in forms.items()}


def _number_slots(count: Slot, day: Slot, behind: Iterable[str], spacing: Spacing) -> dict[str, Slot]:
    """The slots of numbers: days, months, years, hours, counts."""
    signs = rf"[{NUMERAL_SIGNS}]" if spacing.by_letter else ""
    firsts = frozenset((DIGIT, *(NUMERAL_SIGNS if signs else ())))
    ordinal = "|".join(re.escape(form) for form in behind)
    small = rf"|{signs}{{1,3}}" if signs else ""

    def number(digits: str, more: str = small) -> Slot:
        return Slot(rf"(?:{digits}{more})", firsts)

    guard = "" if signs else r"(?![\w%]|[.,:/]\d)"
    d = r"0[1-9]|[12]\d|3[01]|[1-9]"
    slots = {
        "d": number(d),
        "d2": number(d),
        "dd": number(r"[0-2]\d|3[01]", ""),
        "mm": number(r"(?:0[1-9]|1[0-2])(?![\d/.,%])", ""),
        "m": number(r"[1-9](?![\d/.,%])", ""),
        "monthnumber": number(r"0[1-9]|1[0-2]|[1-9]"),
        "year": number(rf"(?:1[3-9]\d\d|2[01]\d\d){_NO_SHARE}", rf"|{signs}{{4}}" if signs else ""),
        "fullyear": number(r"(?:1[3-9]\d\d|2[01]\d\d)(?!\d)", rf"|{signs}{{4}}" if signs else ""),
        "y2": number(r"\d\d(?!\d)"),
        "erayear": number(r"\d{1,4}", rf"|{signs}{{1,4}}" if signs else ""),
        "hour": number(r"[01]?\d|2[0-4]"),
        "hour2": number(r"[01]?\d|2[0-4]"),
        "minute": number(r"[0-5]\d"),
        "minute2": number(r"[0-5]\d"),
        "second": number(r"[0-5]\d"),
        "decade": number(r"(?:1[5-9]|20)\d0|[1-9]0", small),
        "centurynumber": Slot(rf"(?:[12]?\d{small}|[ivxхі]{{1,5}})", firsts | _ROMANS),
        "q": Slot("[1-4]", frozenset((DIGIT,))),
    }
    digits = r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d{1,4}(?:[.,]\d{1,2})?(?!\d)"
    words = count.pattern
    slots["word"] = count
    for name in ("n", "n2"):
        slots[name] = Slot(rf"(?:{digits}|{words}{small})", firsts | count.firsts)
    for name in ("day", "day2"):
        worded = f"|{day.pattern}" if day.firsts else ""
        slots[name] = Slot(rf"(?:(?:{d})(?:{ordinal})?{guard}{small}{worded})", firsts | day.firsts)
    return slots
