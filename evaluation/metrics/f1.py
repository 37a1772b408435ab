"""Precision, recall and F1 from counts."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.metrics.bootstrap import interval


def f1(right: float, proposed: float, gold: float) -> float:
    """The harmonic mean of precision and recall; 1 where nothing was to be found and nothing was."""
    return 2 * right / (proposed + gold) if proposed + gold else 1.0


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def summed_f1(counts: Sequence[Sequence[int]], right: int = 2) -> float:
    """F1 over documents; a row holds gold, proposed, and at `right` how many of these are right."""
    return f1(sum(row[right] for row in counts), sum(row[1] for row in counts), sum(row[0] for row in counts))


def summed_f1_text(counts: Sequence[Sequence[int]], right: int = 2) -> str:
    """F1 over documents and its 95 % interval, as "0.912 0.90–0.93"."""
    low, high = interval(counts, lambda drawn: summed_f1(drawn, right))
    return f"{summed_f1(counts, right):.3f} {low:.2f}–{high:.2f}"
