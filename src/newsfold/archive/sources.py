"""What an archive is read from: files here and in object stores, and lists of them, cut into pieces."""

from __future__ import annotations

import gzip
import re
import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
from pyarrow import ArrowException

from newsfold.archive.engines import Row
from newsfold.archive.folder import ArchiveState, Folder, key_of
from newsfold.fold import TOGETHER
from newsfold.reading import is_known, shown
from newsfold.records import NewsfoldError

PIECE = 80 * TOGETHER  # rows of one file that are one unit of work: a minute's, or a few
_PIECES = 64  # bounds the work on one file, which each of its pieces reads from the start
_BYTES_READ = 1 << 20  # bounds the memory: bytes read at a time
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
_FETCHED = re.compile(r"-(\d{4})(\d\d)(\d\d)\d{6}[-.]")  # in the name of a file of CC-News


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How files in object stores are reached; without it, as the environment says."""

    prefix: str = ""  # before the paths that a list names
    anonymous: bool = False  # ask S3 without credentials, as for public buckets
    endpoint: str | None = None  # of a store that speaks S3
    region: str | None = None


def is_remote(address: str) -> bool:
    """Whether an address is in another place than this file system."""
    return bool(_REMOTE.match(address)) and not address.lower().startswith("file://")


def expanded(sources: Sequence[str], access: Access) -> list[str]:
    """The files that sources name, each once: folders are walked down, lists read, patterns matched.

    Raises NewsfoldError where a source does not exist.
    """
    return list(dict.fromkeys(file for source in sources for file in _files(source, access)))


def _files(source: str, access: Access) -> Iterator[str]:
    if re.search(r"\.paths(\.gz)?$", source):
        for line in _source_list(source, access):
            name = f"{access.prefix}{line}" if not is_remote(line) else line
            base = "" if is_remote(name) or Path(name).is_absolute() else _folder_of(source)
            yield from _files(f"{base}{name}", access)
    elif is_remote(source):
        yield from _matched(source, access) if _PATTERN.search(source) else [source]
    elif (path := Path(source)).is_dir():
        inside = (file for file in sorted(path.rglob("*")) if is_known(file.name) and file.is_file())
        yield from (str(file) for file in inside if not _is_hidden(file.relative_to(path)))
    elif path.is_file():
        yield str(path)
    else:
        raise NewsfoldError(f"{shown(source)}: no such file or folder")


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _folder_of(source: str) -> str:
    return source[: source.rfind("/") + 1] if is_remote(source) else f"{Path(source).parent}/"


def _source_list(source: str, access: Access) -> list[str]:
    if not is_remote(source) and not Path(source).is_file():
        raise NewsfoldError(f"{shown(source)}: no such file or folder")
    with local(source, access) as path:
        data = path.read_bytes()
    text = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    return [line.strip() for line in text.decode("utf-8", "replace").splitlines() if line.strip()]


def _matched(pattern: str, access: Access) -> list[str]:
    from newsfold.archive.on_daft import imported

    daft = imported()
    try:
        paths = daft.from_glob_path(pattern, io_config=_configured(daft, access)).to_pydict()
    except Exception as error:  # Daft raises many kinds
        raise NewsfoldError(f"{pattern} can't be listed: {' '.join(str(error).split())[:300]}") from error
    return sorted(paths["path"])


@contextmanager
def local(address: str, access: Access) -> Iterator[Path]:
    """The file at an address, under its own name, on this machine; a copy where it was elsewhere."""
    if not is_remote(address):
        yield Path(address.removeprefix("file://"))
        return
    from newsfold.archive.on_daft import imported

    daft = imported()
    with TemporaryDirectory(prefix="newsfold-") as folder:
        copy = Path(folder) / PurePosixPath(address.split("?")[0]).name
        with (
            daft.open_file(address, "rb", io_config=_configured(daft, access)) as there,
            copy.open("wb") as here,
        ):
            shutil.copyfileobj(there, here, _BYTES_READ)
        yield copy


def _configured(daft: Any, access: Access) -> Any:
    store = daft.io.S3Config(
        anonymous=access.anonymous, endpoint_url=access.endpoint, region_name=access.region
    )
    return daft.io.IOConfig(s3=store)


def not_before(files: Sequence[str], since: date | None) -> list[str]:
    """Without the files whose names say that they were fetched before a day: what they hold is older."""
    return [file for file in files if since is None or (_fetch_date(file) or since) >= since]


def _fetch_date(file: str) -> date | None:
    match = _FETCHED.search(PurePosixPath(file).name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def surveyed(row: Row, root: str, access: Access) -> Row:
    """A unit: what identifies a file, and how many rows it has where it can be cut.

    A file here is known by what it holds, wherever it lies; one in an object store by its address.
    """
    address = row["address"]
    if is_remote(address):
        state: ArchiveState = {"address": address, "content": address, "rows": None}
    else:
        path = Path(address)
        state = {"address": address, "content": _content(path), "rows": _most_rows(path)}
    Folder(Path(root)).commit("sources", row["key"], state)
    return state


def _content(path: Path) -> str:
    digest = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while chunk := stream.read(_BYTES_READ):
            digest.update(chunk)
    return digest.hexdigest()


def _most_rows(path: Path) -> int | None:
    """How many rows a file of JSON lines or Parquet has at most; None for other kinds, which are not cut."""
    name = path.name.lower()
    if name.endswith((".parquet", ".pq")):
        try:
            return int(pq.read_metadata(path).num_rows)
        except ArrowException:
            return None  # reading says what is wrong
    if not name.endswith((".jsonl", ".ndjson", ".jsonlines", ".jsonl.gz", ".ndjson.gz")):
        return None
    lines, last = 0, b"\n"
    try:
        with gzip.open(path, "rb") if name.endswith(".gz") else path.open("rb") as stream:
            while chunk := stream.read(_BYTES_READ):
                lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return None
    return lines + (last != b"\n")


def survey_of(address: str) -> Row:
    """The row of a file that is to be surveyed; one that has changed since has another key."""
    if is_remote(address):
        return {"key": key_of("source", address), "address": address}
    path = Path(address).absolute()
    stat = path.stat()
    return {"key": key_of("source", str(path), stat.st_size, stat.st_mtime_ns), "address": address}


def source_pieces(state: ArchiveState, settings: ArchiveState) -> list[Row]:
    """What a file is cut into: rows in thousands, or the whole of it. Equal files give equal keys."""
    rows = state["rows"]
    if rows is None:
        spans: list[tuple[int, int] | None] = [None]
    else:
        size = max(PIECE, -(-rows // (_PIECES * TOGETHER)) * TOGETHER)
        spans = [(at, at + size) for at in range(0, rows, size)] or [None]
    return [
        {
            "key": key_of("piece", state["content"], span, settings),
            "address": state["address"],
            "rows": span,
        }
        for span in spans
    ]
