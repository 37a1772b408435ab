"""The catalogue: what lists of stories ask of all of them at once, kept as columns of numbers.

Rows of tables are read one by one, which takes a second for 200,000 articles; columns are read at once. They
follow from the other tables. Who changes a story marks its chunk as changed, in the same transaction; a
chunk is made anew before it is next needed, by whoever writes next or by the reader that needs it: in the
file, or, where that can't be written now, for this one question.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsfold.store.catalogue_parts import (
    CATALOGUE_PARTS,
    DTYPES,
    SIGNS,
    SQL,
    STORIES_A_ROW,
    catalogue_columns,
)
from newsfold.store.database import Database
from newsfold.store.errors import translated

_CHANGED, _ID = "changed", "id"
_CHUNKS_STORED = 40  # bounds a transaction: chunks


class CatalogueColumns:
    """The catalogue at one moment. `stories` has a row for each, by id; rows of other parts lead to it."""

    def __init__(self, blobs: Mapping[str, list[bytes]]) -> None:
        self.stories = np.frombuffer(b"".join(blobs["stories"]), dtype=DTYPES["stories"])
        sizes = [len(blob) // DTYPES["stories"].itemsize for blob in blobs["stories"]]
        self._begin = np.cumsum([0, *sizes])[:-1]
        self._blobs = blobs

    def __len__(self) -> int:
        return len(self.stories)

    def part(self, name: str) -> NDArray[np.void]:
        """The rows of a part, in order of their stories."""
        return np.frombuffer(b"".join(self._blobs[name]), dtype=DTYPES[name])

    def of(self, name: str, part: NDArray[np.void]) -> NDArray[np.int64]:
        """The story, as its row in `stories`, of each row of a part."""
        counts = [len(blob) // DTYPES[name].itemsize for blob in self._blobs[name]]
        stories: NDArray[np.int64] = part["story"] + np.repeat(self._begin, counts)
        return stories

    def signs(self) -> NDArray[np.uint8]:
        """The signs of each article's vector, in the order of the part `articles`."""
        (rows,) = self.part("articles").shape
        table = np.frombuffer(b"".join(self._blobs[SIGNS]), dtype=np.uint8)
        return table.reshape(rows, len(table) // rows if rows else 0)


class Catalogue(Database):
    """The tables `catalogue` and `catalogue_values`."""

    def changed(self, stories: Iterable[int]) -> None:
        """Say, inside a transaction, that these stories, by id, are not what the catalogue has of them."""
        chunks = {id // STORIES_A_ROW for id in stories}
        sql = "INSERT OR IGNORE INTO catalogue (part, chunk) VALUES (?, ?)"
        self._db.executemany(sql, [(_CHANGED, chunk) for chunk in sorted(chunks)])
        self._name()

    def renew(self) -> None:
        """Bring the catalogue up to date; call it outside of transactions."""
        while chunks := self._to_renew()[:_CHUNKS_STORED]:
            with self.transaction():
                self._store(chunks)

    def forget_unused(self) -> None:
        """Let go of outlets, languages and names that no story has any more."""
        self.renew()
        with self.columns(DTYPES) as columns:
            kinds = [name for name, kind in DTYPES.items() if "number" in (kind.names or ())]
            used = {int(number) for name in kinds for number in np.unique(columns.part(name)["number"])}
        with self.transaction():
            known = {row["number"] for row in self._rows("SELECT number FROM catalogue_values")}
            gone = [(number,) for number in sorted(known - used)]
            self._db.executemany("DELETE FROM catalogue_values WHERE number = ?", gone)

    @contextmanager
    def columns(self, names: Collection[str]) -> Iterator[CatalogueColumns]:
        """These parts of the catalogue; what is read inside is of the same moment."""
        if self.writable and self._to_renew():
            self._renew_if_free()
        with self._lock, translated(self.path):
            self._db.execute("BEGIN")
            try:
                yield self._loaded({"stories", *names})
            finally:
                self._unstored = None
                self._db.execute("ROLLBACK")

    def database_id(self) -> str:
        """What tells this database from others; it stays while articles come and go."""
        rows = self._rows("SELECT data FROM catalogue WHERE part = ?", [_ID])
        if rows and isinstance(rows[0]["data"], bytes):
            return rows[0]["data"].hex()
        return next(
            (f"-{row['id']}" for row in self._rows("SELECT id FROM articles ORDER BY row LIMIT 1")), ""
        )

    def numbers_of(self, kind: str, values: Collection[str]) -> list[int]:
        """The numbers of those of these values that any story has."""
        number = self._numbers()
        numbers = (number.known(kind, value) for value in values)
        return sorted({value_number for value_number in numbers if value_number is not None})

    def outlet_numbers(self, name: str) -> list[int]:
        """The number of an outlet; where none is called so, of those whose name differs in capitals alone."""
        if numbers := self.numbers_of("outlet", [name]):
            return numbers
        wanted = name.casefold()
        names = self._numbers().all("outlet")
        return sorted(number for outlet, number in names.items() if outlet.casefold() == wanted)

    def values_of(self, numbers: Collection[int]) -> dict[int, str]:
        """The values that numbers stand for."""
        rows = self._in("SELECT number, value FROM catalogue_values WHERE number IN ({})", sorted(numbers))
        stored = {row["number"]: row["value"] for row in rows}
        return stored | {n: value for n, value in self._numbers().own.items() if n in numbers}

    _unstored: _Numbers | None = None

    def _numbers(self) -> _Numbers:
        if self._unstored is None:
            self._unstored = _Numbers(self._db, store=False)
        return self._unstored

    def _to_renew(self) -> list[int]:
        rows = self._rows("SELECT chunk FROM catalogue WHERE part = ? ORDER BY chunk", [_CHANGED])
        return [row["chunk"] for row in rows]

    def _renew_if_free(self) -> None:
        """Bring the catalogue up to date where nobody else writes, and the disk takes it."""
        with self._lock:
            (patience,) = self._db.execute("PRAGMA busy_timeout").fetchone()
            self._db.execute("PRAGMA busy_timeout = 0")
            try:
                while chunks := self._to_renew()[:_CHUNKS_STORED]:
                    self._db.execute("BEGIN IMMEDIATE")
                    try:
                        self._store(chunks)
                        self._db.execute("COMMIT")
                    finally:
                        if self._db.in_transaction:
                            self._db.execute("ROLLBACK")
            except sqlite3.OperationalError:
                return  # it is made for this question alone
            finally:
                self._db.execute(f"PRAGMA busy_timeout = {int(patience)}")

    def _store(self, chunks: Iterable[int]) -> None:
        """Make chunks anew, inside a transaction."""
        self._name()
        numbers = _Numbers(self._db, store=True)
        for chunk in chunks:
            made = self._made(chunk, numbers)
            rows = [(name, chunk, data) for name, data in made.items()]
            self._db.executemany("INSERT OR REPLACE INTO catalogue VALUES (?, ?, ?)", rows)
            self._db.execute("DELETE FROM catalogue WHERE part = ? AND chunk = ?", [_CHANGED, chunk])

    def _name(self) -> None:
        """Give the database, once, what tells it from others."""
        sql = "INSERT OR IGNORE INTO catalogue (part, chunk, data) VALUES (?, 0, ?)"
        self._db.execute(sql, [_ID, os.urandom(8)])

    def _made(self, chunk: int, numbers: _Numbers) -> dict[str, bytes]:
        ends = [chunk * STORIES_A_ROW, chunk * STORIES_A_ROW + STORIES_A_ROW - 1]
        return catalogue_columns({name: self._rows(sql, ends) for name, sql in SQL.items()}, numbers)

    def _loaded(self, names: Collection[str]) -> CatalogueColumns:
        made = {chunk: self._made(chunk, self._numbers()) for chunk in self._to_renew()}
        blobs: dict[str, list[bytes]] = {}
        for name in names:
            assert name in CATALOGUE_PARTS
            rows = self._rows("SELECT chunk, data FROM catalogue WHERE part = ?", [name])
            stored = {row["chunk"]: row["data"] for row in rows}
            stored |= {chunk: chunk_columns[name] for chunk, chunk_columns in made.items()}
            blobs[name] = [stored[chunk] for chunk in sorted(stored)]
        return CatalogueColumns(blobs)


class _Numbers:
    """The number of each value of a kind, given when it is first asked for: in the file, or here alone."""

    def __init__(self, db: sqlite3.Connection, *, store: bool) -> None:
        self._db = db
        self._store = store
        self._given: dict[tuple[str, str], int] = {}
        self.own: dict[int, str] = {}  # those given here alone

    def known(self, kind: str, value: str) -> int | None:
        """The number of a value, if it has one."""
        key = (kind, value)
        if key not in self._given:
            sql = "SELECT number FROM catalogue_values WHERE kind = ? AND value = ?"
            rows: list[Any] = self._db.execute(sql, key).fetchall()
            if not rows:
                return None
            self._given[key] = int(rows[0][0])
        return self._given[key]

    def all(self, kind: str) -> dict[str, int]:
        """All values of a kind with their numbers."""
        rows = self._db.execute("SELECT value, number FROM catalogue_values WHERE kind = ?", [kind])
        given = {value: number for (of, value), number in self._given.items() if of == kind}
        return {row[0]: int(row[1]) for row in rows} | given

    def __call__(self, kind: str, value: str) -> int:
        assigned = self.known(kind, value)
        if assigned is None:
            assigned = self._next()
            self._given[kind, value] = assigned
            if self._store:
                sql = "INSERT INTO catalogue_values (number, kind, value) VALUES (?, ?, ?)"
                self._db.execute(sql, [assigned, kind, value])
            else:
                self.own[assigned] = value
        return assigned

    def _next(self) -> int:
        (last,) = self._db.execute("SELECT coalesce(max(number), 0) FROM catalogue_values").fetchone()
        return 1 + max(int(last), max(self.own, default=0))
