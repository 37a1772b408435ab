"""Rows that a program holds: mappings, and data frames of any library that speaks Arrow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol, cast, runtime_checkable

from newsfold.reading.rows import SourceRow

_FRAME_ROWS = 256  # bounds the memory: rows of a data frame that are held as Python values


@runtime_checkable
class ArrowTable(Protocol):
    """A data frame that gives its rows by Arrow's PyCapsule protocol: pandas, polars, pyarrow, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """A capsule that holds its rows as a stream of Arrow."""


FrameRow = Mapping[str, Any]
Source = str | Path | FrameRow | ArrowTable


@dataclass(frozen=True, slots=True)
class TabularSource:
    """Rows that a program gave, as one table."""

    rows: ArrowTable | tuple[FrameRow, ...]
    place: str

    def opened(self) -> Iterator[SourceRow]:
        """The rows from the first on, at every call."""
        records = self.rows if isinstance(self.rows, tuple) else _records_of_frame(self.rows)
        for number, record in enumerate(records, 1):
            yield (
                f"{self.place}:{number}",
                {str(name): _value_or_none(value) for name, value in record.items()},
            )


def sources(given: Source | Iterable[Source]) -> list[str | Path | TabularSource]:
    """What is to be read, one by one; mappings that follow each other are the rows of one table."""
    is_single = isinstance(given, str | Path | Mapping | ArrowTable)
    listed = [cast(Source, given)] if is_single else list(cast(Iterable[Source], given))
    collected: list[str | Path | TabularSource] = []
    for is_rows, group in groupby(listed, lambda source: isinstance(source, Mapping)):
        if is_rows:
            collected.append(TabularSource(tuple(cast(Iterable[FrameRow], group)), "records"))
            continue
        for source in group:
            if isinstance(source, ArrowTable):
                collected.append(TabularSource(source, "data frame"))
            elif isinstance(source, str | Path):
                collected.append(source)
            else:
                raise TypeError(f"a path, an address, a mapping or a data frame is read, not {type(source)}")
    return collected


def _records_of_frame(frame: ArrowTable) -> Iterator[FrameRow]:
    import pyarrow as pa

    with pa.RecordBatchReader.from_stream(frame) as batches:
        for batch in batches:
            for start in range(0, batch.num_rows, _FRAME_ROWS):
                yield from batch.slice(start, _FRAME_ROWS).to_pylist()


def _value_or_none(value: Any) -> Any:
    """A value; None for NaN, which data frames have where there is none."""
    return None if isinstance(value, float) and math.isnan(value) else value
