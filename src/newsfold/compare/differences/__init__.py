"""Where the accounts of one story differ: in figures, times, places, agents, or one side denies."""

from newsfold.compare.differences.clashes import merged, negation_differences, time_differences
from newsfold.compare.differences.discrepancies import discrepancies
from newsfold.compare.differences.figures import (
    ComparedCounts,
    compared_counts,
    figure_differences,
    rivals,
    series,
)
from newsfold.compare.differences.slots import agent_differences, slot_differences
from newsfold.compare.differences.withdrawn import withdrawn

__all__ = [
    "ComparedCounts",
    "agent_differences",
    "compared_counts",
    "discrepancies",
    "figure_differences",
    "merged",
    "negation_differences",
    "rivals",
    "series",
    "slot_differences",
    "time_differences",
    "withdrawn",
]
