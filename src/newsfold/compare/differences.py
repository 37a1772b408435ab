"""Where accounts do not say the same of one thing: typed findings, never verdicts.

A difference is shown only where the two statements are about the same thing beyond doubt; a gap is
better than a false conflict. "At least 51" and "about 60" exclude nothing of each other and are none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from newsfold.compare.align import Pair
from newsfold.compare.likeness import content, stem
from newsfold.compare.origins import outlet_name
from newsfold.records import (
    Article,
    Difference,
    Evidence,
    Figure,
    FigureSeries,
    SeriesPoint,
    Span,
    Statement,
    TimeRef,
    Value,
)

_ABOUT = 0.1  # "some 2,000" covers 1,800 to 2,200
_SAME_THING = 0.5  # share of the words of two statements, numbers left out, from which figures are compared
_SAME_CLAIM = 0.6  # the same for dates and negations, where a single other word may change the sense
_NEGATION = re.compile(r"\b(?:not|no|never|none|neither|nor|without|denied|denies|deny)\b|n['’]t\b", re.I)
# Reports of one disaster count the same people in these words.
_SAME_NOUN = (
    (
        "dead",
        "dead death deaths died dies die killed kill killing fatality fatalities toll perished",
    ),
    ("hurt", "hurt injured injuries injury wounded wounding"),
    ("people", "people person persons men women victims citizens residents individuals lives human humans"),
)
_NOUN = {stem(word): head for head, forms in _SAME_NOUN for word in forms.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in its statement."""

    at: int
    statement: Statement
    figure: Figure
    article: Article

    @property
    def evidence(self) -> Evidence:
        """The statement's characters."""
        return Evidence(article_id=self.statement.article_id, span=self.statement.span)


def counted_thing(figure: Figure) -> frozenset[str]:
    """The stems of what a figure counts, with words for one thing made one."""
    stems = {_NOUN.get(word, word) for word in content(figure.what)}
    return frozenset(stems - {"people"} or stems)


def bounds(figure: Figure) -> tuple[float, float]:
    """The lowest and highest value that a figure's words allow."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if figure.modifier in ("at least", "more than"):
        return low, float("inf")
    if figure.modifier in ("at most", "less than"):
        return float("-inf"), high
    slack = _ABOUT * abs(figure.value) if figure.modifier == "about" else _rounding(figure.value)
    return low - slack, high + slack


def _rounding(value: float) -> float:
    """Half of the last digit given, for large round numbers; small counts are exact."""
    if abs(value) < 1000:
        return 0.0
    digits = len(f"{value:.0f}".rstrip("0"))
    last = 10.0 ** (len(f"{abs(value):.0f}") - max(digits, 2))
    return last / 2


def exclude_each_other(left: Figure, right: Figure) -> bool:
    """Whether no value fits both. "At least 51" and "49" do; "at least 49" and "51" do not."""
    (a, b), (c, d) = bounds(left), bounds(right)
    return b < c or d < a


def comparable(left: Counted, right: Counted) -> bool:
    """Whether two figures count the same thing, by unit, noun and places."""
    a, b = left.figure, right.figure
    if a.unit != b.unit or a.ordinal or b.ordinal:
        return False
    x, y = counted_thing(a), counted_thing(b)
    if not x or not y or not (x <= y or y <= x):
        return False
    p, q = _places(left.statement), _places(right.statement)
    return not p or not q or bool(p & q)


def _places(statement: Statement) -> set[str]:
    return {m.entity_id for m in statement.mentions if m.kind == "place" and m.entity_id}


def figure_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    texts: Sequence[str],
    near: Iterable[Pair],
) -> list[Difference]:
    """Figures of one counted thing whose values exclude each other, one difference a thing.

    `near` are the pairs of statements that are about the same; claim ids are filled in later.
    """
    counted = _counted(statements, articles)
    clashes: dict[tuple[str, frozenset[str]], set[Counted]] = defaultdict(set)
    for pair in near:
        for left in counted.get(pair.left, ()):
            for right in counted.get(pair.right, ()):
                if _clash(left, right, texts):
                    key = left.figure.unit, counted_thing(left.figure) & counted_thing(right.figure)
                    clashes[key] |= {left, right}
    return [
        _figure_difference(sorted(found, key=_by_publication))
        for _, found in sorted(clashes.items(), key=lambda item: (item[0][0], sorted(item[0][1])))
    ]


def _counted(statements: Sequence[Statement], articles: Mapping[str, Article]) -> dict[int, list[Counted]]:
    return {
        at: [Counted(at=at, statement=s, figure=f, article=articles[s.article_id]) for f in s.figures]
        for at, s in enumerate(statements)
        if s.figures
    }


def _clash(left: Counted, right: Counted, texts: Sequence[str]) -> bool:
    return (
        comparable(left, right)
        and exclude_each_other(left.figure, right.figure)
        # Where either statement also has the other's value, they agree and count two things.
        and not _has_value(left.statement, right.figure)
        and not _has_value(right.statement, left.figure)
        and _likeness(texts[left.at], texts[right.at]) >= _SAME_THING
    )


def _has_value(statement: Statement, figure: Figure) -> bool:
    return any(f.unit == figure.unit and not exclude_each_other(f, figure) for f in statement.figures)


def _likeness(left: str, right: str) -> float:
    """Share of the shorter statement's meaning words, numbers left out, that the other has too."""
    a, b = ({_NOUN.get(w, w) for w in content(t) if not w[0].isdigit()} for t in (left, right))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _by_publication(counted: Counted) -> tuple[bool, str, str, Span]:
    published = counted.article.published_at
    return (
        published is None,
        published.isoformat() if published else "",
        counted.article.id,
        counted.figure.span,
    )


