"""The calendar of a language: its weekdays, months, seasons and parts of the day, by name and by number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from newsfold.language.cldr import month_forms, weekday_forms
from newsfold.language.files import phrases


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names as printed, in order; numbers by every form of a name, case-folded, in the same order.

    `short_weekdays` and `short_months` are all short forms in that order, without a full stop.
    """

    weekdays: tuple[str, ...]  # Monday first
    short_weekdays: tuple[str, ...]
    weekday_number: dict[str, int]  # Monday is 0
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    month_number: dict[str, int]  # 1 to 12
    seasons: tuple[str, ...]  # spring first
    season_number: dict[str, int]  # spring is 0
    day_parts: tuple[str, ...]  # morning first
    day_part_number: dict[str, int]  # morning is 0


@lru_cache(maxsize=16)
def calendar_of(language: str = "en") -> Calendar:
    """The calendar of a language, read once from its `calendar.txt`.

    Where that lists no weekdays and months they are CLDR's, whole names first, with the forms of
    `[cases of weekdays]` and `[cases of months]` behind them.
    """
    seasons, parts = (_form_rows(section, language) for section in ("seasons", "parts of the day"))
    weekdays = _form_rows("weekdays", language) or _cldr(
        weekday_forms(language), _form_rows("cases of weekdays", language), 0
    )
    months = _form_rows("months", language) or _cldr(
        month_forms(language), _form_rows("cases of months", language), 1
    )
    return Calendar(
        weekdays=tuple(forms[0] for forms in weekdays),
        short_weekdays=tuple(form for forms in weekdays for form in forms[1:]),
        weekday_number=_numbered_forms(weekdays, 0),
        months=tuple(forms[0] for forms in months),
        short_months=tuple(form for forms in months for form in forms[1:]),
        month_number=_numbered_forms(months, 1),
        seasons=tuple(forms[0] for forms in seasons),
        season_number=_numbered_forms(seasons, 0),
        day_parts=tuple(forms[0] for forms in parts),
        day_part_number=_numbered_forms(parts, 0),
    )


def full_year(year: int, earliest: int = 1970) -> int:
    """The year that digits stand for: two of them for one of the hundred years from `earliest` on.

    A date that a page or a file states is read from 1970 on: `full_year(69)` is 2069, `full_year(70)` 1970.
    """
    return year if year >= 100 else earliest + (year - earliest) % 100


def _form_rows(section: str, language: str) -> list[list[str]]:
    try:
        return [line.split() for line in phrases("calendar", section, language)]
    except KeyError:
        return []


def _cldr(names: dict[str, int], cases: list[list[str]], first: int) -> list[list[str]]:
    """The forms of each name, in order."""
    rows = [
        [form for form, number in names.items() if number == at + first]
        for at in range(max(names.values()) - first + 1)
    ]
    for row, more in zip(rows, cases, strict=False):
        row.extend(form.replace("_", " ") for form in more if form.replace("_", " ") not in row)
    return rows


def _numbered_forms(rows: Iterable[list[str]], first: int) -> dict[str, int]:
    return {form.casefold(): number for number, forms in enumerate(rows, first) for form in forms}
