"""The lines that an outlet prints on many of its pages, over the whole archive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from newsfold.archive.articles import ARTICLE_LINES, SHARDS
from newsfold.archive.engines import Row
from newsfold.archive.folder import ArchiveState, Folder, key_of
from newsfold.derive import RECURRENCE, recurring

RECURRING = pa.schema(
    [
        ("outlet", pa.string()),
        ("line", pa.int64()),  # as `newsfold.derive.recurring` numbers lines
        ("pages", pa.int64()),
        ("article_id", pa.string()),  # an article that holds it, and where
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)


def outdated(parts: Mapping[str, ArchiveState], done: Mapping[str, ArchiveState]) -> list[Row]:
    """A row for each file of lines and shard of outlets, of the shards that were not looked through yet."""
    files = sorted(name for state in parts.values() for name in state["files"])
    rows = []
    for shard in range(SHARDS):
        key = key_of("lines", shard, files)
        if files and done.get(str(shard), {}).get("key") != key:
            rows += [{"shard": str(shard), "key": key, "file": name} for name in files]
    return rows


def looked_through(rows: list[Row], root: str) -> Row:
    """A unit: the lines that recur at the outlets of a shard, in a file."""
    folder, shard = Folder(Path(root)), rows[0]["shard"]
    files = [folder.path("outlet_lines", name) for name in sorted(row["file"] for row in rows)]
    read = ds.dataset(files, schema=ARTICLE_LINES, format="parquet").to_table(
        filter=pc.field("shard") == int(shard), use_threads=False
    )
    table = read.sort_by([(name, "ascending") for name in ("outlet", "line", "article_id")])
    lines = [line for some in _of_lines(table) if (line := _recurring(some))]
    path = folder.path("recurring", f"{shard}-{rows[0]['key']}.parquet")
    with folder.writing(path) as file:
        pq.write_table(pa.Table.from_pylist(lines, schema=RECURRING), file, compression="zstd")
    before = folder.states("recurring").get(shard)
    folder.commit(
        "recurring",
        shard,
        {"key": rows[0]["key"], "file": str(path.relative_to(folder.root)), "lines": len(lines)},
    )
    if before and before["file"] != str(path.relative_to(folder.root)):
        folder.path(before["file"]).unlink(missing_ok=True)
    return {"lines": len(lines)}


def _of_lines(table: pa.Table) -> list[pa.Table]:
    """The rows of each line that stands in enough articles to recur."""
    if not len(table):
        return []
    lines = table.column("line").to_numpy()
    starts = np.concatenate([[0], np.flatnonzero(lines[1:] != lines[:-1]) + 1])
    sizes = np.diff(np.concatenate([starts, [len(lines)]]))
    often = sizes >= RECURRENCE.pages
    return [
        table.slice(start, size)
        for start, size in zip(starts[often].tolist(), sizes[often].tolist(), strict=True)
    ]


def _recurring(table: pa.Table) -> dict[str, Any] | None:
    """What to keep of a line, if it recurs."""
    rows = table.to_pylist()
    first = rows[0]
    pages = [
        (row["page"], datetime.fromisoformat(row["published_at"]) if row["published_at"] else None)
        for row in rows
    ]
    if not recurring.recurs(first["line"], pages):
        return None
    names = ("outlet", "line", "article_id", "start", "end")
    return {name: first[name] for name in names} | {"pages": len({page for page, _ in pages})}
