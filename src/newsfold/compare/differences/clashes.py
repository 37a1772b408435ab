"""Where accounts give other dates or deny each other: typed findings, never verdicts.

A difference is shown only where the two statements are about the same thing beyond doubt; a gap is
better than a false conflict. For figures see `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from newsfold.compare.alignment import Pair
from newsfold.compare.classes import connected_components
from newsfold.compare.denial_en import denies_a_part, negates_in_words, negations
from newsfold.compare.differences.dates import only_date, share_no_day
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.moments import day_of
from newsfold.compare.words import content
from newsfold.language import calendar_of, either
from newsfold.language import words as listed
from newsfold.records import Article, Difference, DifferenceKind, Evidence, Span, Statement, TimeRef, Value
from newsfold.text import collapse, words

_SAME_CLAIM = 0.6  # share of words in common: where a single other word may change the sense
_SURE = 0.65  # likelihood of one claim that a denial must have
_ALIKE = 0.75  # and the share of the denying side's words that the other has, the word denied aside
_FEWEST = 3  # words of meaning that two accounts of one thing must share
_OPENING, _CLOSING = re.compile("“"), re.compile("”")
_APART = timedelta(days=62)  # dates further apart are of two events, or one is misread
_OFF = timedelta(days=2)  # how far "yesterday" may be off
_RELATIVE = re.compile(rf"\b(?:{either(listed('clashes', 'relative days'))})\b", re.I)
_AGAIN = re.compile(rf"\b(?:{either(listed('clashes', 'again'))})\b", re.I)
_QUOTED = re.compile(r'["“”]')
_WEEKDAY = re.compile(rf"\b(?:{either(calendar_of().weekdays)})\b", re.I)
_DAYS = ("second", "minute", "hour", "day")  # grains that tell on which day


def time_differences(
    statements: Sequence[Statement], articles: Mapping[str, Article], candidates: Iterable[Pair]
) -> list[Difference]:
    """Aligned statements with one date each, where the two dates share no day."""
    pairs = (time_difference(statements[p.left], statements[p.right], articles) for p in candidates)
    return [difference for difference in pairs if isinstance(difference, Difference)]


def time_difference(
    left: Statement, right: Statement, articles: Mapping[str, Article]
) -> Difference | Refusal:
    """How the dates of two statements that are one claim differ, or why they do not."""
    a, b = (_only_day(s, articles[s.article_id].text) for s in (left, right))
    if a is None or b is None:
        return "no one day on each side"
    if not share_no_day(a, b):
        return "a day in common"
    sides = [(s, d.span.of(articles[s.article_id].text)) for s, d in ((left, a), (right, b))]
    rest = [_text(s, articles).replace(words, " ") for s, words in sides]
    if _say_one_day(sides[0][1], sides[1][1]):
        return "one weekday"
    if refusal := _unsure(a, b, sides[0][1], sides[1][1]):
        return refusal
    if len({bool(_AGAIN.search(_text(s, articles))) for s, _ in sides}) > 1:
        return "done again"
    if not _tell_one_thing(*rest):
        return "other things told"
    if not _counts_agree(left, right):
        return "other counts"
    if any(_is_quoted(s, d.span, articles) for s, d in ((left, a), (right, b))):
        return "in quotation marks"
    if _is_attributed(left, a.span) != _is_attributed(right, b.span):
        return "said on one side only"
    return difference("time", sides, articles)


def _text(statement: Statement, articles: Mapping[str, Article]) -> str:
    return statement.span.of(articles[statement.article_id].text)


def _tell_one_thing(left: str, right: str) -> bool:
    """Whether two texts, without their dates, have most words in common, and more than names."""
    left_words, right_words = content(left), content(right)
    shared = left_words & right_words
    common = content(" ".join(word for word in left.split() if word[0].islower()))
    enough = len(shared) >= _FEWEST and bool(shared & common)
    return enough and len(shared) >= _SAME_CLAIM * max(len(left_words), len(right_words))


def _counts_agree(left: Statement, right: Statement) -> bool:
    """Whether one has all figures of the other: a day with its own toll is told as another day."""
    left_values, right_values = ({f.value for f in s.figures if not f.ordinal} for s in (left, right))
    return left_values <= right_values or right_values <= left_values


def _is_quoted(statement: Statement, span: Span, articles: Mapping[str, Article]) -> bool:
    """Whether words of a statement stand in quotation marks: "yesterday" is then another's."""
    before = articles[statement.article_id].text[statement.span.start : span.start]
    opened = len(_OPENING.findall(before)) - len(_CLOSING.findall(before))
    return opened > 0 or before.count('"') % 2 == 1


def _is_attributed(statement: Statement, span: Span) -> bool:
    """Whether words are what somebody is said to have said, not when or where it was said."""
    said = statement.attribution
    return said is not None and any(part.overlaps(span) for part in said.content)


def _say_one_day(left: str, right: str) -> bool:
    """Whether both say "Thursday", or the like: their pages are dated apart, the accounts are not."""
    days = [[day.casefold() for day in _WEEKDAY.findall(words)] for words in (left, right)]
    return left.casefold() == right.casefold() or (bool(days[0]) and days[0] == days[1])


