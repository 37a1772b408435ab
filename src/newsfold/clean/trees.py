"""The models that pick an article's blocks and lines: boosted trees, kept as arrays."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsfold.learned import Table, require_features

BUNDLED = Path(str(files("newsfold"))) / "models" / "main_text"


@lru_cache(maxsize=16)
def _trees(path: Path) -> tuple[tuple[str, ...], dict[str, NDArray[np.float64]]]:
    """The names of the features, in the order of their numbers, and the arrays of the trees."""
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        names = arrays["features"].tolist() if "features" in arrays.files else ()
        return tuple(names), {key: arrays[key] for key in arrays.files if key != "features"}


def probabilities(table: Table, path: Path) -> NDArray[np.float64]:
    """For each row of features, how likely its block belongs to the article, 0..1, by the model at `path`.

    The model's arrays hold every tree's nodes, a row a tree: `feature`, `threshold`, `left`, `right`,
    `value`; a leaf is its own child. All trees go down one level at a time. `features` names the features.
    Raises NewsfoldError where these are not the table's, in their order.
    """
    names, t = _trees(path)
    require_features(f"the model {path.parent.name}/{path.name}", names, table.names)
    rows = table.rows
    height, width = t["feature"].shape
    base = np.arange(height, dtype=np.int32)[:, None] * width  # where each tree's nodes begin
    column = np.arange(len(rows), dtype=np.int32)[None, :] * rows.shape[1]
    flat = np.ascontiguousarray(rows).ravel()
    node = np.broadcast_to(base, (height, len(rows)))
    for _ in range(int(t["depth"])):
        left = flat.take(column + t["feature"].take(node)) <= t["threshold"].take(node)
        node = base + np.where(left, t["left"].take(node), t["right"].take(node))
    score = t["value"].take(node).sum(axis=0) + float(t["start"])
    result: NDArray[np.float64] = 1 / (1 + np.exp(-score))
    return result
