"""How much: the figures of an article, each with its unit and what it counts."""

from __future__ import annotations

import re

from newsfold.extract.figures.amount import Tags
from newsfold.extract.figures.units import units
from newsfold.extract.parse import Parsed
from newsfold.language import grammar
from newsfold.records import Article, Figure

__all__ = [
    "figures",
]

_WORD_END = re.compile(r"\w+|\W")
_SHOUTED = re.compile(r"(?<![\w$€£])[A-Z][A-Z'’-]+(?!\w)")


def figures(article: Article, parsed: Parsed | None = None) -> list[Figure]:
    """The figures of `article.text`, in order, none overlapping another.

    `value` is as printed, in the printed unit (scales applied: "1.2 million" is 1200000): ISO 4217 for
    money ("cent" and "penny" for the small change), "%" for shares ("a third" is 33.3 "%"), short names
    otherwise ("km", "mph", "USD/bbl", "year"), "" for counts, "/day" for counts by the day. A range has
    both `low` and `high`, and its middle as value; one that something moved through ("rose from 20 to
    29") has where it ended. "Hundreds" has low 100, high 1000, and its low as value. A bare "$" is the
    dollar of the outlet's country by its domain, else USD. Ages have unit "year" (or "month" …) and what
    "age". Left out: dates, years, clock times, scores, votes, phone numbers, numbers inside names.

    `parsed` is `parse(article.text)` where it is at hand: its tags sharpen `what`, never the values.
    Never raises.
    """
    printed = {} if parsed is None else {token.idx + len(token): token.tag_ for token in parsed}
    text, tags = _in_small_letters(article.text, printed)
    reading = grammar("newsfold.extract.figures.reading", article.language)
    return list(reading.read(article.id, text, article.text, article.domain, tags))


def _in_small_letters(text: str, tags: Tags) -> tuple[str, Tags]:
    """The text with its lines in capitals in small letters, but for codes, and without those lines' tags.

    Capitals tell names from words, and in such lines ("QUAKE KILLS 51") tell nothing.
    """
    pieces: list[str] = []
    remaining, at = dict(tags), 0
    for line in text.splitlines(keepends=True):
        shouted = line.isupper() and " " in line.strip()
        pieces.append(_SHOUTED.sub(_lowered, line) if shouted else line)
        if shouted and remaining:
            for word in _WORD_END.finditer(line):
                remaining.pop(at + word.end(), None)
        at += len(line)
    return "".join(pieces), remaining


def _lowered(word: re.Match[str]) -> str:
    printed = word.group()
    return printed if printed in units().by_code or len(printed.lower()) != len(printed) else printed.lower()
