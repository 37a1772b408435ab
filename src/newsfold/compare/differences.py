"""Where accounts give other dates or deny each other: typed findings, never verdicts.

A difference is shown only where the two statements are about the same thing beyond doubt; a gap is
better than a false conflict. For figures see `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from newsfold.compare.align import Pair
from newsfold.compare.likeness import content
from newsfold.records import Article, Difference, DifferenceKind, Evidence, Statement, TimeRef, Value
from newsfold.text import collapse, names_day, words

_SAME_CLAIM = 0.6  # share of words in common: where a single other word may change the sense
_SURE = 0.65  # likelihood of one claim that a denial must have
_ALIKE = 0.75  # and the share of the denying side's words that the other has, the word denied aside
_NEGATION = re.compile(r"\b(?:not|no|never|neither|nor)\b|n['’]t\b", re.I)
_NOT_ALL = re.compile(r"\b(?:only|just|merely|simply|necessarily|yet|longer)\b", re.I)  # denies only a part
_QUOTED = re.compile(r'["“”]')
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_DAYS = ("second", "minute", "hour", "day")  # grains that tell on which day


def time_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    texts: Sequence[str],
    near: Iterable[Pair],
) -> list[Difference]:
    """Aligned statements with one date each, where the two dates share no day."""
    found = []
    for pair in near:
        left, right = (statements[i] for i in (pair.left, pair.right))
        a, b = (_only_date(s, articles[s.article_id].text) for s in (left, right))
        if a is None or b is None or _both_ways(texts[pair.left], texts[pair.right]) < _SAME_CLAIM:
            continue
        if a[1] <= b[0] or b[1] <= a[0]:
            sides = [(s, d[2].span.of(articles[s.article_id].text)) for s, d in ((left, a), (right, b))]
            if not _say_one_day(sides[0][1], sides[1][1]):
                found.append(difference("time", sides, articles))
    return found


def _say_one_day(left: str, right: str) -> bool:
    """Whether both say "Thursday", or the like: their pages are dated apart, the accounts are not."""
    days = [[day.casefold() for day in _WEEKDAY.findall(words)] for words in (left, right)]
    return left.casefold() == right.casefold() or (bool(days[0]) and days[0] == days[1])


def _only_date(statement: Statement, text: str) -> tuple[datetime, datetime, TimeRef] | None:
    """The one day that a statement names: of an hour alone ("at noon") the day is not told."""
    dates = [
        t for t in statement.times if t.kind == "date" or (t.kind == "time" and names_day(t.span.of(text)))
    ]
    if len(dates) != 1 or dates[0].grain not in _DAYS or dates[0].start is None or dates[0].end is None:
        return None
    return dates[0].start, dates[0].end, dates[0]


def negation_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    texts: Sequence[str],
    near: Iterable[Pair],
) -> list[Difference]:
    """Statements that are one claim, alike in all but that one denies what the other says.

    Quotations stay out: what is cut from them is no denial.
    """
    found = []
    for pair in near:
        left, right = texts[pair.left], texts[pair.right]
        if pair.score < _SURE or _QUOTED.search(left) or _QUOTED.search(right):
            continue
        if _denies(left, right) or _denies(right, left):
            sides = ((statements[pair.left], left), (statements[pair.right], right))
            found.append(difference("negation", sides, articles))
    return found


def _denies(text: str, other: str) -> bool:
    """Whether `text` denies the very thing that `other` says: all else is alike, but for a verb's form."""
    denied = _denied(text)
    if not denied or _NEGATION.search(other):
        return False
    rest, said = content(text) - denied, content(other)
    more = len(said - rest - denied)
    if len(rest & said) < max(2, _ALIKE * len(rest)):
        return False
    if denied & said:
        return more <= (1 - _ALIKE) * len(said)
    return more == 1  # the verb in another form: "held", "did not hold"


def _denied(text: str) -> frozenset[str]:
    """The stem of the word that each denial of `text` is said of; the first of meaning behind it."""
    said = set[str]()
    for match in _NEGATION.finditer(text):
        behind = text[match.end() :]
        if not _NOT_ALL.match(behind.lstrip()):
            said |= next((content(word) for word in words(behind) if content(word)), frozenset())
    return frozenset(said)


def _both_ways(left: str, right: str) -> float:
    a, b = content(left), content(right)
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0


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
    leader = list(range(len(differences)))

    def head(i: int) -> int:
        while leader[i] != i:
            leader[i] = i = leader[leader[i]]
        return i

    first: dict[tuple[DifferenceKind, Evidence], int] = {}
    for i, one in enumerate(differences):
        for evidence in (e for value in one.values for e in value.evidence):
            leader[head(i)] = head(first.setdefault((one.kind, evidence), i))
    groups: dict[int, list[Difference]] = {}
    for i, one in enumerate(differences):
        groups.setdefault(head(i), []).append(one)
    return [_as_one(group) for group in groups.values()]


def _as_one(group: Sequence[Difference]) -> Difference:
    values: dict[str, list[Value]] = {}
    for value in (value for difference in group for value in difference.values):
        values.setdefault(collapse(value.text).casefold(), []).append(value)
    told = [
        Value(text=alike[0].text, evidence=tuple(sorted({e for value in alike for e in value.evidence})))
        for alike in values.values()
    ]
    return replace(group[0], values=tuple(sorted(told, key=lambda value: value.evidence)))
