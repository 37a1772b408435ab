"""Files and folders: HTML pages, text extracted by others, and JSON lines, plain or gzipped."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from newsfold.reading.jsonl import rows
from newsfold.records import NewsfoldError, Page, Reason, Rejected

_HTML = {".html", ".htm", ".xhtml", ".shtml"}
_TEXT = {".txt", ".text"}
_LINES = {".jsonl", ".ndjson"}
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
    b"BZh",
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # byte order marks of UTF-16 and UTF-32, where NUL bytes are text


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read of one input; more than that is rejected as too large."""

    page_bytes: int = 16 * 2**20  # of one page, decompressed
    line_bytes: int = 16 * 2**20  # of one JSON line

    def __post_init__(self) -> None:
        for name in ("page_bytes", "line_bytes"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be 1 or more")


def check(source: str | Path) -> None:
    """Raise `NewsfoldError` where `source` does not exist."""
    if not Path(source).exists():
        raise NewsfoldError(f"{source}: no such file or folder")


def pages(source: str | Path, options: Limits = Limits()) -> Iterator[Page | Rejected]:
    """Every page of a file or folder, in the order of their paths; what can't be read, as `Rejected`.

    Folders are walked down; hidden files and folders (a leading dot) and links to folders are left out.
    One page is held at a time. Raises `NewsfoldError` where `source` does not exist.
    """
    check(source)
    path = Path(source)
    return _folder(path, options) if path.is_dir() else _file(path, options)


def _folder(folder: Path, options: Limits) -> Iterator[Page | Rejected]:
    lost: list[Rejected] = []

    def note(error: OSError) -> None:
        lost.append(_rejected(Path(error.filename or folder), "unreadable", error.strerror or str(error)))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from lost
        lost.clear()
        for name in sorted(names):
            if not name.startswith("."):
                yield from _file(Path(parent) / name, options)
    yield from lost


def _file(path: Path, options: Limits) -> Iterator[Page | Rejected]:
    zipped = path.suffix.lower() == ".gz"
    suffix = (Path(path.stem).suffix if zipped else path.suffix).lower()
    if suffix not in _HTML | _TEXT | _LINES:
        yield _rejected(path, "unsupported", f"no reader for {''.join(path.suffixes[-2:]) or 'this name'}")
        return
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield _rejected(path, "unsupported", "not a regular file")
            return
        with _opened(path, zipped) as stream:
            if suffix in _LINES:
                yield from rows(stream, str(path), options.line_bytes)
            else:
                yield _page(
                    path, stream, "text/plain" if suffix in _TEXT else "text/html", options.page_bytes
                )
    except (OSError, EOFError, zlib.error) as error:
        yield _rejected(path, "unreadable", getattr(error, "strerror", None) or str(error))


def _opened(path: Path, zipped: bool) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if zipped else path.open("rb")


def _page(path: Path, stream: IO[bytes], media_type: str, limit: int) -> Page | Rejected:
    body = stream.read(limit + 1)
    if len(body) > limit:
        return _rejected(path, "too large", f"more than {limit:,} bytes")
    if not body.strip():
        return _rejected(path, "empty")
    if is_binary(body):
        return _rejected(path, "binary")
    return Page(place=str(path), body=body, media_type=media_type, key=path.name)


def is_binary(body: bytes) -> bool:
    """Whether `body` is surely no text: the mark of another format, or NUL bytes outside UTF-16."""
    if body.startswith(_MAGIC):
        return True
    head = body[:4096]
    if b"\x00" not in head or body.startswith(_WIDE):
        return False
    # UTF-16 without a mark holds its NULs in every second byte: nearly all at even or at odd places.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return not (max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) < 0.05 * len(head) / 2)


def _rejected(path: Path, reason: Reason, detail: str = "") -> Rejected:
    return Rejected(place=str(path), stage="reading", reason=reason, detail=detail, key=path.name)
