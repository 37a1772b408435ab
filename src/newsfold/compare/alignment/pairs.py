"""Two statements held against each other, and how likely they say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Places = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements by their places in the list, left before right, and how likely they say the same.

    `figures_aside` is the same as if neither printed a number or told a time, None where both are English.
    `features` are the features of the two, by name; None where they hardly say the same, and where not both
    are English.
    """

    left: int
    right: int
    score: float
    cosine: float
    figures_aside: float | None = None
    features: Mapping[str, float] | None = None
