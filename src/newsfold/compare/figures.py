"""What accounts count, and where their counts exclude each other; each counted thing over time.

Two figures are held against each other only where they count one thing beyond doubt: the same unit and noun,
in places that agree, and each the other article's nearest value. "At least 51" and "about 60" exclude nothing
of each other. A value that moves one way with publication time is news moving on, not a conflict. A conflict
needs more: sentences that are likely one claim, or two leads that tell one toll, days that agree, and that
neither article has the other's value too.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations, pairwise

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
    Value,
)
from newsfold.text import tokens

_ABOUT = {1: 0.1, 2: 0.05}  # "some 2,000" covers 1,800 to 2,200, "about 2,100" 2,000 to 2,200
_CLOSER = 0.02  # with more digits
_NEAR = 10  # words around a figure that tell what it counts, and where
_DISPUTED = 3.0  # values further apart than this, as a ratio, count two things
_MOVED = 20.0  # but a toll may grow as much from report to report
_LEAD = 2  # statements at an article's start
_LEADS = 4  # and those in which a toll is the story's own
_ALIGNED = 0.5  # likelihood of one claim from which the sentences themselves vouch for one thing
_SURE = 0.65  # from which a broader noun may stand for a narrower ("states" for "blue states")
_VAGUE = re.compile(
    r"\b(?:dozens|scores|hundreds|thousands|tens|millions|billions|several|few|couple)\b", re.I
)
_TOLL = re.compile(r"\b(?:tolls?|number|count|tally|deaths|fatalities|casualties)\b", re.I)
_REACHED = re.compile(r"\b(?:to|at|of|by|reached|past|above|over|is|was|now)\s+(?:\w+\s+)?$", re.I)
_POSSIBLE = re.compile(
    r"\b(?:could|might|may|would|fear(?:s|ed)?|expect(?:s|ed)?|risk)\b\W+(?:\w+\W+){0,3}$", re.I
)
_AMENDED = re.compile(r"\b(?:earlier version|corrections?|corrected|incorrectly|misstated)\b", re.I)
_THERE = re.compile(
    r"\b(?:there|(?:the|that) (?:country|nation|state|city|county|town|region|province|island))\b"
)

# Reports of one disaster count the same people in these words.
_SAME_NOUN = (
    ("dead", "dead death deaths died dies die killed kill killing fatality fatalities toll perished bodies"),
    ("hurt", "hurt injured injuries injury wounded wounding"),
    ("missing", "missing unaccounted"),
    ("troops", "troops soldiers servicemen military"),
    (
        "people",
        "people person persons men women victims citizens residents individuals lives human humans number",
    ),
)
_NOUN = {stem(word): head for head, forms in _SAME_NOUN for word in forms.split()}
_TOLLS = ("dead", "hurt", "missing")
# What came on top is counted day by day: another day's is another count.
_ADDED = frozenset(map(stem, ("additional", "new", "another", "further", "daily", "fresh", "extra")))

Thing = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in its statement: what it counts, and the words and places around it."""

    at: int
    statement: Statement
    figure: Figure
    article: Article
    thing: frozenset[str]
    around: frozenset[str]
    places: frozenset[str]

    @property
    def evidence(self) -> Evidence:
        """The statement's characters."""
        return Evidence(article_id=self.statement.article_id, span=self.statement.span)

    @property
    def is_toll(self) -> bool:
        """Whether it counts the dead, the hurt or the missing."""
        return len(self.thing) == 1 and not self.thing.isdisjoint(_TOLLS)


