"""What the other pairs of a story tell of a pair: the second look at what a first decision found likely.

Two articles tell one event in much the same order; a statement has few counterparts in another article; and
what a third article says like both is said by both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsfold.compare.settings import LEARNED
from newsfold.records import Statement

Places = tuple[int, int]
_NEARBY_STEPS = [(a, b) for a in range(-2, 3) for b in range(-2, 3) if a or b]


class Support:
    """The likelihoods of a story's pairs, 0..1, ready to be asked about any pair."""

    def __init__(self, statements: Sequence[Statement], likely: Mapping[Places, float]) -> None:
        self._article = [s.article_id for s in statements]
        self._likely = likely
        rows: list[dict[str, list[tuple[float, int]]]] = [defaultdict(list) for _ in statements]
        for (i, j), value in likely.items():
            rows[i][self._article[j]].append((value, j))
            rows[j][self._article[i]].append((value, i))
        self._two = [{a: sorted(scored, reverse=True)[:2] for a, scored in row.items()} for row in rows]
        self._sum = [{a: sum(sorted(v for v, _ in scored)) for a, scored in row.items()} for row in rows]
        best = (sorted((two[0] for two in row.values()), reverse=True) for row in self._two)
        self._best = [values[: LEARNED.others] for values in best]

    def of(self, i: int, j: int) -> dict[str, float]:
        """The features of a pair that the others tell; the same for (i, j) and (j, i)."""
        here = self._at(i, j)
        ahead = sorted(here - self._rival(a, b) for a, b in ((i, j), (j, i)))
        shares = sorted(here / (self._sum[a][self._article[b]] + 0.05) for a, b in ((i, j), (j, i)))
        beside = [self._at(i + d, j, i, j) for d in (-1, 1)] + [self._at(i, j + d, i, j) for d in (-1, 1)]
        around = [self._at(i + a, j + b, i, j) for a, b in _NEARBY_STEPS if self._exists(i + a, j + b, i, j)]
        return {
            "ahead": ahead[1],  # of the next best in the other's article
            "least ahead": ahead[0],
            "share least": shares[0],  # of all that is likely of one and the other's article
            "share most": shares[1],
            # both one on or both one back, one on and the other back, both two on or back
            "next to it": max(self._at(i + d, j + d, i, j) for d in (-1, 1)),
            "crossed": max(self._at(i + d, j - d, i, j) for d in (-1, 1)),
            "further on": max(self._at(i + d, j + d, i, j) for d in (-2, 2)),
            "one beside": max(beside),  # one stays, the other moves by one
            "near by": sum(around) / len(around) if around else 0.0,
            **self._third(i, j),
        }

    def _exists(self, a: int, b: int, i: int, j: int) -> bool:
        """Whether a and b are statements of the articles of i and j."""
        size = len(self._article)
        return (
            0 <= a < size
            and 0 <= b < size
            and self._article[a] == self._article[i]
            and self._article[b] == self._article[j]
        )

    def _at(self, a: int, b: int, i: int | None = None, j: int | None = None) -> float:
        if i is not None and j is not None and not self._exists(a, b, i, j):
            return 0.0
        return self._likely.get((a, b) if a < b else (b, a), 0.0)

    def _rival(self, i: int, j: int) -> float:
        """The likelihood of the best counterpart of i in the article of j that is not j."""
        return next((v for v, at in self._two[i][self._article[j]] if at != j), 0.0)

    def _third(self, i: int, j: int) -> dict[str, float]:
        """How far a third article's statement goes with both, and how far with one and against the other."""
        inside = (self._article[i], self._article[j])
        both = against = 0.0
        for side, other in ((i, j), (j, i)):
            for value, k in self._best[side]:
                if self._article[k] not in inside:
                    there = self._at(k, other)
                    both, against = max(both, value * there), max(against, value * (1 - there))
        return {"third": both, "third against": against}
