"""How far two annotators agree."""

from __future__ import annotations


def kappa(left: int, right: int, both: int, total: int) -> float:
    """Cohen's kappa (1960) for two yes-or-no judgements over `total` items."""
    observed = (total - left - right + 2 * both) / total
    chance = (left * right + (total - left) * (total - right)) / total**2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0
