"""Makes `src/newsfold/models/multilingual/centre.npz`: what vectors of each language have in common.

    python -m training.centre_languages --data DATA [--cache FOLDER]

The vectors of multilingual-e5-small lie in a narrow cone, and each language in a part of it of its own. Two
accounts of one event in two languages come nearer than accounts of two events in one only when the mean of
each language is taken away, and the first few main directions of what is left ("All-but-the-top", Mu and
Viswanath 2018). Learned from NTREX's articles, which are the same in all languages (CC BY-SA 4.0). Reports
pairs' F1 and first hits on halves by event that it was not learned from. Needs nothing beyond numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation import arguments, centring
from evaluation.datasets import languages
from newsfold.encode.languages import Floats

OUT = Path("src/newsfold/models/multilingual/centre.npz")
TRIED = (0, 1, 2, 3, 5, 8)


def pair_f1(pair_features: Floats) -> tuple[float, float]:
    """The best F1 of pairs at one threshold, and how often the likeliest is the right one."""
    same = np.eye(len(pair_features), dtype=np.bool_).ravel()
    order = np.argsort(-pair_features.ravel(), kind="stable")
    right = np.cumsum(same[order])
    precision, recall = right / np.arange(1, len(order) + 1), right / same.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(f1.max()), float((pair_features.argmax(1) == np.arange(len(pair_features))).mean())


def report(centred: dict[str, NDArray[np.float32]], name: str) -> None:
    """One line: English with itself, English with others, others with others, each other with itself."""
    names = list(centred)
    scores = {(a, b): pair_f1(centred[a][0] @ centred[b][1].T) for a in names for b in names}

    def mean(pairs: Sequence[tuple[str, str]]) -> str:
        return "/".join(f"{value:.3f}" for value in np.mean([scores[pair] for pair in pairs], axis=0))

    others = [n for n in names if n != "en"]
    print(
        f"{name:24} en-en {mean([('en', 'en')])}  en-X {mean([('en', n) for n in others])}  "
        f"X-X {mean([(n, n) for n in others])}  X-Y {mean(list(permutations(others, 2)))}",
        flush=True,
    )


def main() -> None:
    parser = arguments.parser(__doc__)
    arguments.add_cache(parser)
    asked = parser.parse_args()
    ntrex = languages.ntrex(asked.data / "languages")
    rows = centring.states(ntrex, asked.cache)
    looking_alike = centring.states(languages.meantime(asked.data / "languages"), asked.cache)
    print("pairs' F1 / first hit")
    report(rows, "NTREX, as they are")
    report(looking_alike, "MEANTIME, as they are")
    for directions in TRIED:
        report(centring.led(rows, centring.halves(ntrex), directions), f"NTREX, {directions} directions")
        whole = centring.learned(rows, directions)
        others = {
            name: np.array([[whole.leave(row, name) for row in part] for part in both])
            for name, both in looking_alike.items()
        }
        report(others, f"MEANTIME, {directions} directions")
    centre = centring.learned(rows)
    np.savez_compressed(
        OUT,
        languages=np.array(list(centre.means)),
        means=np.array(list(centre.means.values()), dtype=np.float32),
        directions=centre.directions,
    )


if __name__ == "__main__":
    main()
