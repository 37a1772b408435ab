"""The multilingual encoder: text in any language to word pieces, and word pieces to states.

multilingual-e5-small (Wang et al. 2024) in blocks of four bits, its word pieces cut to those of the languages
read. It stands in two graphs of six layers, one on the other: the states between them tell names, the mean of
the last ones what a text means. Loaded with the first text, and not before: who reads English alone never
has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from newsfold.graphs import session
from newsfold.once import once

Floats = NDArray[np.float32]

PIECES = 126  # word pieces that are read at once, beside the marks for start and end
_START, _END = 0, 2  # numbers of the pieces that stand for a text's start and end


class Pieces(NamedTuple):
    """The numbers of a text's word pieces, and which characters each stands for, [start, end)."""

    ids: Sequence[int]
    bounds: Sequence[tuple[int, int]]


def pieces_of(text: str) -> Pieces:
    """All word pieces of a text, without the marks for start and end."""
    found = _tokenizer().encode(text)
    return Pieces(found.ids, found.offsets)


def mean_of(ids: Sequence[int]) -> Floats:
    """The mean of the last layer's states over these pieces and both marks, shape (384,)."""
    row: Floats = _graph("upper").run(["mean"], {"states": _lower(ids)})[0][0]
    return row


def states_of(ids: Sequence[int]) -> Floats:
    """Each piece's own state half way up, shape (pieces, 384); at most `PIECES` of them."""
    return _lower(ids)[0, 1:-1]


def _lower(ids: Sequence[int]) -> Floats:
    """The states of these pieces and both marks, shape (1, pieces + 2, 384)."""
    marked = np.array([[_START, *ids, _END]], dtype=np.int64)
    rows: Floats = _graph("lower").run(["states"], {"ids": marked})[0]
    return rows


def _model_file(name: str) -> bytes:
    return (files("newsfold") / "models" / "multilingual" / name).read_bytes()


@once
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_buffer(_model_file("tokenizer.json"))


@once
def _graph(name: str) -> onnxruntime.InferenceSession:
    return session(_model_file(f"{name}.onnx"))
