"""NewsQuant (Almasian et al. 2023): sentences of news with their quantities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.datasets.jsonl import Row, rows


def sentences(data: Path) -> Iterator[Row]:
    """Its sentences: `text`, `quantities` with `value` and `normalized_unit`."""
    return rows(data / "figures" / "newsquant.jsonl.gz")
