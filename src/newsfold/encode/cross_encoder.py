"""Two statements read together by one transformer: the log-odds that they make one claim.

A cross-encoder (Nogueira and Cho 2019; Reimers and Gurevych 2019): each word of one statement is seen in the
light of all words of the other, which no comparison of two finished vectors can do. Twelve layers, tuned on
pairs of statements that readers labelled (`training/train_pairs.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from newsfold.encode.texts import pieces_of
from newsfold.graphs import session
from newsfold.once import once
from newsfold.text import collapse

_PIECES_READ = 64  # word pieces of each statement, as many as the model was trained with
_START, _END = 101, 102


def cross_encoder_logits(texts: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
    """The log-odds of each pair of texts, shape (n,). Which stands first matters a little."""
    return np.array([_cached_odds(left, right) for left, right in texts], dtype=np.float64)


def cross_encoder(graph: bytes) -> Callable[[Sequence[tuple[str, str]]], NDArray[np.float64]]:
    """The same by another graph of the same form: one that was trained without some stories."""
    loaded = session(graph)
    return lambda texts: np.array([_odds(loaded, left, right) for left, right in texts], dtype=np.float64)


@lru_cache(maxsize=20_000)  # a story that grows is compared anew, and most of its pairs are old
def _cached_odds(left: str, right: str) -> float:
    return _odds(_pair_session(), left, right)


def _odds(graph: onnxruntime.InferenceSession, left_text: str, right_text: str) -> float:
    left, right = _statement_pieces(left_text), _statement_pieces(right_text)
    ids = np.array([[_START, *left, _END, *right, _END]], dtype=np.int64)
    second = np.zeros_like(ids)
    second[:, len(left) + 2 :] = 1
    return float(graph.run(["odds"], {"ids": ids, "second": second})[0][0])


@lru_cache(maxsize=20_000)
def _statement_pieces(text: str) -> tuple[int, ...]:
    return tuple(pieces_of(collapse(text))[:_PIECES_READ])


@once
def _pair_session() -> onnxruntime.InferenceSession:
    return session((files("newsfold") / "models" / "align" / "pairs.onnx").read_bytes())
