"""What decides which numbers are figures, and of what: each number that was tuned, and where it was measured.

What only bounds the cost stands beside the code that it bounds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSettings:
    """What a number is of, and whether it is a figure at all (`amounts`, `no_figures`, …).

    Chosen by reading; measured together, in docs/measured/figures.md and docs/figures.md ("Other languages").
    """

    oldest: int = 120  # years of age, at most; an English "121 years old" says itself what it is
    goals: int = 20  # of a side, at most, in a score without a noun
    noun: int = 6  # words behind a number among which its English noun stands
    verb: int = 5  # letters; a shorter word may end like a verb and be none


FIGURES = FigureSettings()
