"""Tables of a database as rows, and rows as JSON Lines, CSV or Parquet.

A row has the fields of its record, under the same names; a `Span` is two columns (`span_start`,
`span_end`). Nested values stay lists and objects in JSON Lines and Parquet and are JSON text in CSV.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import IO, TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from newsfold.codec import guarded
from newsfold.invisible import escaped, visible
from newsfold.records import (
    Article,
    Attribution,
    Claim,
    Derivation,
    Entity,
    Figure,
    NewsfoldError,
    Span,
    Story,
    TimeRef,
)
from newsfold.store import Store
from newsfold.unfinished import named_as

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Format = Literal["jsonl", "csv", "parquet"]

RECORDS: dict[str, type] = {
    "articles": Article,
    "stories": Story,
    "claims": Claim,
    "attributions": Attribution,
    "figures": Figure,
    "times": TimeRef,
    "entities": Entity,
    "derivations": Derivation,
}
# The way back to the page is for programs that hold the page: it is in the database, not in exports.
_OMITTED = {"page_text", "origin_map", "furniture"}
_ADDED: dict[str, dict[str, Any]] = {
    "articles": {"story_id": int},
    "stories": {"article_keys": tuple[str, ...], "outlets": tuple[str, ...], "origins": int},
    "attributions": {"text": str},
    "figures": {"text": str},
    "times": {"text": str},
    "derivations": {"story_id": int},
}
_BATCH = 1000  # rows a Parquet row group


def columns(table: str) -> dict[str, Any]:
    """The columns of a table in order, by name, each with the Python type of its values."""
    found: dict[str, Any] = {}
    for name, hint in (get_type_hints(RECORDS[table]) | _ADDED.get(table, {})).items():
        kind = _bare(hint)
        if kind is Span:
            found |= {f"{name}_start": int, f"{name}_end": int}
        elif name not in _OMITTED:
            found[name] = kind
    return found


def rows(store: Store, table: str, stories: Sequence[int] | None = None) -> Iterator[Row]:
    """The rows of a table, values as in JSON: times are ISO 8601 text, nested records objects.

    With `stories`, by id, only those of them and of their articles. Raises NewsfoldError for a table that is
    none of `RECORDS`.
    """
    if table not in RECORDS:
        raise NewsfoldError(f"there is no table {table!r} to export; name one of {', '.join(RECORDS)}")
    kinds = columns(table)
    text = lru_cache(maxsize=64)(lambda id: found.text if (found := store.article(id)) else "")
    for stored in store.table(table, stories):
        if table == "stories":
            stored |= _story_columns(store, stored)
        elif "text" in _ADDED.get(table, {}):
            stored["text"] = _words(stored, text(stored["article_id"]))
        yield {name: _value(stored[name], kind) for name, kind in kinds.items()}


def _story_columns(store: Store, stored: Row) -> Row:
    articles = store.articles(json.loads(stored["article_ids"]))
    keys = {article.id: article.key or article.id for article in articles}
    in_order = [keys[id] for id in json.loads(stored["article_ids"])]
    return {"article_keys": json.dumps(in_order), "origins": stored["origin_count"]}


def _words(stored: Row, text: str) -> str:
    """The characters that an annotation covers; of several spans, in order, with " … " between."""
    if "content" in stored:
        return " … ".join(text[span["start"] : span["end"]] for span in json.loads(stored["content"]))
    return text[stored["span_start"] : stored["span_end"]]


def _value(value: Any, kind: Any) -> Any:
    if value is None or kind in (str, int, float, datetime) or get_origin(kind) is Literal:
        return value
    return bool(value) if kind is bool else json.loads(value)


def _bare(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(kind for kind in get_args(hint) if kind is not type(None))
    return hint


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


def write(found: Iterable[Row], table: str, format: Format, out: IO[bytes], *, raw: bool = False) -> int:
    """Write the rows of a table to a binary file; returns how many. An empty table has its columns too.

    In CSV a text that a spreadsheet would take for a formula has an apostrophe before it, unless `raw`.
    """
    writers: dict[Format, Callable[[Iterable[Row], str, IO[bytes]], int]] = {
        "jsonl": _write_jsonl,
        "csv": partial(_write_csv, raw=raw),
        "parquet": _write_parquet,
    }
    return writers[format](found, table, out)


def write_file(found: Iterable[Row], table: str, format: Format, path: Path, *, raw: bool = False) -> int:
    """As `write`, to a file that appears, or is replaced, only once it is whole; returns the rows.

    What is there and is no plain file (a device, a pipe) is written to as it is.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            return write(found, table, format, out, raw=raw)
    part = path.with_name(f".{path.name}.part")
    try:
        with named_as(path, part):
            with part.open("wb") as out:
                number = write(found, table, format, out, raw=raw)
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return number


def _write_jsonl(found: Iterable[Row], table: str, out: IO[bytes]) -> int:
    number = 0
    for row in found:
        out.write(escaped(json.dumps(row, ensure_ascii=False)).encode() + b"\n")
        number += 1
    return number


def _write_csv(found: Iterable[Row], table: str, out: IO[bytes], *, raw: bool) -> int:
    on_screen = out.isatty()
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(columns(table))
        number = 0
        for row in found:
            cells = [_cell(value, raw) for value in row.values()]
            writer.writerow([visible(c) if on_screen and isinstance(c, str) else c for c in cells])
            number += 1
        return number
    finally:
        text.detach()


def _cell(value: Any, raw: bool) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return escaped(json.dumps(value, ensure_ascii=False))
    return guarded(value) if isinstance(value, str) and not raw else value


def _write_parquet(found: Iterable[Row], table: str, out: IO[bytes]) -> int:
    import pyarrow.parquet as pq

    number = 0
    with pq.ParquetWriter(out, _schema(table), compression="zstd") as writer:
        for batch in _batches(found, table):
            writer.write_table(batch)
            number += batch.num_rows
    return number


def to_arrow(found: Iterable[Row], table: str) -> pa.Table:
    """The rows of a table as one Arrow table, which has its columns where it is empty, too."""
    import pyarrow as pa

    schema = _schema(table)
    return pa.concat_tables([schema.empty_table(), *_batches(found, table)])


def _batches(found: Iterable[Row], table: str) -> Iterator[pa.Table]:
    import pyarrow as pa

    schema, rest = _schema(table), iter(found)
    times = [name for name, kind in columns(table).items() if kind is datetime]
    while batch := list(islice(rest, _BATCH)):
        for row in batch:
            row |= {name: datetime.fromisoformat(row[name]) for name in times if row[name]}
        yield pa.Table.from_pylist(batch, schema=schema)


def _schema(table: str) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(name, _arrow(kind)) for name, kind in columns(table).items()])


def _arrow(kind: Any) -> pa.DataType:
    import pyarrow as pa

    kind = _bare(kind)
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        # A pair of names, as in `found_in`, is a list of two.
        return pa.list_(_arrow(first if others in ([], [Ellipsis]) or len({first, *others}) == 1 else str))
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if kind in simple:
        return simple[kind]
    if kind is datetime:
        return pa.timestamp("us", tz="UTC")
    if get_origin(kind) is Literal:
        return pa.string()
    return pa.struct([(name, _arrow(hint)) for name, hint in get_type_hints(kind).items()])
