"""A number in a text, whatever the language; the module `numbers_…` of a language finds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MOST_PIECES = 15  # of a number, words or digits: without a bound, a long run of them costs its square
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

Form = Literal["digits", "words", "part", "vague", "ordinal"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number at [start, end) of a text. `low` and `high` are set for vague ones ("hundreds").

    `letter` is the single letter that was read as a scale ("m" in "5m"), since it may be a unit instead;
    `bare_end` is where the number ends without it. A part ("a third") has its value in 0..1.
    """

    start: int
    end: int
    value: float
    form: Form
    low: float | None = None
    high: float | None = None
    letter: str = ""
    bare_end: int = 0
