"""What stands beside a time expression: what makes it one, what belongs to it, what joins it to the next."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from newsfold.extract.times.table_words import YEARS, TableWords, key
from newsfold.language import either

CONTEXT = 40  # characters looked at beside an expression
_ENDS_HERE = re.compile(r"\s?(?:$|(?![.,]\d|[%€$£‰])[^\w\s])")
_NUMBERED_UNIT = re.compile(r"\s\d(?:\d00|\d0s?\b|0\b)")  # "the years 2000"
_NUMBERED = re.compile(r"(?:\+\d+[\s-]?|\d-)$")  # of a telephone, of a list
_ASIDE = re.compile(r"[,(]\s?$")  # "Jane Roe, 37 years,"
_WORD_START = r"(?<![^\W\d_])"


class TimeCues:
    """The words beside time expressions that a language lists in `times.txt`."""

    def __init__(self, words: TableWords, after: Collection[str]) -> None:
        """`after` are the sections that rows of the table name, with "_" for blanks."""

        def one_of(section: str) -> str:
            return either(sorted(words.listed(section), key=len, reverse=True)) or r"(?!)"

        def pattern(expression: str) -> re.Pattern[str]:
            return re.compile(expression, re.IGNORECASE)

        gap, end = words.spacing.gap, words.spacing.end
        start = "" if words.spacing.by_letter else _WORD_START
        self.between = frozenset(words.listed("between"))
        self.edge_before = pattern(rf"{start}(?:{one_of('edges before')}){gap}$")
        lead = "" if words.spacing.by_letter else gap
        self.edge_behind = pattern(rf"{lead}(?:{one_of('edges behind')}){end}")
        self.about = pattern(rf"{start}(?:{one_of('about')}){gap}$")
        self.through = pattern(rf"\s*(?:{one_of('up to')}|[-–—~])\s*")
        self._year_cue = pattern(rf"(?:{start}(?:{one_of('before a year')})\s?|[(–-]\s?)$")
        self._no_year = pattern(rf"\s?(?:{one_of('counted')}){end}")
        self._no_name = pattern(rf"{start}(?:{one_of('no time behind')})\s?$")
        self._age_before = pattern(rf"(?:{start}(?:{one_of('age before')})|,\s(?:{one_of('age aside')}))\s?$")
        self._age_behind = pattern(rf"\s?(?:{one_of('age behind')}){end}")
        self._stop = pattern(rf"\s?(?:$|(?![.,]\d|[%€$£‰])[^\w\s]|\n|(?:{one_of('behind a clock')}){end})")
        self._after = {name: pattern(rf"{start}(?:{one_of(name.replace('_', ' '))})\s?$") for name in after}
        units = [line.casefold().split() for line in words.listed("units")]  # its name, singular, other forms
        self._singular = frozenset(row[1] for row in units)
        self._years = frozenset(form for row in units for form in row[1:] if row[0] == "year")

    def fit(self, match: re.Match[str], says: Mapping[str, str]) -> bool:
        """Whether a match, and the words beside it, are what its row asks for: `says`, its third cell."""
        text, start, end = match.string, match.start(), match.end()
        form = match.group()
        if "case" in says and form[:1].isupper() != (says["case"] == "capital"):
            return False
        if "among" in says and key(form) not in says["among"].split(","):
            return False
        if "unless" in says and key(form) in says["unless"].split(","):
            return False
        if "notbefore" in says and text[end : end + CONTEXT].lstrip().startswith(
            tuple(says["notbefore"].split(","))
        ):
            return False
        if "plural" in says and match.groupdict().get("unit", "").casefold() in self._singular:
            return False
        if "alone" in says and not self._is_year(match):
            return False
        if "after" in says and not self._after[says["after"]].search(text, max(0, start - CONTEXT), start):
            return False
        stop = {"1": self._stop, "2": _ENDS_HERE}.get(says.get("end", ""))
        return stop is None or bool(stop.match(text, end))

    def let(self, kind: str, match: re.Match[str]) -> bool:
        """Whether what stands beside a match leaves it the time that its kind says; ages are none."""
        text, start, end = match.string, match.start(), match.end()
        if kind in ("unit", "length") and _NUMBERED_UNIT.match(text, end):
            return False
        of_years = match.groupdict().get("unit", "").casefold() in self._years if kind == "length" else False
        if not of_years or not match.group()[:1].isdecimal():
            return True
        if self._age_before.search(text, max(0, start - CONTEXT), start) or self._age_behind.match(text, end):
            return False
        return not (_ASIDE.search(text, max(0, start - 2), start) and text[end : end + 1] in {",", ")"})

    def _is_year(self, match: re.Match[str]) -> bool:
        """Whether four digits that stand alone are a year."""
        before = match.string[max(0, match.start() - CONTEXT) : match.start()]
        if not match.group()[0].isdecimal():  # in Chinese characters only with their word for a year
            return False
        if int(match.group()[:4]) not in YEARS and not self._year_cue.search(before):
            return False
        if _NUMBERED.search(before) or self._no_name.search(before):
            return False
        return not self._no_year.match(match.string, match.end())
