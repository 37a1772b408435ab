"""What a figure counts, by a key that is the same in every language: who or what, and what became of them.

A word of a language's table (`counted.tsv`) leads to its key. What became of people ("12 people died",
"murieron 12 personas") stands in the same clause; where a clause says two things of them, none is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsfold.compare.differences.values import SHARES
from newsfold.compare.listed_forms import UNSPACED, any_of, first_words, keyed, last_words, section_of
from newsfold.compare.settings import COUNTS_ACROSS
from newsfold.records import Article, Figure, Span, Statement

PEOPLE = "people"
TOLLS = ("dead", "hurt", "missing")
_WEAK = ("hospital", "aboard")  # where people were; what became of them says more
_CLAUSE_MARK = re.compile(r"[,;:!?()\[\]\"“”„«»—–\n،؛、，。；：！？「」『』（）।]|\.(?=\s|$)|\s-\s")
_ARABIC_AND = re.compile(r"(?<!\w)و\w{3,}")  # Arabic "and", written onto its word: "وإصابة"
_NOTHING = re.compile(r"(?!)")
_OF_PERSONS = frozenset("人名位")  # counters of Chinese and Japanese that count persons


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is counted: `noun` is a key of the tables, or a noun of one language ("es:diputados"); `fate` says
    what became of it, "" where nothing does.

    Of an amount of money or a measure both are "".
    """

    noun: str = ""
    fate: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether it means the same in every language."""
        return ":" not in self.noun

    @property
    def is_toll(self) -> bool:
        """Whether it is of the dead, the hurt or the missing."""
        return self.fate in TOLLS


def thing_of(statement: Statement, figure: Figure, article: Article) -> Thing | None:
    """What a figure counts; None where that is not clear, and for ages and ordinals."""
    if figure.what == "age" or figure.ordinal:
        return None
    if figure.unit:  # of what a share is has no key
        return None if figure.what and figure.unit in SHARES else Thing()
    before, after = clause(statement, figure, article)
    language = article.language
    noun, fate = _counted_keys(before, after, figure.what, language)
    if noun is None:
        return None
    fates = {fate} - {""} or _fates(before, after, language)
    if not noun:
        return Thing(noun=PEOPLE, fate=min(fates)) if len(fates) == 1 and min(fates) in TOLLS else None
    return Thing(noun=noun, fate=min(fates, default="")) if len(fates) <= 1 else None


def clause(statement: Statement, figure: Figure, article: Article) -> tuple[str, str]:
    """The words of a figure's clause before it and behind it: up to a mark, an "and", another figure."""
    text, said = article.text, statement.span
    last, following = neighbours(statement, figure)
    start, end = last.span.end if last else said.start, following.span.start if following else said.end
    before, after = text[start : figure.span.start], text[figure.span.end : end]
    stops, onto = _clause_ends(article.language), _ARABIC_AND if article.language == "ar" else _NOTHING
    cuts = [
        *(m.end() for p in stops for m in p.finditer(before)),
        *(m.start() for m in onto.finditer(before)),
    ]
    first = [m.start() for p in (*stops, onto) for m in [p.search(after)] if m]
    return before[max(cuts, default=0) :], after[: min(first, default=len(after))]


def neighbours(statement: Statement, figure: Figure) -> tuple[Figure | None, Figure | None]:
    """The figures of a statement right before and right behind one; they stand in their order."""
    figures = statement.figures
    first = bisect_left(figures, figure.span.start, key=lambda f: f.span.end - 1)
    behind = bisect_left(figures, figure.span.end, key=lambda f: f.span.start)
    return figures[first - 1] if first else None, figures[behind] if behind < len(figures) else None


@lru_cache(maxsize=16)
def _clause_ends(language: str) -> tuple[re.Pattern[str], ...]:
    """What ends a clause: marks, and "and"."""
    ands = any_of(("and",) if language == "en" else section_of("figures", "and", language), language)
    return _CLAUSE_MARK, ands


def _counted_keys(before: str, after: str, what: str, language: str) -> tuple[str | None, str]:
    """The key of a figure's noun and, where the noun says it, of what became of it; "" where there is none.

    None for the noun of which nothing can be said.
    """
    if language in UNSPACED:
        return _counted_unspaced(before, after, what, language), ""
    noun = _noun_key(what, language, "persons") or _noun_key(what, language, "things")
    fate = _noun_key(what, language, "fate")
    if noun or fate:
        return noun or PEOPLE, fate
    return (f"{language}:{what.casefold()}" if what else ""), ""


def _counted_unspaced(before: str, after: str, counter: str, language: str) -> str | None:
    """The key of a noun that stands right behind a counter ("12名士兵") or before the number ("住宅12棟")."""
    behind = after.lstrip()[len(counter) :].removeprefix("的").removeprefix("の")
    for kind in ("persons", "things"):
        for key, forms in keyed("counted", language, kind):
            if key == PEOPLE:
                continue
            if forms.match(behind) or any(m.end() == len(before.rstrip()) for m in forms.finditer(before)):
                return key
    if counter and counter in _OF_PERSONS:
        return PEOPLE
    return next((k for k, forms in keyed("counted", language, "things") if forms.fullmatch(counter)), None)


def _noun_key(words: str, language: str, kind: str) -> str:
    """The key of the first words of a kind in `words`; "" where there are none."""
    matches = (
        (m.start(), n, key)
        for n, (key, forms) in enumerate(keyed("counted", language, kind))
        if (m := forms.search(words))
    )
    return min(matches, default=(0, 0, ""))[2]


def _fates(before: str, after: str, language: str) -> set[str]:
    """What the words of its clause say became of those who are counted: two keys where it is two things."""
    ahead, behind = (
        last_words(before, COUNTS_ACROSS.fate, language),
        first_words(after, COUNTS_ACROSS.fate, language),
    )
    fates = {_noun_key(behind, language, "fate"), _last_key(ahead, language)} - {""}
    return fates - set(_WEAK) or fates


def _last_key(words: str, language: str) -> str:
    """The key of the last word of `words` that says what became of somebody."""
    matches = (
        (m.start(), key) for key, forms in keyed("counted", language, "fate") for m in forms.finditer(words)
    )
    return max(matches, default=(0, ""))[1]


def printed_fate(statement: Statement, figure: Figure, article: Article, fate: str) -> Span | None:
    """Where a figure's clause says what became of those it counts: the words behind it first."""
    text, language = article.text, article.language
    before, after = clause(statement, figure, article)
    forms = next((forms for key, forms in keyed("counted", language, "fate") if key == fate), None)
    if forms is None:
        return None
    if match := forms.search(text, figure.span.end, figure.span.end + len(after)):
        return Span(start=match.start(), end=match.end())
    places: Sequence[re.Match[str]] = list(
        forms.finditer(text, figure.span.start - len(before), figure.span.start)
    )
    return Span(start=places[-1].start(), end=places[-1].end()) if places else None
