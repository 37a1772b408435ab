"""Which statements are nearest to which, and how far a pair is ahead of the next best, in any one space."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.alignment.pairs import Places
from newsfold.compare.encoded import EncodedStatement

_SIMILARITY_ROWS = (
    1024  # bounds the memory: rows of the similarity matrix held at a time; the answer is the same
)


def nearest_pairs(
    said: Sequence[EncodedStatement],
    vectors: NDArray[np.float32],
    shared: Collection[int],
    *,
    least: float,
    most: int,
    unpaired: NDArray[np.bool_] | None = None,
) -> dict[Places, float]:
    """The cosines of the pairs of which one is among the other's nearest in other articles, in order.

    `vectors` are unit rows, one a statement. `shared` are statements that several articles print: they meet
    all others. A pair has a cosine of `least` or more, and a statement up to `most` such neighbours. No two
    of the statements marked in `unpaired` are a pair.
    """
    number: dict[str, int] = {}
    article = np.array([number.setdefault(s.statement.article_id, len(number)) for s in said])
    for place in shared:
        article[place] = -1 - place  # of no article alone
    cosines: dict[Places, float] = {}
    for start in range(0, len(said), _SIMILARITY_ROWS):
        rows = slice(start, start + _SIMILARITY_ROWS)
        block = vectors[rows] @ vectors.T
        block[article[rows, None] == article[None, :]] = -1  # itself, if nothing else
        if unpaired is not None:
            block[unpaired[rows, None] & unpaired[None, :]] = -1
        for k, row in enumerate(block):
            close = np.flatnonzero(row >= least)
            if len(close) > most:
                close = close[np.argsort(-row[close], kind="stable")[:most]]
            for j in close.tolist():
                cosines.setdefault((min(start + k, j), max(start + k, j)), float(row[j]))
    return {places: cosines[places] for places in sorted(cosines)}


def ahead(
    places: Sequence[Places], values: Sequence[float], articles: Sequence[str], alone: float
) -> list[tuple[float, float]]:
    """By how much each pair's value beats the next best of either in the other's article.

    Negative where another is better; `alone` is what a pair without a rival is compared with.
    """
    of: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (i, j), value in zip(places, values, strict=True):
        of[i, articles[j]].append((value, j))
        of[j, articles[i]].append((value, i))
    best = {key: sorted(rivals, reverse=True)[:2] for key, rivals in of.items()}

    def over(i: int, j: int, value: float) -> float:
        return value - next((rival for rival, at in best[i, articles[j]] if at != j), alone)

    return [(over(i, j, value), over(j, i, value)) for (i, j), value in zip(places, values, strict=True)]
