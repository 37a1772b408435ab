"""The encoder's vectors of texts, kept between runs, and statements encoded as the product encodes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsfold import compare
from newsfold.encode import article_text, encode, encode_words
from newsfold.encode.languages import centre, mean_state
from newsfold.records import Article, Encoder, Statement

Vectors = NDArray[np.float32]


def encoded(texts: Sequence[str], cache: Path | None, encoder: Encoder = "full") -> Vectors:
    """The vectors of texts, a row each; kept in the folder `cache`."""
    name = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    ending = "" if encoder == "full" else f"-{encoder}"
    file = cache / f"{name}{ending}.npy" if cache else None
    if file and file.exists():
        return np.asarray(np.load(file), dtype=np.float32)
    rows = encode(texts, encoder)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, rows)
    return rows


def of_articles(articles: Sequence[Article], cache: Path | None, encoder: Encoder = "full") -> Vectors:
    """The vectors by which articles are folded."""
    return encoded([article_text(article) for article in articles], cache, encoder)


def state(text: str, cache: Path | None) -> Vectors:
    """A text's state in the multilingual encoder, before it is centred, which costs nothing."""
    file = cache / "states" / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.npy" if cache else None
    if file and file.exists():
        return np.asarray(np.load(file), dtype=np.float32)
    row = mean_state(text)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, row)
    return row


def meanings(articles: Sequence[Article], cache: Path | None) -> Vectors:
    """The vectors by which articles in different languages are folded."""
    rows = [centre().leave(state(article_text(article), cache), article.language) for article in articles]
    return np.array(rows, dtype=np.float32)


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Statements in the order in which the product compares them."""
    return sorted(statements, key=lambda s: (s.article_id, s.span))


def encoded_statements(
    articles: Sequence[Article], statements: Sequence[Statement]
) -> list[compare.EncodedStatement]:
    """Statements of the articles with their words and vectors, in the order given."""
    text = {article.id: article.text for article in articles}
    texts = [s.span.of(text[s.article_id]) for s in statements]
    return compare.encoded(statements, texts, *encode_words(texts))
