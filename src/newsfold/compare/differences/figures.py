"""What accounts count, and where their counts exclude each other; each counted thing over time.

Two figures are held against each other only where they count one thing beyond doubt: the same unit and noun,
in places that agree, and each the other article's nearest value. "At least 51" and "about 60" exclude nothing
of each other. A value that moves one way with publication time is news moving on, not a conflict. A conflict
needs more: sentences that are likely one claim, or two leads that tell one toll, days and hours that agree,
much the same words around both, and that neither article has the other's value too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations, pairwise

from newsfold.compare.alignment import Pair, PairReader
from newsfold.compare.classes import connected_components
from newsfold.compare.differences.across import incomparable_across, told_as_one, unvouched_across
from newsfold.compare.differences.counts import ABOARD, Counted, as_told, by_article
from newsfold.compare.differences.labels import behind, count_label
from newsfold.compare.differences.moment import moment_of
from newsfold.compare.differences.one_thing import (
    Likelihood,
    incomparable_in_english,
    is_dated,
    is_near,
    likelihood_of,
    lone_amounts,
    told_alike,
    unvouched_in_english,
)
from newsfold.compare.differences.reading import read_as_one
from newsfold.compare.differences.refusals import Refusal
from newsfold.compare.differences.things import PEOPLE
from newsfold.compare.differences.values import exclude_each_other, times_apart
from newsfold.compare.origins import outlet_name
from newsfold.compare.settings import COUNTS
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCounts:
    """What each article counts, pairs of counts of one thing, and how likely statements are one claim."""

    counts: Mapping[str, Sequence[Counted]]
    linked: Sequence[tuple[Counted, Counted]]
    likelihood: Likelihood

    def things(self) -> list[list[Counted]]:
        """What is counted, each with its counts in order of publication."""
        return _things(self.linked)


def compared_counts(
    statements: Sequence[Statement],
    articles: Mapping[str, Article],
    candidates: Iterable[Pair] = (),
    since: datetime | None = None,
    reader: PairReader | None = None,
) -> ComparedCounts:
    """The counts of a story's articles, held against each other.

    `candidates` gives the likelihood that two statements are one claim, and `reader`, where there is one,
    reads the words around two figures (`read_as_one`); figures of a time before `since`, the event's, are
    background and stay out.
    """
    counts = by_article(statements, articles, since)
    likelihood = Likelihood(claims={(p.left, p.right): _likelihood(p) for p in candidates})
    if reader:
        english = {id: of for id, of in counts.items() if articles[id].language == "en"}
        likelihood = replace(likelihood, counts=read_as_one(english, likelihood, reader))
    linked: list[tuple[Counted, Counted]] = []
    for left, right in combinations(sorted(counts), 2):
        linked += _nearest(counts[left], counts[right], likelihood)
    return ComparedCounts(counts=counts, linked=linked, likelihood=likelihood)


def _likelihood(pair: Pair) -> float:
    """How likely two statements are one claim; of two that are not both English, their figures aside."""
    return pair.score if pair.figures_aside is None else pair.figures_aside


def _both_english(left: Counted, right: Counted) -> bool:
    return left.article.language == right.article.language == "en"


def incomparable(left: Counted, right: Counted, likelihood: float) -> Refusal | None:
    """Why two figures do not count one thing, by the rules of English, or those of all languages."""
    if _both_english(left, right):
        return incomparable_in_english(left, right, likelihood)
    return incomparable_across(left, right, likelihood)


def figure_differences(compared: ComparedCounts) -> list[Difference]:
    """Figures of one counted thing whose values exclude each other, one difference a thing.

    Claim ids are filled in later.
    """
    grouped, likelihood = compared.things(), compared.likelihood
    moved = [g for g in grouped if g[0].is_counted_up and moving_on(g) and _one_series(g, likelihood)]
    stays = {count for group in grouped if group not in moved for count in group}
    sure = [(a, b) for a, b in compared.linked if a in stays and _refused(a, b, compared) is None]
    things = sorted([*moved, *_things(sure)], key=lambda thing: thing[0].evidence)
    return [_figure_difference(thing, likelihood) for thing in things if _differ(thing) or _grew(thing)]


def rivals(compared: ComparedCounts) -> list[tuple[Evidence, Evidence]]:
    """Pairs of statements that may count one thing otherwise, whether that is sure enough to be shown or not.

    Who reads both beside each other would take them for two answers to one question.
    """
    apart = ((a, b) for a, b in compared.linked if exclude_each_other(a.figure, b.figure))
    return sorted({(a.evidence, b.evidence) for a, b in apart})


def no_difference(left: Counted, right: Counted, compared: ComparedCounts) -> Refusal | None:
    """Why two counts of different articles are no difference; None where they are one.

    A value that only moves with publication is a difference whatever is refused after "another value is
    nearer": news moves on in other words, too.
    """
    if refusal := incomparable(left, right, likelihood_of(left, right, compared.likelihood)):
        return refusal
    if (left, right) not in compared.linked and (right, left) not in compared.linked:
        return "another value is nearer"
    if refusal := _refused(left, right, compared):
        return refusal
    return None if exclude_each_other(left.figure, right.figure) else "one value fits both"


def _refused(left: Counted, right: Counted, compared: ComparedCounts) -> Refusal | None:
    """Why two linked counts exclude nothing of each other beyond doubt."""
    english = _both_english(left, right)
    unvouched = unvouched_in_english if english else unvouched_across
    if refusal := unvouched(left, right, compared.likelihood):
        return refusal
    has_too = _has_too if english else _prints_too
    both = any(has_too(*way, compared.counts) for way in ((left, right), (right, left)))
    return "an article has both values" if both else None


def _has_too(count: Counted, other: Counted, counts: Mapping[str, Sequence[Counted]]) -> bool:
    """Whether an article gives the other's value as well: in the same sentence, or of what may be that thing.

    "Six of the eight boats" has both; and whoever tells of 157 dead knows of the 157 on board.
    """
    wanted = count.noun_key | other.noun_key
    people = _of_people(count) and _of_people(other)
    return any(f.value == other.figure.value and f != count.figure for f in count.statement.figures) or any(
        c.figure.value == other.figure.value
        and (c.at == count.at or not c.noun_key or bool(c.noun_key & wanted) or (people and _of_people(c)))
        for c in counts[count.article.id]
    )


def _prints_too(count: Counted, other: Counted, counts: Mapping[str, Sequence[Counted]]) -> bool:
    """Whether an article has the other's value in its unit anywhere, where words do not say of what."""
    return any(
        f.value == other.figure.value and f.unit == other.figure.unit
        for c in counts[count.article.id]
        for f in c.statement.figures
    )


