"""Named entities in CoNLL's columns: a word and its tag a line, sentences apart by an empty line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

Tagged = list[tuple[str, str]]  # (word, tag): "O", "B-PER", "I-PER" …


def sentences(path: Path) -> Iterator[Tagged]:
    """The sentences of a file; its columns are apart by tabs or blanks, and it has no comments."""
    words: Tagged = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip() and not line.startswith("-DOCSTART"):
            word, tag, *_ = line.split("\t" if "\t" in line else " ")
            words.append((word, tag))
        elif words:
            yield words
            words = []
