"""The learned decisions on a pair of articles or stories: features in, likelihood out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newsfold.learned import FloatArray, Table, require_features
from newsfold.once import once

Reals = NDArray[np.float64]
Indices = NDArray[np.intp]

_ROWS_SCORED = 4096  # rows looked at together: bounds the memory


@dataclass(frozen=True, slots=True)
class Decision:
    """A gradient-boosted forest (Friedman 2001) as plain numbers, its trees one after the other.

    `features` are the names of what it learned, in the order of their numbers. Node n asks whether the
    feature of number feature[n] is at most limit[n] and goes to left[n] or right[n]; a leaf has feature
    0, and goes to itself either way. The values of the leaves reached, and `bias`, add up to the log odds.
    """

    name: str
    features: tuple[str, ...]
    roots: Indices
    feature: Indices
    limit: Reals
    left: Indices
    right: Indices
    value: Reals
    depth: int
    bias: float

    def likelihood(self, table: Table) -> Reals:
        """For each row of features, the likelihood, 0..1, that both tell of one event, or of one affair.

        Raises NewsfoldError where the features are not those that were learned, in their order.
        """
        require_features(f"models/fold/{self.name}.json", self.features, table.names)
        parts = [self._odds(table.rows[at : at + _ROWS_SCORED]) for at in range(0, len(table), _ROWS_SCORED)]
        odds = np.concatenate(parts) if parts else np.zeros(0)
        return np.asarray(np.round(1 / (1 + np.exp(-odds)), 9))

    def _odds(self, table: FloatArray) -> Reals:
        rows = np.arange(len(table))[:, None]
        at = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        for _ in range(self.depth):
            goes_left = table[rows, self.feature[at]] <= self.limit[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        return np.asarray(self.bias + self.value[at].sum(axis=1))


def decision() -> Decision:
    """The decision on two articles that ships."""
    return forest("decision")


@once
def forest(name: str) -> Decision:
    """A forest that ships (models/fold/PROVENANCE.md): "decision" on two articles, "threads" on stories."""
    stored = json.loads((files("newsfold") / "models" / "fold" / f"{name}.json").read_text(encoding="utf-8"))
    feature: list[int] = []
    limit: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    for tree in stored["trees"]:
        base = len(feature)
        roots.append(base)
        for at, node in enumerate(tree):
            leaf = node[0] < 0
            feature.append(max(0, node[0]))
            limit.append(node[1])
            left.append(base + (at if leaf else node[2]))
            right.append(base + (at if leaf else node[3]))
            value.append(node[4])
    return Decision(
        name=name,
        features=tuple(stored["features"]),
        roots=np.array(roots, dtype=np.intp),
        feature=np.array(feature, dtype=np.intp),
        limit=np.array(limit),
        left=np.array(left, dtype=np.intp),
        right=np.array(right, dtype=np.intp),
        value=np.array(value),
        depth=max(_tree_depth(tree, 0) for tree in stored["trees"]),
        bias=stored["bias"],
    )


def _tree_depth(tree: list[list[float]], at: int) -> int:
    node = tree[at]
    return 0 if node[0] < 0 else 1 + max(_tree_depth(tree, int(node[2])), _tree_depth(tree, int(node[3])))
