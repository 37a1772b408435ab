"""Articles of all pieces by day: segments, files of one day that are written once and never change.

A day has a segment for each call that brought it something new. What has no day is a day of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import floor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from newsfold.archive.articles import ARTICLES, number_of
from newsfold.archive.engines import Row
from newsfold.archive.folder import UNDATED, ArchiveState, Folder, key_of

GROUP = 512  # rows of a row group, so that a row's group follows from its number
_ARTICLES_A_UNIT = 10_000  # bounds a unit of work: articles whose days are written together
_READ = 256  # bounds the memory: rows read at a time


def waiting(parts: Mapping[str, ArchiveState], segments: Mapping[str, ArchiveState]) -> list[Row]:
    """What of the pieces stands in no segment yet: a row for a day and a piece, by groups of days."""
    done = {(state["day"], part) for state in segments.values() for part in state["parts"]}
    files: dict[str, list[str]] = defaultdict(list)
    for state in segments.values():
        if state["file"]:
            files[state["day"]].append(state["file"])
    rows = [
        {"day": day, "part": part, "articles": count, "files": state["files"], "before": sorted(files[day])}
        for part, state in parts.items()
        for day, count in state["days"].items()
        if (day, part) not in done
    ]
    return list(_with_groups(sorted(rows, key=lambda row: (row["day"], row["part"]))))


def _with_groups(rows: list[Row]) -> Iterator[Row]:
    """The same, with the name of a group of whole days each."""
    name, size = "", _ARTICLES_A_UNIT
    for day, some in groupby(rows, key=lambda row: str(row["day"])):
        listed = list(some)
        if size >= _ARTICLES_A_UNIT:
            name, size = day, 0
        size += sum(row["articles"] for row in listed)
        yield from (row | {"group": name} for row in listed)


def settle_days(rows: list[Row], root: str, width: float) -> Row:
    """A unit: the new segments of a group of days. `width` is that of the buckets of time, in days."""
    folder = Folder(Path(root))
    articles = 0
    ordered = sorted(rows, key=lambda row: (row["day"], row["part"]))
    for day, some in groupby(ordered, key=lambda row: str(row["day"])):
        articles += _segment(folder, day, list(some), width)
    return {"articles": articles}


def _segment(folder: Folder, day: str, rows: list[Row], width: float) -> int:
    parts = [row["part"] for row in rows]
    key = key_of("segment", day, parts)
    known = {id for file in rows[0]["before"] for id in _ids(folder.path(file))}
    files = [folder.path("parts", name) for row in rows for name in row["files"]]
    path = folder.path("articles", f"day={day}", f"{key}.parquet")
    count, stated = 0, Counter[str]()
    with (
        folder.writing(path) as unfinished,
        pq.ParquetWriter(unfinished, ARTICLES, compression="zstd") as writer,
    ):
        for batch in _batched(_fresh(files, day, known)):
            writer.write_table(batch, row_group_size=GROUP)
            count += len(batch)
            stated.update(_bucket(value, width) for value in batch.column("stated").drop_null().to_pylist())
    if not count:
        path.unlink()
    folder.commit(
        "segments",
        key,
        {
            "day": day,
            "parts": parts,
            "articles": count,
            "file": str(path.relative_to(folder.root)) if count else None,
            "stated": dict(
                sorted(stated.items())
            ),  # rows that name an earlier day, by the bucket that it is in
        },
    )
    return count


def _bucket(position: float, width: float) -> str:
    return str(floor(position / width))


def bucket_of(day: str, width: float) -> str:
    """The bucket of time that a day begins in."""
    return UNDATED if day == UNDATED else _bucket(number_of(day), width)


def _ids(path: Path) -> list[str]:
    ids: list[str] = pq.read_table(path, columns=["id"]).column("id").to_pylist()
    return ids


def _fresh(files: Iterable[Path], day: str, known: set[str]) -> Iterator[pa.Table]:
    """The rows of a day whose ids are not known, each once, few at a time."""
    for file in files:
        scanned = ds.dataset(file, schema=ARTICLES, format="parquet").scanner(
            filter=pc.field("day") == day, batch_size=_READ, use_threads=False
        )
        for batch in scanned.to_batches():
            keep = []
            for at, id in enumerate(batch.column("id").to_pylist()):
                if id not in known:
                    known.add(id)
                    keep.append(at)
            if keep:
                yield pa.Table.from_batches([batch]).take(keep)


def _batched(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Rows in tables of `GROUP`, the last one shorter."""
    held: list[pa.Table] = []
    size = 0
    for table in tables:
        held.append(table)
        size += len(table)
        while size >= GROUP:
            together = pa.concat_tables(held)
            yield together.slice(0, GROUP)
            held, size = [together.slice(GROUP)], size - GROUP
    if size:
        yield pa.concat_tables(held).combine_chunks()


def drop_settled(
    folder: Folder, parts: Mapping[str, ArchiveState], segments: Mapping[str, ArchiveState]
) -> None:
    """Remove the pieces' own copies of articles of which each stands in a segment."""
    done: dict[str, set[str]] = defaultdict(set)
    for state in segments.values():
        for part in state["parts"]:
            done[part].add(state["day"])
    for part, state in parts.items():
        if done[part] >= state["days"].keys():
            for name in state["files"]:
                folder.path("parts", name).unlink(missing_ok=True)


def rows_of(path: Path, numbers: list[int], names: list[str]) -> list[dict[str, Any]]:
    """These rows of a segment, by their numbers, sorted and each once; only the named columns."""
    file = pq.ParquetFile(path)
    rows: list[dict[str, Any]] = []
    for group, some in groupby(numbers, key=lambda number: number // GROUP):
        table = file.read_row_group(group, columns=names, use_threads=False)
        rows += table.take([number % GROUP for number in some]).to_pylist()
    return rows
