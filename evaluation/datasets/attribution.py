"""Who said what, annotated by people: GenderGapTracker's quotes and PolNeAR's attributions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.datasets.jsonl import Row, rows


def gender_gap_tracker(data: Path) -> Iterator[Row]:
    """Its articles: `id`, `text`, `quotes`."""
    return rows(data / "attribution" / "gendergaptracker.jsonl.gz")


def polnear(data: Path, part: str) -> Iterator[Row]:
    """The articles of PolNeAR's part "train" or "dev": `id`, `text`, `attributions`."""
    return rows(data / "attribution" / f"polnear_{part}.jsonl.gz")
