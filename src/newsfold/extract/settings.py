"""What decides how an English sentence is cut: chosen by reading, and measured with what stands on it.

Cut sentences become statements, measured in docs/measured/claims.md; assertions compare them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitSettings:
    """Where a sentence is cut in two statements (`splits_en`)."""

    fewest_words: int = 5  # and marks; a shorter piece stays with its neighbour


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSettings:
    """What is an assertion, and whose (`assertions.clauses_en`).

    Without the bound on verbs above, of 18 clauses read that had a subject then and had none before, 8 had
    the true one (articles 150 to 260 of `load/`).
    """

    fewest_words: int = 2  # of an assertion
    verbs_above: int = 4  # that are searched for a subject


SPLITS = SplitSettings()
CLAUSES = ClauseSettings()
