"""An amount, whatever the language: a number with the unit beside it, and what its words may say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from newsfold.extract.figures.units import Unit

Tags = Mapping[int, str]
"""Penn Treebank tags by where their token ends; empty where the text was not tagged."""

Modifier = Literal["", "about", "at least", "at most", "more than", "less than", "exactly"]
Direction = Literal["", "up", "down", "same"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the unit beside it at [start, end); `low` and `high` are a range's.

    `number_end` is where the number itself ends; `per` is what a rate is per ("barrel"); `moved` says
    that something went from one end of the range to the other, `falling` that the first end is the higher.
    """

    start: int
    end: int
    number_end: int
    value: float
    form: str
    low: float | None = None
    high: float | None = None
    unit: Unit | None = None
    per: str = ""
    age: bool = False
    moved: bool = False
    falling: bool = False
