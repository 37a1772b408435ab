"""Mines, ships and capsules that bear a place's name, and lie elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newsfold.extract.entities.forms import name_forms
from newsfold.language import either
from newsfold.text import strip_accents

_TEXT_BESIDE = 30  # characters beside a name in which the thing stands that bears it
_OPEN, _CLOSE = "[\"“„«‘'‚»]?", "[\"”“»’'«]?"


def is_borne(text: str, start: int, end: int, language: str) -> bool:
    """Whether the name there is said to be a thing's: "the San José mine", "a capsule called Phoenix"."""
    patterns = _bearer_patterns(language)
    if patterns is None:
        return False
    before, behind = patterns
    left = strip_accents(text[max(0, start - _TEXT_BESIDE) : start])
    right = strip_accents(text[end : end + _TEXT_BESIDE])
    return before.search(left) is not None or behind.match(right) is not None


@lru_cache(maxsize=16)
def _bearer_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    bearers = name_forms("bearer", language)
    if not bearers:
        return None
    before = _any((*bearers, *name_forms("called", language)))
    return (
        re.compile(rf"(?<!\w)(?:{before})\s+{_OPEN}$", re.IGNORECASE),
        re.compile(rf"{_CLOSE}[\s-]+(?:{_any(bearers)})(?!\w)", re.IGNORECASE),
    )


def _any(forms: Iterable[str]) -> str:
    return either(sorted(forms, key=lambda form: (-len(form), form)))
