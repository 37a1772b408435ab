"""Shortcuts: files that hold an address, as browsers and desktops keep them (`.url`, `.webloc`)."""

from __future__ import annotations

import plistlib
import re

from newsfold.reading.markup import text_of

_URL_LINE = re.compile(r"^[ \t]*URL[ \t]*=[ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_LARGEST_SHORTCUT = 1 << 16  # bytes: bounds the time; a larger file is no shortcut


def address(body: bytes) -> str | None:
    """The address in a shortcut; None where there is none."""
    if len(body) > _LARGEST_SHORTCUT:
        return None
    if body.startswith(b"bplist") or b"<plist" in body[:500]:
        try:
            held = plistlib.loads(body)
        except Exception:  # of damaged lists, more kinds than can be listed
            return None
        url = held.get("URL") if isinstance(held, dict) else None
        return url.strip() if isinstance(url, str) else None
    line = _URL_LINE.search(text_of(body))
    return line[1].strip() if line else None
