"""How well the words of one statement are matched by another's, each word as it is meant in its place.

Late interaction (MaxSim; Khattab and Zaharia 2020): every word is compared with all words of the other
statement by the encoder's state for it, and is weighted by its idf in the story. So "met for the first time"
is matched by "their first talks", while a name or a number that nothing in the other is similar to stays
unmatched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.settings import LEARNED
from newsfold.compare.words import STOP_WORDS
from newsfold.language import stem
from newsfold.text import tokens, words


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedStatement:
    """A statement's words: `rows` (w, d), a unit row each, and how each counts.

    `shares` (w, 2) sum to one: by idf, and by its square. `kinds` (w, 3) hold the idf of names, of
    numbers, and of other words; common words are none of them.
    """

    rows: NDArray[np.float16]
    shares: NDArray[np.float32]
    kinds: NDArray[np.float32]

    @classmethod
    def of(cls, text: str, rows: NDArray[np.float16], weight: Mapping[str, float]) -> WordedStatement:
        """The words of `text`, with a row for each of its `tokens`; `weight` has the idf of each stem."""
        printed = [span.of(text) for span in tokens(text)]
        counts = np.zeros(len(printed), dtype=np.float32)
        kinds = np.zeros((len(printed), 3), dtype=np.float32)
        for at, word in enumerate(printed):
            form = next(iter(words(word)), "")
            if form in STOP_WORDS:
                counts[at] = LEARNED.common_word
                continue
            counts[at] = weight.get(stem(form), 1.0)
            kinds[at, _word_class(word, at)] = counts[at]
        both = np.stack([counts, counts**2], axis=1)
        return cls(rows=rows, shares=both / np.maximum(both.sum(0), 1e-6), kinds=kinds)


def _word_class(word: str, at: int) -> int:
    """0 for a name, 1 for a number, 2 for another word; the first word's capital tells nothing."""
    if any(c.isdigit() for c in word):
        return 1
    return 0 if at and word[0].isupper() else 2


class _WordMatch(NamedTuple):
    """How well one side's words are matched by the other's: shares of its words, and idf left unmatched."""

    maxsim_idf: float
    covered_idf: float
    maxsim_idf2: float
    names: float
    numbers: float
    words: float


_NO_MATCH = _WordMatch(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def wording_features(left: WordedStatement, right: WordedStatement) -> dict[str, float]:
    """How well each matches the other, the lesser and the greater; the same for (right, left)."""
    a = b = _NO_MATCH
    if len(left.rows) and len(right.rows):
        cosines = left.rows.astype(np.float32) @ right.rows.astype(np.float32).T
        a, b = _word_match(cosines.max(1), left), _word_match(cosines.max(0), right)
    return {
        "maxsim_idf_min": min(a.maxsim_idf, b.maxsim_idf),
        "covered_idf_min": min(a.covered_idf, b.covered_idf),
        "maxsim_idf2_min": min(a.maxsim_idf2, b.maxsim_idf2),
        "unmatched_names_min": min(a.names, b.names),
        "unmatched_numbers_min": min(a.numbers, b.numbers),
        "unmatched_words_min": min(a.words, b.words),
        "maxsim_idf_max": max(a.maxsim_idf, b.maxsim_idf),
        "covered_idf_max": max(a.covered_idf, b.covered_idf),
        "maxsim_idf2_max": max(a.maxsim_idf2, b.maxsim_idf2),
        "unmatched_names_max": max(a.names, b.names),
        "unmatched_numbers_max": max(a.numbers, b.numbers),
        "unmatched_words_max": max(a.words, b.words),
    }


def _word_match(best: NDArray[np.float32], side: WordedStatement) -> _WordMatch:
    by_idf, by_square = (best @ side.shares).tolist()
    names, numbers, others = (np.maximum(LEARNED.matched - best, 0) @ side.kinds).tolist()
    return _WordMatch(
        maxsim_idf=by_idf,
        covered_idf=float((best > LEARNED.covered) @ side.shares[:, 0]),
        maxsim_idf2=by_square,
        names=names,
        numbers=numbers,
        words=others,
    )
