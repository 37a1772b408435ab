"""What went wrong with a database file, in one line that says what to do."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from newsfold.records import BusyError, DamagedError, DatabaseError, NewsfoldError

P = ParamSpec("P")
T = TypeVar("T")

_REPAIR = "restore it from a copy, or read its sources again into a new file"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_FORBIDDEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}
_BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# What reading a row raises whose bytes are not what was written.
GARBLED = (ValueError, TypeError, KeyError, IndexError, OverflowError, zlib.error)


class Filed(Protocol):
    """Something with a file."""

    path: Path


F = TypeVar("F", bound=Filed)


def damaged(path: str | Path, how: object) -> DamagedError:
    """The error for a database that is not as it was written."""
    return DamagedError(f"{path} is damaged ({how}); {_REPAIR}")


def translate(path: str | Path, error: sqlite3.Error) -> NewsfoldError:
    """What SQLite's error means for the database at `path`, and what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _DAMAGED:
        return damaged(path, error)
    if primary == sqlite3.SQLITE_FULL:
        return DatabaseError(
            f"there is no room left on the disk of {path}; make some and do the same again: "
            "what was kept before is there"
        )
    if primary in _BUSY_CODES:
        return BusyError(f"another process has held {path} for too long; wait for it to end")
    if primary in _FORBIDDEN:
        return DatabaseError(
            f"{path} can't be opened or written ({error}); see who owns it and its folder, and whether the "
            "disk is mounted for writing"
        )
    if primary == sqlite3.SQLITE_IOERR:
        return DatabaseError(
            f"{path} can't be read or written ({error}); see whether its disk is full or failing"
        )
    return damaged(path, error)


@contextmanager
def translated(path: str | Path) -> Iterator[None]:
    """Raise NewsfoldError in place of every `sqlite3.Error` inside."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(path, error) from error
    except UnicodeDecodeError as error:  # where SQLite quotes a damaged schema in what it reports
        raise damaged(path, error) from error


def decoding(read: Callable[Concatenate[F, P], T]) -> Callable[Concatenate[F, P], T]:
    """A method that reads records; raises DatabaseError where a row's values can't be what was written."""

    @wraps(read)
    def checked(self: F, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(self, *args, **kwargs)
        except GARBLED as error:
            raise damaged(self.path, f"a row that can't be read: {error}") from error

    return checked
