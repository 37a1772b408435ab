"""A SQLite file: opened or made with our tables, transactions, one reader-in at a time."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from newsfold.records import BusyError, DatabaseError, NewsfoldError
from newsfold.store.errors import damaged, translate, translated
from newsfold.store.migration import OLDEST, migrate
from newsfold.store.schema import SCHEMA_VERSION, indexes, schema
from newsfold.store.views import views

_SQLITE_HEADER = b"SQLite format 3\0"
_LOCK_SECONDS = 30  # bounds a wait: seconds for another process's transaction, before it is refused
_FREE_SHARE = 0.1  # of a file, what has to be free for a migration to give it back to the disk
# Bounds the memory: bytes of an older database that is migrated there, since its file can't be written.
_LARGEST_IN_MEMORY = 1 << 30


@contextmanager
def file_lock(path: str | Path, refusal: NewsfoldError) -> Iterator[None]:
    """Hold `path` against other processes, or raise `refusal` where one has it.

    A lock on a second, empty database file, which is gone afterwards: SQLite frees it when its process ends,
    however it ends.
    """
    lock = f"{path}-lock"
    with _holding:  # a file that is closed anywhere in a process loses all locks that the process has on it
        name = os.path.realpath(lock)
        if name in _locked_here:
            raise refusal
        guard, opened = _lock_taken(lock, refusal)
        _locked_here.add(name)
    try:
        yield
    finally:
        with _holding:
            if os.name != "nt":  # while it is still held, so that nobody else's is taken away
                _remove(lock)
            guard.close()
            if opened is not None:
                os.close(opened)
            if os.name == "nt":  # there a file stays that somebody has open
                _remove(lock)
            _locked_here.discard(name)


def _remove(lock: str) -> None:
    with suppress(OSError):
        Path(lock).unlink()


_holding = threading.Lock()
_locked_here: set[str] = set()  # what this process holds


def _lock_taken(lock: str, refusal: NewsfoldError) -> tuple[sqlite3.Connection, int | None]:
    """The lock taken, with the file kept open beside it, so that no other file can come to be taken for it.

    Who waited for a lock may be given one on a file that is no longer there; that is none.
    """
    while True:
        opened = None
        with suppress(OSError):  # SQLite says better what is wrong
            opened = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        with translated(lock):
            guard = sqlite3.connect(lock, timeout=0, isolation_level=None, check_same_thread=False)
        error = None
        try:
            guard.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as raised:
            error = translate(lock, raised)
        stands = opened is None or _is_at(opened, lock)
        if stands and error is None:
            return guard, opened
        guard.close()
        if opened is not None:
            os.close(opened)
        if isinstance(error, BusyError):
            raise refusal
        if stands and error is not None:
            raise error


def _is_at(opened: int, path: str) -> bool:
    """Whether an open file is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(opened), Path(path).stat())
    except OSError:
        return False


