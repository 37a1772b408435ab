"""Web archives: WARC files, and the lists of them that Common Crawl publishes (`warc.paths`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newsfold.reading.coding import decoded, joined
from newsfold.reading.sniff import is_binary
from newsfold.records import Page, Reason, Rejected

_HTML = ("text/html", "application/xhtml+xml")
_CHUNK = 65536
_ATTEMPTS = 1000  # damaged places in a row, with no record between, after which an archive is given up
# Where a record may begin: a gzip member as archives have it (deflate, no flags), or a version line.
_BEGIN = re.compile(rb"\x1f\x8b\x08[\x00\x04]|WARC/[01]\.\d+\r\n")
_INSIDE = re.compile(rb"WARC/[01]\.\d+\r\n(?:WARC|Content)-")
_SWALLOWED = "its length takes in the record behind it"
_LONGEST_BEGIN = 16
_LONGEST_NAME = 4096


def responses(stream: IO[bytes], place: str, limit: int) -> Iterator[Page | Rejected]:
    """A page for every HTML response of an archive; other responses and broken ones as `Rejected`.

    Places are `place:number`, counting HTTP responses and damaged stretches. Requests, metadata and the
    archive's own records are no inputs and are passed over. A stretch that can't be read is one `Rejected`,
    and reading goes on at the next record behind it; in an archive that is a single gzip stream there is
    none to be found. `limit` bounds a page's bytes after decoding. One record is held at a time.
    """
    number = failures = 0
    start: int | None = 0
    while start is not None:
        at, problem, told = start, "", False
        stream.seek(start)
        try:
            for record in ArchiveIterator(stream, parse_http=False, auto_decode="none"):
                at, failures, told = record.stream_pos, 0, False
                if record.record_type in (WarcRecordType.response, WarcRecordType.no_type):
                    number += 1
                    found = _response(record, f"{place}:{number}", limit)
                    told = isinstance(found, Rejected)
                    yield found
                    if isinstance(found, Rejected) and found.detail == _SWALLOWED:
                        problem = _SWALLOWED
                        break
                record.reader.consume()
                if record.reader.tell() < record.content_length:
                    # What follows stands inside what this record claims as its own.
                    problem = "a record is shorter than it says"
                    break
        except Exception as error:  # a broken stream raises several kinds
            problem, told = str(error), False
        if not problem:
            break
        failures += 1
        if failures == 1 and not told:
            number += 1
            yield _rejected(f"{place}:{number}", "bad line", f"damaged after byte {at:,}: {problem}")
        if failures == _ATTEMPTS:
            yield _rejected(f"{place}:{number + 1}", "unreadable", f"the archive breaks off: {problem}")
            return
        start = _next_begin(stream, at + 1)
    if number == 0:
        yield _rejected(place, "empty", "no HTTP response in this archive")


def _next_begin(stream: IO[bytes], start: int) -> int | None:
    """Where the first record at `start` or behind it may begin; None where there is none."""
    stream.seek(start)
    window = b""
    while chunk := stream.read(_CHUNK):
        window += chunk
        if found := _BEGIN.search(window):
            return start + found.start()
        start += max(0, len(window) - _LONGEST_BEGIN)
        window = window[-_LONGEST_BEGIN:]
    return None


def _response(record: WarcRecord, place: str, limit: int) -> Page | Rejected:
    """The page of one response. What goes wrong with it is its own, and does not end the archive."""
    try:
        return _page(record, place, limit)
    except Exception as error:  # headers that are none, in more ways than can be listed
        return _rejected(place, "bad line", f"{type(error).__name__}: {error}")


def _page(record: WarcRecord, place: str, limit: int) -> Page | Rejected:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    if record.record_type == WarcRecordType.no_type:
        return _rejected(place, "bad line", "a record without a type", url)
    if not record.is_http:
        return _rejected(place, "unsupported", "not an HTTP response", url)
    record.parse_http()
    headers = record.http_headers
    if headers is None or headers.status_code is None:
        return _rejected(place, "bad line", "no HTTP header", url)
    if headers.status_code != 200:
        return _rejected(place, "not an article", f"HTTP {headers.status_code}", url)
    kind = (record.http_content_type or "text/html").lower()
    if kind not in _HTML:
        return _rejected(place, "unsupported", kind, url)
    raw = record.reader.read(limit + 1)
    if len(raw) > limit:
        return _rejected(place, "too large", f"more than {limit:,} bytes", url)
    # A crawler that cut a page says so, and then it is read as far as it goes; else it is broken.
    whole = record.headers.get("WARC-Truncated") is None
    if whole and len(raw) < record.content_length:
        return _rejected(place, "unreadable", f"{len(raw):,} of {record.content_length:,} bytes", url)
    if _INSIDE.search(raw):
        return _rejected(place, "bad line", _SWALLOWED, url)
    codings = _listed(headers.get("Transfer-Encoding")) + _listed(headers.get("Content-Encoding"))
    if "chunked" in codings:
        raw = joined(raw)
    body = decoded(raw, [name for name in codings if name != "chunked"], limit, whole=whole)
    if body is None:
        return _rejected(place, "unreadable", f"content encoding {', '.join(codings)}", url)
    if len(body) > limit:
        return _rejected(place, "too large", f"more than {limit:,} bytes", url)
    if not body.strip():
        return _rejected(place, "empty", "", url)
    if is_binary(body):
        return _rejected(place, "binary", "", url)
    return Page(
        place=place,
        body=body,
        media_type="text/html",
        charset=record.http_charset or None,
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
    while line := stream.readline(_LONGEST_NAME):
        number += 1
        name = line.decode("utf-8", "replace").strip()
        if not name:
            continue
        listed += 1
        tail = name.split("://", 1)[-1]
        bases = [file.parent / tail, file.parent / Path(tail).name, *(up / tail for up in file.parents[1:6])]
        found = next((base for base in bases if _is_archive(base)), None)
        yield found or _rejected(f"{file}:{number}", "not fetched", f"{name[:150]} is not on this machine")
    if not listed:
        yield _rejected(str(file), "empty", "the list names no archive")


def _is_archive(path: Path) -> bool:
    try:
        return path.name.lower().endswith((".warc", ".warc.gz")) and path.is_file()
    except (OSError, ValueError):  # no name that a file could have
        return False


def _when(date: object) -> datetime | None:
    return date.astimezone(UTC) if isinstance(date, datetime) and date.tzinfo else None


def _rejected(place: str, reason: Reason, detail: str = "", url: str | None = None) -> Rejected:
    return Rejected(place=place, stage="reading", reason=reason, detail=detail[:200], key=url, url=url)
