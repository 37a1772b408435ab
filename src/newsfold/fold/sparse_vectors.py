"""Weighted words of many articles end to end, so that one article is held against all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.article_features import Codes, SparseVector, idf
from newsfold.fold.window import BITS

Reals = NDArray[np.float64]


class SparseVectors:
    """Bags end to end."""

    def __init__(self, sparse_vectors: Sequence[SparseVector]) -> None:
        self.codes = np.concatenate(
            [sparse_vector.codes for sparse_vector in sparse_vectors] or [np.zeros(0, np.uint32)]
        )
        weights = [sparse_vector.weights for sparse_vector in sparse_vectors] or [np.zeros(0, np.float32)]
        self.weights = np.concatenate(weights).astype(np.float64)
        self.owners = np.repeat(
            np.arange(len(sparse_vectors)), [len(sparse_vector.codes) for sparse_vector in sparse_vectors]
        )
        self.count = len(sparse_vectors)

    def shared(self, codes: Codes) -> Shared:
        """Which words of the vectors are in `codes`, sorted."""
        asked = np.zeros(BITS + 1, dtype=np.bool_)
        asked[codes & BITS] = True
        maybe = np.flatnonzero(asked[self.codes & BITS])  # most are told apart by half of their code
        candidates = self.codes[maybe]
        at = np.minimum(np.searchsorted(codes, candidates), max(0, len(codes) - 1))
        hit = codes[at] == candidates if len(codes) else np.zeros(0, dtype=np.bool_)
        rows = maybe[hit]
        return Shared(at[hit], self.owners[rows], self.weights[rows], self.count)


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that vectors share with some codes: where among the codes, in which vector, its weight there."""

    at: NDArray[np.intp]
    owners: NDArray[np.intp]
    weights: Reals
    count: int

    def sums(self, values: Reals, power: int) -> Reals:
        """For each bag, the sum over its shared words of the code's value times their weight to a power."""
        products = values[self.at] * self.weights**power if power else values[self.at]
        # bincount adds one after the other in order of the codes, so the sum is the same to the last digit
        # whichever of two articles is held against the other.
        return np.asarray(np.bincount(self.owners, products, self.count), dtype=np.float64)


def weights_of(sparse_vector: SparseVector) -> Reals:
    """A bag's weights, as exact as sums are."""
    return sparse_vector.weights.astype(np.float64)


def idfs_of(sparse_vector: SparseVector) -> Reals:
    """The idf of each of its words, by the background that ships."""
    return np.array([idf(code) for code in sparse_vector.codes.tolist()], dtype=np.float64)
