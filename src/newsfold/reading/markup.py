"""The encoding of feeds and lists, whatever they say it is."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_ENCODINGS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_DECLARED_IN_XML = re.compile(rb"<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']?\s*([\w.:-]{1,40})")
_DECLARATION = re.compile(r"(<\?xml[^<>]{0,200}?)\s+encoding\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[\w.:-]+)")
_WESTERN = ("ascii", "iso8859-1", "latin-1")  # names that servers and feeds give to Windows' western set
_UNSEEN_CHARACTERS = " \t\r\n\0\ufeff\u200b"
_SEVEN_BITS = re.compile(rb"\x1b[$(]|~\{")  # of encodings that write other alphabets in ASCII
_BEGIN_OF_FEED = re.compile(r"<\?xml\b|<(?:rss|feed|opml|rdf:RDF)\b", re.IGNORECASE)
_LONGEST_JUNK = 2048  # bounds the time: characters that a careless server may print before a feed
_PAGE_TAG = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


def text_of(body: bytes, charset: str | None = None) -> str:
    """The text of a feed or list, without an encoding in its XML declaration or junk in front of it.

    `charset` is what the server says. A byte order mark goes before all; then the zeros of UTF-16 and UTF-32;
    then UTF-8 where the bytes are that, since nothing else is by chance; then what the server says and what
    the declaration says, where the bytes fit; then UTF-8, with the bytes that are none read as Windows-1252.
    """
    return _without_junk(_text_of_bytes(body, charset))


def _text_of_bytes(body: bytes, charset: str | None) -> str:
    for mark, name in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for name in _WIDE_ENCODINGS:
        if body.startswith(("<".encode(name), "{".encode(name))):
            return body.decode(name, "replace")
    declared = _DECLARED_IN_XML.search(body[:1024])
    named = [_codec(charset or ""), _codec(declared[1].decode("ascii") if declared else "")]
    if named[0] == "cp1252":  # what many servers say of everything
        named.reverse()
    if not _SEVEN_BITS.search(body) or not any(named):
        with suppress(UnicodeDecodeError):
            return body.decode("utf-8")
    for codec in named:
        if codec and not codec.startswith("utf"):
            with suppress(UnicodeError):
                return body.decode(codec)
    return _patched(body)


def _codec(name: str) -> str | None:
    """Python's name for a charset that decodes text; None where it has none."""
    try:
        codec = codecs.lookup(name).name
        with suppress(UnicodeDecodeError):
            b" ".decode(codec)  # asks whether it makes text; for no bytes at all Python doesn't look
    except (LookupError, ValueError, TypeError):
        return None
    return "cp1252" if codec in _WESTERN else codec


def _patched(body: bytes) -> str:
    """UTF-8 with single bytes that are none of it, each read as Windows-1252."""
    text = body.decode("utf-8", "surrogateescape")
    return re.sub(
        "[\udc80-\udcff]", lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"), text
    )


def _without_junk(text: str) -> str:
    text = text.lstrip(_UNSEEN_CHARACTERS)
    begin = None if text.startswith("{") else _BEGIN_OF_FEED.search(text, 0, _LONGEST_JUNK)
    if begin and not _PAGE_TAG.search(text, 0, begin.start()):
        text = text[begin.start() :]
    return _DECLARATION.sub(r"\1", text, count=1) if text.startswith("<?xml") else text
