"""The Groningen Meaning Bank's named entities, as CSV: sentence, word, part of speech, tag."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from evaluation.datasets.conll import Tagged


def sentences(data: Path) -> Iterator[Tagged]:
    """The sentences, in the set's own tags ("B-geo" …); some come twice."""
    with gzip.open(data / "ner" / "gmb.csv.gz", "rt", encoding="utf-8", errors="replace") as file:
        table = csv.reader(io.StringIO(file.read()))
    next(table)
    words: Tagged = []
    for number, word, _, tag in table:
        if number and words:
            yield words
            words = []
        if word:
            words.append((word, tag))
    yield words
