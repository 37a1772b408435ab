"""Tables of a database as rows, and rows as JSON Lines, CSV or Parquet.

A row has the fields of its record, under the same names; a `Span` is two columns (`span_start`,
`span_end`). Nested values stay lists and objects in JSON Lines and Parquet and are JSON text in CSV; times
inside them are text. With `with_text`, every span inside a nested value has its characters beside it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice, pairwise
from pathlib import Path
from types import UnionType
from typing import IO, TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from newsfold.codec import guarded, to_jsonable
from newsfold.invisible import escaped, visible
from newsfold.records import (
    AccountSentence,
    Article,
    Attribution,
    Claim,
    Derivation,
    Difference,
    Entity,
    Figure,
    FigureSeries,
    Mention,
    NewsfoldError,
    Origin,
    Span,
    Story,
    Thread,
    TimelineEntry,
    TimeRef,
)
from newsfold.store import Store
from newsfold.unfinished import whole_file

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Format = Literal["jsonl", "csv", "parquet"]

Text = Callable[[str], str]  # the text of an article, by its id


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One thing that two versions of a page, of which the new follows the old, have otherwise.

    `ordered` is false where nothing tells which is the later; `silent` where the new one does not say that it
    changed. A title has no span: it is no part of the text.
    """

    story_id: int
    url: str
    outlet: str
    old_id: str
    new_id: str
    ordered: bool
    silent: bool
    kind: Literal["added", "removed", "changed", "title"]
    old: Span | None
    new: Span | None
    old_text: str | None
    new_text: str | None


RECORDS: dict[str, type] = {
    "articles": Article,
    "stories": Story,
    "claims": Claim,
    "attributions": Attribution,
    "figures": Figure,
    "times": TimeRef,
    "entities": Entity,
    "derivations": Derivation,
    "mentions": Mention,
    "differences": Difference,
    "account": AccountSentence,
    "timeline": TimelineEntry,
    "series": FigureSeries,
    "origins": Origin,
    "revisions": Revision,
    "threads": Thread,
}
# The way back to the page is for programs that hold the page: it is in the database, not in exports.
_OMITTED = {"page_text", "origin_map", "boilerplate"}
_EXPORTED_BESIDE: dict[str, dict[str, Any]] = {
    "articles": {"story_id": int},
    "stories": {"article_keys": tuple[str, ...], "outlets": tuple[str, ...], "origins": int},
    "attributions": {"text": str},
    "figures": {"text": str},
    "times": {"text": str},
    "mentions": {"text": str},
    "derivations": {"story_id": int},
    "differences": {"story_id": int},
    "account": {"story_id": int},
    "timeline": {"story_id": int},
    "series": {"story_id": int},
    "origins": {"story_id": int},
    "threads": {"article_keys": tuple[str, ...], "outlets": tuple[str, ...]},
}
# With text: columns for the words of spans whose article is the row's, and where these spans are.
_SPAN_COLUMNS = {
    "derivations": {"text": "spans"},
    "attributions": {"source_text": "source", "cue_text": "cue"},
}
_GROUP_ROWS = 1000  # rows a Parquet row group


@dataclass(frozen=True, slots=True)
class _WithWords:
    """A kind of value in which every span has its characters beside it."""

    kind: Any


def table_columns(table: str, *, with_text: bool = False) -> dict[str, Any]:
    """The columns of a table in order, by name, each with the type of its values."""
    kinds: dict[str, Any] = {}
    for name, hint in (get_type_hints(RECORDS[table]) | _EXPORTED_BESIDE.get(table, {})).items():
        kind = _not_none(hint)
        if kind is Span:
            kinds |= {f"{name}_start": int, f"{name}_end": int}
        elif name not in _OMITTED:
            kinds[name] = _WithWords(kind) if with_text and _has_spans(kind) else kind
    return kinds | (dict.fromkeys(_SPAN_COLUMNS.get(table, {}), str) if with_text else {})


def _has_spans(kind: Any) -> bool:
    """Whether in values of that kind stand spans that say of which article they are."""
    kind = _not_none(kind)
    if get_origin(kind) is tuple:
        return any(map(_has_spans, get_args(kind)))
    if not is_dataclass(kind):
        return False
    hints = get_type_hints(kind)
    return "span" in hints or any(map(_has_spans, hints.values()))


