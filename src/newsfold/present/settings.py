"""What decides what views say: each number that was chosen, and how."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeSettings:
    """Which place is the scope of a count over time (`scopes`; docs/web.md, "Pictures").

    Chosen by reading; not measured apart.
    """

    fewest: int = 2  # articles that name the place beside the count
    share: float = 0.5  # of the articles that report the count, so many have to


SCOPES = ScopeSettings()
