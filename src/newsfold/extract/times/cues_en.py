"""What readers of time expressions share: the words beside a match, and small look-ups."""

from __future__ import annotations

import re

from newsfold.extract.numbers_en import digits_value, words_value
from newsfold.extract.times.calendars import DAY_PARTS
from newsfold.extract.times.patterns_en import OFFSETS
from newsfold.language import calendar_of

_CALENDAR = calendar_of("en")
PARTS_OF_DAY = {name: DAY_PARTS[number] for name, number in _CALENDAR.day_part_number.items()}
"""TimeML's codes for the parts of a day, by their names."""


def before(match: re.Match[str], text: str, width: int = 24) -> str:
    """The characters before a match, case-folded."""
    return text[max(0, match.start() - width) : match.start()].casefold()


def after(match: re.Match[str], text: str, width: int = 16) -> str:
    """The characters after a match, as they are."""
    return text[match.end() : match.end() + width]


def number(digits: str | None) -> int | None:
    """The whole number in a group that may be absent."""
    return int(digits) if digits else None


def month_of(name: str) -> int:
    """A month by its name or a short form of it: "Sept." is 9."""
    return _CALENDAR.month_number[name.casefold().removesuffix(".")]


def offset_of(cue: str | None) -> int | None:
    """Which way a direction points: -1 for "last", 0 for "this", 1 for "next"."""
    return OFFSETS[cue.casefold()] if cue else None


def unit_of(form: str) -> str:
    """A unit's singular: "centuries" is "century"."""
    word = form.casefold()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def count_of(form: str) -> float | None:
    """The number that a quantity states; None for "several", "a few" and "many"."""
    word = " ".join(form.casefold().split())
    if word in ("several", "few", "a few", "many"):
        return None
    if word in ("a", "an"):
        return 1.0
    if re.match(r"(?:a )?half", word):
        return 0.5
    if re.match(r"(?:a )?quarter", word):
        return 0.25
    if "couple" in word:
        return 2.0
    return digits_value(word) if word[0].isdigit() or word[0] == "." else words_value(word)
