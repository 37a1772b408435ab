"""MultiNLI (Williams et al. 2018), a part: two sentences, and whether the first entails the second."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path


def pairs(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """Premise, hypothesis, label and genre of the training part."""
    with gzip.open(data / "nli" / "mnli_train.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)  # the columns' names
        for line in lines:
            premise, hypothesis, label, genre = line.rstrip("\n").split("\t")
            yield premise, hypothesis, label, genre
