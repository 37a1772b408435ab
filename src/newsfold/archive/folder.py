"""The folder of an archive: what is done, unit by unit, and where the results of each stand.

A unit of work has a key, a hash of all that its result depends on. It writes its files under names with that
key, then its state, a small JSON file, and each appears whole or not at all. So a unit whose state is there
is done, whoever was killed when, and what is to be done is what has no state.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from typing import Any

from newsfold.records import BusyError, DatabaseError, NewsfoldError
from newsfold.store import file_lock

ArchiveState = dict[str, Any]

FORMAT = 3  # of what is written; another one is refused
UNDATED = "undated"  # stands for the day of what has none
_SUFFIX = ".part"  # of a file that is being written


def key_of(*parts: object) -> str:
    """A name for all that a result depends on, in 20 hexadecimal digits."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return blake2b(text.encode(), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class Folder:
    """An archive's folder. Every process that works on the archive sees it under this path."""

    root: Path

    def path(self, *parts: str) -> Path:
        """A place in the folder."""
        return self.root.joinpath(*parts)

    def states(self, kind: str) -> dict[str, ArchiveState]:
        """The states of the units of a kind that are done, by key, in order of the keys."""
        folder = self.path("state", kind)
        with _read_errors(folder):
            names = sorted(path for path in folder.glob("*.json")) if folder.is_dir() else []
            return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in names}

    def commit(self, kind: str, key: str, state: ArchiveState) -> None:
        """A unit is done, and this is what it says of its results."""
        with self.writing(self.path("state", kind, f"{key}.json")) as path:
            path.write_text(json.dumps(state, ensure_ascii=False, sort_keys=True), encoding="utf-8")

    def forget(self, kind: str, key: str) -> None:
        """A unit's results are not needed any more."""
        self.path("state", kind, f"{key}.json").unlink(missing_ok=True)

    @contextmanager
    def writing(self, path: Path) -> Iterator[Path]:
        """A name to write a file under, which then appears at `path`; after an error nothing is left."""
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{token_hex(4)}{_SUFFIX}")
        try:
            yield unfinished
            unfinished.replace(path)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise

    def sweep(self) -> None:
        """Remove what killed processes left unfinished; nobody else may be at work."""
        for path in self.root.rglob(f".*{_SUFFIX}"):
            path.unlink(missing_ok=True)


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room to write."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def _read_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise DatabaseError(f"{path} can't be read: {error}") from error


@contextmanager
def opened_archive(root: Path, settings: ArchiveState) -> Iterator[Folder]:
    """The archive at `root`, made where it is not there, held against other writers.

    `settings` are what all its articles are made with. Raises NewsfoldError where the archive has others or
    the folder holds something else, and BusyError where another process writes into it.
    """
    folder = Folder(root)
    marker = folder.path("archive.json")
    if not marker.exists():
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise NewsfoldError(f"{root} is there and is no archive; name another folder, or an empty one")
        root.mkdir(parents=True, exist_ok=True)
    with file_lock(
        root / "archive", BusyError(f"another process is writing into {root}; wait for it to end")
    ):
        if marker.exists():
            _check_settings(root, settings_of(root), settings)
        else:
            with folder.writing(marker) as path:
                path.write_text(json.dumps({"format": FORMAT, **settings}, indent=1), encoding="utf-8")
        folder.sweep()
        yield folder


def settings_of(root: Path) -> ArchiveState:
    """What the archive at `root` was made with. Raises NewsfoldError where there is none."""
    marker = root / "archive.json"
    if not marker.is_file():
        raise NewsfoldError(
            f"there is no archive at {root}; make one with: newsfold archive SOURCE --out {root}"
        )
    with _read_errors(marker):
        settings: ArchiveState = json.loads(marker.read_text(encoding="utf-8"))
    if settings.get("format") != FORMAT:
        raise NewsfoldError(
            f"{root} was made by another version of Newsfold; read its sources into a new folder"
        )
    return settings


def _check_settings(root: Path, before: ArchiveState, asked: ArchiveState) -> None:
    for name, value in asked.items():
        if before[name] != value:
            raise NewsfoldError(
                f"{root} was made with {name} {_state_value(before[name])}, "
                f"and now it is {_state_value(value)}; "
                "articles made in two ways can't be compared, so read into another folder"
            )


def _state_value(value: object) -> str:
    return "on" if value is True else "off" if value is False else str(value)


def lost(error: Exception) -> str:
    """Why a unit failed, in one line."""
    message = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
