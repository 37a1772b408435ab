"""JSON Lines, gzipped or not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class MissingSetError(FileNotFoundError):
    """A file of the benchmark sets is not there."""


def rows(path: Path) -> Iterator[Row]:
    """The records of a file, one at a time; gzipped where its name ends in `.gz`.

    Raises MissingSetError, once the first is asked for, where the file is not there.
    """
    if not path.is_file():
        raise MissingSetError(f"{path} is missing; benchmarks/DATA.md says where its set is")
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    else:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
