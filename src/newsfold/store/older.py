"""A database of an older schema, filled with its tables' rows; opening it brings it to this schema."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsfold.codec import from_json
from newsfold.records import NewsfoldError, Segment
from newsfold.store import packed
from newsfold.store.database import connected, reading_mode
from newsfold.store.errors import translated
from newsfold.store.migration import OLDEST
from newsfold.store.schema import BY_ARTICLE, BY_STORY, DERIVED, SCHEMA_VERSION, THREADS, schema

_PACKED_SINCE = 7  # the first schema in which pages and origin maps are packed by their articles
# Tables that came later, and that nothing fills: the first schema that has them.
_TABLE_SINCE = {"outlets": 9, **dict.fromkeys((*THREADS, "changes", "unlogged"), 9)}
# The columns of a table up to a schema, where later ones have others. Of what describing fills nothing stands
# here: with other columns it is found anew.
_OTHERWISE = {"lines": (6, {"line", "article_id"})}
_RENAMED = {"articles": (8, {"boilerplate": "furniture"})}  # the last schema with the old name, and the names


class Older:
    """A new file at `path` of schema `made`, `Older.OLDEST` or later, without keys and types.

    Migration makes every table anew whose definition is another, so that those of then are not needed.
    """

    OLDEST = 5

    def __init__(self, path: Path, made: int) -> None:
        self.path = path
        self._made = made
        with translated(path):
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("BEGIN")
        self._tables = _current_columns()
        self._fitting: set[str] = set()

    def needed(self) -> set[str]:
        """The tables that describing can't fill, which such a database must have."""
        later = {table for table, first in _TABLE_SINCE.items() if first > self._made}
        return set(self._tables) - BY_ARTICLE.keys() - BY_STORY.keys() - later

    def must_fit(self, table: str, columns: Sequence[str]) -> None:
        """Raise NewsfoldError where a table that describing can't fill has not the columns that it had."""
        if table not in self._tables:
            raise NewsfoldError(f"there is no table {table}")
        other = ", ".join(sorted(set(columns) ^ self._columns(table)))
        if other and table in self.needed():
            raise NewsfoldError(f"the table {table} had other columns in that version: {other}")
        if not other:
            self._fitting.add(table)

    def fill(self, table: str, rows: Iterable[dict[str, Any]]) -> int:
        """Add a table with its rows, as `whole` of that version gave them; returns how many they are.

        Call `must_fit` before. Of a table that describing fills and that has other columns now, the rows are
        counted alone.
        """
        if table not in self._fitting:
            return sum(1 for _ in rows)
        columns = sorted(self._columns(table))
        names = ", ".join(f'"{name}"' for name in columns)
        insert = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
        number = 0
        with translated(self.path):
            self._db.execute(f"CREATE TABLE {table} ({names})")
            for row in rows:
                self._pack(table, row)
                self._db.execute(insert, [row[name] for name in columns])
                number += 1
        return number

    def close(self) -> None:
        """Keep what was filled in, and close the file."""
        with translated(self.path):
            try:
                self._db.execute("COMMIT")
            finally:
                self._db.close()

    def _columns(self, table: str) -> set[str]:
        last, columns = _OTHERWISE.get(table, (0, set[str]()))
        if self._made <= last:
            return columns
        last, former = _RENAMED.get(table, (0, dict[str, str]()))
        return {former.get(name, name) if self._made <= last else name for name in self._tables[table]}

    def _pack(self, table: str, row: dict[str, Any]) -> None:
        if table != "articles":
            return
        if self._made >= _PACKED_SINCE:
            packed.pack(row, from_json(tuple[Segment, ...], json.loads(row["origin_map"])))
        else:
            row["page_text"] = zlib.compress(row["page_text"].encode())


def older_schema(path: Path) -> int | None:
    """The schema of the database at `path` where that is one which opening it brings to this version's."""
    if not path.is_file():
        return None
    with suppress(sqlite3.Error, TypeError, ValueError):
        db = connected(path, reading_mode(path))
        try:
            (made,) = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() or ("",)
            return int(made) if OLDEST <= int(made) < SCHEMA_VERSION else None
        finally:
            db.close()
    return None


def _current_columns() -> dict[str, set[str]]:
    """The tables of this schema, without those of search, and their columns."""
    db = sqlite3.connect(":memory:")
    try:
        db.executescript(schema())
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: {row[1] for row in db.execute(f"PRAGMA table_info({name})")}
            for name in names
            if not name.startswith(("articles_search", "sqlite_")) and name not in DERIVED
        }
    finally:
        db.close()