def _unsure(left: TimeRef, right: TimeRef, left_words: str, right_words: str) -> Refusal | None:
    """Why two dates may be one day, or are of two events.

    "Yesterday" is a day by the date of its page, which may be that of a crawl or of another clock: within
    two days of it, a date or a weekday may be the same day.
    """
    if left.start is None or right.start is None:
        return "no one day on each side"
    apart = abs(left.start - right.start)
    if apart > _APART:
        return "too far apart"
    days = [_WEEKDAY.findall(words) for words in (left_words, right_words)]
    named = [
        bool(day) or time.resolved_against == "itself" for day, time in zip(days, (left, right), strict=True)
    ]
    if not all(named) and any(_RELATIVE.search(words) for words in (left_words, right_words)):
        return "perhaps one day" if apart <= _OFF else None
    weekdays = [_weekday_of(time) for time in (left, right)]
    return "perhaps one day" if apart and weekdays[0] == weekdays[1] and any(days) else None


def _weekday_of(time: TimeRef) -> int | None:
    """The weekday that a time begins on, 0 for Monday; None where it was not resolved."""
    day = day_of(time)
    return day.weekday() if day else None


def _only_day(statement: Statement, text: str) -> TimeRef | None:
    """The one date that a statement names, where that is a day."""
    date = only_date(statement, text)
    return date if date and date.grain in _DAYS else None


def negation_differences(
    statements: Sequence[Statement], articles: Mapping[str, Article], candidates: Iterable[Pair]
) -> list[Difference]:
    """Statements that are one claim, alike in all but that one denies what the other says."""
    pairs = (
        negation_difference(statements[p.left], statements[p.right], articles, p.score) for p in candidates
    )
    return [difference for difference in pairs if isinstance(difference, Difference)]


def negation_difference(
    left: Statement, right: Statement, articles: Mapping[str, Article], likelihood: float
) -> Difference | Refusal:
    """How one of two statements, which are one claim by this likelihood, denies the other, or why none does.

    Quotations stay out: what is cut from them is no denial.
    """
    left_text, right_text = _text(left, articles), _text(right, articles)
    if likelihood < _SURE:
        return "two claims"
    if _QUOTED.search(left_text) or _QUOTED.search(right_text):
        return "in quotation marks"
    refusals = [_undenied(left_text, right_text), _undenied(right_text, left_text)]
    if None in refusals and _letters(left_text) != _letters(right_text):
        return difference("negation", ((left, left_text), (right, right_text)), articles)
    return next((r for r in refusals if r and r != "nothing denied"), "nothing denied")


def _letters(text: str) -> str:
    """The letters and digits of a text: torn apart or without apostrophes it is one wording."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _undenied(text: str, other: str) -> Refusal | None:
    """Why `text` does not deny the very thing that `other` says: all else is alike, but for a verb's form."""
    denial = denied(text)
    if not denial:
        return "nothing denied"
    if any(negations(other)):
        return "both deny"
    if negates_in_words(other):
        return "denied in other words"
    rest, said = content(text) - denial, content(other)
    more = len(said - rest - denial)
    if len(rest & said) < max(2, _ALIKE * len(rest)):
        return "other things told"
    if denial & said:
        return None if more <= (1 - _ALIKE) * len(said) else "more is told"
    return None if more == 1 else "other things told"  # the verb in another form: "held", "did not hold"


def denied(text: str) -> frozenset[str]:
    """The stem of the word that each denial of `text` is said of; the first of meaning behind it."""
    said = set[str]()
    for match in negations(text):
        behind = text[match.end() :]
        if not denies_a_part(behind):
            said |= next((content(word) for word in words(behind) if content(word)), frozenset())
    return frozenset(said)


def difference(
    kind: DifferenceKind, sides: Sequence[tuple[Statement, str]], articles: Mapping[str, Article]
) -> Difference:
    """A difference of statements, each with the words that differ; about what the first says."""
    first = sides[0][0]
    values = [
        Value(text=words, evidence=(Evidence(article_id=s.article_id, span=s.span),)) for s, words in sides
    ]
    return Difference(
        claim_ids=(),
        kind=kind,
        about=first.span.of(articles[first.article_id].text),
        values=tuple(sorted(values, key=lambda v: v.evidence)),
    )


def merged(differences: Sequence[Difference]) -> list[Difference]:
    """Differences of one kind that share a statement told as one, each value with all its evidence."""
    keyed = (((d.kind, e) for value in d.values for e in value.evidence) for d in differences)
    return [_as_one(group) for group in connected_components(zip(differences, keyed, strict=True))]


def _as_one(group: Sequence[Difference]) -> Difference:
    values: dict[str, list[Value]] = {}
    for value in (value for difference in group for value in difference.values):
        values.setdefault(collapse(value.text).casefold(), []).append(value)
    merged_values = [
        Value(text=alike[0].text, evidence=tuple(sorted({e for value in alike for e in value.evidence})))
        for alike in values.values()
    ]
    return replace(group[0], values=tuple(sorted(merged_values, key=lambda value: value.evidence)))
