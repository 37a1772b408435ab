"""How likely near articles tell of one event: the decision that a newsroom takes, for pairs in files.

All lists of the nearest of a block's articles are merged first, and what is among the nearest of all is
decided on, once: what was among them before keeps its link, and what is not any more loses it.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsfold.archive.crowds import CROWD_PAIRS, nearest_of, without_pairs
from newsfold.archive.days import rows_of
from newsfold.archive.engines import Row
from newsfold.archive.folder import ArchiveState, Folder, key_of
from newsfold.archive.nearest import piece_of
from newsfold.codec import from_row
from newsfold.fold import (
    LETTERS,
    ArticleFeatures,
    Folding,
    Link,
    Pairs,
    against,
    article_features,
    links_above,
)
from newsfold.records import Article

LINKS = pa.schema([("left", pa.string()), ("right", pa.string()), ("likelihood", pa.float64())])
_ARTICLE_COLUMNS = [
    "id",
    "place",
    "title",
    "text",
    "language",
    "url",
    "outlet",
    "domain",
    "published_at",
    "found_in",
]
# What stands for the fields of an article that are not read.
UNTOLD: dict[str, Any] = {field.name: None for field in fields(Article)} | {
    "page_text": "",
    **dict.fromkeys(("authors", "origin_map", "boilerplate", "found_in"), "[]"),
}
_PAIRS = 10_000  # bounds the memory: pairs decided together
_CACHED_TRAITS = 40_000  # bounds the memory: articles whose traits are held, about 6 kB each

Where = tuple[str, int]  # a segment, and the number of a row in it


def undecided(
    blocks: Mapping[str, ArchiveState], pairs: Mapping[str, ArchiveState], links: Mapping[str, ArchiveState]
) -> list[Row]:
    """The blocks whose lists are not what was decided on, with the files of the lists, now and then."""
    stated: dict[str, list[str]] = defaultdict(list)  # units of rows that name another day, by segment
    for state in blocks.values():
        if state["stated"]:
            for segment in {piece_of(piece)[0].segment for piece in state["ones"]}:
                stated[segment] += state["units"]
    rows: list[Row] = []
    for block, state in blocks.items():
        if state["stated"]:
            continue
        segments = {piece_of(piece)[0].segment for piece in state["ones"]}
        units = {*state["units"], *(unit for segment in segments for unit in stated[segment])}
        files = sorted(file for unit in units if (file := pairs[unit]["file"]))
        before = links.get(block, {"files": [], "file": None})
        if files != before["files"]:
            day = min(piece_of(piece)[0].day for piece in state["ones"])
            old = {"before": before["files"], "links": before["file"]}
            rows.append({"block": block, "day": day, "ones": state["ones"], "files": files, **old})
    return sorted(rows, key=lambda row: (row["day"], row["block"]))  # neighbours in time have the same ones


def decide_links(row: Row, root: str, segments: Mapping[str, str]) -> Row:
    """A unit: the links of the articles of a block with those before them, in a file.

    `segments` are the files of all segments. Returns how many pairs were decided on, and the links of these.
    """
    folder, block = Folder(Path(root)), row["block"]
    pairs, before = (_merged_lists(folder, row["ones"], row[name]) for name in ("files", "before"))
    new, known = without_pairs(pairs, before), _Traits(folder, segments)
    links_found: set[Link] = set()
    for batch in new.to_batches(_PAIRS):
        links_found.update(links_above(_compared(known, batch.to_pylist()), Folding().weakest))
    links = links_found | (_left(folder, row["links"], pairs) if row["links"] else set())
    state: ArchiveState = {"files": row["files"], "links": len(links), "file": None}
    if links:
        columns = [pa.array(column) for column in zip(*sorted(links), strict=True)]
        path = folder.path("links", f"{key_of('links', block, row['files'])}.parquet")
        with folder.writing(path) as file:
            pq.write_table(pa.Table.from_arrays(columns, schema=LINKS), file, compression="zstd")
        state["file"] = str(path.relative_to(folder.root))
    folder.commit("links", block, state)
    return {"decided": len(new), "links": len(links_found)}


def _merged_lists(folder: Folder, ones: Sequence[Any], files: Sequence[str]) -> pa.Table:
    """The nearest of all lists in some files, of the articles of a block."""
    tables = [pq.read_table(folder.path(file)) for file in files]
    inside: dict[str, list[Any]] = defaultdict(list)
    for source, start, stop in map(piece_of, ones):
        inside[source.segment].append((pc.field("row") >= start) & (pc.field("row") < stop))
    parts = [CROWD_PAIRS.empty_table()]
    for segment, ranges in inside.items():
        for rows in ranges:
            parts += [table.filter((pc.field("segment") == segment) & rows) for table in tables]
    return nearest_of(pa.concat_tables(parts))


def _left(folder: Folder, file: str, pairs: pa.Table) -> set[Link]:
    """The links of a file whose pairs are still among these."""
    ids = {(min(pair), max(pair)) for pair in _rows_of(pairs, "id", "other")}
    return {
        Link(*link) for link in _rows_of(pq.read_table(folder.path(file)), *LINKS.names) if link[:2] in ids
    }


def _rows_of(table: pa.Table, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)


def _compared(known: _Traits, pairs: list[dict[str, Any]]) -> Iterator[Pairs]:
    """What is to be decided of pairs that are sorted by their later articles."""
    ones = [(pair["segment"], pair["row"]) for pair in pairs]
    others = [(pair["other_segment"], pair["other_row"]) for pair in pairs]
    features = known.article_features({*ones, *others})
    for where, some in groupby(zip(ones, others, strict=True), key=lambda pair: pair[0]):
        yield against(features[where], [features[other] for _, other in some])


class _Traits:
    """Traits of articles in segments, the last ones held; a process's next units find them there."""

    _held: ClassVar[OrderedDict[tuple[Path, int], ArticleFeatures]] = OrderedDict()

    def __init__(self, folder: Folder, files: Mapping[str, str]) -> None:
        self._folder, self._files = folder, files

    def article_features(self, wanted: Iterable[Where]) -> dict[Where, ArticleFeatures]:
        """The traits of all of these."""
        places = {(segment, row): (self._folder.path(self._files[segment]), row) for segment, row in wanted}
        missing: dict[Path, list[int]] = defaultdict(list)
        for file, number in sorted(places.values()):
            if (file, number) in self._held:
                self._held.move_to_end((file, number))
            else:
                missing[file].append(number)
        for file, numbers in missing.items():
            for number, row in zip(
                numbers, rows_of(file, numbers, [*_ARTICLE_COLUMNS, "vector"]), strict=True
            ):
                self._held[file, number] = _features_of(row)
        features = {where: self._held[place] for where, place in places.items()}
        while len(self._held) > _CACHED_TRAITS:
            self._held.popitem(last=False)
        return features


def let_go() -> None:
    """Let go of what this process holds for its next units."""
    _Traits._held.clear()


def _features_of(row: dict[str, Any]) -> ArticleFeatures:
    """What folding compares of an article, from as much of it as a newsroom gives to it."""
    vector = np.array(row.pop("vector"), dtype=np.float32)
    return article_features(from_row(Article, UNTOLD | row | {"text": row["text"][:LETTERS]}), vector)
