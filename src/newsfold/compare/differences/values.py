"""What values the words of a figure allow, and whether two figures exclude each other."""

from __future__ import annotations

import math
import re

from newsfold.compare.settings import VALUES
from newsfold.records import Figure

SHARES = ("%", "pp")
MEASURED = (
    "mi",
    "km",
    "m",
    "ft",
    "yd",
    "kg",
    "lb",
    "t",
    "ac",
    "ha",
    "mph",
    "km/h",
)  # 30 km are "20 miles"
CURRENCY = re.compile("[A-Z]{3}")  # an amount of money has its currency's code as unit


def bounds(figure: Figure) -> tuple[float, float]:
    """The lowest and highest value that a figure's words allow."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if figure.modifier in ("at least", "more than"):
        return low, float("inf")
    if figure.modifier in ("at most", "less than"):
        return float("-inf"), high
    slack = _rounding(figure.value)
    if figure.unit in MEASURED and _significant_digits(figure.value) == 1:
        slack = max(slack, VALUES.rounded * abs(figure.value))
    if figure.unit in SHARES:  # as many decimals as are given
        decimals = len(f"{figure.value:.6g}".partition(".")[2])
        slack = 0.49 * 10.0**-decimals
    if figure.modifier == "about":
        about = {1: VALUES.about_one, 2: VALUES.about_two}.get(
            _significant_digits(figure.value), VALUES.about_more
        )
        slack = max(slack, about * abs(figure.value))
    return low - slack, high + slack


def _significant_digits(value: float) -> int:
    """How many digits a value is given to: 1 for 2000, 3 for 1.25."""
    return len(f"{abs(value):.6g}".replace(".", "").strip("0"))


def _rounding(value: float) -> float:
    """Half of the last digit given, a tenth at most, of a large round number; 25 of hundreds; else 0."""
    if abs(value) < 1000:
        return 25.0 if value and value % 100 == 0 else 0.0
    digits = len(f"{abs(value):.0f}".rstrip("0"))
    return min(10.0 ** (len(f"{abs(value):.0f}") - digits) / 2, VALUES.rounded * abs(value))


def exclude_each_other(left: Figure, right: Figure) -> bool:
    """Whether no value fits both. "At least 51" and "49" do; "at least 49" and "51" do not."""
    (a, b), (c, d) = bounds(left), bounds(right)
    return b < c or d < a


def times_apart(left: Figure, right: Figure) -> float:
    """How many times the larger value is the smaller."""
    if left.value * right.value <= 0:
        return math.inf if left.value != right.value else 1.0
    ratio = left.value / right.value
    return max(ratio, 1 / ratio)
