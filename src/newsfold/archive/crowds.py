"""In a crowd an article meets the nearest of those before it only, as in a newsroom (`newsfold.fold.crowds`).

Lists of the nearest merge: each unit of work writes those of its own, by closeness alone, and what is among
the nearest of all lists of an article is decided on, nothing else.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from newsfold import fold

CROWD_PAIRS = pa.schema(
    [
        ("id", pa.string()),  # the later article, to which the pair belongs, and where its row is
        ("segment", pa.string()),
        ("row", pa.int64()),
        ("other", pa.string()),  # and one before it
        ("other_segment", pa.string()),
        ("other_row", pa.int64()),
        ("distance", pa.int32()),  # as `newsfold.fold.Rank` has it
    ]
)
PLACE_COLUMNS = ["segment", "row", "other_segment", "other_row"]

Ints = NDArray[np.int64]


def nearest_of(pairs: pa.Table) -> pa.Table:
    """Pairs, each once, of which no later article has more than the nearest; by the places of both.

    Ties are by id. What stands in two segments, its dates being two, counts once among the others.
    """
    if not len(pairs):
        return pairs
    pairs = pairs.combine_chunks()
    later, place = (_row_numbers(pairs, name) for name in ("", "other_"))
    other, distance = _dictionary_numbers(pairs.column("other")), pairs.column("distance").to_numpy()
    order = np.lexsort((place, distance, other, later))
    order = order[crowd_changes(later[order], other[order], place[order])]
    begins = crowd_changes(later[order], other[order])
    first = order[begins]
    ranked = np.lexsort((other[first], distance[first], later[first]))
    starts = np.flatnonzero(crowd_changes(later[first][ranked]))
    rank = np.empty(len(first), np.int64)
    rank[ranked] = np.arange(len(first)) - np.repeat(starts, np.diff([*starts, len(first)]))
    rows = order[rank[np.cumsum(begins) - 1] < fold.CROWD]
    return pairs.take(rows[np.lexsort((place[rows], later[rows]))])


def without_pairs(pairs: pa.Table, others: pa.Table) -> pa.Table:
    """The pairs that are not among others, in their order."""
    if not len(pairs) or not len(others):
        return pairs
    numbered = pairs.append_column("number", pa.array(np.arange(len(pairs))))
    rest = numbered.join(
        others.select(PLACE_COLUMNS), PLACE_COLUMNS, join_type="left anti", use_threads=False
    )
    return pairs.take(np.sort(rest.column("number").to_numpy()))


def _row_numbers(pairs: pa.Table, which: str) -> Ints:
    """Numbers for where the rows of articles are, in the order of segments and rows."""
    rows = pairs.column(f"{which}row").to_numpy()
    return np.asarray(
        _dictionary_numbers(pairs.column(f"{which}segment")) * (rows.max() + 1) + rows, dtype=np.int64
    )


def _dictionary_numbers(column: Any) -> Ints:
    """Numbers that stand for words, in their order."""
    words = pa.chunked_array([column.combine_chunks()]).chunk(0).dictionary_encode()
    ranks = np.empty(len(words.dictionary), np.int64)
    ranks[pc.array_sort_indices(words.dictionary).to_numpy()] = np.arange(len(ranks))
    return np.asarray(ranks[words.indices.to_numpy()])


def crowd_changes(*columns: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a row is not what the row before it is; the first never is."""
    changed = np.zeros(len(columns[0]), np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return changed