def _of_people(count: Counted) -> bool:
    return count.is_toll or count.noun_key in ({ABOARD}, {PEOPLE})


def _things(linked: Iterable[tuple[Counted, Counted]]) -> list[list[Counted]]:
    groups = connected_components((pair, pair) for pair in linked)
    return [sorted({count for pair in group for count in pair}, key=_by_publication) for group in groups]


def _one_series(thing: Sequence[Counted], likelihood: Likelihood) -> bool:
    """Whether each count of a thing that moves is told like one of another article."""
    return all(
        any(
            _is_told_alike(count, other, likelihood)
            for other in thing
            if other.article.id != count.article.id
        )
        for count in thing
    )


def _is_told_alike(left: Counted, right: Counted, likelihood: Likelihood) -> bool:
    if not _both_english(left, right):
        return told_as_one(left, right, likelihood)
    return is_near(left, right, likelihood) and told_alike(left, right, likelihood)


def _nearest(
    left: Sequence[Counted], right: Sequence[Counted], likelihood: Likelihood
) -> list[tuple[Counted, Counted]]:
    """Pairs of comparable figures of two articles, each the other's nearest: in value, or by reading.

    An article that gives a toll on the mountain and one in the country is so held against the right one.
    """
    apart = {
        (i, j): _distance(a, b, likelihood)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if incomparable(a, b, likelihood_of(a, b, likelihood)) is None
    }
    best_mine = {i: min((v, j) for (k, j), v in apart.items() if k == i) for i, _ in apart}
    best_theirs = {j: min((v, i) for (i, k), v in apart.items() if k == j) for _, j in apart}
    return [(left[i], right[j]) for i, (_, j) in best_mine.items() if best_theirs[j][1] == i]


def _distance(left: Counted, right: Counted, likelihood: Likelihood) -> tuple[bool, float, float]:
    """How far two figures are from each other: one value, or read as one count, is nearer than any other."""
    apart = times_apart(left.figure, right.figure)
    read = frozenset((left.place, right.place)) in likelihood.counts
    return apart > 1 and not read, apart, -likelihood_of(left, right, likelihood)


