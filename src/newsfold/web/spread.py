"""Who published first and who followed: articles as rows over one time axis, copies as arcs between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newsfold.present import ArticleLine, DerivationView, StoryView, when
from newsfold.records import Grade

MOST_ROWS = 24  # bounds a chart, in rows; of more it could not be read
ROW = 44  # pixels, two lines of text
_LEFT, _RIGHT = 3.0, 97.0  # percent of the width between which the dots stand
_NEVER = datetime.max.replace(tzinfo=UTC)
_COARSE = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
_BOW_GAP = 3.0  # percent of the width between dots that a bow has to go round
_TICK_STEPS = tuple(
    timedelta(minutes=m) for m in (5, 15, 30, 60, 180, 360, 720, 1440, 2880, 7200, 14400, 43200, 172800)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadRow:
    """One article, or an agency (`article` is None); its dot stands at `x` percent, None for no known time.

    Where only the day (or month) is known, it may be anywhere between the two percents of `between`.
    `took` whether it took text from another.
    """

    name: str
    article: ArticleLine | None
    x: float | None
    y: float
    between: tuple[float, float] | None = None
    took: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """Text going from one row to another; a path in percent of the width and pixels of height."""

    path: str
    grade: Grade
    inferred: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The rows, the arcs, ticks (percent, label), the articles and how many copies were too many."""

    rows: tuple[SpreadRow, ...]
    arcs: tuple[Arc, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    others: tuple[ArticleLine, ...]
    arcs_left_out: int


def spread(story: StoryView) -> Spread | None:
    """The picture; None where fewer than two articles have a time.

    Of very many articles those that copy or are copied, then the earliest.
    """
    if sum(article.published_at is not None for article in story.articles) < 2:
        return None
    rows = _spread_rows(story)
    at = {row.article.id if row.article else f"agency {row.name}": row for row in rows}
    arcs = []
    for d in story.derivations:
        source, taker = at.get(d.from_article_id or f"agency {d.from_agency}"), at.get(d.article_id)
        if source and taker and source is not taker:
            arcs.append(_arc(source, taker, d))
    return Spread(
        rows=tuple(rows),
        arcs=tuple(arcs),
        ticks=tuple(_time_ticks([row.article for row in rows if row.article])),
        height=ROW * len(rows),
        others=tuple(article for article in story.articles if article.id not in at),
        arcs_left_out=len(story.derivations) - len(arcs),
    )


def _spread_rows(story: StoryView) -> list[SpreadRow]:
    """Agencies that were printed, then articles as they were published, undated ones last."""
    agencies = list(dict.fromkeys(d.from_agency for d in story.derivations if d.from_agency))[
        : MOST_ROWS // 3
    ]
    copying = {id for d in story.derivations for id in (d.article_id, d.from_article_id) if id}
    order = {article.id: number for number, article in enumerate(story.articles)}
    wanted = sorted(story.articles, key=lambda a: (a.id not in copying, order[a.id]))
    articles = sorted(wanted[: MOST_ROWS - len(agencies)], key=lambda a: order[a.id])
    scale = _Scale.of(articles)
    takers = {d.article_id for d in story.derivations if not d.inferred}
    rows = [SpreadRow(name=name, article=None, x=None, y=(n + 0.5) * ROW) for n, name in enumerate(agencies)]
    for n, article in enumerate(articles, start=len(agencies)):
        between = scale.between(article)
        rows.append(
            SpreadRow(
                name=article.outlet,
                article=article,
                x=round(sum(between) / 2, 2) if between else None,
                y=(n + 0.5) * ROW,
                between=between if between and between[0] < between[1] else None,
                took=article.id in takers,
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class _Scale:
    """The first and the last time of the axis."""

    first: datetime
    last: datetime

    @classmethod
    def of(cls, articles: Sequence[ArticleLine]) -> _Scale:
        """From the first to the last clock time; days count where fewer than two articles have one."""
        dated = [(a.published_at, a.published_grain in _COARSE) for a in articles if a.published_at]
        clocks = [time for time, is_coarse in dated if not is_coarse]
        times = clocks if len({*clocks}) > 1 else [time for time, _ in dated]
        return cls(min(times, default=_NEVER), max(times, default=_NEVER))

    def place(self, time: datetime) -> float:
        """A time in percent of the width; one outside stands at the edge."""
        whole = (self.last - self.first).total_seconds()
        share = (time - self.first).total_seconds() / whole if whole else 0.5
        return round(_LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, share)), 2)

    def between(self, article: ArticleLine) -> tuple[float, float] | None:
        """Where an article's time lies, as far as it is known."""
        start = article.published_at
        if start is None:
            return None
        length = _COARSE.get(article.published_grain or "", timedelta(0))
        exact = self.place(start)
        whole_axis = self.last - self.first
        if length and whole_axis < 3 * length:
            return exact, self.place(start + length)
        return exact, exact


def _arc(source: SpreadRow, taker: SpreadRow, derivation: DerivationView) -> Arc:
    """A bow from the source's dot to the taker's; from the left edge where the source has no time."""
    x1 = source.x if source.x is not None else 0.0
    x2 = taker.x if taker.x is not None else 0.0
    if abs(x1 - x2) < _BOW_GAP:  # nearly one time: a bow to the left of both
        left = max(-6.0, min(x1, x2) - 2 - min(8.0, abs(taker.y - source.y) / 25))
        path = f"M{x1} {source.y}C{left} {source.y} {left} {taker.y} {x2} {taker.y}"
    else:
        path = f"M{x1} {source.y}C{x1} {(source.y + taker.y) / 2} {x1} {taker.y} {x2} {taker.y}"
    return Arc(
        path=path,
        grade=derivation.grade,
        inferred=derivation.inferred,
        words=f"{derivation.outlet}, from {derivation.from_name}",
    )


def _time_ticks(articles: Sequence[ArticleLine]) -> list[tuple[float, str]]:
    """Two to five round times between the first and the last, with the day where it changes."""
    scale = _Scale.of(articles)
    if scale.first == scale.last:
        return [(50.0, when(scale.first, "day"))]
    whole = scale.last - scale.first
    step = next((step for step in _TICK_STEPS if whole / step <= 4), whole / 4)
    zero = datetime(scale.first.year, 1, 1, tzinfo=UTC)
    number = -((zero - scale.first) // step)
    ticks: list[tuple[float, str]] = []
    day = ""
    while (time := zero + step * number) <= scale.last:
        day_printed = when(time, "day")
        clock = f"{time:%H:%M}"
        label = (
            day_printed
            if step >= timedelta(days=1)
            else clock
            if day_printed == day
            else f"{day_printed}, {clock}"
        )
        ticks.append((scale.place(time), label))
        day, number = day_printed, number + 1
    return ticks or [(_LEFT, when(scale.first, "day"))]
