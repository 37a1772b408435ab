"""Files and folders: what each of them is by its name, and who reads it."""

from __future__ import annotations

import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from newsfold.reading import (
    documents,
    epub,
    feed,
    json_documents,
    jsonl,
    mail,
    markdown,
    markup,
    packages,
    saved_feed,
    shortcuts,
    tables,
    wacz,
    warc,
)
from newsfold.reading.fetch import Fetcher, Fetching
from newsfold.reading.fields import Columns, FieldReader
from newsfold.reading.frames import TabularSource
from newsfold.reading.held import BombError, Held, seekable, spooled, unpacked
from newsfold.reading.passed_over import is_of_page, is_passed_over
from newsfold.reading.places import shown
from newsfold.reading.rows import RowReader, Rows
from newsfold.reading.sniff import SNIFFED_BYTES, ending_of, is_binary, saved_from
from newsfold.reading.summary import Summary
from newsfold.reading.web import from_address, is_address
from newsfold.records import NewsfoldError, Page, Rejected

_PACKED = {".gz", ".zst"}
STANDARD_INPUT = "-"
_POLITE = Fetching()
_ANY_COLUMNS = Columns()

Pages = Iterator[Page | Rejected]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read of one input; more than that is rejected as too large."""

    page_bytes: int = 16 * 2**20  # of one page, decompressed
    line_bytes: int = 16 * 2**20  # of one JSON line, or of one value of a table

    def __post_init__(self) -> None:
        for name in ("page_bytes", "line_bytes"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be 1 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What one reading of sources is done with, and where it counts what it understood."""

    limits: Limits
    fetching: Fetching
    columns: Columns
    summary: Summary

    def rows(self, opened: Callable[[], Rows]) -> Pages:
        """The pages of rows."""
        return RowReader(self.columns, self.summary).pages(opened)


def check(source: str | Path | TabularSource) -> None:
    """Raise `NewsfoldError` where `source` is neither an address, "-", nor an existing file or folder."""
    if isinstance(source, TabularSource):
        return
    if str(source) != STANDARD_INPUT and not is_address(str(source)) and not _exists(Path(source)):
        if "://" in str(source):
            raise NewsfoldError(f"{shown(source)}: not an http or https address")
        raise NewsfoldError(f"{shown(source)}: no such file or folder")


def is_known(name: str) -> bool:
    """Whether there is a reader for files of this name."""
    return _reader(name) is not None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # no name that a file could have
        return False


def pages(
    source: str | Path | TabularSource,
    options: Limits = Limits(),
    fetching: Fetching = _POLITE,
    *,
    columns: Columns = _ANY_COLUMNS,
    summary: Summary | None = None,
) -> Pages:
    """Every page of a file, folder, address or table, in the order of paths; what is no page, as `Rejected`.

    docs/reading.md lists the kinds of files. Folders are walked down; hidden files and folders (a leading
    dot) and links to folders are left out. An http or https address is fetched: a page, a feed with its
    articles, or an OPML list of feeds; "-" is the standard input. One page is held at a time. A name that is
    no Unicode is shown with escapes, as "caf\\xe9.html". `columns` says how rows are understood; what was,
    is counted in `summary`. Raises `NewsfoldError` where a file or folder does not exist.
    """
    check(source)
    intake = Intake(limits=options, fetching=fetching, columns=columns, summary=summary or Summary())
    if isinstance(source, TabularSource):
        return intake.rows(source.opened)
    if str(source) == STANDARD_INPUT:
        return _standard_input(intake)
    if is_address(str(source)):
        return _read_address(str(source), fetching)
    path = Path(source)
    return _folder(path, intake) if path.is_dir() else _read_file(path, intake)


def _read_address(url: str, fetching: Fetching) -> Pages:
    with Fetcher(fetching) as fetcher:
        yield from from_address(url, fetcher)


def _standard_input(intake: Intake) -> Pages:
    with spooled(sys.stdin.buffer) as again:
        held = Held(place="standard input", name="input", open=again)
        with unpacked(held) as stream:
            ending = _ending(stream.read(SNIFFED_BYTES), intake)
        yield from read(replace(held, name=f"input{ending}"), intake)


