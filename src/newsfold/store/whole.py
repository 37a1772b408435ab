"""All that a database holds, table by table as it stands, and a database filled with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from newsfold.codec import from_json
from newsfold.records import NewsfoldError, Segment
from newsfold.store import packed
from newsfold.store.database import as_dict
from newsfold.store.derived import derive_anew
from newsfold.store.errors import decoding, translated
from newsfold.store.integrity import Integrity
from newsfold.store.schema import DERIVED, SCHEMA_VERSION

_ROWS_FETCHED = 1000  # bounds the memory: rows that are held


class Whole(Integrity):
    """A database that can be written out and filled."""

    schema_version = SCHEMA_VERSION

    def tables(self) -> dict[str, dict[str, str]]:
        """The tables, and of each the columns with their SQL types; what search makes of them is left out."""
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        names = [row["name"] for row in self._rows(sql)]
        return {
            name: self._columns(name)
            for name in names
            if not name.startswith(("articles_search", "sqlite_")) and name not in DERIVED
        }

    def _columns(self, table: str) -> dict[str, str]:
        return {row["name"]: row["type"] for row in self._rows(f'PRAGMA table_info("{table}")')}

    @contextmanager
    def as_it_stands(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever other processes write."""
        with self._lock, translated(self.path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")

    @decoding
    def whole(self, table: str) -> Iterator[list[dict[str, Any]]]:
        """The rows of a table, a thousand at a time, without what is packed."""
        columns = ", ".join(f'"{name}"' for name in self._columns(table))
        cursor = self._db.execute(f'SELECT {columns} FROM "{table}" ORDER BY 1, 2')
        while batch := cursor.fetchmany(_ROWS_FETCHED):
            rows = [as_dict(row) for row in batch]
            for row in rows:
                if table == "articles":
                    packed.unpack(row)
            yield rows

    def fill(self, table: str, rows: Iterable[dict[str, Any]]) -> int:
        """Put rows that `whole` gave into a table of a new database, in a transaction; returns how many."""
        number = 0
        for row in rows:
            if table == "articles":
                packed.pack(row, from_json(tuple[Segment, ...], json.loads(row["origin_map"])))
            self._insert(table, [row], "INSERT OR REPLACE" if table == "meta" else "INSERT")
            number += 1
        return number

    def make_searchable(self) -> None:
        """Work out what search needs of all articles, inside a transaction."""
        self._db.execute("INSERT INTO articles_search (articles_search) VALUES ('rebuild')")
        derive_anew(self._db)

    def must_fit(self, table: str, columns: Sequence[str]) -> None:
        """Raise NewsfoldError where rows of a table do not have the columns that it has here."""
        expected = self._columns(table)
        if sorted(columns) != sorted(expected):
            other = ", ".join(sorted(set(columns) ^ set(expected)))
            raise NewsfoldError(f"the table {table} has other columns than this version of Newsfold: {other}")