def _figure_difference(found: Sequence[Counted]) -> Difference:
    by_value: dict[tuple[float, str], list[Counted]] = defaultdict(list)
    for counted in found:
        by_value[counted.figure.value, counted.figure.modifier].append(counted)
    values = tuple(
        Value(
            text=group[0].figure.span.of(group[0].article.text),
            evidence=tuple(sorted({c.evidence for c in group})),
        )
        for group in by_value.values()
    )
    about = min((c.figure.what for c in found), key=lambda what: (len(what), what))
    return Difference(claim_ids=(), kind="figure", about=about, values=values, updated=moving_on(found))


def moving_on(found: Sequence[Counted]) -> bool:
    """Whether the value only grows, or only falls, with publication, and no two at one time differ."""
    times = [c.article.published_at for c in found]
    if any(t is None for t in times):
        return False
    by_time: dict[datetime, set[float]] = defaultdict(set)
    for time, counted in zip(times, found, strict=True):
        assert time is not None  # all have one
        by_time[time].add(counted.figure.value)
    if len(by_time) < 2 or any(len(values) > 1 for values in by_time.values()):
        return False
    row = [min(values) for _, values in sorted(by_time.items())]
    steps = list(pairwise(row))
    return all(a <= b for a, b in steps) or all(a >= b for a, b in steps)


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
        a, b = _only_date(left), _only_date(right)
        if a is None or b is None or _likeness(texts[pair.left], texts[pair.right]) < _SAME_CLAIM:
            continue
        if a[1] <= b[0] or b[1] <= a[0]:
            sides = ((left, a[2]), (right, b[2]))
            found.append(_difference("time", sides, articles))
    return found


def _only_date(statement: Statement) -> tuple[datetime, datetime, TimeRef] | None:
    dates = [t for t in statement.times if t.kind in ("date", "time")]
    if len(dates) != 1 or dates[0].start is None or dates[0].end is None:
        return None
    return dates[0].start, dates[0].end, dates[0]


def negation_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    texts: Sequence[str],
    near: Iterable[Pair],
) -> list[Difference]:
    """Aligned statements alike in all but that one denies what the other says."""
    found = []
    for pair in near:
        left, right = texts[pair.left], texts[pair.right]
        if (
            bool(_NEGATION.search(left)) != bool(_NEGATION.search(right))
            and _both_ways(left, right) >= _SAME_CLAIM
        ):
            sides = ((statements[pair.left], None), (statements[pair.right], None))
            found.append(_difference("negation", sides, articles))
    return found


def _both_ways(left: str, right: str) -> float:
    a, b = content(left), content(right)
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0


def _difference(
    kind: str, sides: Sequence[tuple[Statement, TimeRef | None]], articles: Mapping[str, Article]
) -> Difference:
    values = []
    for statement, time in sides:
        text = articles[statement.article_id].text
        words = (time.span if time else statement.span).of(text)
        evidence = Evidence(article_id=statement.article_id, span=statement.span)
        values.append(Value(text=words, evidence=(evidence,)))
    about = sides[0][0].span.of(articles[sides[0][0].article_id].text)
    return Difference(
        claim_ids=(),
        kind="time" if kind == "time" else "negation",
        about=about,
        values=tuple(sorted(values, key=lambda v: v.evidence)),
    )


def series(statements: Sequence[Statement], articles: Mapping[str, Article]) -> list[FigureSeries]:
    """For each thing that two articles or more count, its values by publication time; undated ones last."""
    things: dict[tuple[str, frozenset[str]], list[Counted]] = defaultdict(list)
    for found in _counted(statements, articles).values():
        for counted in found:
            thing = counted_thing(counted.figure)
            if thing and not counted.figure.ordinal:
                things[counted.figure.unit, thing].append(counted)
    result = []
    for (unit, _), group in sorted(things.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        if len({c.article.id for c in group}) < 2:
            continue
        ordered = sorted(group, key=_by_publication)
        points = tuple(
            SeriesPoint(figure=c.figure, outlet=outlet_name(c.article), published_at=c.article.published_at)
            for c in ordered
        )
        what = min((c.figure.what for c in group), key=lambda w: (len(w), w))
        result.append(FigureSeries(what=what, unit=unit, points=points))
    return result