def _ending(head: bytes, intake: Intake) -> str:
    """The ending that a file with this beginning would have."""
    if ending := ending_of(head):
        return ending
    if kind := feed.feed_kind(head):
        return ".xml" if kind == "feed" else ".opml"
    first = markup.text_of(head[:4096]).split("\n", 1)[0]
    cells = first.split(max(tables.SEPARATORS, key=first.count))
    return ".csv" if len(cells) > 1 and FieldReader(intake.columns).knows(cells) else ".txt"


def _folder(folder: Path, intake: Intake) -> Pages:
    lost: list[Rejected] = []

    def note(error: OSError) -> None:
        held = _held_file(Path(error.filename or folder))
        lost.append(held.rejected("unreadable", error.strerror or str(error)))

    for parent, folders, names in os.walk(folder, onerror=note):
        of_pages = [name for name in folders if is_of_page(name, set(names))]
        intake.summary.passed_over += sum(_files_in(Path(parent) / name) for name in of_pages)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in of_pages)
        yield from lost
        lost.clear()
        for name in sorted(names):
            if is_passed_over(name):
                intake.summary.passed_over += 1
            elif not name.startswith("."):
                yield from _read_file(Path(parent) / name, intake)
    yield from lost


def _files_in(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


def _read_file(path: Path, intake: Intake) -> Pages:
    held = _held_file(path)
    if _reader(held.name) is None:
        yield _unknown_kind(held)
        return
    try:
        is_plain = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        yield held.rejected("unreadable", error.strerror or str(error))
        return
    if not is_plain:
        yield held.rejected("unsupported", "not a regular file")
        return
    yield from read(held, intake)


def _held_file(path: Path) -> Held:
    return Held(place=shown(path), name=path.name, open=lambda: path.open("rb"), path=path)


def read(held: Held, intake: Intake) -> Pages:
    """What one thing holds, by the ending of its name; what can't be read, as `Rejected`."""
    reader = _reader(held.name)
    if reader is None:
        yield _unknown_kind(held)
        return
    try:
        yield from reader(held, intake)
    except BombError as error:
        yield held.rejected("too large", str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield held.rejected("unreadable", getattr(error, "strerror", None) or str(error))


def _unknown_kind(held: Held) -> Rejected:
    return held.rejected(
        "unsupported", f"no reader for {''.join(Path(held.name).suffixes[-2:]) or 'this name'}"
    )


def _reader(name: str) -> Callable[[Held, Intake], Pages] | None:
    path = Path(name)
    packed = path.suffix.lower() in _PACKED
    return _READER_OF_ENDING.get((Path(path.stem).suffix if packed else path.suffix).lower())


# ── kinds of files ────────────────────────────────────────────────────────────────────────────────


def _read_html(held: Held, intake: Intake) -> Pages:
    yield _whole_page(held, "text/html", intake.limits.page_bytes)


def _read_text(held: Held, intake: Intake) -> Pages:
    yield _whole_page(held, "text/plain", intake.limits.page_bytes)


def _bytes_up_to(held: Held, limit: int) -> bytes:
    """The bytes of a file; of one that has more than `limit`, so many and another."""
    with unpacked(held) as stream:
        return stream.read(limit + 1)


def _whole_page(held: Held, media_type: str, limit: int) -> Page | Rejected:
    body = _bytes_up_to(held, limit)
    if len(body) > limit:
        return held.rejected("too large", f"more than {limit:,} bytes")
    if not body.strip():
        return held.rejected("empty")
    if is_binary(body):
        return held.rejected("binary")
    url = saved_from(body) if media_type == "text/html" else None
    return held.page(body, media_type=media_type, charset=None, url=url)


def _read_lines(held: Held, intake: Intake) -> Pages:
    def opened() -> Rows:
        with unpacked(held) as stream:
            yield from jsonl.rows(stream, held.place, intake.limits.line_bytes)

    return intake.rows(opened)


def _read_separated(held: Held, intake: Intake) -> Pages:
    knows = FieldReader(intake.columns).knows

    def opened() -> Rows:
        with unpacked(held) as stream:
            yield from tables.separated(stream, held.place, intake.limits.line_bytes, knows)

    return intake.rows(opened)


def _read_parquet(held: Held, intake: Intake) -> Pages:
    reader = FieldReader(intake.columns)

    def opened() -> Rows:
        with seekable(held) as stream:
            limit = intake.limits.line_bytes
            yield from tables.parquet(stream, held.place, limit, reader.knows, reader.wants)

    return intake.rows(opened)


def _read_json(held: Held, intake: Intake) -> Pages:
    """A JSON Feed, or rows."""
    body = _bytes_up_to(held, intake.limits.page_bytes)
    if feed.feed_kind(body) == "feed":
        return saved_feed.articles(held, body, intake.limits.page_bytes)
    reader = FieldReader(intake.columns)

    def opened() -> Rows:
        with seekable(held) as stream:
            yield from json_documents.rows(stream, held.place, intake.limits.line_bytes, reader.is_article)

    return intake.rows(opened)


def _read_archive(held: Held, intake: Intake) -> Pages:
    with held.open() as stream:
        yield from warc.responses(stream, held.place, intake.limits.page_bytes)


def _read_package(held: Held, intake: Intake) -> Pages:
    with unpacked(held) as stream:
        yield from wacz.responses(stream, held.place, intake.limits.page_bytes)


def _read_archive_list(held: Held, intake: Intake) -> Pages:
    with unpacked(held) as stream:
        for path in warc.paths(stream, held.path or Path(held.name)):
            if isinstance(path, Rejected):
                yield path
            else:
                yield from _read_file(path, intake)


def _read_feed(held: Held, intake: Intake) -> Pages:
    limit = intake.limits.page_bytes
    yield from saved_feed.articles(held, _bytes_up_to(held, limit), limit)


def _read_pdf(held: Held, intake: Intake) -> Pages:
    with seekable(held) as stream:
        yield documents.pdf(held, stream)


def _read_docx(held: Held, intake: Intake) -> Pages:
    with seekable(held) as stream:
        yield documents.docx(held, stream)


def _read_markdown(held: Held, intake: Intake) -> Pages:
    yield markdown.clipping(held, _bytes_up_to(held, intake.limits.page_bytes), FieldReader(intake.columns))


def _read_epub(held: Held, intake: Intake) -> Pages:
    with seekable(held) as stream:
        yield from epub.chapters(held, stream, intake.limits.page_bytes)


def _read_mail(held: Held, intake: Intake) -> Pages:
    with unpacked(held) as stream:
        yield from mail.message(held, stream, intake.limits.page_bytes, partial(read, intake=intake))


def _read_mbox(held: Held, intake: Intake) -> Pages:
    with unpacked(held) as stream:
        yield from mail.messages(held, stream, intake.limits.page_bytes, partial(read, intake=intake))


def _read_zip(held: Held, intake: Intake) -> Pages:
    with seekable(held) as stream:
        yield from packages.members(held, stream, intake.summary, partial(read, intake=intake))


def _read_shortcut(held: Held, intake: Intake) -> Pages:
    with unpacked(held) as stream:
        url = shortcuts.address(stream.read(SNIFFED_BYTES))
    if url is None:
        yield held.rejected("unreadable", "no address in this shortcut")
    elif not is_address(url):
        yield held.rejected("not fetched", f"not an http or https address: {url}")
    elif held.path is None:  # whoever sent a message or a package does not say what is fetched from here
        yield held.rejected("not fetched", f"a shortcut inside another file, to {url}")
    else:
        yield from _read_address(url, intake.fetching)


_READER_OF_ENDING: dict[str, Callable[[Held, Intake], Pages]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), _read_html),
    **dict.fromkeys((".txt", ".text"), _read_text),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonlines"), _read_lines),
    **dict.fromkeys((".csv", ".tsv", ".tab"), _read_separated),
    **dict.fromkeys((".parquet", ".pq"), _read_parquet),
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf", ".opml"), _read_feed),
    ".json": _read_json,
    **dict.fromkeys((".warc", ".wet"), _read_archive),
    ".wacz": _read_package,
    **dict.fromkeys((".eml", ".mhtml", ".mht"), _read_mail),
    ".mbox": _read_mbox,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    **dict.fromkeys((".md", ".markdown"), _read_markdown),
    ".epub": _read_epub,
    ".zip": _read_zip,
    **dict.fromkeys((".url", ".webloc"), _read_shortcut),
    ".paths": _read_archive_list,
}
