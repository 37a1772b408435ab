"""A whole newsroom in a folder of Parquet files, and back: every table as it stands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfold.records import DamagedError, NewsfoldError
from newsfold.store import Older, Store
from newsfold.unfinished import named_as

if TYPE_CHECKING:
    import pyarrow as pa

_LIST_NAME = "newsfold.json"
_ROWS_READ = 500  # rows that are held
_LARGEST_FOLDER_LIST = 1 << 20  # bytes


def export_all(store: Store, folder: Path) -> dict[str, int]:
    """Write every table to `folder`, a Parquet file each; returns how many rows each has.

    The folder appears once it is whole. Raises NewsfoldError where there is one with anything in it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NewsfoldError(f"{folder} is there already; name a folder that is not")
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with named_as(folder, part):
            part.mkdir(parents=True)
            with store.as_it_stands():
                rows = {
                    table: _written(store, table, columns, part) for table, columns in store.tables().items()
                }
            listed = {"format": "newsfold", "schema": store.schema_version, "rows": rows}
            (part / _LIST_NAME).write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return rows


def _written(store: Store, table: str, columns: dict[str, str], folder: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, _column_type(name, kind)) for name, kind in columns.items()])
    number = 0
    with pq.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd") as writer:
        for rows in store.whole(table):
            for row in rows:
                if row.get("vector") is not None:
                    row["vector"] = _vector_of(row["vector"])
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            number += len(rows)
    return number


def _column_type(name: str, kind: str) -> pa.DataType:
    import pyarrow as pa

    special = {"page_text": pa.string(), "origin_map": pa.string(), "vector": pa.list_(pa.float32())}
    return special.get(name) or {"INTEGER": pa.int64(), "REAL": pa.float64(), "BLOB": pa.binary()}.get(
        kind, pa.string()
    )


def _vector_of(vector: bytes) -> Any:
    import numpy as np

    return np.frombuffer(vector, dtype="<f4")


def _vector_bytes(vector: list[float]) -> bytes:
    import numpy as np

    return np.array(vector, dtype="<f4").tobytes()


def import_all(folder: Path, path: Path) -> dict[str, int]:
    """Make the database at `path` of what `export_all` wrote to `folder`; returns the rows of each table.

    A folder of an older version becomes a database of this one, whose stories are described anew where this
    one says more of them. The file appears once it is whole and has been looked through. Raises NewsfoldError
    where there is one, or where the folder holds something else, is of a schema before `Older.OLDEST` or
    of a newer version, or lacks or has changed anything.
    """
    if path.exists():
        raise NewsfoldError(f"{path} is there already; name a database that is not")
    made, expected = _folder_list(folder)
    part = path.with_name(f".{path.name}.part")
    try:
        with named_as(path, part), _as_written(folder):
            _remove_part(part)
            if made < Store.schema_version:
                rows = _filled_older(part, made, expected, folder)
            else:
                rows = _filled_new(part, expected, folder)
            part.rename(path)
    finally:
        _remove_part(part)
    return rows


def _filled_new(part: Path, expected: dict[str, int], folder: Path) -> dict[str, int]:
    """Fill a new database; what it has are the rows that are expected."""
    store = Store(part)
    try:
        with store.transaction():
            rows = {table: _filled(store, table, folder) for table in store.tables()}
            store.make_searchable()
        store.check_integrity()
    finally:
        store.close()
    _must_be_whole(rows, expected, folder)
    return rows


def _filled_older(part: Path, made: int, expected: dict[str, int], folder: Path) -> dict[str, int]:
    """Fill a database of an older schema, and bring it to this one."""
    older = Older(part, made)
    try:
        rows = {table: _filled(older, table, folder) for table in sorted(older.needed() | expected.keys())}
    finally:
        older.close()
    _must_be_whole(rows, expected, folder)
    store = Store(part, create=False)
    try:
        store.check_integrity()
    finally:
        store.close()
    return rows


def _must_be_whole(rows: dict[str, int], expected: dict[str, int], folder: Path) -> None:
    if wrong := [table for table, number in rows.items() if number != expected.get(table)]:
        raise NewsfoldError(f"{folder} is not whole: {', '.join(wrong)} had other rows when it was written")


def _folder_list(folder: Path) -> tuple[int, dict[str, int]]:
    """The schema of a folder, and how many rows each of its tables had."""
    if not folder.is_dir():
        raise NewsfoldError(f"{folder} is no folder; name one that newsfold export --all wrote")
    try:
        with (folder / _LIST_NAME).open("rb") as file:
            manifest = json.loads(file.read(_LARGEST_FOLDER_LIST))
        schema, rows = manifest["schema"], manifest["rows"]
        numbers = [schema, *rows.values()]
        if manifest["format"] != "newsfold" or not all(type(number) is int for number in numbers):
            raise ValueError
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NewsfoldError(f"{folder} was not written by: newsfold export --all") from error
    if schema > Store.schema_version:
        raise NewsfoldError(
            f"{folder} was written by a newer version of Newsfold (schema {schema}, this one reads up to "
            f"{Store.schema_version}); import it with that version"
        )
    if schema < Older.OLDEST:
        raise NewsfoldError(
            f"{folder} is of schema {schema}, and folders can be imported from schema {Older.OLDEST} on; "
            f"read its articles into a new database: newsfold read {folder / 'articles.parquet'} --db FILE"
        )
    return schema, dict(rows)


def _filled(store: Store | Older, table: str, folder: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = folder / f"{table}.parquet"
    try:
        with pq.ParquetFile(file) as parquet:
            store.must_fit(table, parquet.schema_arrow.names)
            return store.fill(table, _parquet_rows(parquet))
    except (pa.ArrowException, OSError) as error:
        raise NewsfoldError(f"{file} can't be read: {' '.join(str(error).split())[:200]}") from error
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise NewsfoldError(f"{file} holds what no such table does: {error}") from error


def _parquet_rows(parquet: Any) -> Iterator[dict[str, Any]]:
    for batch in parquet.iter_batches(batch_size=_ROWS_READ):
        for row in batch.to_pylist():
            if row.get("vector") is not None:
                row["vector"] = _vector_bytes(row["vector"])
            yield row


@contextmanager
def _as_written(folder: Path) -> Iterator[None]:
    """Say of the folder what is found wrong with the database that is made of it."""
    try:
        yield
    except DamagedError as error:
        why = str(error).partition("(")[2].partition("); ")[0]
        raise NewsfoldError(f"{folder} is not as it was written: {why}") from error


def _remove_part(part: Path) -> None:
    """Remove `part` and all beside it that an import which was killed left there."""
    for file in (part, *part.parent.glob(f"{escape(part.name)}-*")):
        file.unlink(missing_ok=True)
