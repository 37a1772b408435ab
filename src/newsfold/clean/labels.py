"""Patterns of page furniture, from the words of the language: a whole line must match, in any case."""

from __future__ import annotations

import re

from newsfold.language import phrases, words

_NETWORK = f"({'|'.join(phrases('furniture', 'networks'))})"
_PIECE = f"({'|'.join(words('furniture', 'pieces'))})"


def _pattern(kind: str, *more: str) -> re.Pattern[str]:
    forms = (
        form.replace("<network>", _NETWORK).replace("<piece>", _PIECE) for form in phrases("furniture", kind)
    )
    return re.compile("|".join(f"(?:{form})" for form in (*forms, *more)), re.IGNORECASE)


LABELS = {
    "share": _pattern("share"),
    "comments": _pattern("comments"),
    "navigation": _pattern("navigation", r"[\W_]+"),
}

POINTER = re.compile(rf"(?:{'|'.join(phrases('furniture', 'pointers'))})\s*[:|»>–—-]\s*\S.*", re.IGNORECASE)
"""A line that points to another page: "READ MORE: What the talks are about"."""
