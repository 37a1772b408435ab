"""Whether a statement tells what outlets can know by themselves: a vote, a verdict, a storm, open background.

The other kind rests on one source wherever it is told: somebody's words and wishes, what a document holds, a
figure that one office counts. One direction in the encoder's space tells the two kinds apart, a linear probe
(Alain and Bengio 2017) learned from pairs of statements whose roots people counted
(`training/train_origins.py`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.settings import LEARNED
from newsfold.learned import FloatArray
from newsfold.once import once


def acts(vectors: Sequence[NDArray[np.float32]]) -> list[float]:
    """The log-odds, within -4..4, that outlets can know it by themselves, for each vector (384,)."""
    if not len(vectors):
        return []
    return [float(value) for value in along(_weights(), np.stack(vectors).astype(np.float64))]


def along(weights: NDArray[np.float64], vectors: FloatArray) -> NDArray[np.float64]:
    """The log-odds, within -4..4, of vectors (n, 384) by a direction's weights and its bias (385,)."""
    return np.asarray(np.clip(vectors @ weights[:-1] + weights[-1], -LEARNED.most_act, LEARNED.most_act))


@once
def _weights() -> NDArray[np.float64]:
    """A weight for each number of a vector, and the bias."""
    body = (files("newsfold") / "models" / "origins" / "acts.npy").read_bytes()
    return np.asarray(np.load(io.BytesIO(body), allow_pickle=False), dtype=np.float64)
