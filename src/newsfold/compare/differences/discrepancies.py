"""What a statement has otherwise than a sentence somebody asks about: figure, time, place, name, denial."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from newsfold.compare.denial_en import denies, denying_word, negations
from newsfold.compare.differences.clashes import denied
from newsfold.compare.differences.counts import Counted, counted_figure
from newsfold.compare.differences.dates import only_date, share_no_day
from newsfold.compare.differences.one_thing import incomparable_in_english
from newsfold.compare.differences.values import exclude_each_other
from newsfold.compare.settings import ASKED
from newsfold.compare.words import content
from newsfold.records import Article, Discrepancy, Evidence, Figure, Mention, Statement

_PLACE_KINDS = ("place", "nationality")
_BOUNDS = ("at least", "at most", "more than", "less than")

Discrepancies = Iterator[Discrepancy]
DiscrepancyKind = Literal["figure", "time", "place", "name", "negation"]


def discrepancies(
    asked: Statement, whole: Article, statement: Statement, article: Article, held: float, likelihood: float
) -> tuple[tuple[Discrepancy, ...], tuple[str, ...]]:
    """What `statement` of `article` has otherwise than `asked` of `whole`, and what of `asked` it lacks.

    What it lacks are figures, and the word of a denial that only one of the two has where they say too
    little alike to call it a difference. `held` is the share of the asked words that the statement has,
    `likelihood` that it says what was asked; both 0..1. Figures are compared as those of a story are:
    only where both count one thing.
    """
    figures, missing = _figure_discrepancies(asked, whole, statement, article, held, likelihood)
    listed = list(figures)
    words = asked.span.of(whole.text), statement.span.of(article.text)
    denial = list(_denial(*words, statement))
    if held >= ASKED.held:
        listed += _times(asked, whole, statement, article)
        listed += _name_discrepancies(asked, whole, statement, article)
    about = held >= ASKED.held or (likelihood >= ASKED.likely and not _only_negates(*words))
    if about:
        listed += denial
    elif denial:
        missing.append(denying_word(*words))
    return tuple(listed), tuple(missing)


def _discrepancy(kind: DiscrepancyKind, asked: str, instead: str, statement: Statement) -> Discrepancy:
    evidence = Evidence(article_id=statement.article_id, span=statement.span)
    return Discrepancy(kind=kind, asked=asked, reported=instead, evidence=evidence)


def _figure_discrepancies(
    asked: Statement, whole: Article, statement: Statement, article: Article, held: float, likelihood: float
) -> tuple[list[Discrepancy], list[str]]:
    """Figures that exclude the asked ones, and asked figures that have no counterpart at all."""
    listed: list[Discrepancy] = []
    missing: list[str] = []
    for figure in asked.figures:
        alike = [other for other in statement.figures if _of_a_kind(figure, other)]
        if any(_figures_agree(figure, other) for other in alike):
            continue
        asked_alike = [other for other in asked.figures if _of_a_kind(figure, other)]
        # One amount on each side, in sentences that say the rest alike, is one thing without a noun too.
        lone = (
            bool(figure.unit)
            and len(asked_alike) == len(alike) == 1
            and (held >= ASKED.held or likelihood >= ASKED.likely)
        )
        rivals = (
            alike
            if lone
            else [
                other
                for other in alike
                if _one_thing(
                    counted_figure(0, asked, figure, whole),
                    counted_figure(1, statement, other, article),
                    likelihood,
                )
            ]
        )
        words = figure.span.of(whole.text)
        excluded = rivals and all(exclude_each_other(figure, other) for other in rivals)
        if excluded:
            listed.append(_discrepancy("figure", words, rivals[0].span.of(article.text), statement))
        else:
            missing.append(words)
    return listed, missing


def _figures_agree(asked: Figure, given: Figure) -> bool:
    """Whether the told value is the asked one, or fits what the asked bound leaves open.

    "At least 449" does not exclude 1,950, but it does not say so either.
    """
    if exclude_each_other(asked, given):
        return False
    larger, smaller = max(abs(asked.value), abs(given.value)), min(abs(asked.value), abs(given.value))
    return larger <= ASKED.times * smaller or (asked.modifier in _BOUNDS and given.modifier not in _BOUNDS)


def _of_a_kind(asked: Figure, given: Figure) -> bool:
    """Whether both have one unit; 77 years of service are not 77 years of life."""
    ages = (asked.what == "age") == (given.what == "age")
    return ages and asked.unit == given.unit and asked.ordinal == given.ordinal


def _one_thing(left: Counted, right: Counted, likelihood: float) -> bool:
    if left.figure.ordinal:
        return bool(content(left.figure.what) & content(right.figure.what))
    return incomparable_in_english(left, right, likelihood) is None


def _times(asked: Statement, whole: Article, statement: Statement, article: Article) -> Discrepancies:
    """Dates, where each side has one only and the two share no day."""
    asked_day, given_day = only_date(asked, whole.text), only_date(statement, article.text)
    if asked_day and given_day and share_no_day(asked_day, given_day):
        yield _discrepancy("time", asked_day.span.of(whole.text), given_day.span.of(article.text), statement)


def _denial(asked: str, text: str, statement: Statement) -> Discrepancies:
    """One of the two denies; by a word of denying only where it is not what both report."""
    if denies(asked) != denies(text):
        yield _discrepancy("negation", asked, text, statement)


def _only_negates(asked: str, text: str) -> bool:
    """Whether a longer statement only negates what was not asked about: "there is no doubt"."""
    return any(negations(text)) and not any(negations(asked)) and not denied(text) & content(asked)


def _name_discrepancies(
    asked: Statement, whole: Article, statement: Statement, article: Article
) -> Discrepancies:
    """A name that the statement lacks, where it says the rest and has one other name of that kind instead."""
    words = statement.span.of(article.text)
    shared = {m.entity_id for m in asked.mentions} & {m.entity_id for m in statement.mentions}
    for places in (False, True):
        asked_names = _strange(asked, whole, places, shared, words)
        given_names = _strange(statement, article, places, shared, asked.span.of(whole.text))
        if len({m.entity_id for m in asked_names}) != 1 or len({m.entity_id for m in given_names}) != 1:
            continue
        name, other = (m[0].span.of(a.text) for m, a in ((asked_names, whole), (given_names, article)))
        rest = content(asked.span.of(whole.text)) - content(name)
        if (
            rest
            and len(rest & content(words)) / len(rest) >= ASKED.rest
            and asked_names[0].kind == given_names[0].kind
        ):
            yield _discrepancy("place" if places else "name", name, other, statement)


def _strange(
    statement: Statement, article: Article, places: bool, shared: set[str | None], others: str
) -> list[Mention]:
    """The statement's names whose entity, and whose words, the other side does not have."""
    return [
        m
        for m in statement.mentions
        if m.form == "name"
        and m.entity_id
        and m.entity_id not in shared
        and (m.kind in _PLACE_KINDS) == places
        and not content(m.span.of(article.text)) & content(others)
    ]
