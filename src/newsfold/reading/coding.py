"""HTTP bodies without their transfer and content encodings, never more than was asked for."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

NO_PACKING = ("identity", "none", "utf-8", "binary", "8bit")
_STREAMED = {"br": "brotli", "zstd": "zstd"}
CODINGS = frozenset({*NO_PACKING, *_STREAMED, "gzip", "x-gzip", "deflate"})
GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"  # how packed bytes begin
LAYERS = 3  # bounds the time: layers of packing that are undone where nobody announces them
READ_BYTES = 1 << 16  # bytes that are read at a time
_TEXT = (
    b"<",
    b"{",
    b"[",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
)  # how a plain body begins


def joined_members(raw: bytes) -> bytes:
    """A chunked body in one piece; as it is where it was joined before it was archived."""
    pieces: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\r\n", at, at + 64)
        size = raw[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(pieces) if pieces else raw
        if length <= 0:
            break
        pieces.append(raw[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(pieces)


def decoded(raw: bytes, codings: Sequence[str], limit: int, *, whole: bool = True) -> bytes | None:
    """`raw` without its `codings`, undone in this order: at most `limit` + 1 bytes of it.

    None where one is unknown or broken, or where the data breaks off though it should be `whole`. Some
    crawlers archive the decoded body under the header of the encoded one; that is taken as it is.
    """
    for coding in codings:
        if coding in NO_PACKING or raw.lstrip().startswith(_TEXT):
            continue
        undone = None
        if coding in ("gzip", "x-gzip", "deflate"):
            undone = _inflated(raw, limit, whole=whole)
        elif coding in _STREAMED:
            undone = _streamed(raw, _STREAMED[coding], limit, whole=whole)
        if undone is None:
            return None
        raw = undone
    return raw


def unpacked(body: bytes, limit: int) -> bytes:
    """`body` without packing that its beginning shows and nobody announced: at most `limit` + 1 bytes of it.

    What can't be unpacked stays as it is.
    """
    for _ in range(LAYERS):
        coding = "gzip" if body.startswith(GZIP) else "zstd" if body.startswith(ZSTD) else None
        undone = decoded(body, [coding], limit) if coding else None
        if undone is None or len(undone) > limit:
            return body if undone is None else undone
        body = undone
    return body


def _inflated(raw: bytes, limit: int, *, whole: bool) -> bytes | None:
    for window in (47, -15):  # gzip or zlib by its header; deflate without one, as some servers send it
        inflate = zlib.decompressobj(window)
        try:
            body = inflate.decompress(raw, limit + 1)
            while inflate.eof and inflate.unused_data.startswith(GZIP) and len(body) <= limit:
                inflate, rest = zlib.decompressobj(window), inflate.unused_data  # the next member
                body += inflate.decompress(rest, limit + 1 - len(body))
        except zlib.error:
            continue
        return body if inflate.eof or not whole or len(body) > limit else None
    return None


def _streamed(raw: bytes, codec: str, limit: int, *, whole: bool) -> bytes | None:
    import pyarrow as pa  # it takes a tenth of a second to load, and few archives need it

    pieces: list[bytes] = []
    size = 0
    try:
        with pa.CompressedInputStream(pa.BufferReader(raw), codec) as stream:
            while size <= limit and (piece := stream.read(min(READ_BYTES, limit + 1 - size))):
                pieces.append(piece)
                size += len(piece)
    except (OSError, ValueError):
        return b"".join(pieces) if pieces and not whole else None
    return b"".join(pieces)
