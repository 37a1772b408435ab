"""The best path of labels over a sentence (Viterbi 1967)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def best_path(odds: NDArray[Any], begin: NDArray[Any], steps: NDArray[Any]) -> list[int]:
    """The numbers of the labels whose odds and steps sum highest, one for each row of `odds`.

    `odds` (n, labels) is of each word, `begin` (labels) of beginning with a label, `steps` (labels, labels)
    of going from one to another.
    """
    best = begin + odds[0]
    back: list[NDArray[np.intp]] = []
    for row in odds[1:]:
        paths = best[:, None] + steps
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]
