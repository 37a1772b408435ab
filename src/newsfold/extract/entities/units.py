"""What the tagger of eleven languages labels, words or word pieces, and how each of them is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Han, kana, and the marks of length and repetition among them: no space stands between words.
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = "\u3040-\u309f"
_KATAKANA = "\u30a0-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_COMBINING_SIGNS = "\u0300-\u036f\u064b-\u0652\u0670\u0900-\u0963\u0966-\u097f\u200c\u200d"
_UNIT_PATTERN = re.compile(
    rf"[{_HAN}]+|[{_HIRAGANA}]+|[{_KATAKANA}]+|(?:(?![{_HAN}{_HIRAGANA}{_KATAKANA}])[\w{_COMBINING_SIGNS}])+|[^\w\s]"
)
_UNSPACED_LETTER = re.compile(rf"[{_HAN}{_HIRAGANA}{_KATAKANA}]")
_SCRIPTS = tuple(re.compile(f"[{letters}]") for letters in (_HAN, _HIRAGANA, _KATAKANA))

Bounds = tuple[int, int]
Floats = NDArray[np.float32]

(_UNTOLD, _LOWER, _CAPITAL, _CAPITALS, _MIXED, _DIGITS, _MARK, _INITIAL, _UNCASED, _FIRST_SCRIPT) = range(10)
_SHAPE_KINDS = _FIRST_SCRIPT + len(_SCRIPTS)
SHAPE_WIDTH = _SHAPE_KINDS + 4  # numbers that say how a unit is written


def units(text: str, pieces: Sequence[Bounds]) -> list[Bounds]:
    """Words and marks of `text` as [start, end); where words have no spaces between them, word pieces.

    `pieces` are the characters that each word piece stands for, in order.
    """
    cuts = {start for start, _ in pieces}
    spans: list[Bounds] = []
    for match in _UNIT_PATTERN.finditer(text):
        if not _UNSPACED_LETTER.match(match.group()):
            spans.append(match.span())
            continue
        start = match.start()
        for at in range(match.start() + 1, match.end()):
            if at in cuts:
                spans.append((start, at))
                start = at
        spans.append((start, match.end()))
    return spans


def pooled(spans: Sequence[Bounds], pieces: Sequence[Bounds], states: Floats) -> Floats:
    """The mean state of each unit's pieces, shape (units, width); zeros for one that has no piece."""
    rows = np.zeros((len(spans), states.shape[-1]), dtype=np.float32)
    counts = np.zeros((len(spans), 1), dtype=np.float32)
    first = 0
    for (start, end), state in zip(pieces, states, strict=False):
        while first < len(spans) and spans[first][1] <= start:
            first += 1
        at = first
        while at < len(spans) and spans[at][0] < end:
            rows[at] += state
            counts[at] += 1
            at += 1
    return np.asarray(rows / np.maximum(counts, 1), dtype=np.float32)


def written(text: str, spans: Sequence[Bounds]) -> Floats:
    """How each unit is written, shape (units, `SHAPE_WIDTH`): capitals or script, place, length."""
    rows = np.zeros((len(spans), SHAPE_WIDTH), dtype=np.float32)
    words = [text[start:end] for start, end in spans]
    telling = _capitals_tell(words)
    for at, ((start, end), word) in enumerate(zip(spans, words, strict=True)):
        rows[at, _unit_shape(word, telling)] = 1
        rows[at, _SHAPE_KINDS] = at == 0
        rows[at, _SHAPE_KINDS + 1] = at > 0 and spans[at - 1][1] == start
        rows[at, _SHAPE_KINDS + 2] = end - start == 1
        rows[at, _SHAPE_KINDS + 3] = end - start >= 8
    return rows


def _capitals_tell(words: Sequence[str]) -> bool:
    """Whether capitals are told from small letters: not in a headline of capitals, nor in one without any."""
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    long = [word for word in cased if len(word) > 3]
    small = sum(word[0].islower() for word in long)
    lower = sum(word.islower() for word in cased)
    return lower < len(cased) and (len(cased) < 4 or small >= 0.25 * len(long))


def _unit_shape(word: str, telling: bool) -> int:
    letter = word[0]
    if not letter.isalnum():
        return _MARK
    if letter.isdigit():
        return _DIGITS
    for at, script in enumerate(_SCRIPTS):
        if script.match(letter):
            return _FIRST_SCRIPT + at
    if letter.lower() == letter.upper():
        return _UNCASED
    if not telling:
        return _UNTOLD
    if word.islower():
        return _LOWER
    if len(word) == 1:
        return _INITIAL
    if word.isupper():
        return _CAPITALS
    return _CAPITAL if word[1:].islower() else _MIXED
