"""Which way the verbs around a time expression point, by the cues that a language lists in `times.txt`."""

from __future__ import annotations

import re
from typing import Literal

from newsfold.extract.times.settings import TENSES
from newsfold.extract.times.table_words import sections
from newsfold.language import either

_SENTENCE_END = re.compile(r"[.!?;…]\s|\n|[。！？；।؟]")


class Tense:
    """The cues of a language: patterns of verbs of the future and of the past, and what stands before a term.

    The nearest cue before the expression in its sentence decides, or else the first behind it.
    """

    def __init__(self, language: str, *, spaced: bool = True, verb_last: bool = False) -> None:
        """With `verb_last`, the first cue behind an expression comes before those in front of it."""
        self._verb_last = verb_last
        edges = (r"(?<!\w)", r"(?![\w\u0900-\u0963])") if spaced else ("", "")

        def cues(section: str) -> str:
            return "|".join(sections(language, section)) or r"(?!)"

        self._verbs = re.compile(
            rf"(?P<future>{edges[0]}(?:{cues('future')}){edges[1]})|(?P<past>{edges[0]}(?:{cues('past')}){edges[1]})",
            re.IGNORECASE,
        )
        gap = r"\s{0,3}"
        self._until = re.compile(rf"{edges[0]}(?:{cues('until')}){gap}$", re.IGNORECASE)
        joins = either(sorted(sections(language, "up to"), key=len, reverse=True))
        self.up_to = re.compile(rf"\s{{0,3}}(?:{joins or '(?!)'}|[-–—~])\s{{0,3}}", re.IGNORECASE)
        """What joins the two ends of a stretch of time."""

    def points(self, text: str, start: int, end: int) -> Literal["past", "future", ""]:
        """Where the verbs around text[start:end] point, in its own sentence; "" where no cue stands."""
        before = _SENTENCE_END.split(text[max(0, start - TENSES.reach) : start])[-1]
        after = _SENTENCE_END.split(text[end : end + TENSES.reach], maxsplit=1)[0]
        if self._until.search(before):
            return "future"
        last = next(iter(reversed(list(self._verbs.finditer(before)))), None)
        following = self._verbs.search(after)
        nearest = (following or last) if self._verb_last else (last or following)
        if nearest is None:
            return ""
        return "future" if nearest.group("future") else "past"
