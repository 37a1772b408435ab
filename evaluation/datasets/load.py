"""The large archive of articles by date, `load/`: for speed, growth, and what a language's words are like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evaluation.datasets import allsides
from evaluation.datasets.jsonl import Row, rows
from newsfold.addresses import canonical, domain
from newsfold.records import Article


def path(data: Path) -> Path:
    """The file itself."""
    return data / "load" / "articles.jsonl.gz"


def articles(data: Path) -> Iterator[Row]:
    """Its rows, one at a time: `id`, `url`, `outlet`, `published`, `title`, `text`."""
    return rows(path(data))


def article(row: Row) -> Article:
    """A row of this set, or of AllSides, with its address, as the product would have it."""
    url = row["url"]
    return replace(allsides.article(row), place=url, url=canonical(url), domain=domain(url))
