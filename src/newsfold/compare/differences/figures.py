"""What accounts count, and where their counts exclude each other; each counted thing over time.

Two figures are held against each other only where they count one thing beyond doubt: the same unit and noun,
in places that agree, and each the other article's nearest value. "At least 51" and "about 60" exclude nothing
of each other. A value that moves one way with publication time is news moving on, not a conflict. A conflict
needs more: sentences that are likely one claim, or two leads that tell one toll, days and hours that agree,
much the same words around both, and that neither article has the other's value too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, pairwise

from newsfold.compare.alignment import Pair
from newsfold.compare.classes import sharing
from newsfold.compare.differences.counts import Counted, as_told, by_article
from newsfold.compare.differences.counts_en import ADDED, is_growing
from newsfold.compare.moments import any_meet, is_resolved
from newsfold.compare.origins import outlet_name
from newsfold.compare.words import content
from newsfold.records import (
    Article,
    Difference,
    Figure,
    FigureSeries,
    SeriesPoint,
    Span,
    Statement,
    Value,
)

_ABOUT = {1: 0.1, 2: 0.05}  # "some 2,000" covers 1,800 to 2,200, "about 2,100" 2,000 to 2,200
_CLOSER = 0.02  # with more digits
_DISPUTED = 3.0  # values further apart than this, as a ratio, count two things
_MOVED = 20.0  # but a toll may grow as much from report to report
_NEXT = 12  # characters between an age and the name that it is of
_LEADS = 4  # statements at an article's start in which a toll is the story's own
_ALIGNED = 0.5  # likelihood of one claim from which the sentences themselves vouch for one thing
_SAME = 0.8  # from which a sentence that names no place speaks of the other's
_SURE = 0.65  # from which a broader noun may stand for a narrower ("states" for "blue states")
_SHARES = ("%", "pp")
_BY_THE_HOUR = ("mph", "km/h", "kn", "°C", "°F")  # units of what is measured anew each hour
_HOURS = ("second", "minute", "hour")  # grains of a moment
_SHARE_ALIKE = 0.5  # share of the fewer words around a percentage that stand around the other
_TOLD_ALIKE = 0.25  # and around another count


def bounds(figure: Figure) -> tuple[float, float]:
    """The lowest and highest value that a figure's words allow."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if figure.modifier in ("at least", "more than"):
        return low, float("inf")
    if figure.modifier in ("at most", "less than"):
        return float("-inf"), high
    slack = _rounding(figure.value)
    if figure.unit in _SHARES:  # as many decimals as are given
        decimals = len(f"{figure.value:.6g}".partition(".")[2])
        slack = 0.49 * 10.0**-decimals
    if figure.modifier == "about":
        slack = max(slack, _ABOUT.get(_digits(figure.value), _CLOSER) * abs(figure.value))
    return low - slack, high + slack


def _digits(value: float) -> int:
    """How many digits a value is given to: 1 for 2000, 3 for 1.25."""
    return len(f"{abs(value):.6g}".replace(".", "").strip("0"))


def _rounding(value: float) -> float:
    """Half of the last digit given, for large round numbers; 25 for hundreds; small counts are exact."""
    if abs(value) < 1000:
        return 25.0 if value and value % 100 == 0 else 0.0
    digits = len(f"{abs(value):.0f}".rstrip("0"))
    return 10.0 ** (len(f"{abs(value):.0f}") - digits) / 2


def exclude_each_other(left: Figure, right: Figure) -> bool:
    """Whether no value fits both. "At least 51" and "49" do; "at least 49" and "51" do not."""
    (a, b), (c, d) = bounds(left), bounds(right)
    return b < c or d < a


