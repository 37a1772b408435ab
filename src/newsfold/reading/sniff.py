"""Whether bytes are text at all."""

from __future__ import annotations

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
