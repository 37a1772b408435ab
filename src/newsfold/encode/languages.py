"""Texts in any language read to vectors of one space, in which accounts of one event lie near each other.

multilingual-e5-small (Wang et al. 2024) in blocks of four bits, its word pieces cut to those of the languages
read. What its vectors have in common in each language, and their main directions, say which language and
what kind of text it is; without them languages lie over each other (`training/centre_languages.py`). Loaded
with the first text, and not before: who reads English alone never has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from newsfold.multilingual import PIECES, mean_of, pieces_of
from newsfold.once import once

Floats = NDArray[np.float32]

MEANING_WIDTH = 384  # numbers in a vector
_LETTERS_READ = 12 * (PIECES + 2)  # characters given to the tokenizer: far more than the pieces read need
_CACHED_STATES = 8192  # bounds the memory: sentences, some 13 MB; a growing story says most things again
_QUERY_PREFIX = "query: "  # what the model was trained to see before a text that is held against its like


@dataclass(frozen=True, slots=True)
class Centre:
    """What says nothing of an event: the mean row of each language, and directions that all rows share."""

    means: dict[str, Floats]
    directions: Floats  # (few, 384), of unit length, at right angles

    def leave(self, row: Floats, language: str) -> Floats:
        """The row without these, at unit length; of a language that was not learned the mean of all goes."""
        rest = row - self.means.get(language.partition("-")[0], self.means["any"])
        shared = (self.directions @ rest) @ self.directions
        return _unit_row(np.asarray(rest - shared, dtype=np.float32))


def encode_meaning(texts: Sequence[str], languages: Sequence[str]) -> Floats:
    """One unit row for each text, shape (n, 384); cosine is the dot product of two rows, in any languages.

    `languages` has each text's ISO 639-1 code. Each text goes through alone, so its row is the same whatever
    stands beside it. Raises ValueError where texts and languages differ in number.
    """
    rows = [
        centre().leave(mean_state(text), language) for text, language in zip(texts, languages, strict=True)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(texts), MEANING_WIDTH)


def encode_sentences(texts: Sequence[str], languages: Sequence[str]) -> Floats:
    """One unit row for each sentence, shape (n, 384), as `encode_meaning`, by what sentences have in common.

    Sentences lie elsewhere than the starts of articles, so their rows are never compared with those. Each
    one's state is kept for a while; 20 to 60 ms a sentence that is new.
    """
    centre = sentence_centre()
    rows = [centre.leave(_state(text), language) for text, language in zip(texts, languages, strict=True)]
    return np.array(rows, dtype=np.float32).reshape(len(texts), MEANING_WIDTH)


@lru_cache(maxsize=_CACHED_STATES)
def _state(text: str) -> Floats:
    row = mean_state(text)
    row.setflags(write=False)  # one array for all who ask
    return row


def mean_state(text: str) -> Floats:
    """The mean of the last layer's states over a text's word pieces, at unit length: what is centred."""
    return _unit_row(mean_of(word_pieces_of(text)))


def word_pieces_of(text: str) -> Sequence[int]:
    """The numbers of a text's first word pieces, behind those of the prefix, without the marks."""
    return pieces_of(_QUERY_PREFIX + text[:_LETTERS_READ]).ids[:PIECES]


def _unit_row(row: Floats) -> Floats:
    return np.asarray(row / max(float(np.sqrt(row @ row)), 1e-12), dtype=np.float32)


@once
def centre() -> Centre:
    """What ships, for articles; see models/multilingual/PROVENANCE.md."""
    return _centre("centre.npz")


@once
def sentence_centre() -> Centre:
    """The same for sentences: means alone, of no direction."""
    return _centre("sentences.npz")


def _centre(name: str) -> Centre:
    with (files("newsfold") / "models" / "multilingual" / name).open("rb") as file:
        kept = np.load(file)
        means = np.asarray(kept["means"], dtype=np.float32)
        directions = np.asarray(kept["directions"], dtype=np.float32)
        return Centre(dict(zip(kept["languages"].tolist(), means, strict=True)), directions)
