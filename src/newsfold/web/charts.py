"""Pictures of a story as shapes to draw: a counted thing's reports, claims by outlets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from newsfold.present import (
    ClaimView,
    FigureView,
    OutletView,
    PointView,
    SeriesView,
    StoryView,
    listed,
)

# ── reports of a counted thing ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartReport:
    """One report on its own row: where its dot, its range and the line through it stand, in percent.

    `before` and `after` are where the line to the dated rows above and below crosses the row's edges;
    there is no line where an article has several values, which then are parts of one number.
    `low` and `high` bound the range that the report leaves open; None on a side that has no bound.
    """

    point: PointView
    x: float
    low: float | None
    high: float | None
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChart:
    """Reports of one thing, first to last, over a scale of round numbers (position in percent, label).

    `moves` says it in a line: "at least 449 → 4,349" where values only rise or fall, else all values.
    `left_out` counts the reports that were too many to draw.
    """

    series: SeriesView
    moves: str
    reports: tuple[ChartReport, ...]
    ticks: tuple[tuple[float, str], ...]
    left_out: int


def series_charts(series: Sequence[SeriesView]) -> list[SeriesChart]:
    """The charts of all things that at least two outlets count, the most counted first."""
    charts = [
        (len({point.outlet for point in item.points}), chart)
        for item in series
        if (chart := series_chart(item))
    ]
    return [chart for outlets, chart in sorted(charts, key=lambda pair: -pair[0]) if outlets > 1]


def series_chart(series: SeriesView) -> SeriesChart | None:
    """The chart of one thing; None where there are fewer than two reports of it."""
    valued = [point for point in series.points if point.figure.value is not None]
    points = _thinned(valued)
    if len(points) < 2:
        return None
    values = [v for p in points for v in (p.figure.value, p.figure.low, p.figure.high) if v is not None]
    ticks = _value_ticks(min(values), max(values))
    first, last = ticks[0], ticks[-1]

    def place(value: float | None) -> float | None:
        return None if value is None else round(4 + 92 * (value - first) / (last - first), 2)

    at = [place(point.figure.value) or 0.0 for point in points]
    single = len({point.figure.evidence.article_id for point in points}) == len(points)
    dated = [single and point.published_at is not None for point in points]
    reports = []
    for i, point in enumerate(points):
        above = i > 0 and dated[i] and dated[i - 1]
        below = i + 1 < len(points) and dated[i] and dated[i + 1]
        reports.append(
            ChartReport(
                point=point,
                x=at[i],
                low=place(point.figure.low),
                high=place(point.figure.high),
                before=round((at[i - 1] + at[i]) / 2, 2) if above else None,
                after=round((at[i] + at[i + 1]) / 2, 2) if below else None,
            )
        )
    labels = tuple((place(tick) or 0.0, compact(tick)) for tick in ticks)
    left_out = len(valued) - len(points)
    moves = _in_a_line([point.figure for point in points])
    return SeriesChart(series=series, moves=moves, reports=tuple(reports), ticks=labels, left_out=left_out)


def _in_a_line(figures: Sequence[FigureView]) -> str:
    printed = list(dict.fromkeys(map(hedged, figures)))
    if len(printed) > 1 and _moves([figure.value or 0.0 for figure in figures]):
        return f"{printed[0]} → {printed[-1]}"
    return listed(printed, 4)


def _thinned(points: Sequence[PointView], most: int = 40) -> Sequence[PointView]:
    """Of very many reports the first, the last and others at even distances; the extremes always."""
    if len(points) <= most:
        return points
    even = {round(i * (len(points) - 1) / (most - 3)) for i in range(most - 2)}
    ranked = sorted(range(len(points)), key=lambda i: (points[i].figure.value or 0.0, i))
    return [points[i] for i in sorted(even | {ranked[0], ranked[-1]})]


def _value_ticks(low: float, high: float) -> list[float]:
    """Two to six round numbers, evenly apart, the first at or below `low`, the last at or above `high`.

    Between whole numbers they are whole: nobody counts two people and a half.
    """
    width = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(width / 4))
    step = next(step for m in (1, 2, 2.5, 5, 10) if (step := m * power) >= width / 4)
    if low == int(low) and high == int(high):
        step = float(math.ceil(step))
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    return [number * step for number in range(first, last + 1)]


# ── the same, small ───────────────────────────────────────────────────────────────────────────────

SMALL_WIDTH, SMALL_HEIGHT = 320, 132
_TOP, _BOTTOM, _SIDE = 26, 90, 26  # pixels between which dots stand, and from either side
_DIGIT_WIDTH = 7.4  # pixels that a digit of a label takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A report of a small chart; `label` is the value as printed, where there is room for it at `label_y`."""

    point: PointView
    x: float
    y: float
    label: str
    anchor: str
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallChart:
    """A thing's dated reports over time. The line is "" where values do not move one way, or an article has
    several that lie apart: it would tell of a change that there was not.

    `undated` reports have no place in it, and `left_out` were too many.
    """

    series: SeriesView
    dots: tuple[Dot, ...]
    line: str
    undated: int
    left_out: int


