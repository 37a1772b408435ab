"""Names of files as text that can be stored and shown."""

from __future__ import annotations

import re
from pathlib import Path

_UNPAIRED = re.compile("[\ud800-\udfff]")


def shown(path: str | Path) -> str:
    """A file's name; of a name that is no Unicode, each byte outside it as "\\\\xe9"."""
    return _UNPAIRED.sub(_escaped, str(path))


def _escaped(half: re.Match[str]) -> str:
    code = ord(half[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"