def counted(
    at: int, statement: Statement, figure: Figure, article: Article, home: frozenset[str] = frozenset()
) -> Counted:
    """A figure with what the words next to it tell of it; `home` are the story's own places."""
    text = statement.span.of(article.text)
    where = figure.span.start - statement.span.start, figure.span.end - statement.span.start
    spans = tokens(text)
    before = [s for s in spans if s.end <= where[0]][-_NEAR:]
    after = [s for s in spans if s.start >= where[1]][:_NEAR]
    around = [_NOUN.get(w, w) for s in (*after, *reversed(before)) for w in content(s.of(text))]
    thing = {_NOUN.get(word, word) for word in content(figure.what)}
    if thing == {"people"} or (not thing and _is_bare_toll(text[: where[0]])):
        thing = {next((w for w in around if w in _TOLLS), "")} - {""}
    elif not thing.isdisjoint(_TOLLS):
        thing &= set(_TOLLS)
    window = (before[0].start if before else where[0], after[-1].end if after else where[1])
    places = {
        m.entity_id
        for m in statement.mentions
        if m.kind in ("place", "nationality")
        and m.entity_id
        and window[0] <= m.span.start - statement.span.start < window[1]
    }
    if not places and _THERE.search(text[window[0] : window[1]]):
        places.add("there")
    return Counted(
        at=at,
        statement=statement,
        figure=figure,
        article=article,
        thing=frozenset(thing),
        around=frozenset(w for w in around if not w[0].isdigit()) - thing,
        places=frozenset(places) - home,
    )


def _is_bare_toll(before: str) -> bool:
    """Whether the words before a figure without a noun make it a toll: "raised the number of dead to"."""
    return bool(_TOLL.search(before) and _REACHED.search(before))


def bounds(figure: Figure) -> tuple[float, float]:
    """The lowest and highest value that a figure's words allow."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if figure.modifier in ("at least", "more than"):
        return low, float("inf")
    if figure.modifier in ("at most", "less than"):
        return float("-inf"), high
    slack = _rounding(figure.value)
    if figure.modifier == "about":
        slack = max(slack, _ABOUT.get(_digits(figure.value), _CLOSER) * abs(figure.value))
    return low - slack, high + slack


def _digits(value: float) -> int:
    """How many digits a value is given to: 1 for 2000, 3 for 1.25."""
    return len(f"{abs(value):.6g}".replace(".", "").strip("0"))


def _rounding(value: float) -> float:
    """Half of the last digit given, for large round numbers; small counts are exact."""
    if abs(value) < 1000:
        return 0.0
    digits = len(f"{abs(value):.0f}".rstrip("0"))
    last = 10.0 ** (len(f"{abs(value):.0f}") - max(digits, 2))
    return last / 2


def exclude_each_other(left: Figure, right: Figure) -> bool:
    """Whether no value fits both. "At least 51" and "49" do; "at least 49" and "51" do not."""
    (a, b), (c, d) = bounds(left), bounds(right)
    return b < c or d < a


def comparable(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether two figures count one thing; `likelihood` is that of their statements being one claim."""
    a, b = left.figure, right.figure
    if a.unit != b.unit or a.ordinal or b.ordinal or not left.thing or not right.thing:
        return False
    shared = left.thing & right.thing
    if likelihood < _SURE and (left.thing != right.thing or "age" in shared):
        return False
    if shared not in (left.thing, right.thing) or not _in_one_place(left, right, likelihood):
        return False
    if _apart(a, b) > (_MOVED if left.is_toll and right.is_toll else _DISPUTED):
        return False
    return likelihood >= _ALIGNED or left.is_toll or len(shared) > 1 or bool(left.around & right.around)


