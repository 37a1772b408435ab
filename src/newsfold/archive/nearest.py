"""Which articles are worth a closer look together: all pairs that are near, found by blocked products.

A pair belongs to the later of its two articles. Articles stand in blocks, each in the same one for good, and
a unit of work holds a block against what may come before its articles: so the list of an article's nearest
is written by one unit, and by one more for each call that brings something new. Time is cut into buckets as
wide as two articles of one story may lie apart. Nothing is approximate: the products are of whole numbers,
so that they are what `newsfold.fold` has, in whatever order they are summed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy.sparse import csr_array

from newsfold.archive.articles import number_of
from newsfold.archive.crowds import CROWD_PAIRS, nearest_of
from newsfold.archive.days import bucket_of
from newsfold.archive.engines import Row, batches
from newsfold.archive.folder import UNDATED, ArchiveState, Folder, key_of
from newsfold.fold import LEAST_CLOSENESS, in_units

_BLOCK_ARTICLES = 2_048  # bounds the memory: articles on each side of one product, 16 MB
_PANEL = 16  # bounds the memory: blocks of products held while all others go by; 50 MB, of the full encoder
_PAIRS_A_UNIT = 2 * 10**10  # bounds a unit of work: pairs, some minutes
_MOST_ARTICLES_A_UNIT = 4_096  # bounds what a unit writes: articles, some million pairs at most
# Bounds the memory: pairs, before those that are not among the nearest are let go.
_MOST_WAITING_PAIRS = 2_000_000
_PREVIEW_COLUMNS = ["id", "position", "stated", "lead_codes", "lead_weights", "vector"]


@dataclass(frozen=True, slots=True)
class BucketRows:
    """Rows of a segment in one bucket: those of its day or, `stated`, those that name a day of the bucket."""

    segment: str
    file: str
    articles: int
    day: str
    bucket: str
    stated: bool = False

    @property
    def name(self) -> str:
        """What tells it from others."""
        return f"{self.segment}@{self.bucket}" if self.stated else self.segment


RowRange = tuple[BucketRows, int, int | None]  # rows of a source, from one to before another; None: all


def piece_of(stored: Sequence[Any]) -> RowRange:
    """A piece that was JSON."""
    return BucketRows(**stored[0]), stored[1], stored[2]


class Plan(NamedTuple):
    """A block, what its state is to be once a unit is done, and that unit."""

    key: str
    state: ArchiveState
    unit: Row


def rows_by_bucket(segments: Mapping[str, ArchiveState], width: float) -> dict[str, list[BucketRows]]:
    """What stands in each bucket of time, in one order."""
    buckets: dict[str, list[BucketRows]] = {}
    for key, state in segments.items():
        if not state["file"]:
            continue
        day = state["day"]
        source_here = BucketRows(key, state["file"], state["articles"], day, bucket_of(day, width))
        buckets.setdefault(source_here.bucket, []).append(source_here)
        for bucket, count in state["stated"].items():
            visiting = BucketRows(key, state["file"], count, day, bucket, stated=True)
            buckets.setdefault(bucket, []).append(visiting)
    return {
        bucket: sorted(some, key=lambda source: (source.day, source.name))
        for bucket, some in sorted(buckets.items())
    }


def wanted(
    buckets: Mapping[str, list[BucketRows]], blocks: Mapping[str, ArchiveState], width: float
) -> list[Plan]:
    """What is to be held against each other and was not yet: blocks with what is new, and new blocks."""
    plans: list[Plan] = []
    covered: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
    for key, state in blocks.items():
        pieces = [piece_of(piece) for piece in state["ones"]]
        for source, start, stop in pieces:
            covered.setdefault((source.bucket, source.name), []).append((start, stop))
        others = _earlier_rows(state["bucket"], state["stated"], buckets)
        met = set(state["met"])
        if fresh := [other for other in others if other.name not in met]:
            plans.append(_plan(key, state, pieces, fresh, width))
    for bucket, here in buckets.items():
        for stated in (False, True):
            free = [
                (piece, start, stop)
                for piece in here
                if piece.stated == stated
                for start, stop in _free(piece, covered.get((bucket, piece.name), []))
            ]
            others = _earlier_rows(bucket, stated, buckets)
            for pieces in _cut_into_blocks(free, sum(other.articles for other in others)):
                ones = [[asdict(piece), start, stop] for piece, start, stop in pieces]
                state = {"bucket": bucket, "stated": stated, "ones": ones, "met": [], "units": []}
                plans.append(_plan(key_of("block", ones), state, pieces, others, width))
    return plans


def _earlier_rows(bucket: str, stated: bool, buckets: Mapping[str, list[BucketRows]]) -> list[BucketRows]:
    """What has articles before some of a bucket, and near them in time.

    What has no time comes before everything. Those that name a day of the bucket are of later days.
    """
    if bucket == UNDATED:
        return list(buckets.get(UNDATED, []))
    beside = (-1, 0, 1) if stated else (-1, 0)
    listed = [source for step in beside for source in buckets.get(str(int(bucket) + step), [])]
    return listed if stated else listed + list(buckets.get(UNDATED, []))


def _free(source: BucketRows, covered: Iterable[tuple[int, int | None]]) -> Iterator[tuple[int, int | None]]:
    """The rows of a source that stand in no block."""
    at = 0
    for start, stop in sorted(covered, key=lambda some: some[0]):
        if stop is None:
            return
        if start > at:
            yield at, start
        at = stop
    if at < source.articles:
        # Those that name a day of the bucket stand anywhere in their segment, and are few.
        yield at, None if source.stated else source.articles


def _cut_into_blocks(free: Iterable[RowRange], total: int) -> Iterator[list[RowRange]]:
    """Pieces in blocks, none with many more pairs than `_PAIRS_A_UNIT`; rows of a source may be cut, too."""
    most = min(_MOST_ARTICLES_A_UNIT, max(_BLOCK_ARTICLES, _PAIRS_A_UNIT // max(1, total)))
    held: list[RowRange] = []
    size = 0
    for source, start, stop in free:
        at, end = start, source.articles if stop is None else stop
        while at < end:
            upto = end if stop is None else min(end, at + most - size)
            held.append((source, at, None if stop is None else upto))
            size += upto - at
            at = upto
            if size >= most:
                yield held
                held, size = [], 0
    if held:
        yield held


def _plan(
    key: str, state: ArchiveState, ones: Sequence[RowRange], others: Sequence[BucketRows], width: float
) -> Plan:
    stored = [[asdict(source), start, stop] for source, start, stop in ones]
    days = [number_of(source.day) for source, _, _ in ones if source.day != UNDATED and not source.stated]
    held = [asdict(other) for other in others if not days or _may_meet(other, min(days), max(days), width)]
    unit = key_of("pairs", stored, held, LEAST_CLOSENESS, width)
    met = sorted({*state["met"], *(other.name for other in others)})
    after = state | {"met": met, "units": [*state["units"], unit]}
    return Plan(key, after, {"key": unit, "ones": stored, "others": held, "width": width})


def _may_meet(other: BucketRows, first: int, last: int, width: float) -> bool:
    """Whether a source has articles before some of the days `first` to `last`, and near them."""
    if other.stated or other.day == UNDATED:
        return True
    return first - width - 1 <= number_of(other.day) <= last


# ── one unit ──────────────────────────────────────────────────────────────────────────────────────

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Block:
    """Articles as rows of numbers; `source` and `rows` say where each stands."""

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
    """A unit: of each article of a block the nearest among some others that come before it, in a file."""
    folder, key, width = Folder(Path(root)), row["key"], row["width"]
    ones = [piece_of(piece) for piece in row["ones"]]
    others = [(BucketRows(**piece), 0, None) for piece in row["others"]]
    pieces = [*ones, *others]
    names = sorted({piece.segment for piece, _, _ in pieces})
    place = {name: at for at, name in enumerate(names)}
    nearest, tables, waiting = CROWD_PAIRS.empty_table(), list[pa.Table](), 0
    for panel in batches(_blocks(folder, ones, place, width), _PANEL):
        words = np.unique(np.concatenate([piece.codes for piece in panel]))
        by_word = [_word_weights(piece, words) for piece in panel]
        for block in _blocks(folder, others, place, width):
            turned = _word_weights(block, words).T.tocsr()
            for piece, words_here in zip(panel, by_word, strict=True):
                like = piece.vectors @ block.vectors.T + (words_here @ turned).toarray()
                close = _near(piece, block, like, width)
                tables.append(_pair_table(piece, block, *close, like[close], names))
                waiting += len(tables[-1])
            if waiting > _MOST_WAITING_PAIRS:
                nearest, tables, waiting = nearest_of(pa.concat_tables([nearest, *tables])), [], 0
    table = nearest_of(pa.concat_tables([nearest, *tables]))
    state: ArchiveState = {"pairs": len(table), "file": None}
    if len(table):
        path = folder.path("pairs", f"{key}.parquet")
        with folder.writing(path) as file:
            pq.write_table(table, file, compression="zstd")
        state["file"] = str(path.relative_to(folder.root))
    folder.commit("pairs", key, state)
    return state


def _word_weights(block: _Block, words: NDArray[np.uint32]) -> Any:
    """The weights of these words, sorted, in each article of a block: a sparse row each."""
    at = np.minimum(np.searchsorted(words, block.codes), len(words) - 1)
    known = words[at] == block.codes if len(words) else np.zeros(len(block.codes), np.bool_)
    starts = np.concatenate([[0], np.cumsum(known)])[block.starts]
    return csr_array((block.weights[known], at[known], starts), shape=(len(block.ids), max(1, len(words))))


def _near(block: _Block, other: _Block, like: Floats, width: float) -> tuple[Ints, Ints]:
    """The rows of both that are near, and the second before the first."""
    left, right = np.nonzero(like > LEAST_CLOSENESS)
    places, ids = (block.places[left], other.places[right]), (block.ids[left], other.ids[right])
    keep = (places[1] < places[0]) | ((places[1] == places[0]) & (ids[1] < ids[0]))
    keep &= ids[0] != ids[1]
    keep &= ~(np.abs(block.days[left] - other.days[right]) > width)  # what has no time is near in time
    return left[keep], right[keep]


def _pair_table(
    block: _Block, other: _Block, left: Ints, right: Ints, like: Floats, segments: Sequence[str]
) -> pa.Table:
    keys = np.array(segments)
    arrays = [
        *(block.ids[left].astype(str), keys[block.source[left]], block.rows[left]),
        *(other.ids[right].astype(str), keys[other.source[right]], other.rows[right]),
        -like.astype(np.int32),
    ]
    return pa.Table.from_arrays(
        [pa.array(a, t) for a, t in zip(arrays, CROWD_PAIRS.types, strict=True)], schema=CROWD_PAIRS
    )


def _blocks(
    folder: Folder, pieces: Iterable[RowRange], place: Mapping[str, int], width: float
) -> Iterator[_Block]:
    """The articles of sources in blocks; small sources stand together in one."""
    held: list[pa.Table] = []
    size = 0
    for table in _bucket_tables(folder, pieces, place, width):
        held.append(table)
        size += len(table)
        while size >= _BLOCK_ARTICLES:
            together = pa.concat_tables(held)
            yield _block(together.slice(0, _BLOCK_ARTICLES))
            held, size = [together.slice(_BLOCK_ARTICLES)], size - _BLOCK_ARTICLES
    if size:
        yield _block(pa.concat_tables(held))


def _bucket_tables(
    folder: Folder, pieces: Iterable[RowRange], place: Mapping[str, int], width: float
) -> Iterator[pa.Table]:
    """The rows of sources, with the day by which each is in its bucket, and where it stands."""
    for source, start, stop in pieces:
        number = 0
        for batch in pq.ParquetFile(folder.path(source.file)).iter_batches(
            _BLOCK_ARTICLES, columns=_PREVIEW_COLUMNS
        ):
            positions = batch.column("position").to_numpy(zero_copy_only=False)
            days = batch.column("stated").to_numpy(zero_copy_only=False) if source.stated else positions
            rows = np.arange(number, number + len(batch))
            number += len(batch)
            keep = (rows >= start) & (rows < (number if stop is None else stop))
            if source.stated:
                keep &= np.floor(days / width) == float(source.bucket)
            columns = {
                "id": batch.column("id"),
                "day": days.astype(np.float64),
                "place": np.nan_to_num(positions.astype(np.float64), nan=-np.inf),
                "row": rows,
                "source": np.full(len(rows), place[source.segment], np.int32),
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
