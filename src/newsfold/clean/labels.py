"""Patterns of page boilerplate, from the words of the language: a whole line must match, in any case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsfold.language import phrases, words

_NETWORK_FORM = f"({'|'.join(phrases('boilerplate', 'networks'))})"
_PIECE_FORM = f"({'|'.join(words('boilerplate', 'pieces'))})"


def _whole_lines(kind: str, *more: str) -> re.Pattern[str]:
    return _any_form((*phrases("boilerplate", kind), *more))


def _any_form(forms: Iterable[str]) -> re.Pattern[str]:
    whole = (form.replace("<network>", _NETWORK_FORM).replace("<piece>", _PIECE_FORM) for form in forms)
    return re.compile("|".join(f"(?:{form})" for form in whole), re.IGNORECASE)


def _anywhere(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases('boilerplate', kind))})\b", re.IGNORECASE)


LABELS = {
    "share": _whole_lines("share"),
    "comments": _whole_lines("comments"),
    "navigation": _whole_lines("navigation", r"[\W_]+"),
}

POINTER = re.compile(rf"(?:{'|'.join(phrases('boilerplate', 'pointers'))})\s*[:|»>–—-]\s*\S.*", re.IGNORECASE)
"""A line that points to another page: "READ MORE: What the talks are about"."""

NOTICE = _whole_lines("notices")
"""A whole sentence of the page about itself: "Media playback is not supported on this device"."""
BEGUN_NOTICE = _any_form(form for form in phrases("boilerplate", "notices") if not form.startswith("."))
"""Those of the same that are told by how they begin."""
PARTS_OF_NOTICES = phrases("boilerplate", "parts of notices")
"""In small letters: one of them stands in each of the others, which takes far longer to find out."""

CREDIT = _whole_lines("credits of pictures")
_BEHIND = _whole_lines("credits behind captions").pattern
CAPTION = re.compile(rf".{{10,400}}?\s*(?:\((?:{_BEHIND})\)|\[(?:{_BEHIND})\])\.?", re.IGNORECASE)
"""A caption that ends with whose picture it is, in brackets."""

WALL = _anywhere("walls")
"""A sentence that asks a reader for consent, a login or a proof of being human."""
WALL_TITLE = _anywhere("titles of walls")
