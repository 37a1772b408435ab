"""Date lines in other languages than English, put into the English words and the order that `dates` reads.

What a language's pages write around a date stands in its `page_dates.txt`; months and days are CLDR's. All
languages are looked for at once: a page may be half translated, and its `lang` wrong.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsfold.clean.settings import DATES
from newsfold.language import (
    calendar_of,
    full_year,
    has_file,
    languages,
    month_forms,
    phrases,
    weekday_forms,
    words,
)

BEYOND_LATIN = "\u0250"  # the first character beyond the alphabets of Latin letters
LONGEST_DATED = 300  # characters: bounds the time; no line that is a date and little more has as many
_MAYBE_DATED = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d\d|年|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]{4}"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}  # years before their first
_EASTERN_DAY = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERAS)})\s*)?(?P<year>\d{{1,4}}|元)\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号號]"
)
_EAST_CLOCK = re.compile(
    r"(?P<half>\S{2})?\s*(?P<hour>\d{1,2})\s*[时時點点]\s*(?:(?P<minute>\d{1,2})\s*分)?(?:\s*(?P<second>\d{1,2})\s*秒)?(?P<half_hour>半)?"
)
_EAST_HALF = re.compile(r"(?P<half>[^\s\d:]{2})\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)")
_NUMERIC_DAY = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>(?:19|20)?\d\d)(?!\d)"
)
_SIGNS_OF_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")  # of Arabic, and what lengthens its letters
_HALF_FIRST = re.compile(r"\b([ap]m)\s+(\d{1,2}:\d\d)\b")
_CLOCK_H = re.compile(r"\b([01]?\d|2[0-3])\s?h\s?([0-5]\d)\b", re.IGNORECASE)
_HOUR_H = re.compile(r"\b([01]?\d|2[0-3])\s?h\b(?!\s?\d)", re.IGNORECASE)  # "à 12h"
_DAY_APART = re.compile(r"\b(\d{1,2}),?\s+([^\W\d_]{3,12}\.?),?\s+((?:19|20)\d\d)\b")  # "26, Abril, 2022"
_CLOCK_BEHIND = re.compile(r"\s*\d{1,2}[:.]\d\d(?!\d)")
_ORDINAL_MARK = re.compile(r"(?<=\d)(?:º|ª|°|er\b|\.(?=\s*[^\W\d_]))", re.IGNORECASE)


def in_english(line: str) -> str | None:
    """`line` with what words of other languages say of a date in English words; None where it has none.

    "Publié le 2 février 2021 à 18h30" gives "published 2 February 2021 at 18:30". Days of the Hijri calendar
    are left out, and years of other calendars than ours stay, which `dates` takes for none; those of Japanese
    eras and of the Republic of China are counted over.
    """
    if len(line) > LONGEST_DATED or not _MAYBE_DATED.search(line):
        return None
    text = _plain_digits(line)
    east = _EASTERN_DAY.sub(_eastern_day, text)
    if not line.isascii():
        east = _beside_date().sub(" ", _hijri().sub(" ", east))
    is_changed = east != text
    east = _behind_clock().sub(_half_behind, east)
    if not line.isascii():
        east = _EAST_HALF.sub(_eastern_clock, _EAST_CLOCK.sub(_eastern_clock, east))
    east = _HOUR_H.sub(r"\1:00", _CLOCK_H.sub(r"\1:\2", _ORDINAL_MARK.sub(" ", east)))
    east = _DAY_APART.sub(r"\1 \2 \3", east)
    if not (is_changed or any(map(_tells_language, _words_of_dates().finditer(east)))):
        return None
    changed = _words_of_dates().sub(_english_word, east)
    changed = _twice().sub(r"\1", re.sub(r"\s+,", ",", changed))
    changed = _HALF_FIRST.sub(r"\2 \1", " ".join(_NUMERIC_DAY.sub(_day_first, changed).split()))
    return changed.replace("( ", "(").replace(" )", ")")


def is_updated(line: str) -> bool:
    """Whether a line is a label of a change alone, in any language but English: "Mis à jour le"."""
    return _english_words().get(line.casefold().strip(" :：.")) == "updated"


def _plain_digits(line: str) -> str:
    """The line with the digits and the wide forms of ASCII, without marks of direction and of vowels."""
    if line.isascii():
        return line
    line = "".join(
        str(unicodedata.digit(c)) if not c.isascii() and c.isdigit() else c
        for c in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", line))
        if unicodedata.category(c) != "Cf"
    )
    return _without_vowel_signs(line)


def _without_vowel_signs(text: str) -> str:
    """`text` without the signs of Arabic that pages print or leave out: "نُشر" is "نشر"."""
    return _SIGNS_OF_VOWELS.sub("", text)


def _eastern_day(match: re.Match[str]) -> str:
    """A day with the signs for year, month and day, as numbers; one of no calendar we know stays."""
    year = 1 if match["year"] == "元" else int(match["year"])
    if match["era"]:
        year += _ERAS[match["era"]]
    elif len(match["year"]) != 4:
        return match[0]
    return f" {year}-{int(match['month']):02}-{int(match['day']):02} "


def _eastern_clock(match: re.Match[str]) -> str:
    hour, groups = int(match["hour"]), match.groupdict()
    half = _halves().get(match["half"] or "")
    if half == "pm" and hour < 12:
        hour += 12
    minute = int(groups.get("minute") or (30 if groups.get("half_hour") else 0))
    before = "" if half or not match["half"] else match["half"]
    return f"{before} {hour:02}:{minute:02} " if hour < 25 and minute < 60 else match[0]


def _day_first(match: re.Match[str]) -> str:
    """A day of numbers in a line of a language that puts the day first."""
    day, month = int(match["day"]), int(match["month"])
    year = full_year(int(match["year"]))
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else match[0]


def _tells_language(match: re.Match[str]) -> bool:
    """Whether a word shows that the line is in its language: a short one may be a name's ("Minh Do").

    One that stands before a clock is none ("02/02/2025 om 20:07").
    """
    word = match[0]
    return len(word) > 2 or not word.isascii() or bool(_CLOCK_BEHIND.match(match.string, match.end()))


def _english_word(match: re.Match[str]) -> str:
    word = match[0].casefold()
    word = re.sub(r"\s+", " ", word)
    return f" {_english_words()[word] if word in _english_words() else _english_words()[word.rstrip('.')]} "


@lru_cache(maxsize=1)
def _words_of_dates() -> re.Pattern[str]:
    """Every word of a date in any language but English, the longest first; inside no other word."""
    forms = sorted(_english_words(), key=len, reverse=True)
    spaced, close = (
        "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms if _is_spaced(form) == kind)
        for kind in (True, False)
    )
    return re.compile(rf"(?<![^\W\d_])(?:{spaced})(?![^\W\d_])\.?|(?:{close})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _behind_clock() -> re.Pattern[str]:
    """A clock with the half of the day behind it; whose sign behind a year means our era."""
    halves = "|".join(re.escape(form) for form in sorted(_halves(), key=len, reverse=True))
    return re.compile(rf"(\d{{1,2}}:\d\d(?::\d\d)?)\s*({halves})(?![^\W\d_])", re.IGNORECASE)


def _half_behind(match: re.Match[str]) -> str:
    return f"{match[1]} {_halves()[match[2].casefold()]}"


@lru_cache(maxsize=1)
def _hijri() -> re.Pattern[str]:
    """A day of the Hijri calendar, with the year."""
    months = "|".join(
        re.escape(_without_vowel_signs(m))
        for language in _others()
        for m in _phrases("months of the hijri calendar", language)
    )
    return re.compile(rf"\d{{1,2}},?\s+(?:{months}),?\s+1[34]\d\d\s*(?:هـ|ه\b)?")


@lru_cache(maxsize=1)
def _twice() -> re.Pattern[str]:
    """A month by both of its names: "مايو/ أيار" is "May / May" in English."""
    return re.compile(rf"\b({'|'.join(calendar_of().months)})\s*[/(]\s*\1\s*\)?", re.IGNORECASE)


@lru_cache(maxsize=1)
def _beside_date() -> re.Pattern[str]:
    """What stands with a date on its line, behind a label of its own: "来源：…", "评论(0)"; a bare outlet."""
    labels = "|".join(
        re.escape(label) for language in _others() for label in _phrases("beside a date", language)
    )
    outlets = "|".join(
        re.escape(word)
        for language in _others()
        for word in (
            words("outlets", "words of outlets", language) if has_file("outlets.txt", language) else ()
        )
        if len(word) > 1 and not _is_spaced(word)
    )
    return re.compile(
        rf"[（(\[]?(?:{labels})\s*(?:[：:]\s*\S{{1,40}}|[（(]\d{{1,6}}[)）])"
        rf"|(?<=[\d\s])[\u3400-\u9fff]{{1,8}}(?:{outlets}|网|網|社|报|報)(?=\s|$|{labels})"
    )


def _is_spaced(form: str) -> bool:
    return unicodedata.east_asian_width(form[-1]) not in "WF"


@lru_cache(maxsize=1)
def _halves() -> dict[str, str]:
    halves: dict[str, str] = {}
    for language in _others():
        for section, half in (("before noon", "am"), ("after noon", "pm")):
            halves |= dict.fromkeys(_phrases(section, language), half)
    return halves


_MEANS = {  # sections of `page_dates.txt`, and what stands for their words
    "published": "published",
    "updated": "updated",
    "before a clock": "at",
    "behind a clock": "",
    "small words": "",
    "before noon": "am",
    "after noon": "pm",
}


@lru_cache(maxsize=1)
def _english_words() -> dict[str, str]:
    """What stands for each word: months and days first, then what a line says of a date."""
    english = calendar_of()
    english_words: dict[str, str] = {}
    unlike: set[str] = set()
    for language in _others():
        for form, number in _months(language):
            name = english.months[number - 1]
            if english_words.setdefault(form, name) != name:
                unlike.add(form)  # "mar" is March in Spanish and Tuesday in French: nothing tells which
    for form in unlike:
        del english_words[form]
    for language in _others():
        for form, number in weekday_forms(language).items():
            english_words.setdefault(form, english.weekdays[number])
    for section, instead in _MEANS.items():
        for language in _others():
            for form in _phrases(section, language):
                english_words.setdefault(form.rstrip(":"), instead)
    for language in _others():
        for row in _phrases("zones", language):
            form, _, zone = row.partition(":")
            english_words.setdefault(form, zone)
    english_words |= {_without_vowel_signs(form): word for form, word in english_words.items()}
    known = {*month_forms("en"), *weekday_forms("en")}
    return {form: word for form, word in english_words.items() if form not in known}


def _months(language: str) -> list[tuple[str, int]]:
    """Every form of a month's name of a language in a script of its own, else CLDR's alone, with its number.

    Short forms beside CLDR's are read in articles, where more tells; in Latin they name too much else.
    """
    cases = calendar_of(language).month_number.items()
    named = month_forms(language)
    more = [(form, n) for form, n in cases if form[0] > BEYOND_LATIN and len(form) >= DATES.month]
    return [*named.items(), *((form, n) for form, n in more if form not in named)]


def _phrases(section: str, language: str) -> tuple[str, ...]:
    """A section, in small letters; none where the language has no such words."""
    if not has_file("page_dates.txt", language):
        return ()
    try:
        listed = phrases("page_dates", section, language)
    except KeyError:
        return ()
    return tuple(unicodedata.normalize("NFC", form.casefold()) for form in listed)


def _others() -> list[str]:
    return [language for language in languages() if language != "en"]