def _in_one_place(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether neither names a place of its own, or both one; "there" is where sentences alike are."""
    if likelihood >= _ALIGNED and {"there"} in (left.places, right.places):
        return True
    return left.places == right.places or bool(left.places & right.places)


def _apart(left: Figure, right: Figure) -> float:
    """How many times the larger value is the smaller."""
    if left.value * right.value <= 0:
        return math.inf if left.value != right.value else 1.0
    ratio = left.value / right.value
    return max(ratio, 1 / ratio)


def figure_differences(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    near: Iterable[Pair],
    since: datetime | None = None,
) -> list[Difference]:
    """Figures of one counted thing whose values exclude each other, one difference a thing.

    `near` gives the likelihood that two statements are one claim; figures of a time before `since`, the
    event's, are background and stay out. Claim ids are filled in later.
    """
    likelihood = {(p.left, p.right): p.score for p in near}
    by_article: dict[str, list[Counted]] = defaultdict(list)
    for found in _all_counted(statements, articles):
        text = found.statement.span.of(found.article.text)
        if not _of_old(found.statement, since) and not _AMENDED.search(text):
            by_article[found.article.id].append(found)
    linked: list[tuple[Counted, Counted]] = []
    for one, other in combinations(sorted(by_article), 2):
        linked += _nearest(by_article[one], by_article[other], likelihood)
    grouped = [sorted(set(group), key=_by_publication) for group in _connected(linked)]
    moved = [group for group in grouped if moving_on(group)]
    stays = {one for group in grouped if group not in moved for one in group}
    values = {id: {f.figure.value for f in every} for id, every in by_article.items()}
    sure = [
        (a, b)
        for a, b in linked
        if a in stays and _vouched(a, b, likelihood) and not _both_in_one(a, b, values)
    ]
    things = [sorted(set(group), key=_by_publication) for group in (*moved, *_connected(sure))]
    return [_difference(thing) for thing in sorted(things, key=lambda t: t[0].evidence) if _differ(thing)]


def _vouched(left: Counted, right: Counted, likelihood: Mapping[tuple[int, int], float]) -> bool:
    """Whether two figures are told as one thing, on days that agree: no more can be asked of a text."""
    leads = left.is_toll and max(left.statement.position, right.statement.position) < _LEADS
    exact = left.thing == right.thing and len(left.thing) > 1 and bool(left.places & right.places)
    if (
        not leads
        and not exact
        and likelihood.get((min(left.at, right.at), max(left.at, right.at)), 0.0) < _ALIGNED
    ):
        return False
    mine, theirs = (
        [(t.start, t.end) for t in one.statement.times if t.grain == "day" and t.start and t.end]
        for one in (left, right)
    )
    if _ADDED & (left.around | right.around):
        return mine == theirs
    return not mine or not theirs or any(s < v and u < e for s, e in mine for u, v in theirs)


def _both_in_one(left: Counted, right: Counted, values: Mapping[str, set[float]]) -> bool:
    """Whether one of the articles has the other's value as well, and so knows of both."""
    ways = ((left, right), (right, left))
    return any(b.figure.value in values[a.article.id] for a, b in ways)


def _of_old(statement: Statement, since: datetime | None) -> bool:
    """Whether a statement tells of a time well before the event."""
    return since is not None and any(
        t.end is not None and t.kind == "date" and t.end < since - timedelta(days=2) for t in statement.times
    )


def _all_counted(statements: Sequence[Statement], articles: Mapping[str, Article]) -> list[Counted]:
    home = _home(statements, len(articles))
    return [
        counted(at, s, f, articles[s.article_id], home)
        for at, s in enumerate(statements)
        for f in s.figures
        if not f.ordinal and _is_counted(f, articles[s.article_id].text)
    ]


def _is_counted(figure: Figure, text: str) -> bool:
    """Whether a figure is a count that somebody gives: no "dozens", nothing that "could reach 10,000"."""
    before = text[max(0, figure.span.start - 60) : figure.span.start]
    return not _VAGUE.search(figure.span.of(text)) and not _POSSIBLE.search(before)


def _home(statements: Iterable[Statement], articles: int) -> frozenset[str]:
    """The places that most articles name at their start: the story's own."""
    named: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for mention in statement.mentions:
            if statement.position < _LEAD and mention.kind in ("place", "nationality") and mention.entity_id:
                named[mention.entity_id].add(statement.article_id)
    return frozenset(id for id, where in named.items() if 2 * len(where) > articles)


def _nearest(
    mine: Sequence[Counted], theirs: Sequence[Counted], likelihood: Mapping[tuple[int, int], float]
) -> list[tuple[Counted, Counted]]:
    """Pairs of comparable figures of two articles, each the other's nearest in value.

    An article that gives a toll on the mountain and one in the country is so held against the right one.
    """
    apart = {
        (i, j): (_apart(a.figure, b.figure), -likelihood.get((min(a.at, b.at), max(a.at, b.at)), 0.0))
        for i, a in enumerate(mine)
        for j, b in enumerate(theirs)
        if comparable(a, b, likelihood.get((min(a.at, b.at), max(a.at, b.at)), 0.0))
    }
    best_mine = {i: min((v, j) for (k, j), v in apart.items() if k == i) for i, _ in apart}
    best_theirs = {j: min((v, i) for (i, k), v in apart.items() if k == j) for _, j in apart}
    return [(mine[i], theirs[j]) for i, (_, j) in best_mine.items() if best_theirs[j][1] == i]


def _connected(pairs: Iterable[tuple[Counted, Counted]]) -> list[list[Counted]]:
    group_of: dict[Counted, list[Counted]] = {}
    for left, right in pairs:
        a, b = group_of.setdefault(left, [left]), group_of.setdefault(right, [right])
        if a is not b:
            a.extend(b)
            for one in b:
                group_of[one] = a
    return list({id(group): group for group in group_of.values()}.values())


def _differ(thing: Sequence[Counted]) -> bool:
    """Whether two accounts exclude each other, and neither article itself has both values."""
    return any(
        left.article.id != right.article.id and exclude_each_other(left.figure, right.figure)
        for left, right in combinations(thing, 2)
    )


def _by_publication(found: Counted) -> tuple[bool, str, str, Span]:
    published = found.article.published_at
    return published is None, published.isoformat() if published else "", found.article.id, found.figure.span


def _difference(found: Sequence[Counted]) -> Difference:
    by_value: dict[tuple[float, str], list[Counted]] = defaultdict(list)
    for one in found:
        by_value[one.figure.value, one.figure.modifier].append(one)
    values = tuple(
        Value(
            text=group[0].figure.span.of(group[0].article.text),
            evidence=tuple(sorted({c.evidence for c in group})),
        )
        for group in by_value.values()
    )
    return Difference(
        claim_ids=(), kind="figure", about=_about(found), values=values, updated=moving_on(found)
    )


def _about(found: Sequence[Counted]) -> str:
    """What is counted, in the words of the article that says it most fully."""
    return max((c.figure.what for c in found), key=lambda what: (len(what), what))


def moving_on(found: Sequence[Counted]) -> bool:
    """Whether the value only grows with publication (or, of the missing, falls), and no two at once differ.

    Versions of one page may move either way: that is a correction.
    """
    by_time: dict[datetime, list[Figure]] = defaultdict(list)
    for one in found:
        if one.article.published_at is None:
            return False
        by_time[one.article.published_at].append(one.figure)
    at_once = (pair for group in by_time.values() for pair in combinations(group, 2))
    if len(by_time) < 2 or any(exclude_each_other(*pair) for pair in at_once):
        return False
    row = [min(figure.value for figure in group) for _, group in sorted(by_time.items())]
    steps = list(pairwise(row))
    if all(a <= b for a, b in steps):
        return True
    urls = {one.article.url for one in found}
    falls = "missing" in found[0].thing or (len(urls) == 1 and None not in urls)
    return falls and all(a >= b for a, b in steps)


def series(statements: Sequence[Statement], articles: Mapping[str, Article]) -> list[FigureSeries]:
    """For each thing that two articles or more count, its values by publication time; undated ones last."""
    things: dict[Thing, list[Counted]] = defaultdict(list)
    for found in _all_counted(statements, articles):
        if found.thing:
            things[found.figure.unit, found.thing].append(found)
    result = []
    for (unit, _), group in sorted(things.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        if len({c.article.id for c in group}) < 2:
            continue
        points = tuple(
            SeriesPoint(figure=c.figure, outlet=outlet_name(c.article), published_at=c.article.published_at)
            for c in sorted(group, key=_by_publication)
        )
        result.append(FigureSeries(what=_about(group), unit=unit, points=points))
    return result
