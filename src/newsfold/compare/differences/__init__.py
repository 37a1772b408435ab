"""Where the accounts of one story differ: in figures, in who said a quotation, or one side denies."""

from newsfold.compare.differences.clashes import merged_differences, negation_differences
from newsfold.compare.differences.denials import denial_differences
from newsfold.compare.differences.discrepancies import discrepancies
from newsfold.compare.differences.figures import (
    ComparedCounts,
    compared_counts,
    figure_differences,
    rivals,
    series,
)
from newsfold.compare.differences.sides import Sides
from newsfold.compare.differences.speakers import agent_differences
from newsfold.compare.differences.withdrawn import withdrawn

__all__ = [
    "ComparedCounts",
    "Sides",
    "agent_differences",
    "compared_counts",
    "denial_differences",
    "discrepancies",
    "figure_differences",
    "merged_differences",
    "negation_differences",
    "rivals",
    "series",
    "withdrawn",
]
