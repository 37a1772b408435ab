"""The tables of this room, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def listed_lines(name: str) -> list[str]:
    """The lines of a file beside this one, without comments and empty ones."""
    text = files("newsfold").joinpath("addresses", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=4)
def listed_words(name: str) -> frozenset[str]:
    """All words of a file."""
    return frozenset(word for line in listed_lines(name) for word in line.split())
