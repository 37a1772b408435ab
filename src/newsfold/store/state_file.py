"""A small SQLite file in which a running command remembers what it did. It can be removed and made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal, Self

from newsfold.records import NewsfoldError
from newsfold.store.database import Connection


class StateFile(Connection):
    """The file at `path`, made if it is not there. Safe to use from several threads.

    `schema` are its tables and `version` their number; a file of another number is refused. `synchronous` is
    SQLite's: FULL keeps what was written over a cut of power, NORMAL over a killed process. `remembers` says
    in an error what the file is for. Raises NewsfoldError where it can't be used.
    """

    def __init__(
        self,
        path: str | Path,
        schema: str,
        version: int,
        *,
        synchronous: Literal["FULL", "NORMAL"],
        remembers: str,
    ) -> None:
        super().__init__(path)
        try:
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute(f"PRAGMA synchronous = {synchronous}")
            self._make(schema, version)
        except sqlite3.Error as error:
            raise NewsfoldError(f"{path} can't be used to remember {remembers}: {error}") from error

    def _make(self, schema: str, version: int) -> None:
        (known,) = self._db.execute("PRAGMA user_version").fetchone()
        if known not in (0, version):
            raise NewsfoldError(f"{self.path} is of another version of Newsfold; remove it to begin anew")
        if known == 0:
            with self.transaction():
                for statement in schema.split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {version}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._db.close()
