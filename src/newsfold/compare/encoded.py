"""A statement with its words and what an encoder made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsfold.records import Statement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EncodedStatement:
    """`vector` (d,) has unit length; `tokens` (w, e) has a row of unit length for each token of `text`.

    Of a statement that is held against none, both are empty (`unencoded`).
    """

    statement: Statement
    text: str
    vector: NDArray[np.float32]
    tokens: NDArray[np.float16]


def encoded(
    statements: Iterable[Statement],
    texts: Iterable[str],
    vectors: Iterable[NDArray[np.float32]],
    tokens: Iterable[NDArray[np.float16]],
) -> list[EncodedStatement]:
    """The statements with what `encode_words` gives for their texts, all in one order.

    Raises ValueError where they differ in number.
    """
    rows = zip(statements, texts, vectors, tokens, strict=True)
    return [EncodedStatement(statement=s, text=text, vector=v, tokens=t) for s, text, v, t in rows]


def unencoded(statements: Iterable[Statement], texts: Iterable[str]) -> list[EncodedStatement]:
    """The statements of one article that stands alone: held against none, they need no vectors.

    Raises ValueError where statements and texts differ in number.
    """
    vector, tokens = np.zeros(0, dtype=np.float32), np.zeros((0, 0), dtype=np.float16)
    rows = zip(statements, texts, strict=True)
    return [EncodedStatement(statement=s, text=text, vector=vector, tokens=tokens) for s, text in rows]
