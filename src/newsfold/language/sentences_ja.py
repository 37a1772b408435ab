"""Sentences of Japanese: a full stop inside quotation marks or brackets ends none."""

from __future__ import annotations

import re

_STOP_OR_BRACKET = re.compile(r"[。！？!?]+|[「『（(【]|[」』）)】]")
_OPENING_BRACKETS = "「『（(【"
_CLOSING_BRACKETS = "」』）)】"
_LONGEST_BRACKET = 400  # characters; a bracket that is still open then is taken for one that nobody closed


def segment(text: str) -> list[str]:
    """The sentences of one paragraph, which together are all of its characters."""
    sentences: list[str] = []
    start = depth = opened = 0
    for mark in _STOP_OR_BRACKET.finditer(text):
        kind = mark[0][0]
        if depth and mark.start() - opened > _LONGEST_BRACKET:
            depth = 0
        if kind in _OPENING_BRACKETS:
            depth, opened = depth + 1, mark.start() if depth == 0 else opened
        elif kind in _CLOSING_BRACKETS:
            depth = max(0, depth - 1)
        elif depth == 0:
            sentences.append(text[start : mark.end()])
            start = mark.end()
    return [*sentences, text[start:]] if start < len(text) else sentences
