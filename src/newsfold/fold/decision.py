"""The learned decision on a pair of articles: features in, likelihood out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decision:
    """A logistic regression over the features."""

    weights: Reals
    bias: float

    def likelihood(self, table: Reals) -> Reals:
        """For each row of features, the likelihood, 0..1, that both articles tell of one event."""
        odds = (table * self.weights).sum(axis=1) + self.bias
        return np.asarray(np.round(1 / (1 + np.exp(-odds)), 9))


@lru_cache(maxsize=1)
def decision() -> Decision:
    """The decision that ships; see models/fold/PROVENANCE.md."""
    kept = json.loads((files("newsfold") / "models" / "fold" / "decision.json").read_text(encoding="utf-8"))
    return Decision(np.array(kept["weights"]), kept["bias"])
