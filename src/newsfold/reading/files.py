"""Files and folders: pages, text extracted by others, JSON lines, feeds and archives, plain or packed."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from newsfold.reading import feed, opml, wacz, warc
from newsfold.reading.coding import GZIP, LAYERS, ZSTD
from newsfold.reading.fetch import Fetcher, Fetching
from newsfold.reading.jsonl import rows
from newsfold.reading.places import shown
from newsfold.reading.sniff import is_binary
from newsfold.reading.web import from_address, is_address
from newsfold.records import NewsfoldError, Page, Reason, Rejected

_HTML = {".html", ".htm", ".xhtml", ".shtml"}
_TEXT = {".txt", ".text"}
_LINES = {".jsonl", ".ndjson"}
_FEEDS = {".xml", ".rss", ".atom", ".rdf", ".json", ".opml"}
_ARCHIVES = {".warc"}
_PACKAGES = {".wacz"}
_LISTS = {".paths"}
_KNOWN = _HTML | _TEXT | _LINES | _FEEDS | _ARCHIVES | _PACKAGES | _LISTS
_PACKED = {".gz", ".zst"}


_FETCHING = Fetching()


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
    """Raise `NewsfoldError` where `source` is neither an address nor an existing file or folder."""
    if not is_address(str(source)) and not _exists(Path(source)):
        if "://" in str(source):
            raise NewsfoldError(f"{shown(source)}: not an http or https address")
        raise NewsfoldError(f"{shown(source)}: no such file or folder")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # no name that a file could have
        return False


def pages(
    source: str | Path, options: Limits = Limits(), fetching: Fetching = _FETCHING
) -> Iterator[Page | Rejected]:
    """Every page of a file, folder or address, in the order of paths; what can't be read, as `Rejected`.

    Files are HTML, text, JSON lines, feeds, WARC and WACZ archives and lists of these (`warc.paths`), packed
    or not. Folders are walked down; hidden files and folders (a leading dot) and links to folders are left
    out. An http or https address is fetched: a page, a feed with its articles, or an OPML list of feeds.
    One page is held at a time. A name that is no Unicode is shown with escapes, as "caf\\xe9.html". Raises
    `NewsfoldError` where a file or folder does not exist.
    """
    check(source)
    if is_address(str(source)):
        return _fetched(str(source), fetching)
    path = Path(source)
    return _folder(path, options) if path.is_dir() else _file(path, options)


def _fetched(url: str, fetching: Fetching) -> Iterator[Page | Rejected]:
    with Fetcher(fetching) as fetcher:
        yield from from_address(url, fetcher)


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
    place = shown(path)
    packed = path.suffix.lower() in _PACKED
    suffix = (Path(path.stem).suffix if packed else path.suffix).lower()
    if suffix not in _KNOWN:
        yield _rejected(path, "unsupported", f"no reader for {''.join(path.suffixes[-2:]) or 'this name'}")
        return
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield _rejected(path, "unsupported", "not a regular file")
            return
        with ExitStack() as opened:
            stream = _opened(path, opened, packed=suffix not in _ARCHIVES)
            if suffix in _ARCHIVES:
                yield from warc.responses(stream, place, options.page_bytes)
            elif suffix in _PACKAGES:
                yield from wacz.responses(stream, place, options.page_bytes)
            elif suffix in _LISTS:
                yield from _listed(path, stream, options)
            elif suffix in _FEEDS:
                yield from _feed(path, stream, options.page_bytes)
            elif suffix in _LINES:
                yield from rows(stream, place, options.line_bytes)
            else:
                yield _page(
                    path, stream, "text/plain" if suffix in _TEXT else "text/html", options.page_bytes
                )
    except (OSError, EOFError, zlib.error) as error:
        yield _rejected(path, "unreadable", getattr(error, "strerror", None) or str(error))


def _listed(path: Path, stream: IO[bytes], options: Limits) -> Iterator[Page | Rejected]:
    for found in warc.paths(stream, path):
        if isinstance(found, Rejected):
            yield found
        else:
            yield from _file(found, options)


def _feed(path: Path, stream: IO[bytes], limit: int) -> Iterator[Page | Rejected]:
    """The articles that a saved feed holds itself; nothing is fetched for a file."""
    body = stream.read(limit + 1)
    if len(body) > limit:
        yield _rejected(path, "too large", f"more than {limit:,} bytes")
        return
    if feed.kind(body) == "opml":
        listed_feeds = opml.outlines(body)
        if not listed_feeds:
            yield _rejected(path, "empty", "the OPML list names no feed")
        for url in listed_feeds or []:
            yield Rejected(
                place=url, stage="reading", reason="not fetched", detail=f"listed in {shown(path)}", url=url
            )
        return
    listed = feed.items(body, most=None) if feed.kind(body) == "feed" else None
    if listed is None:
        yield _rejected(path, "unsupported" if body.strip() else "empty", "neither a feed nor an OPML list")
        return
    if not listed:
        yield _rejected(path, "empty", "the feed has no entries")
    for number, item in enumerate(listed, 1):
        where = f"{shown(path)}:{number}"
        if item.html:
            yield item.page(where)
        elif not (item.url or item.key or item.title):
            yield Rejected(place=where, stage="reading", reason="bad line", detail="an entry without a name")
        else:
            yield Rejected(
                place=where, stage="reading", reason="not fetched", detail="the feed has a summary only",
                key=item.key, url=item.url,
            )  # fmt: skip


def _opened(path: Path, opened: ExitStack, *, packed: bool) -> IO[bytes]:
    """The file's bytes, unpacked where they begin as gzip or Zstandard does, whatever the name says."""
    stream: IO[bytes] = opened.enter_context(path.open("rb"))
    for _ in range(LAYERS if packed else 0):
        begin = cast(io.BufferedReader, stream).peek(4)[:4]
        if begin.startswith(GZIP):
            stream = cast(IO[bytes], opened.enter_context(gzip.GzipFile(fileobj=stream, mode="rb")))
        elif begin.startswith(ZSTD):
            import pyarrow as pa  # it takes a tenth of a second to load, and few files need it

            unpacking = opened.enter_context(pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd"))
            stream = cast(IO[bytes], io.BufferedReader(unpacking))
        else:
            break
    return stream


def _page(path: Path, stream: IO[bytes], media_type: str, limit: int) -> Page | Rejected:
    body = stream.read(limit + 1)
    if len(body) > limit:
        return _rejected(path, "too large", f"more than {limit:,} bytes")
    if not body.strip():
        return _rejected(path, "empty")
    if is_binary(body):
        return _rejected(path, "binary")
    return Page(place=shown(path), body=body, media_type=media_type, key=shown(path.name))


def _rejected(path: Path, reason: Reason, detail: str = "") -> Rejected:
    return Rejected(
        place=shown(path), stage="reading", reason=reason, detail=shown(detail), key=shown(path.name)
    )
