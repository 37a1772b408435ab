"""How far the words of one statement are told by another, each word as it is meant in its place.

Late interaction (Khattab and Zaharia 2020): every word is held against all words of the other statement, by
the encoder's own state for it, and counts by its rarity in the story. So "met for the first time" is told by
"their first talks", while a name or a number that nothing in the other comes near to shows as untold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.words import STOP_WORDS
from newsfold.language import stem
from newsfold.text import tokens, words

_COMMON_WEIGHT = 0.1  # a word like "the" beside one that stands in each statement has 0.5
_WELL = 0.6  # cosine from which a word is well told
_ENOUGH = 0.75  # cosine under which a word is untold in part


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


class _Told(NamedTuple):
    """How far one side's words are told by the other's: shares of its words, and rarity left untold."""

    all: float
    well: float
    rare: float
    names: float
    numbers: float
    words: float


_NOTHING = _Told(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def worded(left: Wording, right: Wording) -> dict[str, float]:
    """Of how far each tells the other the lesser, then the greater; the same for (right, left)."""
    a = b = _NOTHING
    if len(left.rows) and len(right.rows):
        near = left.rows.astype(np.float32) @ right.rows.astype(np.float32).T
        a, b = _told(near.max(1), left), _told(near.max(0), right)
    return {
        "told least": min(a.all, b.all),
        "told well least": min(a.well, b.well),
        "told rare least": min(a.rare, b.rare),
        "untold names least": min(a.names, b.names),
        "untold numbers least": min(a.numbers, b.numbers),
        "untold words least": min(a.words, b.words),
        "told most": max(a.all, b.all),
        "told well most": max(a.well, b.well),
        "told rare most": max(a.rare, b.rare),
        "untold names most": max(a.names, b.names),
        "untold numbers most": max(a.numbers, b.numbers),
        "untold words most": max(a.words, b.words),
    }


def _told(best: NDArray[np.float32], side: Wording) -> _Told:
    by_rarity, by_square = (best @ side.shares).tolist()
    names, numbers, others = (np.maximum(_ENOUGH - best, 0) @ side.kinds).tolist()
    return _Told(
        all=by_rarity,
        well=float((best > _WELL) @ side.shares[:, 0]),
        rare=by_square,
        names=names,
        numbers=numbers,
        words=others,
    )
