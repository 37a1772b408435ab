"""Figures of a language by its tables: amounts with what the words around them say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from newsfold.extract.figures.amount import Amount, Direction, Modifier, Tags
from newsfold.extract.figures.amounts import amounts
from newsfold.extract.figures.cues import UNSPACED, FigureCues, cues, past_hedge, plain
from newsfold.extract.figures.no_figures import is_figure
from newsfold.extract.figures.settings import FIGURES
from newsfold.extract.number_runs import LETTERS
from newsfold.extract.number_words import number_word
from newsfold.records import Figure, Span

_NEXT_WORD = re.compile(rf"[ \u00a0]({LETTERS}(?:-{LETTERS})?)")
_OF_NEXT = re.compile(r"[ \u00a0](?:[^\W\d_]{1,4}[ \u00a0])?\d")
_DIRECTION_KINDS = tuple(kind for kind in get_args(Direction) if kind)


@dataclass(frozen=True)
class FigureReading:
    """How a language's figures are read; `read` is what its module offers.

    `capital_nouns` says that nouns are written with a capital letter, as in German.
    """

    language: str
    capital_nouns: bool = False

    def read(
        self, article_id: str, text: str, printed: str, domain: str | None, tags: Tags
    ) -> Iterator[Figure]:
        """The figures of `text` in order. `printed` is the text with its capitals, `domain` its page's.

        Each is what `figures` promises. `what` is the counted noun in the article's own words, without its
        adjectives; "" where nothing says, and for measures but shares. `tags` are not used.
        """
        words = cues(self.language)
        yield from _with_bounds(self._each(article_id, text, printed, domain, words), text, words)

    def _each(
        self, article_id: str, text: str, printed: str, domain: str | None, words: FigureCues
    ) -> Iterator[Figure]:
        """The figures of `text`, a lower and an upper bound of one thing apart."""
        for amount in amounts(text, printed, domain, words):
            what = self._what(text, amount, words)
            modifier: Modifier = "" if amount.form == "ordinal" else _modifier(text, amount, words)
            counts = bool(what) or (bool(modifier) and amount.form == "words")
            if not is_figure(text, amount, words, counts):
                continue
            if (
                amount.form == "words"
                and amount.unit is None
                and amount.value == 1
                and not _one_counts(text, amount)
            ):
                continue
            yield self._figure(article_id, text, amount, what, modifier, words)

    def _figure(
        self, article_id: str, text: str, amount: Amount, what: str, modifier: Modifier, words: FigureCues
    ) -> Figure:
        ordinal, share = amount.form == "ordinal", amount.form == "part" and amount.unit is None
        change: Direction = "" if ordinal or amount.age else _direction_of(text, amount, words)
        low, high, value = amount.low, amount.high, amount.value
        if amount.form != "vague" and low is not None and high is not None:
            value = (low + high) / 2
        elif low is None and modifier in ("at least", "more than"):
            low = value
        elif low is None and modifier in ("at most", "less than"):
            high = value
        scale = 100.0 if share else 1.0
        unit = "%" if share else amount.unit.code if amount.unit else ""
        return Figure(
            article_id=article_id,
            span=Span(start=amount.start, end=amount.end),
            value=round(value * scale, 9),
            low=None if low is None else low * scale,
            high=None if high is None else high * scale,
            unit=f"{unit}/{amount.per}" if amount.per else unit,
            what=what,
            modifier=modifier,
            change=change,
            ordinal=ordinal,
        )

    def _what(self, text: str, amount: Amount, words: FigureCues) -> str:
        """What is counted, in the article's words; "age" for ages."""
        if amount.age:
            return "age"
        at = past_hedge(text, amount.end, words)
        if self.language in UNSPACED:
            counter = words.counters.match(text, at) if amount.unit is None else None
            return counter.group(1) if counter else ""
        share = amount.form == "part" or (amount.unit is not None and amount.unit.kind == "share")
        of = words.of.match(text, at)
        if amount.unit is not None and not share:
            return ""
        if amount.form == "digits" and not share and (votes := words.votes_behind.match(text, at)):
            return votes.group(1) if self.capital_nouns else votes.group(1).casefold()
        if of is None or of.group().isspace():
            return "" if share else self._noun(text, at, words)
        return self._noun(text, of.end() - (of.group()[-1] in " \u00a0"), words)

    def _noun(self, text: str, at: int, words: FigureCues) -> str:
        """The noun behind a number; "" where the next words are none."""
        for _ in range(3):
            word = _NEXT_WORD.match(text, at)
            if word is None:
                return ""
            printed = word.group(1)
            small = printed.casefold()
            if self.language == "ar" and small[1:] in words.no_nouns and small[0] == "و":
                return ""  # "and", which is written onto the word
            if small in words.no_nouns or number_word(self.language, printed):
                return ""
            if len(small) > FIGURES.verb and words.verb_endings and small.endswith(words.verb_endings):
                return ""
            if small not in words.light and not (self.capital_nouns and printed[0].islower()):
                return printed if self.capital_nouns else small
            at = word.end()
        return ""


