"""Confidence intervals: by the bootstrap (Efron 1979) and for a share (Wilson 1927)."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def interval(
    sample: Sequence[T], statistic: Callable[[Sequence[T]], float], draws: int = 500, seed: int = 7
) -> tuple[float, float]:
    """The middle 95 % of a statistic over samples of the same size drawn with replacement."""
    chance = random.Random(seed)
    values = sorted(statistic(chance.choices(sample, k=len(sample))) for _ in range(draws))
    return values[int(0.025 * draws)], values[int(0.975 * draws)]


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share; `total` is above 0."""
    z, share = 1.96, right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return middle - half, middle + half
