"""Words without their endings, so that "bridges" and "bridge", "elected" and "election" count as one."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from newsfold.language.files import table

Endings = Literal["all", "plural"]


class _StemRule(NamedTuple):
    ending: str
    instead: str
    letters: int  # that a word must have
    unless: tuple[str, ...]  # endings with which it stays


@lru_cache(maxsize=200_000)
def stem(word: str, endings: Endings = "all", language: str = "en") -> str:
    """A case-folded word without its ending: without any, or without a plural's alone; short words stay.

    Of the endings in `endings.tsv` the first that fits goes. Statements are compared without any of them,
    whole articles without the plural's, as their models were learned.
    """
    for ending, instead, letters, unless in _stem_rules(endings, language):
        if word.endswith(ending) and len(word) >= letters and not word.endswith(unless):
            return word[: -len(ending)] + instead
    return word


@lru_cache(maxsize=16)
def _stem_rules(endings: Endings, language: str) -> tuple[_StemRule, ...]:
    rows = [[*row, "", ""] for row in table("endings", language) if row[0] == endings]
    return tuple(_StemRule(row[1], row[2], int(row[3]), tuple(row[4].split())) for row in rows)
