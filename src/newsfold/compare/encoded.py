"""A statement with its words and what an encoder made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newsfold.records import Statement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EncodedStatement:
    """`vector` (d,) has unit length; `tokens` (w, e) has a row of unit length for each token of `text`.

    Of a statement that is held against none, and of one that is not English, both are empty (`unencoded`).
    `meaning` (m,) is its row in the space of all languages, where its story has several.
    """

    statement: Statement
    text: str
    vector: NDArray[np.float32]
    tokens: NDArray[np.float16]
    language: str = "en"
    meaning: NDArray[np.float32] | None = None


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


def in_languages(
    said: Iterable[EncodedStatement],
    languages: Mapping[str, str],
    meanings: Mapping[Statement, NDArray[np.float32]],
) -> list[EncodedStatement]:
    """The statements with the language of their article, by its id, and the meanings that are known."""
    return [
        replace(s, language=languages[s.statement.article_id], meaning=meanings.get(s.statement))
        for s in said
    ]


def told_in(languages: Iterable[str]) -> str:
    """The language in which a story is told to a reader, by its articles' languages.

    English where one is English; else that of most, of several the first by code. "en" for no articles.
    """
    counts = Counter(languages)
    if "en" in counts or not counts:
        return "en"
    return min(counts, key=lambda code: (-counts[code], code))


def meant(said: Sequence[Statement], most: int) -> list[Statement]:
    """The statements whose meanings are asked for: all, or of more than `most` the first of each article."""
    if len(said) <= most:
        return list(said)
    each = Counter(s.article_id for s in said)
    first = max(1, most // max(1, len(each)))
    while sum(min(first + 1, number) for number in each.values()) <= most:
        first += 1
    return [s for s in said if s.position < first]
