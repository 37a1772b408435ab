"""Pictures of a story as shapes to draw: a counted thing's reports, who copied whom, claims by outlets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from newsfold.present import (
    ArticleLine,
    ClaimView,
    DerivationView,
    How,
    OutletView,
    PointView,
    SeriesView,
    StoryView,
)

# ── reports of a counted thing ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
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

    `left_out` counts the reports that were too many to draw.
    """

    series: SeriesView
    reports: tuple[Report, ...]
    ticks: tuple[tuple[float, str], ...]
    left_out: int


def series_charts(series: Sequence[SeriesView]) -> list[SeriesChart]:
    """The charts of all things that at least two outlets count, the most counted first."""
    found = [(len({point.outlet for point in one.points}), chart) for one in series if (chart := _chart(one))]
    return [chart for outlets, chart in sorted(found, key=lambda pair: -pair[0]) if outlets > 1]


def _chart(series: SeriesView) -> SeriesChart | None:
    found = [point for point in series.points if point.figure.value is not None]
    points = _thinned(found)
    if len(points) < 2:
        return None
    values = [v for p in points for v in (p.figure.value, p.figure.low, p.figure.high) if v is not None]
    ticks = _ticks(min(values), max(values))
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
            Report(
                point=point,
                x=at[i],
                low=place(point.figure.low),
                high=place(point.figure.high),
                before=round((at[i - 1] + at[i]) / 2, 2) if above else None,
                after=round((at[i] + at[i + 1]) / 2, 2) if below else None,
            )
        )
    labels = tuple((place(tick) or 0.0, compact(tick)) for tick in ticks)
    left_out = len(found) - len(points)
    return SeriesChart(series=series, reports=tuple(reports), ticks=labels, left_out=left_out)


def _thinned(points: Sequence[PointView], most: int = 40) -> Sequence[PointView]:
    """Of very many reports the first, the last and others at even distances; the extremes always."""
    if len(points) <= most:
        return points
    even = {round(i * (len(points) - 1) / (most - 3)) for i in range(most - 2)}
    ranked = sorted(range(len(points)), key=lambda i: (points[i].figure.value or 0.0, i))
    return [points[i] for i in sorted(even | {ranked[0], ranked[-1]})]


def _ticks(low: float, high: float) -> list[float]:
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


def compact(value: float) -> str:
    """A number in few characters: 1,500 is "1,500", 25000000 is "25 million", 1.5 is "1.5"."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.4g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


# ── who copied whom ───────────────────────────────────────────────────────────────────────────────

BOX_WIDTH, BOX_HEIGHT, COLUMN, ROW = 208, 50, 390, 74
MOST_BOXES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An article or an agency, by its upper left corner. An agency, or an article elsewhere, has no id."""

    x: int
    y: int
    name: str
    article: ArticleLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Text flowing from one box's right edge (x1, y1) to another's left edge (x2, y2).

    `label` is the height of its words, which stand above its end, over those of earlier arrows there.
    """

    x1: int
    y1: int
    x2: int
    y2: int
    label: int
    derivation: DerivationView


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPicture:
    """Boxes in columns, sources left of those who took from them; `left_out` derivations were too many."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    left_out: int


def copy_picture(story: StoryView) -> CopyPicture | None:
    """Who copied whom; None where nobody did."""
    articles = {article.id: article for article in story.articles}
    drawn: list[tuple[str, str, DerivationView]] = []
    names: dict[str, str] = {}
    for d in story.derivations:
        source = d.from_article_id or f"agency {d.from_agency}"
        if len({*names, source, d.article_id}) > MOST_BOXES:
            continue
        names |= {source: d.from_name, d.article_id: d.outlet}
        drawn.append((source, d.article_id, d))
    if not drawn:
        return None
    columns = _columns(names, [(source, taker) for source, taker, _ in drawn])
    corner = {
        name: (16 + COLUMN * x, 16 + ROW * y)
        for x, column in enumerate(columns)
        for y, name in enumerate(column)
    }
    half = BOX_HEIGHT // 2
    takers = [taker for _, taker, _ in drawn]
    return CopyPicture(
        width=32 + COLUMN * (len(columns) - 1) + BOX_WIDTH,
        height=32 + ROW * (max(map(len, columns)) - 1) + BOX_HEIGHT,
        boxes=tuple(Box(x=x, y=y, name=names[n], article=articles.get(n)) for n, (x, y) in corner.items()),
        arrows=tuple(
            Arrow(
                x1=corner[source][0] + BOX_WIDTH,
                y1=corner[source][1] + half,
                x2=corner[taker][0],
                y2=corner[taker][1] + half,
                label=corner[taker][1] + half - 8 - 14 * takers[:number].count(taker),
                derivation=derivation,
            )
            for number, (source, taker, derivation) in enumerate(drawn)
        ),
        left_out=len(story.derivations) - len(drawn),
    )


def _columns(names: Sequence[str] | dict[str, str], arrows: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Names in columns: each right of all it took from, near the height of its sources."""
    level = dict.fromkeys(names, 0)
    for _ in range(len(level)):  # a circle of copies, which should not be, ends here too
        moved = False
        for source, taker in arrows:
            if level[taker] <= level[source] < len(level) - 1:
                level[taker], moved = level[source] + 1, True
        if not moved:
            break
    columns: list[list[str]] = []
    height: dict[str, int] = {}
    for number in sorted(set(level.values())):
        sources = {n: [height.get(s, 0) for s, t in arrows if t == n] for n in level if level[n] == number}
        column = sorted(sources, key=lambda n: sum(sources[n]) / max(1, len(sources[n])))
        height |= {name: row for row, name in enumerate(column)}
        columns.append(column)
    return columns


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


HOWS: tuple[How, ...] = ("own words", "quotes a source", "relayed")