def rows(
    store: Store, table: str, stories: Sequence[int] | None = None, *, with_text: bool = False
) -> Iterator[Row]:
    """The rows of a table, values as in JSON: times are ISO 8601 text, nested records objects.

    With `stories`, by id, only those of them and of their articles. Raises NewsfoldError for a table that is
    none of `RECORDS`.
    """
    if table not in RECORDS:
        raise NewsfoldError(f"there is no table {table!r} to export; name one of {', '.join(RECORDS)}")
    kinds = table_columns(table, with_text=with_text)
    text = lru_cache(maxsize=64)(lambda id: article.text if (article := store.article(id)) else "")
    if table == "revisions":
        yield from _revisions(store, stories)
        return
    if table == "threads":
        yield from _exported_threads(store, stories)
        return
    for stored in store.table(table, stories):
        if table == "stories":
            stored |= _story_columns(store, stored)
        elif "text" in _EXPORTED_BESIDE.get(table, {}):
            stored["text"] = _annotated_text(stored, text(stored["article_id"]))
        for name, spans in _SPAN_COLUMNS.get(table, {}).items() if with_text else ():
            stored[name] = _text_of_several(stored[spans], text(stored["article_id"]))
        yield {name: _json_value(stored[name], kind, text) for name, kind in kinds.items()}


def _revisions(store: Store, stories: Sequence[int] | None) -> Iterator[Row]:
    """What versions of pages have otherwise, by story and address, in order of the text."""
    from newsfold.clean import changes, told_apart, versions
    from newsfold.compare import outlet_name

    for story, ids in store.under_one_address(stories):
        for group in versions(store.articles(ids)):
            for old, new in pairwise(group):
                revision, ordered = changes(old, new), told_apart(old, new)
                for change in revision.changes:
                    title = change.kind == "title"
                    pair = ((change.old, old), (change.new, new))
                    texts = [a.title if title else span.of(a.text) if span else None for span, a in pair]
                    yield {
                        "story_id": story,
                        "url": new.address or new.url or "",
                        "outlet": outlet_name(new),
                        "old_id": old.id,
                        "new_id": new.id,
                        "ordered": ordered,
                        "silent": ordered and revision.silent,
                        "kind": change.kind,
                        "old_start": change.old.start if change.old else None,
                        "old_end": change.old.end if change.old else None,
                        "new_start": change.new.start if change.new else None,
                        "new_end": change.new.end if change.new else None,
                        "old_text": texts[0],
                        "new_text": texts[1],
                    }


def _exported_threads(store: Store, stories: Sequence[int] | None) -> Iterator[Row]:
    """Threads, the one with the newest article first; of these stories, by id, those that hold any."""
    wanted = None if stories is None else set(stories)
    for thread in store.threads():
        if wanted is None or not wanted.isdisjoint(thread.story_ids):
            summaries = store.summaries_of(thread.story_ids)
            articles = [id for summary in summaries for id in summary.story.article_ids]
            keys = store.keys(articles)
            yield {
                **to_jsonable(thread),
                "article_keys": [keys[id] for id in articles],
                "outlets": sorted({outlet for summary in summaries for outlet in summary.outlets}),
            }


def _story_columns(store: Store, stored: Row) -> Row:
    ids = json.loads(stored["article_ids"])
    keys = store.keys(ids)
    in_order = [keys[id] for id in ids]
    return {"article_keys": json.dumps(in_order), "origins": stored["origin_count"]}


def _annotated_text(stored: Row, text: str) -> str:
    """The characters that an annotation covers."""
    if "content" in stored:
        return _text_of_several(stored["content"], text)
    return text[stored["span_start"] : stored["span_end"]]


def _text_of_several(spans: str, text: str) -> str:
    """The characters of several spans, in order, with " … " between."""
    return " … ".join(text[span["start"] : span["end"]] for span in json.loads(spans))


def _json_value(value: Any, kind: Any, text: Text) -> Any:
    if isinstance(kind, _WithWords):
        return _with_span_text(_json_value(value, kind.kind, text), text)
    if value is None or kind in (str, int, float, datetime) or get_origin(kind) is Literal:
        return value
    return bool(value) if kind is bool else json.loads(value)


def _with_span_text(value: Any, text: Text) -> Any:
    """A value as in JSON, with its characters beside every span that says of which article it is."""
    if isinstance(value, list):
        return [_with_span_text(part, text) for part in value]
    if not isinstance(value, dict):
        return value
    worded = {name: _with_span_text(part, text) for name, part in value.items()}
    if "span" in value and "article_id" in value:
        worded["text"] = text(value["article_id"])[value["span"]["start"] : value["span"]["end"]]
    return worded


