"""How far two annotators agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def kappa(left: int, right: int, both: int, total: int) -> float:
    """Cohen's kappa (1960) for two yes-or-no judgements over `total` items."""
    observed = (total - left - right + 2 * both) / total
    chance = (left * right + (total - left) * (total - right)) / total**2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


def kappa_of_answers(both: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa (1960) of two annotators' answers to one question, a pair of answers an item."""
    left, right = Counter(a for a, _ in both), Counter(b for _, b in both)
    observed = sum(a == b for a, b in both) / len(both)
    chance = sum(left[name] * right[name] for name in left) / len(both) ** 2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0
