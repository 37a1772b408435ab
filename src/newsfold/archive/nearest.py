"""Which articles are worth a closer look together: all pairs that are near, found by blocked products.

Time is cut into buckets as wide as two articles of one story may lie apart, so that an article meets those of
its own bucket and of the next; a pair belongs to the bucket of the earlier one. Nothing is approximate: the
products are of whole numbers, so that they are what `newsfold.fold` has, in whatever order they are summed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy.sparse import csr_array

from newsfold.archive.crowds import nearest_of
from newsfold.archive.days import bucket_of
from newsfold.archive.engines import Row
from newsfold.archive.folder import UNDATED, Folder, State, key_of
from newsfold.fold import LEAST, in_units

PAIRS = pa.schema(
    [
        ("left", pa.string()),  # ids; left < right
        ("right", pa.string()),
        ("left_segment", pa.string()),  # and where their rows are
        ("left_row", pa.int64()),
        ("right_segment", pa.string()),
        ("right_row", pa.int64()),
        ("distance", pa.int32()),  # as `newsfold.fold.Rank` has it
        ("right_later", pa.bool_()),  # which of the two the pair belongs to, in `newsfold.fold.crowds`
    ]
)
_BLOCK = 2_048  # articles on each side of one product: 16 MB
_PANEL = 16  # blocks held while all others go by: 50 MB, of the full encoder
_UNIT = 2 * 10**10  # pairs of one unit of work: some minutes
_WAITING = 2_000_000  # pairs found before those that are not among the nearest are let go
_NAMES = ["id", "position", "told", "lead_codes", "lead_weights", "vector"]


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of a segment in one bucket: those of its day or, `told`, those that name a day of the bucket."""

    segment: str
    file: str
    articles: int
    bucket: str
    told: bool = False

    @property
    def name(self) -> str:
        """What tells it from others."""
        return f"{self.segment}@{self.bucket}" if self.told else self.segment

    def row(self) -> Row:
        """As JSON."""
        return {name: getattr(self, name) for name in ("segment", "file", "articles", "bucket", "told")}


def sources(segments: Mapping[str, State], width: float) -> dict[str, list[Source]]:
    """What stands in each bucket of time, in one order."""
    found: dict[str, list[Source]] = {}
    for key, state in segments.items():
        if not state["file"]:
            continue
        own = Source(key, state["file"], state["articles"], bucket_of(state["day"], width))
        found.setdefault(own.bucket, []).append(own)
        for bucket, count in state["told"].items():
            visiting = Source(key, state["file"], count, bucket, told=True)
            found.setdefault(bucket, []).append(visiting)
    return {bucket: sorted(some, key=lambda one: one.name) for bucket, some in sorted(found.items())}


def wanted(
    found: Mapping[str, list[Source]], done: Mapping[str, State], width: float
) -> dict[str, list[Row]]:
    """By bucket, the units of what is to be held against each other and was not yet.

    `done` says of a bucket which sources of its own, and which beside it, were held against each other.
    """
    units: dict[str, list[Row]] = {}
    for bucket, own in found.items():
        beside = beside_of(bucket, found)
        state = done.get(bucket, {"own": [], "beside": []})
        before, before_beside = set(state["own"]), set(state["beside"])
        new = [one for one in own if one.name not in before]
        old = [one for one in own if one.name in before]
        rows = list(_units(bucket, new, [*new, *old, *beside], new, width))
        fresh = [one for one in beside if one.name not in before_beside]
        rows += _units(bucket, old, fresh, [], width)
        if rows:
            units[bucket] = rows
    return units


def beside_of(bucket: str, found: Mapping[str, list[Source]]) -> list[Source]:
    """What a bucket's articles meet outside it: the next bucket; of what has no time, everything."""
    if bucket == UNDATED:
        return [one for other, some in found.items() if other != UNDATED for one in some if not one.told]
    return list(found.get(str(int(bucket) + 1), []))


