"""Texts to vectors whose dot product says how near two texts are in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from newsfold.records import Article

WIDTH = 384  # numbers in a vector
LONGEST = 128  # word pieces read of a text; the rest is cut
_LETTERS = 12 * LONGEST  # characters given to the tokenizer: far more than LONGEST pieces need


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """One unit row for each text, shape (n, 384); cosine is the dot product of two rows.

    all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) in int8, over the first 128 word
    pieces. Each text goes through alone, so its row is the same whatever stands beside it; an empty text
    gets the vector of no words. One thread.
    """
    if not texts:
        return np.zeros((0, WIDTH), dtype=np.float32)
    tokenizer, session = _model()
    rows = []
    for text in texts:
        ids = tokenizer.encode(text[:_LETTERS]).ids
        if len(ids) > LONGEST:
            ids = [*ids[: LONGEST - 1], ids[-1]]
        rows.append(session.run(None, {"ids": np.array([ids], dtype=np.int64)})[0])
    return np.concatenate(rows)


@lru_cache(maxsize=1)
def _model() -> tuple[Tokenizer, onnxruntime.InferenceSession]:
    folder = files("newsfold") / "models" / "encoder"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        (folder / "model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    return Tokenizer.from_buffer((folder / "tokenizer.json").read_bytes()), session


def article_text(article: Article) -> str:
    """What stands for an article in `encode`: its title, then the start of its text."""
    return f"{article.title}\n{article.text[:_LETTERS]}"
