"""Web archives: WARC files, and the lists of them that Common Crawl publishes (`warc.paths`)."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newsfold.reading.coding import GZIP, NO_PACKING, READ_BYTES, decoded, joined_members, unpacked
from newsfold.reading.places import shown
from newsfold.reading.sniff import is_binary
from newsfold.records import Page, Reason, Rejected

WARC_NAMES = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
# Bounds the time: damaged places in a row, with no record between, after which an archive is given up.
_MOST_DAMAGED = 1000
# Where a record may begin: a gzip member as archives have it (deflate, no flags), a Zstandard frame, or a
# version line.
_BEGIN_OF_RECORD = re.compile(rb"\x1f\x8b\x08[\x00\x04]|\x28\xb5\x2f\xfd|WARC/[01]\.\d+\r?\n")
_RECORD_INSIDE = re.compile(rb"WARC/[01]\.\d+\r?\n(?:WARC|Content)-")
_END_OF_PAGE = re.compile(rb"</html\s*>\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
_RECORD_HEAD = 2048  # bytes of a record in which its first line ends, or from its end, its page
_DICTIONARY = b"\x5d\x2a\x4d\x18"  # WARC Zstandard, 4: a skippable frame of this kind comes first
_LONGEST_DICTIONARY = 1 << 24  # bytes: bounds the memory of a dictionary that a file states
_INPUTS = (
    WarcRecordType.response,
    WarcRecordType.resource,
    WarcRecordType.conversion,
    WarcRecordType.no_type,
)
_SWALLOWED = "its length takes in the record behind it"
_LF = "lines that end in LF alone"
_BEGIN_BYTES = 16  # bytes of what a record begins with
_LONGEST_PATH = 4096  # bytes of a line in a list of archives: bounds the memory


def responses(stream: IO[bytes], place: str, limit: int) -> Iterator[Page | Rejected]:
    """A page for every HTML response or resource of an archive; other ones and broken ones as `Rejected`.

    A plain text that was made of a page (WET) is one, too, where the archive does not hold the pages. Places
    are `place:number`, counting responses, resources and damaged stretches. Requests, metadata and the
    archive's own records are no inputs and are passed over. A stretch that can't be read is one `Rejected`,
    and reading goes on at the next record behind it; in an archive that is a single packed stream there is
    none to be found. `limit` bounds a page's bytes after decoding. One record is held at a time.
    """
    number = failures = 0
    has_pages = False
    start: int | None = 0
    quirks = _ends_in_lf(stream, 0)
    dictionary = _dictionary(stream)
    while start is not None:
        at, problem, reported = start, "", False
        try:
            rest, shift = _from(stream, start, dictionary)
            for record in ArchiveIterator(rest, parse_http=False, auto_decode="none", quirks_mode=quirks):
                at, failures, reported = record.stream_pos + shift, 0, False
                if not (quirks or record.content_length) and _ends_in_lf(stream, at):
                    quirks, problem = True, _LF
                    break
                is_text = record.record_type == WarcRecordType.conversion
                if record.record_type in _INPUTS and not (is_text and has_pages and _is_plain(record)):
                    page, swallowed = _record(record, f"{place}:{number + 1}", limit)
                    has_pages |= isinstance(page, Page) and not is_text
                    reported = page is not None and (swallowed or isinstance(page, Rejected))
                    if page is not None:
                        number += 1
                        yield page
                    if swallowed:
                        problem = _SWALLOWED
                        break
                record.reader.consume()
                if record.reader.tell() < record.content_length:
                    # What follows stands inside what this record claims as its own.
                    problem = "a record is shorter than it says"
                    break
        except Exception as error:  # a broken stream raises several kinds
            problem, reported = str(error), False
        if not problem:
            break
        if problem == _LF:
            start = at
            continue
        failures += 1
        if failures == 1 and not reported:
            number += 1
            yield _rejected_record(f"{place}:{number}", "bad line", f"damaged after byte {at:,}: {problem}")
        if failures == _MOST_DAMAGED:
            yield _rejected_record(
                f"{place}:{number + 1}", "unreadable", f"the archive breaks off: {problem}"
            )
            return
        start = _next_begin(stream, at + 1)
    if number == 0:
        yield _rejected_record(place, "empty", "no HTTP response and no resource in this archive")


# ── where records begin ───────────────────────────────────────────────────────────────────────────


def _next_begin(stream: IO[bytes], start: int) -> int | None:
    """Where the first record at `start` or behind it may begin; None where there is none."""
    stream.seek(start)
    window = b""
    while chunk := stream.read(READ_BYTES):
        window += chunk
        if match := _BEGIN_OF_RECORD.search(window):
            return start + match.start()
        start += max(0, len(window) - _BEGIN_BYTES)
        window = window[-_BEGIN_BYTES:]
    return None


def _ends_in_lf(stream: IO[bytes], at: int) -> bool:
    """Whether the record at `at` ends its lines with LF alone, against the standard."""
    before = stream.tell()
    stream.seek(at)
    head = stream.read(_RECORD_HEAD)
    stream.seek(before)
    if head.startswith(GZIP):
        with suppress(zlib.error):
            head = zlib.decompressobj(31).decompress(head, _RECORD_HEAD)
    return bool(re.match(rb"\s*WARC/[01]\.\d+\n", head))


def _dictionary(stream: IO[bytes]) -> bytes:
    """The frame in front of a Zstandard archive that all other frames need; mostly there is none."""
    stream.seek(0)
    head = stream.read(8)
    if not head.startswith(_DICTIONARY):
        return b""
    return head + stream.read(min(int.from_bytes(head[4:8], "little"), _LONGEST_DICTIONARY))


class _Rest(io.RawIOBase):
    """What is left of a stream, behind a dictionary."""

    def __init__(self, stream: IO[bytes], dictionary: bytes) -> None:
        self._stream = stream
        self._dictionary = dictionary
        self._at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._dictionary[self._at :][: size if size >= 0 else None]
        if size < 0 or len(piece) < size:
            piece += self._stream.read(size - len(piece) if size >= 0 else -1)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at


def _from(stream: IO[bytes], start: int, dictionary: bytes) -> tuple[IO[bytes] | _Rest, int]:
    """The archive from `start` on, and what its positions are short of."""
    stream.seek(start)
    if start and dictionary:
        return _Rest(stream, dictionary), start - len(dictionary)
    return stream, 0


# ── one record ────────────────────────────────────────────────────────────────────────────────────


def _record(record: WarcRecord, place: str, limit: int) -> tuple[Page | Rejected | None, bool]:
    """What one record holds (None: no input), and whether its length reaches past its end.

    What goes wrong with it is its own, and does not end the archive.
    """
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    try:
        if record.record_type == WarcRecordType.no_type:
            return _rejected_record(place, "bad line", "a record without a type", url), False
        if record.record_type == WarcRecordType.response and record.is_http:
            return _response(record, place, url, limit)
        return _resource(record, place, url, limit)
    except Exception as error:  # headers that are none, in more ways than can be listed
        return _rejected_record(place, "bad line", f"{type(error).__name__}: {error}", url), False


def _response(record: WarcRecord, place: str, url: str | None, limit: int) -> tuple[Page | Rejected, bool]:
    record.parse_http(quirks_mode=True)
    headers = record.http_headers
    if headers is None or headers.status_code is None:
        return _rejected_record(place, "bad line", "no HTTP header", url), False
    if headers.status_code != 200:
        return _rejected_record(place, "not an article", f"HTTP {headers.status_code}", url), False
    kind = (record.http_content_type or "text/html").lower()
    if kind not in _HTML_TYPES:
        return _rejected_record(place, "unsupported", kind, url), False
    codings = _listed(headers.get("Transfer-Encoding")) + _listed(headers.get("Content-Encoding"))
    return _page(record, place, url, limit, codings, record.http_charset or None)


def _resource(
    record: WarcRecord, place: str, url: str | None, limit: int
) -> tuple[Page | Rejected | None, bool]:
    """A page that stands in the archive without HTTP around it, as from files and browsers."""
    kind = _kind(record)
    media_type = kind.get_content_type()
    if media_type in _HTML_TYPES:
        return _page(record, place, url, limit, [], kind.get_content_charset())
    if media_type == "text/plain" and record.record_type == WarcRecordType.conversion:
        return _text(record, place, url, limit), False
    if record.record_type == WarcRecordType.response:
        return _rejected_record(place, "unsupported", "not an HTTP response", url), False
    if record.record_type == WarcRecordType.resource and (url or "").lower().startswith(
        ("http://", "https://")
    ):
        return _rejected_record(place, "unsupported", media_type, url), False
    return None, False  # a crawler's notes and pictures of pages, as "urn:pageinfo:…"


def _is_plain(record: WarcRecord) -> bool:
    return _kind(record).get_content_type() == "text/plain"


def _kind(record: WarcRecord) -> Message:
    kind = Message()
    kind["content-type"] = record.headers.get("Content-Type") or "application/octet-stream"
    return kind


def _text(record: WarcRecord, place: str, url: str | None, limit: int) -> Page | Rejected:
    """The text of a page, as Common Crawl keeps it beside its archives (WET)."""
    body = record.reader.read(limit + 1)
    if len(body) < record.content_length and len(body) <= limit:
        return _rejected_record(place, "unreadable", f"{len(body):,} of {record.content_length:,} bytes", url)
    page = _made(body, record, place, url, limit, "utf-8")
    return replace(page, media_type="text/plain") if isinstance(page, Page) else page


def _page(
    record: WarcRecord, place: str, url: str | None, limit: int, codings: Sequence[str], charset: str | None
) -> tuple[Page | Rejected, bool]:
    raw = record.reader.read(limit + 1)
    if len(raw) > limit:
        return _rejected_record(place, "too large", f"more than {limit:,} bytes", url), False
    inside = _RECORD_INSIDE.search(raw)
    short = inside is not None or len(raw) < record.content_length
    # A crawler that cut a page says so, and then it is read as far as it goes; else it is broken.
    whole = record.headers.get("WARC-Truncated") is None
    had = f"{len(raw):,} of {record.content_length:,} bytes"
    if short:
        raw = raw[: inside.start() if inside else None].removesuffix(b"\r\n\r\n").removesuffix(b"\n\n")
    packed = [name for name in codings if name not in ("chunked", *NO_PACKING)]
    if whole and short and not packed and not _END_OF_PAGE.search(raw[-_RECORD_HEAD:]):
        if inside:
            return _rejected_record(place, "bad line", _SWALLOWED, url), True
        return _rejected_record(place, "unreadable", had, url), False
    if "chunked" in codings:
        raw = joined_members(raw)
    body = decoded(raw, [name for name in codings if name != "chunked"], limit, whole=whole)
    if body is None:
        return _rejected_record(place, "unreadable", f"content encoding {', '.join(codings)}", url), short
    return _made(unpacked(body, limit), record, place, url, limit, charset), short


def _made(
    body: bytes, record: WarcRecord, place: str, url: str | None, limit: int, charset: str | None
) -> Page | Rejected:
    if len(body) > limit:
        return _rejected_record(place, "too large", f"more than {limit:,} bytes", url)
    if not body.strip():
        return _rejected_record(place, "empty", "", url)
    if is_binary(body):
        return _rejected_record(place, "binary", "", url)
    return Page(
        place=place,
        body=body,
        media_type="text/html",
        charset=charset,
        key=url or place,
        url=url,
        fetched_at=_when(record.record_date),
    )


def _listed(value: str | None) -> list[str]:
    """The codings that a header names, in the order in which they are to be undone."""
    return [name for part in reversed((value or "").lower().split(",")) if (name := part.strip())]


def paths(stream: IO[bytes], file: Path) -> Iterator[Path | Rejected]:
    """The archives that `stream`, a `warc.paths` from `file`, lists, where they lie on this machine.

    Each line is looked for beside the list, under its own path and under its name alone, and above it, as
    Common Crawl's tree (`crawl-data/CC-NEWS/2019/04/…`) has it.
    """
    number = listed = 0
    while line := stream.readline(_LONGEST_PATH):
        number += 1
        name = line.decode("utf-8", "replace").strip()
        if not name:
            continue
        listed += 1
        tail = name.split("://", 1)[-1]
        bases = [file.parent / tail, file.parent / Path(tail).name, *(up / tail for up in file.parents[1:6])]
        path = next((base for base in bases if _is_archive(base)), None)
        yield path or _rejected_record(
            f"{shown(file)}:{number}", "not fetched", f"{name[:150]} is not on this machine"
        )
    if not listed:
        yield _rejected_record(shown(file), "empty", "the list names no archive")


def _is_archive(path: Path) -> bool:
    try:
        return path.name.lower().endswith((*WARC_NAMES, ".wacz")) and path.is_file()
    except (OSError, ValueError):  # no name that a file could have
        return False


def _when(date: object) -> datetime | None:
    return date.astimezone(UTC) if isinstance(date, datetime) and date.tzinfo else None


def _rejected_record(place: str, reason: Reason, detail: str = "", url: str | None = None) -> Rejected:
    return Rejected(place=place, stage="reading", reason=reason, detail=detail[:200], key=url, url=url)
