"""Sentences of Chinese: they end with a full-width mark, with the closing quotation marks behind it."""

from __future__ import annotations

import re

_TO_STOP = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’」』）)】》\"']*|$)")


def segment(text: str) -> list[str]:
    """The sentences of one paragraph, which together are all of its characters."""
    return [piece for piece in _TO_STOP.findall(text) if piece]
