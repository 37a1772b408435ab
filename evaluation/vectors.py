"""The encoder's vectors, kept between runs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsfold.encode import article_text, encode
from newsfold.records import Article

Vectors = NDArray[np.float32]


def encoded(texts: Sequence[str], cache: Path | None) -> Vectors:
    """The vectors of texts, a row each; kept in the folder `cache`."""
    name = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    file = cache / f"{name}.npy" if cache else None
    if file and file.exists():
        return np.asarray(np.load(file), dtype=np.float32)
    rows = encode(texts)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, rows)
    return rows


def of_articles(articles: Sequence[Article], cache: Path | None) -> Vectors:
    """The vectors by which articles are folded."""
    return encoded([article_text(one) for one in articles], cache)
