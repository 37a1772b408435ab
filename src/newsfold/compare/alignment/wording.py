"""How far the words of one statement are told by another, each word as it is meant in its place.

Late interaction (Khattab and Zaharia 2020): every word is held against all words of the other statement, by
the encoder's own state for it, and counts by its rarity in the story. So "met for the first time" is told by
"their first talks", while a name or a number that nothing in the other comes near to shows as untold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.words import STOP_WORDS
from newsfold.language import stem
from newsfold.text import tokens, words

_COMMON_WEIGHT = 0.1  # a word like "the" beside one that stands in each statement has 0.5
_WELL = 0.6  # cosine from which a word is well told
_ENOUGH = 0.75  # cosine under which a word is untold in part
WORDED = ("told", "told well", "told rare", "untold names", "untold numbers", "untold words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A statement's words: `rows` (w, d), a unit row each, and how each counts.

    `shares` (w, 2) sum to one: by rarity, and by its square. `kinds` (w, 3) hold the rarity of names, of
    numbers, and of other words; common words are none of them.
    """

    rows: NDArray[np.float16]
    shares: NDArray[np.float32]
    kinds: NDArray[np.float32]

    @classmethod
    def of(cls, text: str, rows: NDArray[np.float16], weight: Mapping[str, float]) -> Wording:
        """The words of `text`, with a row for each of its `tokens`; `weight` has the rarity of each stem."""
        found = [span.of(text) for span in tokens(text)]
        counts = np.zeros(len(found), dtype=np.float32)
        kinds = np.zeros((len(found), 3), dtype=np.float32)
        for at, word in enumerate(found):
            form = next(iter(words(word)), "")
            if form in STOP_WORDS:
                counts[at] = _COMMON_WEIGHT
                continue
            counts[at] = weight.get(stem(form), 1.0)
            kinds[at, _kind(word, at)] = counts[at]
        both = np.stack([counts, counts**2], axis=1)
        return cls(rows=rows, shares=both / np.maximum(both.sum(0), 1e-6), kinds=kinds)


def _kind(word: str, at: int) -> int:
    """0 for a name, 1 for a number, 2 for another word; the first word's capital tells nothing."""
    if any(c.isdigit() for c in word):
        return 1
    return 0 if at and word[0].isupper() else 2


def worded(left: Wording, right: Wording) -> list[float]:
    """For each of `WORDED` the lesser, then for each the greater of both directions."""
    if not len(left.rows) or not len(right.rows):
        return [0.0] * (2 * len(WORDED))
    near = left.rows.astype(np.float32) @ right.rows.astype(np.float32).T
    sides = (_told(near.max(1), left), _told(near.max(0), right))
    return [*map(min, *sides), *map(max, *sides)]


def _told(best: NDArray[np.float32], side: Wording) -> list[float]:
    by_rarity, by_square = (best @ side.shares).tolist()
    well = float((best > _WELL) @ side.shares[:, 0])
    return [by_rarity, well, by_square, *(np.maximum(_ENOUGH - best, 0) @ side.kinds).tolist()]
