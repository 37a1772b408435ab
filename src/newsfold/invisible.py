"""Characters that nobody sees. They can steer a terminal, turn a line round, or hide words from a reader.

Controls; format characters without a glyph (direction marks, soft hyphens, joiners, tags, byte order marks);
separators of lines and paragraphs; what Unicode lets a font leave out, such as variation selectors and
fillers; halves of surrogate pairs.
"""

from __future__ import annotations

import re

_BREAKS = re.compile("[\t\n\x0b\x0c\x85\u2028\u2029]")
_FORMATS = (
    "\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)
_INVISIBLE = re.compile(f"[\x00-\x1f{_FORMATS}]")
_UNESCAPED = re.compile(f"[{_FORMATS}]")  # what JSON itself leaves as it is


def visible(text: str) -> str:
    """`text` on one line, without invisible characters; a break is a space."""
    return _INVISIBLE.sub("", _BREAKS.sub(" ", text))


def escaped(json_text: str) -> str:
    r"""JSON text of the same value, in which invisible characters are written as \uXXXX."""
    return _UNESCAPED.sub(_escape, json_text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
