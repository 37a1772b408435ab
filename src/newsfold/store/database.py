"""A SQLite file: opened or made with our tables, transactions, one reader-in at a time."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsfold.records import BusyError, NewsfoldError
from newsfold.store.schema import SCHEMA_VERSION, indexes, schema


@contextmanager
def held(path: str | Path, refusal: NewsfoldError) -> Iterator[None]:
    """Hold `path` against other processes, or raise `refusal` where one has it.

    A lock on a second, empty database file: SQLite frees it when its process ends, however it ends.
    """
    try:
        guard = sqlite3.connect(f"{path}-lock", timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise NewsfoldError(f"{path}-lock can't be written: {error}") from error
    try:
        try:
            guard.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise refusal from error
        yield
    finally:
        guard.close()


class Connection:
    """An open SQLite file that several threads may use. Who opens it sets `_db`."""

    _db: sqlite3.Connection

    def __init__(self) -> None:
        self._lock = threading.RLock()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or, after an error, not at all."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()


class Database(Connection):
    """The database at `path`, made if it is not there. Safe to use from several threads."""

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        super().__init__()
        self.path = Path(path)
        if not create and not self.path.exists():
            raise NewsfoldError(
                f"there is no database at {path}; make one with: newsfold read SOURCE --db {path}"
            )
        try:
            self._db = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.row_factory = sqlite3.Row
            try:
                self._open()
            except BaseException:
                self._db.close()
                raise
        except sqlite3.Error as error:
            raise NewsfoldError(f"{path} can't be used as a database: {error}") from error

    def _open(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        with self.transaction():
            if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                if self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
                    raise NewsfoldError(f"{self.path} is a database of something else; name another file")
                for statement in schema().split(";\n"):
                    self._db.execute(statement)
                self._db.execute("INSERT INTO meta VALUES ('schema', ?)", [str(SCHEMA_VERSION)])
        (version,) = self._db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if version != str(SCHEMA_VERSION):
            raise NewsfoldError(
                f"{self.path} was made by another version of Newsfold (schema {version}, this one reads "
                f"{SCHEMA_VERSION}); read its sources again into a new file"
            )
        with self.transaction():
            for statement in indexes():
                self._db.execute(statement)

    def close(self) -> None:
        """Close the database; nothing can be read or written after."""
        self._db.close()

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Hold the database against other readers-in; raises BusyError where one has it."""
        with held(self.path, BusyError(f"another process is reading into {self.path}; wait for it to end")):
            yield

    def _in(self, sql: str, values: Sequence[Any], size: int = 500) -> Iterator[sqlite3.Row]:
        """The rows of `sql`, where `{}` stands for so many of the values at a time.

        They go in as one, so that SQLite keeps one statement for all numbers of them.
        """
        statement = sql.format("SELECT value FROM json_each(?)")
        for start in range(0, len(values), size):
            yield from self._rows(statement, [json.dumps(values[start : start + size])])

    def _insert(self, table: str, rows: Iterable[dict[str, Any]], verb: str = "INSERT") -> None:
        for row in rows:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            self._db.execute(f"{verb} INTO {table} ({names}) VALUES ({marks})", list(row.values()))