def _differ(thing: Sequence[Counted]) -> bool:
    """Whether two accounts exclude each other, and neither article itself has both values."""
    return any(
        left.article.id != right.article.id and exclude_each_other(left.figure, right.figure)
        for left, right in combinations(thing, 2)
    )


def _grew(thing: Sequence[Counted]) -> bool:
    """Whether a toll is told higher later: "at least 14" and then 17, on pages that say when.

    The two exclude nothing of each other, and yet a reader who sees both wants to know which is the newer.
    Of another place than the story's own it would need its scope to be told.
    """
    if any(count.places for count in thing):
        return False
    dated = [count for count in thing if is_dated(count.article)]
    exact = [_at_its_bound(count.figure) for count in dated]
    apart = any(
        exclude_each_other(a, b) and times_apart(a, b) <= COUNTS.grown for a, b in combinations(exact, 2)
    )
    return apart and moving_on(thing) and moving_on(dated)


def _at_its_bound(figure: Figure) -> Figure:
    """ "At least 14" as 14."""
    least = figure.modifier in ("at least", "more than")
    return replace(figure, low=None, high=None, modifier="") if least else figure


def _by_publication(count: Counted) -> tuple[bool, str, str, Span]:
    published = count.article.published_at
    return published is None, published.isoformat() if published else "", count.article.id, count.figure.span


def _figure_difference(counts: Sequence[Counted], likelihood: Likelihood) -> Difference:
    """The difference of one thing's counts; of amounts without a noun each side stands in its own words."""
    lone = any(
        _both_english(a, b) and lone_amounts(a, b, likelihood_of(a, b, likelihood))
        for a, b in combinations(counts, 2)
    )
    updated = moving_on(counts)
    if updated:
        counts = sorted(counts, key=lambda count: (str(moment_of(count) or ""), _by_publication(count)))
    by_value: dict[tuple[float, str], list[Counted]] = defaultdict(list)
    for count in counts:
        by_value[count.figure.value, count.figure.modifier].append(count)
    values = tuple(
        Value(
            text=f"{as_told(group[0])} {behind(group[0])}".strip() if lone else as_told(group[0]),
            evidence=tuple(sorted({c.evidence for c in group})),
        )
        for group in by_value.values()
    )
    return Difference(claim_ids=(), kind="figure", about=count_label(counts), values=values, updated=updated)


def moving_on(counts: Sequence[Counted]) -> bool:
    """Whether a value that is counted up only grows with time (of the missing, falls), none at once.

    A crew or a price does not grow from report to report: it is told otherwise. An undated report may give a
    value that a dated one gives.
    Versions of one page may move either way: that is a correction.
    """
    urls = {count.article.url for count in counts}
    versions = len(urls) == 1 and None not in urls
    if any(count.earlier for count in counts) or not (
        versions or any(count.is_counted_up for count in counts)
    ):
        return False
    by_time: dict[datetime, list[Figure]] = defaultdict(list)
    undated: list[Figure] = []
    for count in counts:
        if moment := moment_of(count):
            by_time[moment].append(count.figure)
        else:
            undated.append(count.figure)
    dated_values = {figure.value for group in by_time.values() for figure in group}
    if any(figure.value not in dated_values for figure in undated):
        return False  # who knows when
    at_once = (pair for group in by_time.values() for pair in combinations(group, 2))
    if len(by_time) < 2 or any(exclude_each_other(*pair) for pair in at_once):
        return False
    row = [min(figure.value for figure in group) for _, group in sorted(by_time.items())]
    steps = list(pairwise(row))
    if all(a <= b for a, b in steps):
        return True
    falls = "missing" in counts[0].noun_key or versions
    return falls and all(a >= b for a, b in steps)


def series(compared: ComparedCounts) -> list[FigureSeries]:
    """For each thing that two articles or more count, its values by publication time; undated ones last."""
    return [
        FigureSeries(
            what=count_label(thing),
            unit=thing[0].figure.unit,
            points=tuple(
                SeriesPoint(
                    figure=c.figure, outlet=outlet_name(c.article), published_at=c.article.published_at
                )
                for c in thing
            ),
        )
        for thing in sorted(
            (thing for thing in compared.things() if not thing[0].earlier),
            key=lambda thing: (-len(thing), thing[0].evidence, thing[0].figure.span),
        )
    ]
