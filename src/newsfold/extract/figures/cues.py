"""The words around a language's figures, from its `figures.txt` and `hedges.txt`, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import get_args

from newsfold.extract.figures.amount import Direction, Modifier
from newsfold.extract.number_words import folded, loose
from newsfold.language import month_forms, phrases, weekday_forms

UNSPACED = frozenset(("zh", "ja"))
"""Languages that write no blanks between words."""

_MODIFIER_SIGNS: dict[str, Modifier] = {
    ">": "more than", "<": "less than", "≥": "at least", "≤": "at most", ">=": "at least", "<=": "at most",
    "≈": "about", "~": "about", "±": "about",
}  # fmt: skip
_NONE = "(?!)"
_CUE_GAP = r"[ \u00a0]"


@dataclass(frozen=True)
class FigureCues:
    """The patterns of one language; those that end in `_before` are searched up to where a number begins."""

    language: str

    @cached_property
    def edge(self) -> str:
        """What must stand between two words; nothing in languages without blanks."""
        return "" if self.language in UNSPACED else _CUE_GAP

    def listed(self, section: str, file: str = "figures") -> tuple[str, ...]:
        """The lines of a section; none where the language has no use for it."""
        try:
            return phrases(file, section, self.language)
        except KeyError:
            return ()

    def one_of(self, section: str, file: str = "figures") -> str:
        """The lines of a section as alternatives, the longest first; what never fits where it has none."""
        return loose(sorted(self.listed(section, file), key=len, reverse=True), _CUE_GAP) or _NONE

    def _before(self, section: str) -> re.Pattern[str]:
        start = "" if self.language in UNSPACED else r"(?<!\w)"
        gap = "" if self.language in UNSPACED else rf"(?:{_CUE_GAP}|(?<=['’]))"
        return re.compile(rf"{start}(?:{self.one_of(section)}){gap}$", re.IGNORECASE)

    def _behind(self, section: str) -> re.Pattern[str]:
        end = "" if self.language in UNSPACED else r"(?![\w\u0900-\u0963])"
        gap = "[ ]?" if self.language in UNSPACED else rf"{_CUE_GAP}?-?"
        return re.compile(rf"{gap}(?:{self.one_of(section)}){end}", re.IGNORECASE)

    @cached_property
    def hedges(self) -> dict[str, Modifier]:
        """Hedges before a number, by what they say."""
        return _MODIFIER_SIGNS | {
            plain(hedge): kind for kind in get_args(Modifier) if kind for hedge in self.listed(kind, "hedges")
        }

    @cached_property
    def _hedges(self) -> str:
        """Hedges before a number as they are printed, the longest first."""
        listed = [h for kind in get_args(Modifier) if kind for h in self.listed(kind, "hedges")]
        return loose(sorted((*listed, *_MODIFIER_SIGNS), key=len, reverse=True), _CUE_GAP)

    @cached_property
    def hedge_before(self) -> re.Pattern[str]:
        """A hedge right before a number, with an article between."""
        # ">> The five reasons" is a bullet.
        start = "" if self.language in UNSPACED else r"(?<![<>])(?:(?<!\w)|(?=[<>≥≤≈~±]))"
        start += "و?" if self.language == "ar" else ""  # "and", which is written onto the word
        forms = self._hedges
        return re.compile(
            rf"{start}({forms}){_CUE_GAP}?(?:(?:{self.one_of('articles')}){_CUE_GAP})?$", re.IGNORECASE
        )

    @cached_property
    def hedges_behind(self) -> tuple[tuple[Modifier, re.Pattern[str]], ...]:
        """Hedges behind a number or what it counts, by what they say."""
        kinds = tuple(kind for kind in get_args(Modifier) if self.listed(f"{kind} behind"))
        return tuple((kind, self._behind(f"{kind} behind")) for kind in kinds)

    @cached_property
    def between_bounds(self) -> re.Pattern[str]:
        """What stands between a lower and an upper bound of one thing: what is counted, hedges, "and"."""
        behind = "|".join(pattern.pattern for _, pattern in self.hedges_behind) or _NONE
        counted = f"(?:{self.counters.pattern})?" if self.language in UNSPACED else ""
        and_ = rf"(?:{self.one_of('and')}|{self.one_of('and of bounds')})"
        glued = "?" if self.language in (*UNSPACED, "ar") else ""
        return re.compile(
            rf"{counted}(?:{behind})?[,、，،]?(?:{_CUE_GAP}?{and_})?(?:{_CUE_GAP}{glued}(?:{self._hedges}){_CUE_GAP}?)?{_CUE_GAP}?",
            re.IGNORECASE,
        )

    @cached_property
    def begins_and(self) -> re.Pattern[str]:
        """ "and" at the beginning of a hedge."""
        return re.compile(rf"{_CUE_GAP}?(?:{self.one_of('and')}){_CUE_GAP}?", re.IGNORECASE)

    @cached_property
    def more_inside(self) -> re.Pattern[str]:
        """ "and more" inside a number: "500多亿"."""
        return re.compile(self.one_of("and more", "numbers") if self.language in UNSPACED else _NONE)

    @cached_property
    def link(self) -> re.Pattern[str]:
        """What stands between the two ends of a range."""
        gap = "" if self.language in UNSPACED else _CUE_GAP
        joined = f"{gap}?" if self.language == "ar" else gap  # the Arabic "and" is written onto the word
        hedged = rf"(?:(?:{self._hedges}){gap})?(?:(?:{self.one_of('articles')}){gap})?"
        return re.compile(
            rf"{_CUE_GAP}?(?P<dash>[-–—~～〜]){_CUE_GAP}?"
            rf"|{gap}(?P<to>{self.one_of('to')}){gap}{hedged}|{gap}(?P<and>{self.one_of('and')}){joined}{hedged}",
            re.IGNORECASE,
        )

    @cached_property
    def between_before(self) -> re.Pattern[str]:
        """ "between", with an article."""
        article = rf"(?:(?:{self.one_of('articles')}){_CUE_GAP})?"
        return re.compile(self._before("between").pattern[:-1] + article + "$", re.IGNORECASE)

    @cached_property
    def between_behind(self) -> re.Pattern[str]:
        """ "between", where it stands behind the second number."""
        return self._behind("between behind")

    @cached_property
    def from_before(self) -> re.Pattern[str]:
        """ "from", before the first of two numbers."""
        return self._before("from")

    @cached_property
    def of(self) -> re.Pattern[str]:
        """ "of" between a scale and its unit ("millones de euros")."""
        return re.compile(rf"{_CUE_GAP}(?:{self.one_of('of')})(?:{_CUE_GAP}|(?<=['’]))", re.IGNORECASE)

    @cached_property
    def plus(self) -> re.Pattern[str]:
        """What stands between an amount of money and its small change."""
        return re.compile(
            rf"{_CUE_GAP}?(?:(?:{self.one_of('and')}|{self.one_of('plus')}){_CUE_GAP}?)?", re.IGNORECASE
        )

    @cached_property
    def per(self) -> re.Pattern[str]:
        """What leads to what a rate is per: "pro", "al", "/"."""
        gap = "" if self.language in UNSPACED else _CUE_GAP
        return re.compile(rf"{gap}(?:{self.one_of('per')}){gap}|/", re.IGNORECASE)

    @cached_property
    def age_behind(self) -> re.Pattern[str]:
        """Behind the unit: "años de edad", "Jahre alt"."""
        return self._behind("age behind")

    @cached_property
    def age_unit(self) -> re.Pattern[str]:
        """Right behind the number: "岁", "-jähriger", "वर्षीय"."""
        end = "" if self.language in UNSPACED else r"\w*"
        return re.compile(rf"{_CUE_GAP}?-?(?:{self.one_of('age units')}){end}", re.IGNORECASE)

    @cached_property
    def age_before(self) -> re.Pattern[str]:
        """What makes of years an age: "un hombre de", "im Alter von"."""
        return self._before("age before")

    @cached_property
    def no_age_behind(self) -> re.Pattern[str]:
        """What makes of years a sentence: "años de prisión", "ans ferme"."""
        return self._behind("no age behind")

    @cached_property
    def half_behind(self) -> re.Pattern[str]:
        """ "and a half", behind a unit: "deux ans et demi"."""
        return re.compile(rf"{_CUE_GAP}(?:{self.one_of('and a half')})(?!\w)", re.IGNORECASE)

    @cached_property
    def no_figure(self) -> re.Pattern[str]:
        """Phrases with a number that count nothing ("24 heures sur 24"); "0" in them is any number."""
        forms = re.sub(r"(?<![\w\\])0(?!\w)", r"\\d{1,2}", self.one_of("no figures"))
        return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)

    @cached_property
    def ranks_else(self) -> frozenset[str]:
        """Ordinals that are another word where no `rank_before` leads to them: "secondo"."""
        return frozenset(self.listed("ranks that are other words"))

    @cached_property
    def rank_before(self) -> re.Pattern[str]:
        """What stands before such an ordinal: articles and the like."""
        return self._before("before such ranks")

    @cached_property
    def votes_behind(self) -> re.Pattern[str]:
        """The other side of a vote, with what both sides are: "13 zu 8 Stimmen"."""
        votes, other = self.one_of("votes"), f"{self.one_of('to')}|{self.one_of('against')}"
        return re.compile(rf"{_CUE_GAP}(?:{other}){_CUE_GAP}\d+{_CUE_GAP}({votes})(?!\w)", re.IGNORECASE)

    @cached_property
    def verb_endings(self) -> tuple[str, ...]:
        """Endings of verbs that no noun of several has: "os dois alinharam"."""
        return self.listed("endings of verbs")

    @cached_property
    def no_share_before(self) -> re.Pattern[str]:
        """What makes of "half" a place, before it."""
        return self._before("no share behind")

    @cached_property
    def no_share_behind(self) -> re.Pattern[str]:
        """What makes of "half" a place, behind it."""
        return self._behind("no share before")

    @cached_property
    def _score(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        to = rf"{_CUE_GAP}(?:{self.one_of('to')}){_CUE_GAP}"
        return re.compile(rf"{to}\d{{1,2}}(?![\d.,]*\d)"), re.compile(rf"(?<![\d.,])\d{{1,2}}{to}$")

    def score_beside(self, text: str, start: int, end: int) -> bool:
        """Whether a number is one side of a score in words: "1 à 0"."""
        after, before = self._score
        return bool(after.match(text, end) or before.search(text, max(0, start - 10), start))

    @cached_property
    def label_before(self) -> re.Pattern[str]:
        """What a number behind it names: "página", "Nr.", "#"."""
        start = "" if self.language in UNSPACED else r"(?<!\w)"
        return re.compile(
            rf"(?:{start}(?:{self.one_of('labels')})[ .\u00a0]{{0,2}}|[#§№][ \u00a0]?)$", re.IGNORECASE
        )

    @cached_property
    def change_before(self) -> re.Pattern[str]:
        """Words of rise and fall with little between them and the number."""
        kinds = "|".join(
            rf"(?P<{kind}>{self.one_of(kind, 'changes') if has else _NONE})"
            for kind in get_args(Direction)
            if kind
            for has in (self.listed(kind, "changes"),)
        )
        tail = r"[^.;:,\d]{0,24}$"
        start = "" if self.language in UNSPACED else r"(?<!\w)"
        return re.compile(rf"{start}(?:{kinds}){tail}", re.IGNORECASE)

    @cached_property
    def changes_behind(self) -> tuple[tuple[Direction, re.Pattern[str]], ...]:
        """Words behind a figure that say that it is a rise or a fall."""
        kinds = tuple(k for k in get_args(Direction) if k and self.listed(f"{k} behind", "changes"))
        return tuple((k, re.compile(self.one_of(f"{k} behind", "changes"))) for k in kinds)

    @cached_property
    def limit_before(self) -> re.Pattern[str]:
        """What makes of "up to" the end of a movement: a figure right before it."""
        up_to = loose(sorted(self.listed("at most", "hedges"), key=len, reverse=True), _CUE_GAP) or _NONE
        return re.compile(rf"[%\d]{_CUE_GAP}?(?:{up_to}){_CUE_GAP}?[^ ]*{_CUE_GAP}?$", re.IGNORECASE)

    @cached_property
    def light(self) -> frozenset[str]:
        """Words before a noun that are none: adjectives of number, "more", "other"."""
        return frozenset(self.listed("light"))

    @cached_property
    def no_nouns(self) -> frozenset[str]:
        """Words behind a number that are no noun."""
        return frozenset(self.listed("no nouns"))

    @cached_property
    def counters(self) -> re.Pattern[str]:
        """What is counted, in languages without blanks."""
        return re.compile(rf"[ ]?({self.one_of('counters')})")

    @cached_property
    def date(self) -> re.Pattern[str]:
        """A day, month or year as the language prints it, and clock times."""
        if self.language in UNSPACED:
            return _EASTERN_DATE
        months = loose(sorted((*month_forms(self.language), *self.listed("months")), key=len, reverse=True))
        days = loose(sorted(weekday_forms(self.language), key=len, reverse=True)) or _NONE
        of = rf"(?:(?:{self.one_of('of')}){_CUE_GAP}|d['’])?"
        day, year = r"\d{1,2}(?:\.|º|er)?", r"(?:1[5-9]|20)\d\d"
        clock, at = self.one_of("clocks"), self.one_of("before clocks")
        return re.compile(
            rf"(?<!\w)(?:{at}){_CUE_GAP}[012]?\d[.:h][0-5]\d(?![\d.,]*\d|{_CUE_GAP}?%)"
            rf"|(?<![\w.,])(?:{day}(?:{_CUE_GAP}?(?:[-–/,]|{self.one_of('and')}|{self.one_of('to')}){_CUE_GAP}?{day}){{0,3}}"
            rf"{_CUE_GAP}{of}(?:{months})\b\.?(?:,?{_CUE_GAP}{of}{year}\b)?"
            rf"|(?:{months})\b\.?{_CUE_GAP}(?:{of}{year}\b|{day}(?!\d|[.,]\d)(?:,?{_CUE_GAP}{year}\b)?)"
            rf"|(?:{days}),?{_CUE_GAP}(?:{day}|\({day}\))(?!\d|[.,]\d)(?![ \u00a0](?:{clock}))"
            rf"|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})(?!\d)|\d{{4}}-\d{{2}}-\d{{2}}"
            rf"|[012]?\d(?::[0-5]\d){{1,2}}(?:{_CUE_GAP}?(?:{clock})\b)?|[012]?\d[.h:][0-5]\d{_CUE_GAP}?(?:{clock})\b"
            rf"|[012]?\d{_CUE_GAP}?(?:{clock})\b(?:{_CUE_GAP}?[0-5]\d)?(?!\w))",
            re.IGNORECASE,
        )


_EASTERN_DATE = re.compile(
    r"(?:(?:1[5-9]|20)\d\d|[〇零一二三四五六七八九]{4}|(?:令和|平成|昭和|大正|明治|民国|民國)[\d元]+)"
    r"[ ]?年(?![間间])(?:[ ]?\d{1,2}[ ]?月(?:[ ]?\d{1,2}[ ]?[日号號])?)?"
    r"|[\d一二三四五六七八九十]{1,3}[ ]?月(?:[ ]?[\d一二三四五六七八九十]{1,3}[ ]?[日号號])?"
    r"|(?<![\d.])(?:[12]?\d|3[01])(?:[、,～〜~-](?:[12]?\d|3[01])){0,2}[ ]?[日号號](?![間间])"
    r"|[012]?\d[:：][0-5]\d|(?<![\d.])[012]?\d[ ]?(?:時(?!間|速|代)|时(?!间)|點(?!\d)|点(?=[钟半整左]|\d+分))"
    r"(?:[0-5]?\d分?|半)?"
    r"|[\d一二三四五六七八九十]{1,4}年[度代]|\d0代|\d{2}年(?=\d{1,2}月)"
)


@lru_cache(maxsize=32)
def cues(language: str) -> FigureCues:
    """The cues of a language, made once."""
    return FigureCues(language)


def plain(hedge: str) -> str:
    """A hedge as `Cues.hedges` lists it."""
    return re.sub(r"\s", " ", folded(hedge.casefold()))


def past_hedge(text: str, end: int, words: FigureCues) -> int:
    """Where a hedge behind a number ends ("3000多", "50 लाख से अधिक"); `end` where none follows."""
    for _, pattern in words.hedges_behind:
        if match := pattern.match(text, end):
            return match.end()
    return end
