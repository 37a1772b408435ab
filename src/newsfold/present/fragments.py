"""Addresses that open a source's own page at the words in question, in browsers that can (text fragments)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from newsfold.invisible import visible
from newsfold.present.wording import web_url

_WHOLE, _EDGE = 10, 5  # words: a passage of so many is named in full, a longer one by those at its ends


def live_url(url: str | None, passage: str) -> str | None:
    """Where a passage stands on its live page, "…#:~:text=…"; None for an address that can't be linked."""
    known = web_url(url)
    if known is None:
        return None
    lines = [line for line in map(str.split, map(visible, passage.split("\n"))) if line]
    if not lines:
        return known
    if len(lines) == 1 and len(lines[0]) <= _WHOLE:
        text = _directive_words(lines[0])
    else:  # words at an end stand in one block each, whatever lies between
        text = f"{_directive_words(lines[0][:_EDGE])},{_directive_words(lines[-1][-_EDGE:])}"
    fragment = urlsplit(known).fragment.partition(":~:")[0]
    return f"{known.partition('#')[0]}#{fragment}:~:text={text}"


def _directive_words(words: list[str]) -> str:
    """Words as a part of the directive, in which commas, ampersands and hyphens mean something."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
