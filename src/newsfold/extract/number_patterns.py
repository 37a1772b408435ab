"""What a language's tables say of its numbers, as patterns: joiners, endings, what stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from newsfold.extract.number_words import NumberLexicon, lexicon, listed
from newsfold.language import either


@dataclass(frozen=True)
class NumberPatterns:
    """The patterns of a language with words between blanks.

    `decimal` is its decimal mark, `either` that some of its countries have the other one. `spaced` says that
    groups of three stand behind blanks; `joins` where "and" may stand between words: "tens" before ones
    alone, "all" before whatever comes next.
    """

    language: str
    decimal: str = ","
    either: bool = False
    spaced: bool = False
    joins: str = ""
    units_first: bool = False
    twenties: bool = False

    @cached_property
    def _words(self) -> NumberLexicon:
        return lexicon(self.language)

    @cached_property
    def _joiners(self) -> frozenset[str]:
        return frozenset(listed("and", self.language))

    @cached_property
    def _glued_joiner(self) -> str:
        return next(iter(listed("and written onto numbers", self.language)), "")

    @cached_property
    def _before_half(self) -> frozenset[str]:
        return frozenset(listed("before a half", self.language))

    @cached_property
    def _short(self) -> tuple[dict[str, float], re.Pattern[str]]:
        """The scales that stand behind digits alone, and the pattern that finds them there."""
        known = {word: a.value for word, a in self._words.exact.items() if a.kind == "short"}
        by_length = either(sorted(known, key=len, reverse=True)) or "(?!)"
        return known, re.compile(
            rf"[ \u00a0\u202f]?(?P<scale>{by_length})(?![\w])(?P<dot>\.(?=\s?[\w€$£]))?", re.I
        )

    @cached_property
    def _rank_endings(self) -> re.Pattern[str]:
        endings = (
            either(sorted(listed("endings of ordinals", self.language), key=len, reverse=True), "") or "(?!)"
        )
        apart = either(listed("endings of ordinals behind a blank", self.language)) or "(?!)"
        return re.compile(rf"[-’]?(?:{endings})(?![\w])|[ ](?:{apart})(?![\w])", re.I)

    @cached_property
    def _rank_before_noun(self) -> bool:
        return bool(listed("full stop of ordinals before", self.language))

    @cached_property
    def _minus(self) -> re.Pattern[str]:
        words = either(listed("minus", self.language)) or "(?!)"
        no = either(listed("no minus behind", self.language)) or "(?!)"
        return re.compile(rf"(?:^|\W)(?P<no>(?:{no})[ \u00a0])?(?P<minus>{words})[ \u00a0]$", re.I)

    @cached_property
    def _of(self) -> re.Pattern[str]:
        """ "of", between a vague word and the next, and between a part and what it is of."""
        of = either(listed("of", self.language)) or "(?!)"
        return re.compile(rf"[ ](?:(?:{of})(?:[ ]|(?<=['’])))?", re.I)

    @cached_property
    def _out_of(self) -> re.Pattern[str]:
        return re.compile(rf"[ ](?:{either(listed('out of', self.language)) or '(?!)'})[ ]", re.I)

    @cached_property
    def _point(self) -> re.Pattern[str]:
        return re.compile(rf"[ ](?:{either(listed('decimal point', self.language)) or '(?!)'})[ ]", re.I)

    @cached_property
    def _and_part(self) -> re.Pattern[str]:
        joiners = (*listed("and", self.language), *listed("and before a part", self.language))
        glued = re.escape(self._glued_joiner) or "(?!)"
        return re.compile(rf"[ ](?:(?:{either(joiners) or '(?!)'})[ ]|{glued})", re.I)

    @cached_property
    def _between(self) -> re.Pattern[str]:
        return re.compile(rf"(?:^|\W)(?:{either(listed('between', self.language)) or '(?!)'})[ ]$", re.I)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        """The article of a noun whose part a number word names: "خمس السكان", but "خمس نساء"."""
        return re.compile(rf"[ ](?:{either(listed('article of a whole', self.language)) or '(?!)'})")

    @cached_property
    def _case_endings(self) -> re.Pattern[str]:
        """Endings of a number in digits that say its case and make no rank of it: "5-ти", "2-х"."""
        endings, few = (
            either(listed(section, self.language)) or "(?!)"
            for section in ("endings of cardinals", "endings of two to four")
        )
        return re.compile(rf"-(?:(?:{endings})|(?P<few>{few}))(?!\w)", re.I)

    @cached_property
    def _prefixed(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{either(self._words.prefixes) or '(?!)'})(?=\d)")
