"""Which statements give two values of one difference: neither is evidence for what the other says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsfold.records import Difference, Evidence


@dataclass(frozen=True, slots=True)
class Sides:
    """For each evidence, the values that it gives: a difference's number and the value's in it."""

    of: dict[Evidence, set[tuple[int, int]]]

    @classmethod
    def among(cls, differences: Sequence[Difference]) -> Sides:
        """The sides of some differences."""
        given: dict[Evidence, set[tuple[int, int]]] = defaultdict(set)
        for number, difference in enumerate(differences):
            for side, value in enumerate(difference.values):
                for evidence in value.evidence:
                    given[evidence].add((number, side))
        return cls(dict(given))

    def part(self, left: Iterable[Evidence], right: Iterable[Evidence]) -> bool:
        """Whether the one gives a value of a difference, and the other another value of it."""
        ours, theirs = ({side for e in group for side in self.of.get(e, ())} for group in (left, right))
        return any(a[0] == b[0] and a[1] != b[1] for a in ours for b in theirs)