class Connection:
    """An open SQLite file that several threads may use. Who opens it sets `_db`.

    Whatever SQLite reports is raised as a NewsfoldError that names the file and says what to do.
    """

    _db: sqlite3.Connection
    writable = True

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._lock = threading.RLock()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or, after an error, not at all."""
        self._must_be_writable()
        with self._lock, translated(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # after a full disk SQLite has ended it already
                    self._db.execute("ROLLBACK")
                raise

    def _must_be_writable(self) -> None:
        if not self.writable:
            raise DatabaseError(f"{self.path} can't be written: it, or its folder, is read-only for you")

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock, translated(self.path):
            return self._db.execute(sql, values).fetchall()


class Database(Connection):
    """The database at `path`, made if it is not there. Safe to use from several threads.

    A file that is not ours is refused, and nothing in it or beside it changes: it is looked at first.
    One that may not be written here can still be read; `writable` is False then. One of an older schema is
    brought to this one first, and `migrated_from` says from which: in place, or, where it can't be written,
    in memory.
    """

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        super().__init__(path)
        self._pages_checked = False
        self.migrated_from: int | None = None
        with translated(self.path):
            there = _is_ours(self.path, create)
            self.writable = not there or _may_be_written(self.path)
            mode = "mode=rwc" if not there else "mode=rw" if self.writable else reading_mode(self.path)
            self._db = connected(self.path, mode)
            try:
                if there:
                    self._migrate()
                if create and self.writable:
                    self._prepare()
                self._verify()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        """Tables where there are none, and the indexes that an older database lacks."""
        if self._db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            self._db.execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            if not _table_names(self._db):
                for statement in (*schema().split(";\n"), *views()):
                    self._db.execute(statement)
                self._db.execute("INSERT INTO meta VALUES ('schema', ?)", [str(SCHEMA_VERSION)])
        self._verify()
        with self.transaction():
            for statement in indexes():
                self._db.execute(statement)

    def _verify(self) -> None:
        made = self._schema()
        if made > SCHEMA_VERSION:
            raise NewsfoldError(
                f"{self.path} was made by a newer version of Newsfold (schema {made}, this one reads up to "
                f"{SCHEMA_VERSION}); install that version, or name another file"
            )
        if made < OLDEST:
            raise NewsfoldError(
                f"{self.path} was made before schema {OLDEST}, the first that can be read (it is of schema "
                f"{made}); read its sources again into a new file"
            )

    def _schema(self) -> int:
        """The schema that the file says it has."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if row is None or not str(row[0]).isdecimal():
            raise damaged(self.path, "nothing in it says which version made it")
        return int(row[0])

    def _migrate(self) -> None:
        """Bring an older database to this schema: in place, or in memory where it can't be written."""
        self._verify()
        if (made := self._schema()) == SCHEMA_VERSION:
            return
        if not self.writable:
            self._migrate_in_memory(made)
            return
        end = time.monotonic() + _LOCK_SECONDS
        busy = BusyError(
            f"another process is writing {self.path}, which is of an older schema, or bringing it to this "
            "one; wait for it, or end it, and try again"
        )
        while self._schema() < SCHEMA_VERSION:
            try:
                with file_lock(self.path, busy):
                    self._migrate_in_place()
            except BusyError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def _migrate_in_place(self) -> None:
        """One transaction; a copy of the file as it was stands beside it until that is done and looked at."""
        made = self._schema()
        if made == SCHEMA_VERSION:  # another process has done it meanwhile
            return
        self.check_pages()
        self._db.execute("PRAGMA journal_mode = WAL")
        copy, part = (Path(f"{self.path}-schema-{made}{end}") for end in ("", ".part"))
        try:
            part.unlink(missing_ok=True)
            self.copy_to(part)
            part.replace(copy)
        finally:
            part.unlink(missing_ok=True)
        with self.transaction():
            migrate(self._db, made)
            self.check_pages()
        self.migrated_from = made
        copy.unlink(missing_ok=True)
        (free,), (pages,) = (self._rows(f"PRAGMA {what}")[0] for what in ("freelist_count", "page_count"))
        if free > pages * _FREE_SHARE:
            with suppress(sqlite3.Error):  # without room for it, what is free is filled by what comes
                self._db.execute("VACUUM")

    def _migrate_in_memory(self, made: int) -> None:
        size = self.path.stat().st_size
        if size > _LARGEST_IN_MEMORY:
            raise DatabaseError(
                f"{self.path} is of an older schema ({made}, this version has {SCHEMA_VERSION}) and can't be "
                "written here; copy it to where you may write, and open it there"
            )
        memory = connected(Path(":memory:"), "")
        try:
            self._db.backup(memory)
            self._db.close()
            self._db = memory
            memory.execute("BEGIN")
            migrate(memory, made)
            memory.execute("COMMIT")
        except BaseException:
            memory.close()
            raise
        self.migrated_from = made

    def close(self) -> None:
        """Close the database; nothing can be read or written after."""
        self._db.close()

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Hold the database against other readers-in; raises BusyError where one has it.

        Raises DamagedError, the first time, where the file is damaged: what is added could be lost with it.
        """
        self._must_be_writable()
        with file_lock(
            self.path, BusyError(f"another process is reading into {self.path}; wait for it to end")
        ):
            self._verify()
            if not self._pages_checked:
                self.check_pages()
                self._pages_checked = True
                for made in range(OLDEST, SCHEMA_VERSION):  # of a process that was killed when all was done
                    Path(f"{self.path}-schema-{made}").unlink(missing_ok=True)
            yield

    def check_pages(self) -> None:
        """Look through the pages of the file; raises DatabaseError where one is damaged."""
        (first, *_) = self._rows("PRAGMA quick_check(1)")
        if first[0] != "ok":
            raise damaged(self.path, " ".join(str(first[0]).split()))

    def copy_to(self, path: Path) -> None:
        """Write the whole database to a new file, which may be written."""
        with self._lock, translated(path):
            copy = sqlite3.connect(path)
            try:
                self._db.backup(copy)
            finally:
                copy.close()

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


def backup(path: Path, target: Path) -> int:
    """Copy the database at `path` as it stands at one moment, whoever writes it; returns the copy's bytes.

    The copy appears once it is whole and has been looked through; it is of the schema that the database has.
    Raises NewsfoldError where `target` is there already, or `path` is no database of ours.
    """
    if target.exists():
        raise NewsfoldError(f"{target} is there already; name a file that is not")
    with translated(path):
        _is_ours(path, create=False)
        db = connected(path, "mode=rw" if _may_be_written(path) else reading_mode(path))
    part = target.with_name(f".{target.name}.part")
    try:
        with translated(target):
            part.unlink(missing_ok=True)
            copy = sqlite3.connect(part)
            try:
                db.backup(copy)
                (state,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            finally:
                copy.close()
        if state != "ok":
            raise damaged(path, state)
        part.replace(target)
    finally:
        db.close()
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{part}{end}").unlink(missing_ok=True)
    return target.stat().st_size


def as_dict(row: sqlite3.Row) -> dict[str, Any]:
    """A row's values by their columns' names."""
    return dict(zip(row.keys(), row, strict=True))


def _is_ours(path: Path, create: bool) -> bool:
    """Whether there is a database of ours at `path`; False where one is to be made there.

    Raises NewsfoldError for anything else, which is left as it is.
    """
    if str(path) == ":memory:":
        return False
    try:
        with path.open("rb") as file:
            magic = file.read(len(_SQLITE_HEADER))
    except FileNotFoundError:
        magic = b""
    except IsADirectoryError as error:
        raise NewsfoldError(f"{path} is a folder; name a file in it") from error
    except OSError as error:
        raise DatabaseError(f"{path} can't be read: {error.strerror or error}") from error
    if magic and magic != _SQLITE_HEADER:
        raise NewsfoldError(f"{path} is no database, but another kind of file; name another")
    tables = _looked_into(path) if magic else set()
    if tables and "meta" not in tables:
        raise NewsfoldError(f"{path} is a database of something else; name another file")
    if not tables and not create:
        what = f"{path} is empty; fill it" if path.exists() else f"there is no database at {path}; make one"
        raise NewsfoldError(f"{what} with: newsfold read SOURCE --db {path}")
    return bool(tables)


def _looked_into(path: Path) -> set[str]:
    """The names of a file's tables."""
    db = connected(path, reading_mode(path))
    try:
        return _table_names(db)
    finally:
        db.close()


def _table_names(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def connected(path: Path, mode: str) -> sqlite3.Connection:
    """An open file, in autocommit, whose rows have names."""
    target = str(path) if str(path) == ":memory:" else f"{path.absolute().as_uri()}?{mode}"
    db = sqlite3.connect(
        target, timeout=_LOCK_SECONDS, isolation_level=None, check_same_thread=False, uri=target != ":memory:"
    )
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA synchronous = NORMAL")
    return db


def _may_be_written(path: Path) -> bool:
    """Whether this process may write the file, and beside it: a log of changes stands there while it does."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.absolute().parent))


def reading_mode(path: Path) -> str:
    """How to open a file so that reading it makes no file beside it.

    Where a log of changes is there, others have the database open, or a process was killed: it is read too.
    Otherwise nobody writes, and the file stands for itself.
    """
    log = Path(f"{path}-wal")
    return "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