def comparable(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether two figures count one thing; `likelihood` is that of their statements being one claim."""
    a, b = left.figure, right.figure
    if a.unit != b.unit or a.ordinal or b.ordinal or _apart(a, b) > _MOVED:
        return False
    if a.change and b.change and a.change != b.change:  # a rise and a fall
        return False
    if _lone_amounts(left, right, likelihood):
        return _in_one_place(left, right, likelihood) and _apart(a, b) <= _DISPUTED
    shared = left.thing & right.thing
    if not shared or (likelihood < _SURE and (left.thing != right.thing or "age" in shared)):
        return False
    if shared not in (left.thing, right.thing) or not _in_one_place(left, right, likelihood):
        return False
    if _apart(a, b) > (_MOVED if left.is_toll and right.is_toll else _DISPUTED):
        return False
    return likelihood >= _ALIGNED or left.is_toll or len(shared) > 1 or bool(left.around & right.around)


def _lone_amounts(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether each is the one amount of its unit in sentences alike, with a word behind it that both have.

    "$5 billion for a wall" and "$5.7 billion for the border wall" need no noun.
    """
    if not left.figure.unit or left.figure.unit in _SHARES or likelihood < _SAME:
        return False
    own = [[f for f in one.statement.figures if f.unit == left.figure.unit] for one in (left, right)]
    return len(own[0]) == len(own[1]) == 1 and bool(left.behind & right.behind)


def _in_one_place(left: Counted, right: Counted, likelihood: float) -> bool:
    """Whether neither names a place of its own, or both one.

    "There", or nothing, is where sentences alike are.
    """
    if likelihood >= _ALIGNED and {"there"} in (left.places, right.places):
        return True
    if likelihood >= _SAME and not (left.places and right.places):
        return True
    return left.places == right.places or bool(left.places & right.places)


def _apart(left: Figure, right: Figure) -> float:
    """How many times the larger value is the smaller."""
    if left.value * right.value <= 0:
        return math.inf if left.value != right.value else 1.0
    ratio = left.value / right.value
    return max(ratio, 1 / ratio)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCounts:
    """What each article counts, pairs of counts of one thing, and how likely statements are one claim."""

    counts: Mapping[str, Sequence[Counted]]
    linked: Sequence[tuple[Counted, Counted]]
    likelihood: Mapping[tuple[int, int], float]

    def things(self) -> list[list[Counted]]:
        """What is counted, each with its counts in order of publication."""
        return _things(self.linked)


def compared_counts(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    near: Iterable[Pair] = (),
    since: datetime | None = None,
) -> ComparedCounts:
    """The counts of a story's articles, held against each other.

    `near` gives the likelihood that two statements are one claim; figures of a time before `since`, the
    event's, are background and stay out.
    """
    likelihood = {(p.left, p.right): p.score for p in near}
    counts = by_article(statements, articles, since)
    linked: list[tuple[Counted, Counted]] = []
    for one, other in combinations(sorted(counts), 2):
        linked += _nearest(counts[one], counts[other], likelihood)
    return ComparedCounts(counts=counts, linked=linked, likelihood=likelihood)


def figure_differences(found: ComparedCounts) -> list[Difference]:
    """Figures of one counted thing whose values exclude each other, one difference a thing.

    Claim ids are filled in later.
    """
    grouped, likelihood = found.things(), found.likelihood
    moved = [group for group in grouped if moving_on(group) and _one_series(group, likelihood)]
    stays = {one for group in grouped if group not in moved for one in group}
    values = {id: {f.figure.value for f in every} for id, every in found.counts.items()}
    sure = [
        (a, b)
        for a, b in found.linked
        if a in stays and _vouched(a, b, likelihood) and not _both_in_one(a, b, values)
    ]
    things = sorted([*moved, *_things(sure)], key=lambda thing: thing[0].evidence)
    return [_difference(thing) for thing in things if _differ(thing)]


def _things(linked: Iterable[tuple[Counted, Counted]]) -> list[list[Counted]]:
    groups = sharing((pair, pair) for pair in linked)
    return [sorted({one for pair in group for one in pair}, key=_by_publication) for group in groups]


def _vouched(left: Counted, right: Counted, likelihood: Mapping[tuple[int, int], float]) -> bool:
    """Whether two figures are told as one thing, on days that agree: no more can be asked of a text."""
    if not _is_near(left, right, likelihood) or not _of_one_scope(left, right):
        return False
    if _of_two_moments(left, right) or not _told_alike(left, right, likelihood):
        return False
    mine, theirs = (
        [t for t in one.statement.times if t.grain == "day" and is_resolved(t)] for one in (left, right)
    )
    # What came on top is counted day by day: another day's is another count.
    if ADDED & (left.around | right.around):
        return [(t.start, t.end) for t in mine] == [(t.start, t.end) for t in theirs]
    return not mine or not theirs or any_meet(mine, theirs)


def _of_one_scope(left: Counted, right: Counted) -> bool:
    """Whether two counts other than tolls are of the very same noun, and nothing beside them says otherwise.

    "43 runs in 54 games" and "121 runs in 157 games" are of two stretches; "rifles" and "assault rifles" may
    be two counts of one haul.
    """
    if left.is_toll and right.is_toll:
        return True
    if left.thing != right.thing or len({_whose(left), _whose(right)} - {None}) > 1:
        return False
    mine, theirs = ([f for f in one.statement.figures if f != one.figure] for one in (left, right))
    return not any(
        f.unit == g.unit and content(f.what) & content(g.what) and exclude_each_other(f, g)
        for f in mine
        for g in theirs
    )


def _whose(age: Counted) -> str | None:
    """Whom an age stands before: "16-year-old Orla Venn"."""
    end = age.figure.span.end
    named = (m for m in age.statement.mentions if m.kind == "person" and 0 <= m.span.start - end <= _NEXT)
    return next((m.entity_id for m in named if "age" in age.thing), None)


def _is_near(left: Counted, right: Counted, likelihood: Mapping[tuple[int, int], float]) -> bool:
    """Whether two figures stand in sentences that are likely one claim, or in two leads that tell one toll.

    Of one thing that several words name, in one place, no more is asked.
    """
    leads = left.is_toll and max(left.statement.position, right.statement.position) < _LEADS
    exact = left.thing == right.thing and len(left.thing) > 1 and bool(left.places & right.places)
    return leads or exact or _score(left, right, likelihood) >= _ALIGNED


def _one_series(thing: Sequence[Counted], likelihood: Mapping[tuple[int, int], float]) -> bool:
    """Whether each count of a thing that moves is told like one of another article."""
    return all(
        any(
            _is_near(one, other, likelihood) and _told_alike(one, other, likelihood)
            for other in thing
            if other.article.id != one.article.id
        )
        for one in thing
    )


def _told_alike(left: Counted, right: Counted, likelihood: Mapping[tuple[int, int], float]) -> bool:
    """Whether two figures of one noun are told as one count: much the same is said around both.

    Of 70 and of 30 % of the land other things may be said, however alike the sentences. A toll, or a count
    in sentences that are surely one claim, needs no more.
    """
    fewer = min(len(left.around), len(right.around))
    shared = len(left.around & right.around)
    if left.figure.unit in _SHARES:
        return bool(fewer) and shared >= _SHARE_ALIKE * fewer
    if left.is_toll or _score(left, right, likelihood) >= _SURE:
        return True
    return bool(fewer) and shared >= _TOLD_ALIKE * fewer


def _score(left: Counted, right: Counted, likelihood: Mapping[tuple[int, int], float]) -> float:
    """How likely the statements of two figures are one claim."""
    return likelihood.get((min(left.at, right.at), max(left.at, right.at)), 0.0)


def _of_two_moments(left: Counted, right: Counted) -> bool:
    """Whether both values may be true, each at its hour: "at 11 p.m.", or an undated toll that rose."""
    mine, theirs = (
        [t for t in one.statement.times if t.grain in _HOURS and is_resolved(t)] for one in (left, right)
    )
    changing = left.figure.unit in _BY_THE_HOUR
    if (changing or (mine and theirs)) and not any_meet(mine, theirs):
        return True
    dated = left.article.published_at and right.article.published_at
    texts = (one.statement.span.of(one.article.text) for one in (left, right))
    return not dated and left.is_toll and any(is_growing(text) for text in texts)


def _both_in_one(left: Counted, right: Counted, values: Mapping[str, set[float]]) -> bool:
    """Whether one of the articles has the other's value as well, and so knows of both."""
    ways = ((left, right), (right, left))
    return any(b.figure.value in values[a.article.id] for a, b in ways)


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
            text=as_told(group[0]),
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


def series(found: ComparedCounts) -> list[FigureSeries]:
    """For each thing that two articles or more count, its values by publication time; undated ones last."""
    return [
        FigureSeries(
            what=_about(thing),
            unit=thing[0].figure.unit,
            points=tuple(
                SeriesPoint(
                    figure=c.figure, outlet=outlet_name(c.article), published_at=c.article.published_at
                )
                for c in thing
            ),
        )
        for thing in sorted(
            found.things(), key=lambda thing: (-len(thing), thing[0].evidence, thing[0].figure.span)
        )
    ]