def _with_bounds(figures: Iterator[Figure], text: str, words: FigureCues) -> Iterator[Figure]:
    """The figures, a lower bound with the upper bound right behind it as one range.

    ("20人以上30人未満", "أكثر من 100 وأقل من 300 شخص", "more than 100 and less than 300".)
    """
    left: Figure | None = None
    for right in figures:
        joined = _range_of(left, right, text, words) if left is not None else None
        if left is not None and joined is None:
            yield left
        left = joined or right
    if left is not None:
        yield left


def _range_of(left: Figure, right: Figure, text: str, words: FigureCues) -> Figure | None:
    """Both bounds as one range; None where they are of two things."""
    low, high = left.low, right.high
    if low is None or left.high is not None or high is None or right.low is not None or low >= high:
        return None
    alike = (left.unit in ("", right.unit)) and (left.what in ("", right.what))
    if not alike or not words.between_bounds.fullmatch(text, left.span.end, right.span.start):
        return None
    span = Span(start=left.span.start, end=right.span.end)
    return replace(right, span=span, value=round((low + high) / 2, 9), low=low, modifier="")


def _one_counts(text: str, amount: Amount) -> bool:
    """Whether "one" counts: Chinese and Japanese persons alone, since elsewhere it is an article."""
    return text[amount.end : amount.end + 1] == "人"


def _modifier(text: str, amount: Amount, words: FigureCues) -> Modifier:
    """How a figure is hedged by the words right before it, or right behind its number or its unit."""
    if amount.form != "vague" and words.more_inside.search(text, amount.start, amount.number_end):
        return "more than"
    ends = [amount.number_end, amount.end]
    if words.language in UNSPACED and (counter := words.counters.match(text, amount.end)):
        ends.append(counter.end())
    for kind, pattern in words.hedges_behind:
        matches = (pattern.match(text, end) for end in ends)
        if kind != "about" and any(m and not _is_of_next(text, m, words) for m in matches):
            return kind
    begin = max(0, amount.start - 30)
    if match := words.hedge_before.search(text, begin, amount.start):
        said = words.hedges.get(plain(match.group(1)), "")
        ranged = amount.low is not None and amount.high is not None
        if said == "at most" and words.limit_before.search(text, begin, amount.start):
            return ""  # "creció un 2 % hasta los 300 millones"
        return said if said == "about" or not ranged else ""
    about = next((pattern for kind, pattern in words.hedges_behind if kind == "about"), None)
    return "about" if about and any(about.match(text, end) for end in ends) else ""


def _is_of_next(text: str, hedge: re.Match[str], words: FigureCues) -> bool:
    """Whether a hedge behind a number is of the next: "100 und weniger als 300", but "100 und weniger"."""
    return bool(_OF_NEXT.match(text, hedge.end()) and words.begins_and.match(hedge.group()))


def _direction_of(text: str, amount: Amount, words: FigureCues) -> Direction:
    """Whether something rose or fell to, or by, this figure."""
    if amount.unit is not None and amount.unit.kind in ("length", "area", "time", "temperature"):
        return ""  # "ondas de hasta seis metros de alto" rise nowhere
    for kind, behind in words.changes_behind:
        if behind.match(text, amount.end):
            return kind
    match = words.change_before.search(text, max(0, amount.start - 48), amount.start)
    return next((kind for kind in _DIRECTION_KINDS if match and match.group(kind)), "")
