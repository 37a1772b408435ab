"""Names in running text by our own small tagger: words, features, the model, spans."""

from __future__ import annotations

import re

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S. and J.K.
    r"|\d+(?:[.,:]\d+)*(?![^\W\d])"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:[-‐‑&'’/]\w+)*"  # Jong-un, AT&T, O'Brien
    r"|[^\w\s]"
)
_CLITIC = re.compile(r"(?i)(?<=\w)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")


def words(text: str) -> list[tuple[int, int]]:
    """Words and marks of `text` as [start, end): a possessive ending is a word of its own."""
    found = []
    for match in _WORD.finditer(text):
        cut = _CLITIC.search(match.group())
        if cut and cut.start() > 0:
            middle = match.start() + cut.start()
            found += [(match.start(), middle), (middle, match.end())]
        else:
            found.append(match.span())
    return found


LABELS = ("O", *(f"{at}-{kind}" for kind in ("PER", "ORG", "LOC", "NAT", "MISC") for at in "BI"))

_UNTOLD, _LOWER, _CAPITAL, _CAPITALS, _MIXED, _DIGITS, _MARK, _INITIAL = range(8)


def shapes(tokens: list[str]) -> list[int]:
    """How each word is written, 0..7; all words 0 where the text's capitals tell nothing."""
    letters = [t for t in tokens if t[0].isalpha()]
    lower = sum(t.islower() for t in letters)
    long = [t for t in letters if len(t) > 3]
    small = sum(t[0].islower() for t in long)
    telling = lower < len(letters) and (len(letters) < 4 or small >= 0.25 * len(long))
    return [_shape(t) if telling else _UNTOLD for t in tokens]


def _shape(word: str) -> int:
    if not word[0].isalnum():
        return _MARK
    if word[0].isdigit():
        return _DIGITS
    if word.islower():
        return _LOWER
    if len(word) == 1 or (len(word) <= 3 and word[1:2] == "."):
        return _INITIAL
    if word.isupper():
        return _CAPITALS
    return _CAPITAL if word[1:].islower() else _MIXED
