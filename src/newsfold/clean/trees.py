"""The models that pick an article's blocks and lines: boosted trees, kept as arrays."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=2)
def _trees(name: str) -> dict[str, NDArray[np.float64]]:
    path = files("newsfold") / "models" / "main_text" / f"{name}.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files}


def probabilities(rows: NDArray[np.float32], name: str = "trees") -> NDArray[np.float64]:
    """For each row of features, how likely its block belongs to the article, 0..1.

    The model's arrays hold every tree's nodes, a row a tree: `feature`, `threshold`, `left`, `right`,
    `value`; a leaf is its own child. All trees go down one level at a time.
    """
    t = _trees(name)
    trees = np.arange(len(t["feature"]))[:, None]
    at = np.arange(len(rows))[None, :]
    node = np.zeros((len(trees), len(rows)), dtype=np.int64)
    for _ in range(int(t["depth"])):
        left = rows[at, t["feature"][trees, node]] <= t["threshold"][trees, node]
        node = np.where(left, t["left"][trees, node], t["right"][trees, node])
    score = t["value"][trees, node].sum(axis=0) + float(t["start"])
    result: NDArray[np.float64] = 1 / (1 + np.exp(-score))
    return result
