"""Word sequences two texts share, found so that edits, cuts and moved paragraphs do not hide them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsfold.derive.settings import PASSAGES
from newsfold.derive.voices import set_apart
from newsfold.records import Span
from newsfold.text import ALPHANUMERIC

MOST_WORDS = (
    30_000  # bounds the memory: words of a text that are compared; the rest of a longer one is left out
)
_CHAINS = 40  # bounds the time: the last passages that a run may belong to


@dataclass(frozen=True, slots=True)
class HashedWords:
    """A text as numbers, one a word: crc32 of the case-folded word, where it stands, if it is `set_apart`.

    A `free` word begins with a small letter: a list of names or sums leaves no choice of words.
    """

    codes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    apart: NDArray[np.bool_]
    free: NDArray[np.bool_]

    @property
    def unquoted(self) -> NDArray[np.bool_]:
        """The free words that are not set apart."""
        return self.free & ~self.apart

    def grams(self, length: int) -> NDArray[np.uint64]:
        """A 64-bit hash of each run of `length` words, by its first word's place."""
        count = len(self.codes) - length + 1
        if count <= 0:
            return np.zeros(0, dtype=np.uint64)
        hashed = np.zeros(count, dtype=np.uint64)
        for at in range(length):
            hashed = (hashed ^ self.codes[at : at + count]) * np.uint64(0x9E3779B97F4A7C15)
            hashed ^= hashed >> np.uint64(29)
        return hashed

    def shingles(self) -> NDArray[np.uint64]:
        """The distinct 5-word runs, sorted; a shorter text is one run of what it has."""
        return np.unique(self.grams(min(PASSAGES.shingle, len(self.codes))))


def hashed_words(text: str) -> HashedWords:
    """The words of a text, the first 30,000 of them."""
    codes, starts, ends, free = [], [], [], []
    for match in ALPHANUMERIC.finditer(text):
        word = match.group()
        codes.append(_word_code(word.casefold()))
        free.append(word[0].islower())
        starts.append(match.start())
        ends.append(match.end())
        if len(codes) == MOST_WORDS:
            break
    begin = np.array(starts, dtype=np.int64)
    apart = np.zeros(len(codes), dtype=np.bool_)
    for span in set_apart(text):
        left, right = np.searchsorted(begin, [span.start, span.end])
        apart[left:right] = True
    return HashedWords(
        codes=np.array(codes, dtype=np.uint64),
        starts=begin,
        ends=np.array(ends, dtype=np.int64),
        apart=apart,
        free=np.array(free, dtype=np.bool_),
    )


@lru_cache(maxsize=200_000)
def _word_code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage two texts share: the places, in order, of each text's words that stand in both.

    Of the left places, `unquoted` are free words that neither text sets apart, `left_apart` and `right_apart`
    words that one text alone does.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    unquoted: int
    left_apart: int
    right_apart: int

    def turned(self) -> SharedPassage:
        """The same, seen from the right text; words in common keep their voices."""
        return SharedPassage(self.right, self.left, self.unquoted, self.right_apart, self.left_apart)


def shared_passages(left: HashedWords, right: HashedWords, least: int) -> list[SharedPassage]:
    """Passages of at least `least` shared words, in order of the left text; cost linear in both.

    Runs of three words that both have are chained while they keep nearly the same distance and leave at
    most six words between them, so that a changed word, an inserted clause or a cut does not end a passage.
    """
    chains: list[list[tuple[int, int]]] = []
    seed = PASSAGES.seed
    for i, j in _seeds(left.grams(seed), right.grams(seed)):
        for chain in reversed(chains[-_CHAINS:]):
            last_i, last_j = chain[-1]
            ahead, moved = i - last_i, (i - last_i) - (j - last_j)
            is_close = 0 <= ahead <= seed + PASSAGES.gap and abs(moved) <= PASSAGES.drift
            if is_close and j >= last_j:
                chain.append((i, j))
                break
        else:
            chains.append([(i, j)])
    return [
        passage for chain in chains if len((passage := _shared_passage(chain, left, right)).left) >= least
    ]


def _seeds(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> Iterator[tuple[int, int]]:
    """Places (i, j) where both texts have the same run, by i then j."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    begin, end = np.searchsorted(ordered, left, "left"), np.searchsorted(ordered, left, "right")
    for i in np.flatnonzero((end > begin) & (end - begin <= PASSAGES.repeats)):
        for at in range(begin[i], end[i]):
            yield int(i), int(order[at])


def _shared_passage(chain: Sequence[tuple[int, int]], left: HashedWords, right: HashedWords) -> SharedPassage:
    """The words in the chain's runs, and between two runs those that stand in both gaps."""
    pairs: dict[int, int] = {}
    seed = PASSAGES.seed
    for i, j in chain:
        pairs.update((i + at, j + at) for at in range(seed))
    for (i, j), (next_i, next_j) in pairwise(chain):
        if next_i > i + seed and next_j > j + seed:
            gap = zip(right.codes[j + seed : next_j].tolist(), range(j + seed, next_j), strict=True)
            between = dict(gap)
            for at, code in enumerate(left.codes[i + seed : next_i].tolist(), i + seed):
                if code in between:
                    pairs.setdefault(at, between[code])
    places = sorted(pairs)
    others = [pairs[at] for at in places]
    left_apart, right_apart = left.apart[places], right.apart[others]
    free = left.free[places] | right.free[others]
    return SharedPassage(
        left=tuple(places),
        right=tuple(sorted(set(pairs.values()))),
        unquoted=int((free & ~left_apart & ~right_apart).sum()),
        left_apart=int((left_apart & ~right_apart).sum()),
        right_apart=int((~left_apart & right_apart).sum()),
    )


def spans(places: Iterable[int], text: HashedWords) -> tuple[Span, ...]:
    """The characters of words, sorted; words with at most one other between them share a span."""
    listed: list[Span] = []
    last = -9
    for at in sorted(places):
        start = listed.pop().start if at - last <= 2 else int(text.starts[at])
        listed.append(Span(start=start, end=int(text.ends[at])))
        last = at
    return tuple(listed)
