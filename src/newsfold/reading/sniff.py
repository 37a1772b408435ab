"""What bytes are by their beginning: text or not, and of which kind."""

from __future__ import annotations

import re

SNIFFED_BYTES = 1 << 16  # bytes that a kind is told by

_BINARY_MARKS = (
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
    if body.startswith(_BINARY_MARKS):
        return True
    head = body[:4096]
    if b"\x00" not in head or body.startswith(_WIDE):
        return False
    # UTF-16 without a mark holds its NULs in every second byte: nearly all at even or at odd places.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return not (max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) < 0.05 * len(head) / 2)


_BEGINNINGS = (  # of kinds that their first bytes show, and the ending of such files
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"WARC/", ".warc"),
    (b"From ", ".mbox"),
    (b"{", ".json"),
    (b"[", ".json"),
)
_THREE_HEADERS = re.compile(rb"(?:[A-Z][\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_BEGINS_PAGE = re.compile(
    rb"\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype html|html|head|body|div|p|article)\b", re.I | re.S
)


def ending_of(head: bytes) -> str | None:
    """The ending that a file which begins so would have; None where the bytes alone do not tell."""
    if head.startswith(b"PK\x03\x04"):
        inside = ((b"epub+zip", ".epub"), (b"word/", ".docx"), (b"datapackage.json", ".wacz"))
        return next((ending for mark, ending in inside if mark in head), ".zip")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    match_ending = next((ending for begin, ending in _BEGINNINGS if head.startswith(begin)), None)
    if match_ending is None and _THREE_HEADERS.match(head.replace(b"\r\n", b"\n")):
        return ".eml"
    return ".html" if match_ending is None and _BEGINS_PAGE.match(head) else match_ending


_SAVED = re.compile(  # what browsers and tools write where they save a page
    rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)",
    re.IGNORECASE,
)


def saved_from(page: bytes) -> str | None:
    """The address that a saved page says it is from."""
    match = _SAVED.search(page[:4096])
    return match[1].decode("utf-8", "replace") if match else None
