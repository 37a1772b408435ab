"""The words of statements that carry meaning, by their stems, and the words that two texts share in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from newsfold.language import stem, stop_words
from newsfold.text import words

STOP_WORDS = stop_words("commonest", "common", "of statements")


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The stems of the words of `text` that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


def longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words in a row both have."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(right):
        places[word].append(j)
    best, before = 0, dict[int, int]()
    for word in left:
        now = {j: before.get(j - 1, 0) + 1 for j in places.get(word, ())}
        best = max(best, *now.values()) if now else best
        before = now
    return best
