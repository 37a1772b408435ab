"""Words of an article as folding compares them, and how rare each is, in any language.

English is counted by a background of news articles (`article_features`); the other languages by a table of
how often each of their commonest words is used. A word that the table lacks counts as rare. Scripts that put
no space between words are read by pairs of characters, each overlapping the next, so that where a name stands
in a line does not decide how it is cut.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsfold.fold.settings import LEARNED
from newsfold.language import stem
from newsfold.once import once
from newsfold.text import SIGNS_IN_WORDS, strip_accents

SENTENCE_END = ".!?\n“”\"'‘’:;—–(-|•"
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_SPELLED = re.compile(rf"\d[\d,.]*\d|[{_UNSPACED}]+|(?:(?![{_UNSPACED}])\w|[{SIGNS_IN_WORDS}])+")
_UNSPACED_RUN = re.compile(rf"[{_UNSPACED}]")
_POINTS_SWAPPED = str.maketrans(",.", ".,")
# Languages that write 1.234,5 for 1,234.5 (CLDR); the others of those read write as English does.
_COMMA_LANGUAGES = frozenset({"es", "fr", "de", "pt", "it", "nl", "ru"})
_RARITY_STEPS = 25.0  # parts of one that rarities are kept in


@dataclass(frozen=True, slots=True)
class WordToken:
    """A word of a text: its code, whether it begins with a capital, and whether a sentence starts there."""

    word: str
    code: int
    capital: bool
    opening: bool


@lru_cache(maxsize=200_000)
def form(word: str) -> str:
    """A word's comparing form: case-folded, without accents and a plural's ending."""
    return stem(strip_accents(word).casefold(), "plural")


@lru_cache(maxsize=200_000)
def code(word: str) -> int:
    """The number a word's comparing form goes by."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def read_in(text: str, limit: int, language: str) -> list[WordToken]:
    """The first `limit` words of a text that is not English, without those that say nothing."""
    tokens: list[WordToken] = []
    last = 0
    for match in _SPELLED.finditer(text[: 12 * limit]):
        raw = match.group()
        opening = last == 0 or any(mark in SENTENCE_END for mark in text[last : match.start()])
        last = match.end()
        for word in forms(raw, language):
            if len(tokens) >= limit:
                return tokens
            if idf_in(code(word), language) > 0:
                tokens.append(WordToken(word, code(word), raw[0].isupper(), opening))
    return tokens


def forms(raw: str, language: str) -> Iterator[str]:
    """The comparing forms of what stands between spaces: one, or a pair of characters after the other."""
    if _UNSPACED_RUN.match(raw):
        yield from (a + b for a, b in pairwise(raw)) if len(raw) > 1 else (raw,)
    elif raw[0].isdecimal():
        plain = "".join(str(int(c)) if c.isdecimal() else c for c in raw)
        yield plain.translate(_POINTS_SWAPPED) if language in _COMMA_LANGUAGES else plain
    elif len(raw) > 1:
        yield form(raw)


@dataclass(frozen=True, slots=True)
class Common:
    """A language's common words: their codes, sorted, and how rare each is in parts of `_RARITY_STEPS`."""

    codes: NDArray[np.uint32]
    rarities: NDArray[np.uint8]


@once
def _common_of(language: str) -> Common:
    """Those of a language; none of one that the table has not."""
    with (files("newsfold") / "models" / "languages" / "words.npz").open("rb") as file:
        arrays = np.load(file)
        if f"{language}.codes" not in arrays:
            return Common(np.zeros(0, np.uint32), np.zeros(0, np.uint8))
        return Common(arrays[f"{language}.codes"], arrays[f"{language}.rarities"])


@lru_cache(maxsize=200_000)
def idf_in(code: int, language: str) -> float:
    """The inverse document frequency of a word, 0..9.9, natural logarithm, in texts of a page's length."""
    common = _common_of(language)
    at = int(np.searchsorted(common.codes, code))
    known = at < len(common.codes) and int(common.codes[at]) == code
    return int(common.rarities[at]) / _RARITY_STEPS if known else LEARNED.rarest