def _not_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(kind for kind in get_args(hint) if kind is not type(None))
    return hint


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


def write(
    rows_written: Iterable[Row],
    table: str,
    format: Format,
    out: IO[bytes],
    *,
    raw: bool = False,
    with_text: bool = False,
) -> int:
    """Write the rows of a table to a binary file; returns how many. An empty table has its columns too.

    In CSV a text that a spreadsheet would take for a formula has an apostrophe before it, unless `raw`.
    `with_text` says that the rows were made with words.
    """
    writers: dict[Format, Callable[[Iterable[Row], dict[str, Any], IO[bytes]], int]] = {
        "jsonl": _write_jsonl,
        "csv": partial(_write_csv, raw=raw),
        "parquet": _write_parquet,
    }
    return writers[format](rows_written, table_columns(table, with_text=with_text), out)


def write_file(
    rows_written: Iterable[Row],
    table: str,
    format: Format,
    path: Path,
    *,
    raw: bool = False,
    with_text: bool = False,
) -> int:
    """As `write`, to a file that appears, or is replaced, only once it is whole; returns the rows.

    What is there and is no plain file (a device, a pipe) is written to as it is.
    """
    with whole_file(path) as out:
        return write(rows_written, table, format, out, raw=raw, with_text=with_text)


def _write_jsonl(rows_written: Iterable[Row], kinds: dict[str, Any], out: IO[bytes]) -> int:
    number = 0
    for row in rows_written:
        out.write(escaped(json.dumps(row, ensure_ascii=False)).encode() + b"\n")
        number += 1
    return number


def _write_csv(rows_written: Iterable[Row], kinds: dict[str, Any], out: IO[bytes], *, raw: bool) -> int:
    on_screen = out.isatty()
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(kinds)
        number = 0
        for row in rows_written:
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


def _write_parquet(rows_written: Iterable[Row], kinds: dict[str, Any], out: IO[bytes]) -> int:
    import pyarrow.parquet as pq

    number = 0
    with pq.ParquetWriter(out, _schema(kinds), compression="zstd") as writer:
        for batch in _batches(rows_written, kinds):
            writer.write_table(batch)
            number += batch.num_rows
    return number


def to_arrow(rows_written: Iterable[Row], table: str, *, with_text: bool = False) -> pa.Table:
    """The rows of a table as one Arrow table, which has its columns where it is empty, too."""
    import pyarrow as pa

    kinds = table_columns(table, with_text=with_text)
    return pa.concat_tables([_schema(kinds).empty_table(), *_batches(rows_written, kinds)])


def _batches(rows_written: Iterable[Row], kinds: dict[str, Any]) -> Iterator[pa.Table]:
    import pyarrow as pa

    schema, rest = _schema(kinds), iter(rows_written)
    times = [name for name, kind in kinds.items() if kind is datetime]
    while batch := list(islice(rest, _GROUP_ROWS)):
        for row in batch:
            row |= {name: datetime.fromisoformat(row[name]) for name in times if row[name]}
        yield pa.Table.from_pylist(batch, schema=schema)


def _schema(kinds: dict[str, Any]) -> pa.Schema:
    import pyarrow as pa

    times = pa.timestamp("us", tz="UTC")
    return pa.schema(
        [(name, times if kind is datetime else _arrow_type(kind)) for name, kind in kinds.items()]
    )


def _arrow_type(kind: Any, *, with_text: bool = False) -> pa.DataType:
    """The type of values in a column, `with_text` or not."""
    import pyarrow as pa

    if isinstance(kind, _WithWords):
        return _arrow_type(kind.kind, with_text=True)
    kind = _not_none(kind)
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        # A pair of names, as in `found_in`, is a list of two.
        inner = first if others in ([], [Ellipsis]) or len({first, *others}) == 1 else str
        return pa.list_(_arrow_type(inner, with_text=with_text))
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), datetime: pa.string()}
    if kind in simple:
        return simple[kind]
    if get_origin(kind) is Literal:
        return pa.string()
    hints = get_type_hints(kind)
    fields = [(name, _arrow_type(hint, with_text=with_text)) for name, hint in hints.items()]
    return pa.struct([*fields, ("text", pa.string())] if with_text and "span" in hints else fields)
