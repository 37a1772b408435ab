"""Web archives: WARC files, and the lists of them that Common Crawl publishes (`warc.paths`)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newsfold.reading.sniff import is_binary
from newsfold.records import Page, Reason, Rejected

_HTML = ("text/html", "application/xhtml+xml")
_CHUNK = 65536


def responses(stream: IO[bytes], place: str, limit: int) -> Iterator[Page | Rejected]:
    """A page for every HTML response of an archive; other responses and broken ones as `Rejected`.

    Places are `place:number`, counting HTTP responses. Requests, metadata and the archive's own records
    are no inputs and are passed over. `limit` bounds a page's bytes after decoding. One record is held at a
    time.
    """
    number = 0
    records = iter(
        ArchiveIterator(
            stream,
            record_types=WarcRecordType.response,
            parse_http=False,
            strict_mode=False,
            auto_decode="none",
        )
    )
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except Exception as error:  # a broken stream raises several kinds; what follows can't be found again
            yield _rejected(f"{place}:{number + 1}", "unreadable", f"the archive breaks off: {error}")
            return
        number += 1
        try:
            yield _response(record, f"{place}:{number}", limit)
        except Exception as error:  # one bad record does not end the archive
            yield _rejected(f"{place}:{number}", "bad line", f"{type(error).__name__}: {error}")


def _response(record: WarcRecord, place: str, limit: int) -> Page | Rejected:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    if not record.is_http:
        return _rejected(place, "unsupported", "not an HTTP response", url)
    record.parse_http()
    headers = record.http_headers
    status = headers.status_code if headers is not None else None
    if status != 200:
        return _rejected(place, "not an article", f"HTTP {status}", url)
    kind = (record.http_content_type or "text/html").lower()
    if kind not in _HTML:
        return _rejected(place, "unsupported", kind, url)
    raw = record.reader.read(limit + 1)
    if len(raw) > limit:
        return _rejected(place, "too large", f"more than {limit:,} bytes", url)
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        raw = _joined(raw)
    body = _decoded(raw, (headers.get("Content-Encoding") or "").strip().lower(), limit)
    if body is None:
        return _rejected(place, "unreadable", f"content encoding {headers.get('Content-Encoding')}", url)
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


def _joined(raw: bytes) -> bytes:
    """A chunked body in one piece; as it is where it was joined before it was archived."""
    pieces: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\r\n", at, at + 64)
        size = raw[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return raw if not pieces else b"".join(pieces)
        if length <= 0:
            break
        pieces.append(raw[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(pieces)


def _decoded(raw: bytes, coding: str, limit: int) -> bytes | None:
    """The body without its content encoding, at most `limit` + 1 bytes; None where that is unknown or broken.

    Some crawlers archive the decoded body under the header of the encoded one.
    """
    if coding in ("", "identity", "none", "utf-8") or raw.lstrip()[:1] == b"<":
        return raw
    if coding in ("gzip", "x-gzip", "deflate"):
        for window in (47, -15):
            inflate = zlib.decompressobj(window)
            try:
                return inflate.decompress(raw, limit + 1)
            except zlib.error:
                continue
    return None


def paths(file: Path) -> Iterator[Path | Rejected]:
    """The archives that a `warc.paths` or `warc.paths.gz` lists, where they lie on this machine.

    Each line is looked for beside the list, under its own path and under its name alone, and above it, as
    Common Crawl's tree (`crawl-data/CC-NEWS/2019/04/…`) has it.
    """
    with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            name = line.decode("utf-8", "replace").strip()
            if not name:
                continue
            tail = name.split("://", 1)[-1]
            bases = [
                file.parent / tail,
                file.parent / Path(tail).name,
                *(up / tail for up in file.parents[1:6]),
            ]
            found = next((base for base in bases if base.is_file()), None)
            yield found or _rejected(
                f"{file}:{number}", "not fetched", f"{name[:150]} is not on this machine"
            )


def _when(date: object) -> datetime | None:
    return date.astimezone(UTC) if isinstance(date, datetime) and date.tzinfo else None


def _rejected(place: str, reason: Reason, detail: str = "", url: str | None = None) -> Rejected:
    return Rejected(place=place, stage="reading", reason=reason, detail=detail[:200], key=url, url=url)