def small_chart(series: SeriesView) -> SmallChart | None:
    """The small chart of one thing; None where fewer than two reports of it have a date."""
    known = [p for p in series.points if p.figure.value is not None]
    dated = [p for p in known if p.published_at is not None]
    points = _thinned(dated)
    if len(points) < 2:
        return None
    times = [p.published_at.timestamp() for p in points if p.published_at]
    values = [p.figure.value or 0.0 for p in points]
    first, whole = min(times), max(times) - min(times)
    low, high = min(values), max(values)
    wide = SMALL_WIDTH - 2 * _SIDE

    def x(time: float) -> float:
        return round(_SIDE + (wide * (time - first) / whole if whole else wide / 2), 1)

    def y(value: float) -> float:
        return round(_BOTTOM - ((_BOTTOM - _TOP) * (value - low) / (high - low) if high > low else 32), 1)

    at = [(x(time), y(value)) for time, value in zip(times, values, strict=True)]
    labels = _dot_labels(points, at, values)
    return SmallChart(
        series=series,
        dots=tuple(
            Dot(point=p, x=px, y=py, label=label, anchor=anchor, label_y=label_y)
            for p, (px, py), (label, anchor, label_y) in zip(points, at, labels, strict=True)
        ),
        line=" ".join(f"{px},{py}" for px, py in at) if _moves(values) and _one_value_each(points) else "",
        undated=len(known) - len(dated),
        left_out=len(dated) - len(points),
    )


def _dot_labels(
    points: Sequence[PointView], at: Sequence[tuple[float, float]], values: Sequence[float]
) -> list[tuple[str, str, float]]:
    """The value to print at each dot ("" where there is no room), how it stands to the dot, and its height.

    The last and the first report come first, then the largest and the smallest, then the others. A label
    stands above its dot, or below or higher where it would cover fewer others.
    """
    extremes = sorted(range(len(points)), key=lambda i: (-values[i], i))
    order = dict.fromkeys([len(points) - 1, 0, extremes[0], extremes[-1], *range(len(points))])
    taken: list[tuple[float, float, float]] = []
    labels = [("", "middle", 0.0)] * len(points)
    for i in order:
        text, (px, py) = hedged(points[i].figure)[:20], at[i]
        half = _DIGIT_WIDTH * len(text) / 2
        anchor = "start" if px - half < 0 else "end" if px + half > SMALL_WIDTH else "middle"
        left = {"start": px - 8, "end": px + 8 - 2 * half, "middle": px - half}[anchor]
        right = left + 2 * half
        others = [place for n, place in enumerate(at) if n != i]
        free = []
        for base in (py - 9, py + 17, py - 24):
            if all(left > end or right < start or abs(base - other) > 14 for start, end, other in taken):
                covered = sum(left < x + 5 and x - 5 < right and abs(base - 4 - y) < 11 for x, y in others)
                free.append((covered, base))
        if free:
            _, base = min(free, key=lambda place: place[0])
            taken.append((left - 4, right + 4, base))
            labels[i] = (text, anchor, base)
    return labels


def _moves(values: Sequence[float]) -> bool:
    """Whether values only rise or only fall."""
    return list(values) in (sorted(values), sorted(values, reverse=True))


def _one_value_each(points: Sequence[PointView]) -> bool:
    """Whether no article has values that lie more than a fiftieth apart, which may be parts of a number."""
    values_by_article: dict[str, list[float]] = {}
    for point in points:
        values_by_article.setdefault(point.figure.evidence.article_id, []).append(point.figure.value or 0.0)
    return all(max(v) - min(v) <= max(map(abs, v)) / 50 for v in values_by_article.values())


def hedged(figure: FigureView) -> str:
    """A figure with the kind of its hedge: "at least 449" where "no fewer than 449" is printed."""
    hedge = figure.modifier
    return f"{hedge} {figure.text}" if hedge and hedge not in figure.text.casefold() else figure.text


def compact(value: float) -> str:
    """A number in few characters: 1,500 is "1,500", 25000000 is "25 million", 1.5 is "1.5"."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.4g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


# ── claims by outlets ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows of claims with a cell for each outlet: how it carries the claim, or None where it is silent.

    `alone` counts the claims that one outlet alone carries, which have no row.
    """

    outlets: tuple[str, ...]
    rows: tuple[tuple[ClaimView, tuple[OutletView | None, ...]], ...]
    alone: int
    claims_left_out: int
    outlets_left_out: int


def matrix(story: StoryView, most_claims: int = 40, most_outlets: int = 16) -> Matrix | None:
    """Claims by outlets, the most carried first on both sides; None where there is nothing to compare."""
    shared = [claim for claim in story.claims if len(claim.outlets) > 1]
    if not shared:
        return None
    carried = dict.fromkeys(story.outlets, 0)
    for claim in shared:
        for cell in claim.outlets:
            carried[cell.outlet] += 1
    outlets = sorted(carried, key=lambda outlet: (-carried[outlet], outlet))[:most_outlets]
    claims = sorted(shared, key=lambda claim: (-len(claim.outlets), claim.background))[:most_claims]
    rows = []
    for claim in claims:
        cells = {cell.outlet: cell for cell in claim.outlets}
        rows.append((claim, tuple(cells.get(outlet) for outlet in outlets)))
    return Matrix(
        outlets=tuple(outlets),
        rows=tuple(rows),
        alone=len(story.claims) - len(shared),
        claims_left_out=len(shared) - len(claims),
        outlets_left_out=len(carried) - len(outlets),
    )
