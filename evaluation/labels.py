"""Sentences of news labelled for this project, in `gold/`: offsets and a hash of the article, no text."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from pathlib import Path

from evaluation.datasets.jsonl import Row, rows

GOLD = Path(__file__).with_name("gold")


def labels(name: str) -> list[Row]:
    """The rows of "entities", "figures" or "links"."""
    return list(rows(GOLD / f"{name}.jsonl"))


def sha256(text: str) -> str:
    """What labels name a text by."""
    return hashlib.sha256(text.encode()).hexdigest()


def texts_of(articles: Iterable[Row], wanted: Container[str]) -> dict[str, str]:
    """The articles' texts whose sha256 is wanted, by it."""
    hashed = ((sha256(row["text"]), row["text"]) for row in articles)
    return {digest: text for digest, text in hashed if digest in wanted}


def with_texts(name: str, articles: Iterable[Row]) -> list[tuple[str, Row]]:
    """The labelled rows with their article's text, but for those whose text is not among the articles'."""
    listed = labels(name)
    texts = texts_of(articles, {row["sha256"] for row in listed})
    return [(texts[row["sha256"]], row) for row in listed if row["sha256"] in texts]