def _units(
    bucket: str, ones: Sequence[Source], others: Sequence[Source], twice: Sequence[Source], width: float
) -> Iterator[Row]:
    """Cut so that none has many more pairs than `_UNIT`; rows of one source may be cut too.

    Pairs of two of the sources in `twice` are met from either side.
    """
    names = [one.name for one in twice]
    total = sum(other.articles for other in others)
    if not total:
        return
    held: list[tuple[Row, int, int | None]] = []
    size = 0
    for one in ones:
        # Those that name a day of the bucket stand anywhere in their segment, and are few.
        step = one.articles if one.told else max(_BLOCK, _UNIT // total)
        for start in range(0, one.articles, step):
            stop = None if one.told else min(one.articles, start + step)
            held.append((one.row(), start, stop))
            size += min(step, one.articles - start) * total
            if size >= _UNIT:
                yield _unit(bucket, held, others, names, width)
                held, size = [], 0
    if held:
        yield _unit(bucket, held, others, names, width)


def _unit(
    bucket: str,
    ones: Sequence[tuple[Row, int, int | None]],
    others: Sequence[Source],
    twice: list[str],
    width: float,
) -> Row:
    listed = [other.row() for other in others]
    return {
        "key": key_of("pairs", bucket, ones, listed, twice, LEAST, width),
        "bucket": bucket,
        "ones": [list(one) for one in ones],
        "others": listed,
        "twice": twice,
        "width": width,
    }


# ── one unit ──────────────────────────────────────────────────────────────────────────────────────

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Block:
    """Articles as rows of numbers; `source` and `rows` say where each stands, `order` which is first."""

    ids: NDArray[np.bytes_]
    days: NDArray[np.float64]
    places: NDArray[np.float64]  # of their windows in the order of all
    vectors: Floats  # whole, like the weights
    codes: NDArray[np.uint32]  # of their words, end to end
    weights: Floats
    starts: NDArray[np.int64]  # where each one's words begin
    source: NDArray[np.int32]
    rows: Ints


def found_near(row: Row, root: str) -> Row:
    """A unit: the near pairs of some articles with others, in a file."""
    folder, key = Folder(Path(root)), row["key"]
    ones = [(Source(**one), start, stop) for one, start, stop in row["ones"]]
    others = [Source(**one) for one in row["others"]]
    names = sorted({one.name for one, _, _ in ones} | {other.name for other in others})
    place = {name: at for at, name in enumerate(names)}
    segment = {place[one.name]: one.segment for one in [*others, *(one for one, _, _ in ones)]}
    twice = {place[name] for name in row["twice"] if name in place}
    width = row["width"]
    tables: list[pa.Table] = [PAIRS.empty_table()]
    for panel in _panels(_blocks(folder, ones, place, width)):
        words = np.unique(np.concatenate([one.codes for one in panel]))
        by_word = [_words(one, words) for one in panel]
        whole = [(other, 0, None) for other in others]
        for block in _blocks(folder, whole, place, width):
            turned = _words(block, words).T.tocsr()
            for one, own in zip(panel, by_word, strict=True):
                like = one.vectors @ block.vectors.T + (own @ turned).toarray()
                near = _near(one, block, like, None if row["bucket"] == UNDATED else width, twice)
                tables.append(_table(one, block, *near, like[near], segment))
            if sum(map(len, tables)) > _WAITING:
                tables = [nearest_of(pa.concat_tables(tables))]
    table = nearest_of(pa.concat_tables(tables))
    table = table.sort_by([("left", "ascending"), ("right", "ascending")])
    state: State = {"bucket": row["bucket"], "pairs": len(table), "file": None}
    if len(table):
        path = folder.path("pairs", f"{key}.parquet")
        with folder.writing(path) as file:
            pq.write_table(table, file, compression="zstd")
        state["file"] = str(path.relative_to(folder.root))
    folder.commit("pairs", key, state)
    return state


def _words(block: _Block, words: NDArray[np.uint32]) -> Any:
    """The weights of these words, sorted, in each article of a block: a sparse row each."""
    at = np.minimum(np.searchsorted(words, block.codes), len(words) - 1)
    known = words[at] == block.codes if len(words) else np.zeros(len(block.codes), np.bool_)
    starts = np.concatenate([[0], np.cumsum(known)])[block.starts]
    return csr_array((block.weights[known], at[known], starts), shape=(len(block.ids), max(1, len(words))))


def _near(
    one: _Block, other: _Block, like: Floats, width: float | None, twice: set[int]
) -> tuple[Ints, Ints]:
    """The rows of both that are near; where two sources are in `twice`, only from one side."""
    left, right = np.nonzero(like > LEAST)
    keep = one.ids[left] != other.ids[right]
    if width is not None:
        keep &= np.abs(one.days[left] - other.days[right]) <= width
    sides = one.source[left], other.source[right]
    back = (sides[0] > sides[1]) | ((sides[0] == sides[1]) & (one.rows[left] > other.rows[right]))
    both = np.isin(sides[0], list(twice)) & np.isin(sides[1], list(twice))
    keep &= ~(both & back)
    return left[keep], right[keep]


def _table(
    one: _Block, other: _Block, left: Ints, right: Ints, like: Floats, segment: Mapping[int, str]
) -> pa.Table:
    """Pairs with the smaller id first."""
    ids = one.ids[left], other.ids[right]
    keys = np.array([segment[at] for at in range(len(segment))])
    where = keys[one.source[left]], keys[other.source[right]]
    rows = one.rows[left], other.rows[right]
    turn = ids[0] > ids[1]
    places = one.places[left], other.places[right]
    last_is_later = (places[1] > places[0]) | ((places[1] == places[0]) & (ids[1] > ids[0]))
    columns = [np.where(turn, pair[1 - n], pair[n]) for n in (0, 1) for pair in (ids, where, rows)]
    left_id, left_segment, left_row, right_id, right_segment, right_row = columns
    arrays = [left_id.astype(str), right_id.astype(str), left_segment, left_row, right_segment, right_row]
    arrays += [-like.astype(np.int32), last_is_later != turn]
    return pa.Table.from_arrays(
        [pa.array(a, t) for a, t in zip(arrays, PAIRS.types, strict=True)], schema=PAIRS
    )


Piece = tuple[Source, int, int | None]


def _panels(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    rest = iter(blocks)
    while panel := list(islice(rest, _PANEL)):
        yield panel


def _blocks(
    folder: Folder, pieces: Iterable[Piece], place: Mapping[str, int], width: float
) -> Iterator[_Block]:
    """The articles of sources in blocks; small sources stand together in one."""
    held: list[pa.Table] = []
    size = 0
    for table in _tables(folder, pieces, place, width):
        held.append(table)
        size += len(table)
        while size >= _BLOCK:
            together = pa.concat_tables(held)
            yield _block(together.slice(0, _BLOCK))
            held, size = [together.slice(_BLOCK)], size - _BLOCK
    if size:
        yield _block(pa.concat_tables(held))


def _tables(
    folder: Folder, pieces: Iterable[Piece], place: Mapping[str, int], width: float
) -> Iterator[pa.Table]:
    """The rows of sources, with the day by which each is in its bucket, and where it stands."""
    for source, start, stop in pieces:
        number = 0
        for batch in pq.ParquetFile(folder.path(source.file)).iter_batches(_BLOCK, columns=_NAMES):
            positions = batch.column("position").to_numpy(zero_copy_only=False)
            days = batch.column("told").to_numpy(zero_copy_only=False) if source.told else positions
            rows = np.arange(number, number + len(batch))
            number += len(batch)
            keep = (rows >= start) & (rows < (number if stop is None else stop))
            if source.told:
                keep &= np.floor(days / width) == float(source.bucket)
            columns = {
                "id": batch.column("id"),
                "day": days.astype(np.float64),
                "place": np.nan_to_num(positions.astype(np.float64), nan=-np.inf),
                "row": rows,
                "source": np.full(len(rows), place[source.name], np.int32),
                **{name: batch.column(name) for name in ("lead_codes", "lead_weights", "vector")},
            }
            if keep.any():
                yield pa.table(columns).filter(pa.array(keep))


def _block(table: pa.Table) -> _Block:
    table = table.combine_chunks()
    codes, weights = (table.column(name).chunk(0) for name in ("lead_codes", "lead_weights"))
    starts = codes.offsets.to_numpy() - codes.offsets[0].as_py()
    vectors = table.column("vector").chunk(0)
    return _Block(
        np.array(table.column("id").to_pylist(), dtype=np.bytes_),
        table.column("day").to_numpy(),
        table.column("place").to_numpy(),
        in_units(vectors.flatten().to_numpy().reshape(len(table), -1)),
        codes.flatten().to_numpy(),
        in_units(weights.flatten().to_numpy()),
        starts,
        table.column("source").to_numpy(),
        table.column("row").to_numpy(),
    )
