"""Bytes to characters, where the charset that was named may be wrong or missing."""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from newsfold.clean.settings import LANGUAGE

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED_IN_PAGE = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_CONTROL_BYTES = bytes(n for n in (*range(32), 127) if n not in (9, 10, 11, 12, 13, 27))
_STATEFUL = re.compile(r"(?:cs)?iso-?2022|(?:unicode-1-1-)?utf-?7|hz", re.IGNORECASE)
_SHIFT_TO_KANJI = re.compile(rb"\x1b\$[@B]")
_BEYOND = bytes(range(128, 256))
_RUNS = re.compile(rb"[\x80-\xff]{4,}|(?:[\x81-\xfe][\x40-\x7e\x80-\xfe]){4,}")
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_BAD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")


def decode(body: bytes, charset: str | None = None) -> str | None:
    """The characters of `body` with "\\n" line ends, or None where no charset makes sense of it.

    Asked in turn: a byte order mark; UTF-8 where the bytes are valid (or nearly) in it, whatever was
    declared; `charset`; what the page declares; what its bytes look like; Windows-1252.
    """
    text, valid = _characters_of(body, charset)
    if not valid:  # some charsets can write half of a surrogate pair, which no text has
        body = text.encode("utf-8", "replace")
        text = body.decode("utf-8")
    bad = _bad(text, body)
    if bad > max(2, len(text) // 50):
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BAD.sub(lambda m: m.group() if m.group() == "\ufffd" else " ", text) if bad else text


def _bad(text: str, body: bytes) -> int:
    """How many characters of `text` no text has: what `_BAD` finds, counted faster in `body`, its UTF-8."""
    control = len(body) - len(body.translate(None, _CONTROL_BYTES))
    unknown = text.count("\ufffd") if "\ufffd" in text else 0
    return control + unknown + (0 if text.isascii() else len(_C1.findall(body)))


def _characters_of(body: bytes, charset: str | None) -> tuple[str, bool]:
    """The characters of `body`, and whether its bytes are valid UTF-8."""
    for mark, name in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), False
    match = _DECLARED_IN_PAGE.search(body[:8192]) or _XML.search(body[:200])
    declared = match.group(1).decode("ascii", "replace") if match else None
    for name in filter(_STATEFUL.match, filter(None, (charset, declared))):
        if known := _known_codec(name):
            return body.decode(known, "replace"), False  # valid UTF-8 too, and gibberish in it
    if _SHIFT_TO_KANJI.search(body):
        return body.decode("iso2022_jp", "replace"), False
    if b"\x00" not in body[:1024]:
        text = body.decode("utf-8", "replace")
        if "\ufffd" not in text:
            return text, True
        if text.count("\ufffd") * 20 <= sum(1 for byte in body if byte > 127):
            return text, False
    named: tuple[str | None, ...] = (charset, declared)
    if _is_not_latin(body):  # what servers call Western by default, and what is not
        named = tuple(name for name in named if _known_codec(name) != "cp1252")
    guesses = [_known_codec(name) for name in (*named, _wide(body), _detected(body), "cp1252")]
    texts = [body.decode(name, "replace") for name in dict.fromkeys(guesses) if name]
    return min(texts, key=lambda text: _bad(text, text.encode("utf-8", "replace"))), False


def _is_not_latin(body: bytes) -> bool:
    """Whether most bytes beyond ASCII stand in runs, as in no language of Latin letters."""
    sample = body[:65536]
    beyond = len(sample) - len(sample.translate(None, _BEYOND))
    return beyond >= LANGUAGE.bytes and 2 * sum(map(len, _RUNS.findall(sample))) > beyond


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark has a NUL in nearly every second byte of English."""
    even, odd = body[0:4096:2].count(0), body[1:4096:2].count(0)
    if max(even, odd) < 100 and max(even, odd) < len(body) / 4:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _detected(body: bytes) -> str | None:
    name = detect_encoding(body, max_len=65536)
    return str(name) if name else None


def _known_codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        # Browsers read "iso-8859-1" and "ascii" as Windows-1252; so did who wrote the page.
        codec = codecs.lookup(map_encoding_to_html5(name, False) or name)
    except (LookupError, ValueError):
        return None
    return codec.name if getattr(codec, "_is_text_encoding", True) else None
