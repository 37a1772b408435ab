"""In a crowd an article meets the nearest of those before it only, as in a newsroom (`newsfold.fold.crowds`).

Lists of the nearest merge: each unit of work keeps those of its own, so that a flood does not fill its file,
and when all units are done, what is among the nearest of no list of all is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from newsfold import fold
from newsfold.archive.folder import Folder, State

DROPPED = pa.schema([("left", pa.string()), ("right", pa.string())])
_NAMES = ["left", "right", "distance", "right_later"]


def nearest_of(pairs: pa.Table) -> pa.Table:
    """Pairs, each once, of which no later article has more than the nearest."""
    kept, _ = _ranked(pairs)
    return pairs.take(np.sort(kept))


def drop(folder: Folder, pairs: Mapping[str, State]) -> None:
    """Write down which pairs of all files are not among the nearest of their later articles."""
    files = [folder.path(state["file"]) for state in pairs.values() if state["file"]]
    counts = [np.unique(_later(pq.read_table(file, columns=_NAMES)), return_counts=True) for file in files]
    dropped = DROPPED.empty_table()
    if counts:
        ids, inverse = np.unique(np.concatenate([ids for ids, _ in counts]), return_inverse=True)
        total = np.bincount(inverse, np.concatenate([count for _, count in counts]))
        crowded = ids[[fold.is_crowd(int(count)) for count in total]]
        some = [_of(pq.read_table(file, columns=_NAMES), crowded) for file in files] if len(crowded) else []
        if some:
            table = pa.concat_tables(some)
            dropped = table.take(np.sort(_ranked(table)[1])).select(DROPPED.names)
    path = folder.path("crowds", "dropped.parquet")
    if len(dropped) or path.exists():
        with folder.writing(path) as file:
            pq.write_table(dropped.sort_by([("left", "ascending"), ("right", "ascending")]), file)


def dropped(folder: Folder) -> pa.Table:
    """The pairs that `drop` wrote down."""
    path = folder.path("crowds", "dropped.parquet")
    return pq.read_table(path) if path.exists() else DROPPED.empty_table()


def _ranked(pairs: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows of pairs, each once, that are among the nearest of their later article, and that are not."""
    if not len(pairs):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    later, other = _numbered(_later(pairs)), _numbered(_later(pairs, turned=True))
    order = np.lexsort((other, pairs.column("distance").to_numpy(), later))
    same = (np.diff(later[order]) == 0) & (np.diff(other[order]) == 0)
    order = order[np.concatenate([[True], ~same])]
    begins = np.flatnonzero(np.concatenate([[True], np.diff(later[order]) != 0]))
    rank = np.arange(len(order)) - np.repeat(begins, np.diff([*begins, len(order)]))
    return order[rank < fold.CROWD], order[rank >= fold.CROWD]


def _later(pairs: pa.Table, turned: bool = False) -> NDArray[np.bytes_]:
    """The ids of the later articles of pairs or, turned, of the earlier ones."""
    flag = pairs.column("right_later")
    ids = ("left", "right") if turned else ("right", "left")
    return _ids(pc.if_else(flag, pairs.column(ids[0]), pairs.column(ids[1])))


def _ids(column: Any) -> NDArray[np.bytes_]:
    return np.array(column.to_pylist(), dtype=np.bytes_)


def _numbered(ids: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """Numbers that stand for ids, in their order."""
    return np.asarray(np.unique(ids, return_inverse=True)[1], dtype=np.int64)


def _of(pairs: pa.Table, crowded: Iterable[bytes]) -> pa.Table:
    """The pairs of these later articles."""
    return pairs.filter(pa.array(np.isin(_later(pairs), list(crowded))))
