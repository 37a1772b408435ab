"""What is no count in other languages than English, by their lists (`counts.txt`), and how one is hedged."""

from __future__ import annotations

import re
from functools import lru_cache

from newsfold.compare.denial_in import denies_that, negates
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.things import clause, neighbours
from newsfold.compare.listed_forms import (
    UNSPACED,
    any_of,
    first_words,
    last_words,
    listed_pattern,
    section_of,
)
from newsfold.compare.settings import COUNTS_ACROSS
from newsfold.language import table
from newsfold.records import Article, Figure, Span, Statement

_COUNTS_FILE = "counts"
_CONVERTED = re.compile(r"\d[^\n(（]*[(（][^\w\n]*(?:[A-Z]{1,3}\s?)?$")  # "52,5 millones de AU$ (40,4"
_HEDGE_SECTIONS = ("about", "at least", "at most", "more than", "less than", "exactly")


def no_count_in(statement: Statement, figure: Figure, article: Article) -> Refusal | None:
    """Why a figure of an article that is not English is no count of all there is to count."""
    if figure.ordinal:
        return "an ordinal"
    language = article.language
    number, start = figure.span.of(article.text), figure.span.start
    if figure.low is not None and figure.high is not None and not any(c.isdecimal() for c in number):
        return "no exact number"
    if figure.unit and _CONVERTED.search(
        article.text, max(statement.span.start, start - COUNTS_ACROSS.before), start
    ):
        return "another value in another unit"
    before, after = clause(statement, figure, article)
    if _section_matches("possible", before + "\n" + after, language):
        return "only possible"
    said = statement.span.of(article.text)
    mean = (not figure.unit and figure.value % 1 != 0) or _is_of_means(said, language)
    if mean or _is_part(statement, figure, article) or _is_rest_or_rate(before, after, figure, language):
        return "a part, a rest or a rate"
    if _is_denial(said, language) or negates(before, language) or negates(after, language):
        return "denied"
    return None


def is_of_all_in(statement: Statement, figure: Figure, article: Article) -> bool:
    """Whether words of a figure's clause tell that it is of all until now: "en total", "desde enero"."""
    return _section_matches("of all", "\n".join(clause(statement, figure, article)), article.language)


@lru_cache(maxsize=64)
def _is_of_means(said: str, language: str) -> bool:
    """Whether a statement tells of means; asked for each of its figures."""
    return _section_matches("means", said, language)


@lru_cache(maxsize=64)
def _is_denial(said: str, language: str) -> bool:
    """Whether a statement denies; asked for each of its figures."""
    return denies_that(said, language)


def _section_matches(section: str, text: str, language: str) -> bool:
    return bool(listed_pattern(_COUNTS_FILE, section, language).search(text))


def _is_rest_or_rate(before: str, after: str, figure: Figure, language: str) -> bool:
    """Whether words say that a figure is a rate, or, of a count, what others are besides."""
    ahead, behind = (
        last_words(before, COUNTS_ACROSS.rest, language),
        first_words(after, COUNTS_ACROSS.rest, language),
    )
    rest = not figure.unit and _section_matches("rest", ahead + "\n" + behind, language)
    return rest or _section_matches("rates", ahead + "\n" + after, language)


def _is_part(statement: Statement, figure: Figure, article: Article) -> bool:
    """Whether a figure is a part of another or its whole: "tres de los 12", "12人中の3人"."""
    text = article.text
    for other in neighbours(statement, figure):
        if other is None:
            continue
        first, second = sorted((figure.span, other.span))
        between = text[first.end : second.start]
        if len(between) <= COUNTS_ACROSS.part and _part_of_whole(article.language).search(between):
            return True
    start = max(statement.span.start, figure.span.start - COUNTS_ACROSS.before)
    return bool(_out_of(article.language).search(text, start, figure.span.start))


@lru_cache(maxsize=16)
def _part_of_whole(language: str) -> re.Pattern[str]:
    """ "of" between a part and its whole."""
    return any_of(section_of("figures", "of", language) or ("中", "のうち", "之", "里"), language)


@lru_cache(maxsize=16)
def _out_of(language: str) -> re.Pattern[str]:
    """A small number in words and "of", right before the number of the whole: "drei von vier"."""
    if language in UNSPACED or language == "ar":  # nothing, or "and more", stands between these
        return re.compile(r"(?!)")
    rows = (row[1] for row in table("numbers", language) if row[0] in ("small", "one"))
    numbers = any_of((form for forms in rows for form in forms.split("|")), language).pattern
    return re.compile(rf"{numbers}\s+{_part_of_whole(language).pattern}\s+$", re.IGNORECASE)


def as_printed_in(statement: Statement, figure: Figure, article: Article) -> Span:
    """A figure's characters with the hedge right before it, or right behind it: "al menos 51", "51人以上"."""
    text, language, span = article.text, article.language, figure.span
    if not figure.modifier:
        return span
    ahead, behind = _hedges(language)
    if match := ahead.search(text, max(statement.span.start, span.start - COUNTS_ACROSS.before), span.start):
        return Span(start=match.start(), end=span.end)
    noun = re.escape(figure.what) if figure.what and figure.what != "age" else ""
    gap = re.compile(rf"\s*(?:{noun})?\s*", re.IGNORECASE).match(text, span.end, statement.span.end)
    for start in (span.end, gap.end() if gap else span.end):
        if match := behind.match(text, start, statement.span.end):
            return Span(start=span.start, end=match.end())
    return span


@lru_cache(maxsize=16)
def _hedges(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Hedges that stand right before a number, an article between them, and such as stand behind one."""
    articles = any_of(section_of("figures", "articles", language), language).pattern
    before = any_of(
        [h for kind in _HEDGE_SECTIONS for h in section_of("hedges", kind, language)], language
    ).pattern
    behind = any_of(
        [h for kind in _HEDGE_SECTIONS for h in section_of("figures", f"{kind} behind", language)], language
    ).pattern
    return (
        re.compile(rf"{before}\s*(?:{articles}\s*)?$", re.IGNORECASE),
        re.compile(rf"\s*{behind}", re.IGNORECASE),
    )
