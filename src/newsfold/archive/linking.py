"""How likely near articles tell of one event: the decision that a newsroom takes, for pairs in files."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from newsfold.archive.days import rows_of
from newsfold.archive.engines import Row
from newsfold.archive.folder import Folder, State, key_of
from newsfold.codec import from_row
from newsfold.fold import LETTERS, Folding, Link, Traits, against, likely, traits
from newsfold.records import Article

LINKS = pa.schema([("left", pa.string()), ("right", pa.string()), ("likelihood", pa.float64())])
_TOLD = ["id", "place", "title", "text", "language", "url", "outlet", "domain", "published_at", "found_in"]
# What stands for the fields of an article that are not read.
UNTOLD: dict[str, Any] = {field.name: None for field in fields(Article)} | {
    "page_text": "",
    **dict.fromkeys(("authors", "origin_map", "furniture", "found_in"), "[]"),
}
_PAIRS = 10_000  # decided together
_HELD = 40_000  # articles whose traits are held, about 6 kB each

Where = tuple[str, int]  # a segment, and the number of a row in it


def undecided(
    pairs: Mapping[str, State], links: Mapping[str, State], segments: Mapping[str, State]
) -> list[Row]:
    """The files of near pairs that were not decided on."""
    files = {key: state["file"] for key, state in segments.items() if state["file"]}
    rows = []
    for pair, state in pairs.items():
        key = key_of("links", pair)
        if key not in links and state["file"]:
            rows.append({"key": key, "file": state["file"], "bucket": state["bucket"], "segments": files})
    return rows


def linked(row: Row, root: str) -> Row:
    """A unit: the links among the pairs of one file, in another."""
    folder, key = Folder(Path(root)), row["key"]
    known = _Known(folder, row["segments"])
    links: set[Link] = set()
    for batch in pq.ParquetFile(folder.path(row["file"])).iter_batches(_PAIRS):
        links.update(_decided(known, batch.to_pylist()))
    state: State = {"bucket": row["bucket"], "links": len(links), "file": None}
    if links:
        columns = [pa.array(column) for column in zip(*sorted(links), strict=True)]
        path = folder.path("links", f"{key}.parquet")
        with folder.writing(path) as file:
            pq.write_table(pa.Table.from_arrays(columns, schema=LINKS), file, compression="zstd")
        state["file"] = str(path.relative_to(folder.root))
    folder.commit("links", key, state)
    return state


def _decided(known: _Known, pairs: list[dict[str, Any]]) -> Iterator[Link]:
    """The links among pairs that are sorted by their left articles."""
    lefts = [(pair["left_segment"], pair["left_row"]) for pair in pairs]
    rights = [(pair["right_segment"], pair["right_row"]) for pair in pairs]
    found = known.traits({*lefts, *rights})
    for left, some in groupby(zip(lefts, rights, strict=True), key=lambda pair: pair[0]):
        others = [found[right] for _, right in some]
        yield from likely(against(found[left], others), Folding().weakest)


class _Known:
    """Traits of articles in segments, the last ones held."""

    def __init__(self, folder: Folder, files: Mapping[str, str]) -> None:
        self._folder, self._files = folder, files
        self._held: OrderedDict[Where, Traits] = OrderedDict()

    def traits(self, wanted: Iterable[Where]) -> dict[Where, Traits]:
        """The traits of all of these."""
        missing: dict[str, list[int]] = defaultdict(list)
        for segment, number in sorted(wanted):
            if (segment, number) in self._held:
                self._held.move_to_end((segment, number))
            else:
                missing[segment].append(number)
        for segment, numbers in missing.items():
            rows = rows_of(self._folder.path(self._files[segment]), numbers, [*_TOLD, "vector"])
            for number, row in zip(numbers, rows, strict=True):
                self._held[segment, number] = _traits(row)
        found = {where: self._held[where] for where in wanted}
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        return found


def _traits(row: dict[str, Any]) -> Traits:
    """What folding compares of an article, from as much of it as a newsroom gives to it."""
    vector = np.array(row.pop("vector"), dtype=np.float32)
    return traits(from_row(Article, UNTOLD | row | {"text": row["text"][:LETTERS]}), vector)
