"""The articles nearest to a text in meaning, of all there are, without reading all their vectors.

The signs of a vector's numbers, a bit each, stand for it: vectors that point one way agree in most signs
(Charikar 2002). All articles are looked through by their signs, and those that agree most by their vectors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsfold.store.catalogue_parts import bits

LOOKED_AT = 3000  # bounds the time of a search by meaning: articles whose vectors are read


def agreeing(signs: NDArray[np.uint8], vector: NDArray[np.float32]) -> NDArray[np.int64]:
    """Positions of up to LOOKED_AT rows of `signs` that agree most with a vector's, in no order."""
    if not len(signs) or signs.shape[1] != (len(vector) + 7) // 8:
        return np.zeros(0, dtype=np.int64)
    if len(signs) <= LOOKED_AT:
        return np.arange(len(signs))
    wide = signs.shape[1] // 8 * 8
    asked = bits(vector.reshape(1, -1))
    words = np.ascontiguousarray(signs[:, :wide]).view(np.uint64)
    apart = np.bitwise_count(words ^ asked[:, :wide].view(np.uint64)).sum(axis=1, dtype=np.int32)
    if wide < signs.shape[1]:
        apart += np.bitwise_count(signs[:, wide:] ^ asked[:, wide:]).sum(axis=1, dtype=np.int32)
    return np.argpartition(apart, LOOKED_AT)[:LOOKED_AT]
