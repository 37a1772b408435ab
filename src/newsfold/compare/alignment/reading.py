"""Two statements read together: which pairs, and how what the reader says is weighed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.settings import LEARNED, PAIRS
from newsfold.learned import FloatArray, Table

# Bound the time, some 20 ms a pair: pairs that are read together, for each article of a story and in all. Of
# more the most doubtful are read, and the others keep what the first decision says.
_READ, _READ_MOST = 60, 6000

Scores = NDArray[np.float64]
PairReader = Callable[[Sequence[tuple[str, str]]], Scores]


def doubtful(scores: Scores, articles: int) -> NDArray[np.intp]:
    """Which pairs are read together, in order: the possible ones; of too many the most doubtful."""
    possible = np.flatnonzero(scores >= PAIRS.read_together)
    most = min(_READ * articles, _READ_MOST)
    if len(possible) <= most:
        return possible
    return np.sort(possible[np.argsort(np.abs(scores[possible] - 0.5), kind="stable")[:most]])


def read_together(scores: Scores, odds: Scores) -> Table:
    """What weighs the pairs that were read: the first decision's log-odds, and those of reading together."""
    return Table.of_columns({"likely": log_odds(scores), "read": held(odds)})


def log_odds(likelihood: FloatArray) -> Scores:
    """Likelihoods, 0..1, as log-odds, finite."""
    inside = np.clip(likelihood, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(inside / (1 - inside)))


def held(odds: FloatArray) -> Scores:
    """Log-odds within the bounds beyond which they tell no more."""
    return np.clip(odds.astype(np.float64), -LEARNED.most_read, LEARNED.most_read)
