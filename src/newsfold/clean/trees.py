"""The model that picks an article's blocks: boosted trees, kept as arrays."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=1)
def _trees() -> dict[str, NDArray[np.float64]]:
    path = files("newsfold") / "models" / "main_text" / "trees.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def probabilities(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """For each row of features, how likely its block belongs to the article, 0..1.

    The arrays hold every tree's nodes: `feature`, `threshold`, `left`, `right`, `value`, one row a tree; a
    leaf is its own child.
    """
    t = _trees()
    score = np.full(len(rows), float(t["start"]))
    at = np.arange(len(rows))
    for feature, threshold, left, right, value in zip(
        t["feature"], t["threshold"], t["left"], t["right"], t["value"], strict=True
    ):
        node = np.zeros(len(rows), dtype=np.int64)
        for _ in range(int(t["depth"])):
            goes_left = rows[at, feature[node]] <= threshold[node]
            node = np.where(goes_left, left[node], right[node])
        score += value[node]
    result: NDArray[np.float64] = 1 / (1 + np.exp(-score))
    return result
