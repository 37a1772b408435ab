"""Dates of which either number may be the month, settled by the other dates of the same column."""

from __future__ import annotations

import re
from typing import Literal

from newsfold.language import full_year

_NUMBERS = re.compile(
    r"(?P<first>\d\d?)(?P<mark>[./-])(?P<second>\d\d?)(?P=mark)(?P<year>(?:19|20)?\d\d)(?!\d)"
)

Order = Literal["day first", "month first", "open"]


def order(text: str) -> Order | None:
    """How the date that `text` begins with is written; "open": either way; None: none of these forms."""
    match = _NUMBERS.match(text)
    if not match:
        return None
    first, second = int(match["first"]), int(match["second"])
    if not (0 < first <= 31 and 0 < second <= 31) or min(first, second) > 12:
        return None
    if first > 12 or second > 12:
        return "day first" if first > 12 else "month first"
    return "open" if first != second else None


def settled(text: str, day_first: bool) -> str:
    """The same text with its date as year, month and day."""
    match = _NUMBERS.match(text)
    if not match:
        return text
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    day, month = (first, second) if day_first else (second, first)
    return f"{full_year(year)}-{month:02}-{day:02}{text[match.end() :]}"
