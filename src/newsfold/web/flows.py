"""How a claim came from its origins to each outlet, as boxes in columns with lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsfold.present import ArticleLine, ClaimView, OutletView, StoryView, Voice, when

BOX_WIDTH, BOX_HEIGHT, COLUMN, ROW = 208, 46, 290, 60
MOST_BOXES = 30  # bounds a chart, in boxes; of more it could not be read
_NOTES: dict[Voice, str] = {
    "own words": "own words",
    "quotes a source": "quotes it",
    "relayed": "relays it",
}
_ORIGIN_KINDS = {"outlet": "own reporting", "agency": "agency", "source": "named source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An origin, somebody in between, or an outlet, by its upper left corner; `note` is the second line."""

    x: int
    y: int
    name: str
    note: str
    is_outlet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowArrow:
    """From one box's right edge (x1, y1) to another's left edge (x2, y2), and how the taker carries it."""

    x1: int
    y1: int
    x2: int
    y2: int
    how: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Boxes in columns, whoever had it first on the left; `left_out` outlets were too many to draw."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[FlowArrow, ...]
    left_out: int


def claim_flow(story: StoryView, claim: ClaimView) -> Flow | None:
    """The way of a claim to its outlets; None where it stands in one outlet's own words alone."""
    took = {cell.outlet: _taken_from(story, claim, cell) for cell in claim.outlets}
    names: dict[str, None] = {}
    shown = []
    for cell in claim.outlets:
        chain = [*took[cell.outlet], cell.outlet]
        if len({*names, *chain}) <= MOST_BOXES:
            names |= dict.fromkeys(chain)
            shown.append((cell, chain))
    if len(names) < 2:
        return None
    ways = {cell.outlet: cell.how for cell in claim.outlets}
    pairs = {(a, b): ways.get(b, cell.how) for cell, chain in shown for a, b in pairwise(chain)}
    columns = layered(list(names), list(pairs))
    corner = {
        name: (2 + COLUMN * x, 2 + ROW * y)
        for x, column in enumerate(columns)
        for y, name in enumerate(column)
    }
    notes = _notes_below(story, claim)
    half = BOX_HEIGHT // 2
    outlets = {cell.outlet for cell in claim.outlets}
    return Flow(
        width=4 + COLUMN * (len(columns) - 1) + BOX_WIDTH,
        height=4 + ROW * (max(map(len, columns)) - 1) + BOX_HEIGHT,
        boxes=tuple(
            Box(x=x, y=y, name=name, note=notes.get(name, ""), is_outlet=name in outlets)
            for name, (x, y) in corner.items()
        ),
        lines=tuple(
            FlowArrow(
                x1=corner[a][0] + BOX_WIDTH,
                y1=corner[a][1] + half,
                x2=corner[b][0],
                y2=corner[b][1] + half,
                how=how,
            )
            for (a, b), how in pairs.items()
        ),
        left_out=len(claim.outlets) - len(shown),
    )


def _taken_from(story: StoryView, claim: ClaimView, cell: OutletView) -> list[str]:
    """Through whom an outlet has a claim, the root first; nobody for its own reporting."""
    outlets = {e.article_id: e.outlet for e in claim.evidence}
    origin = next((o for o in claim.origins if cell.outlet in o.outlets), None)
    root = [origin.name] if origin and origin.name != cell.outlet else []
    for derivation in story.derivations:
        source = outlets.get(derivation.from_article_id or "")
        took = outlets.get(derivation.article_id) == cell.outlet and not derivation.inferred
        if took and source and source != cell.outlet:
            return [*(name for name in root if name != source), source]
    if cell.via and cell.via != cell.outlet and [cell.via] != root:
        return [*root, cell.via]
    return root


def _notes_below(story: StoryView, claim: ClaimView) -> dict[str, str]:
    """What stands below each name: what kind of origin it is, or how and when an outlet printed it."""
    articles = {article.id: article for article in story.articles}
    kinds = {origin.name: _ORIGIN_KINDS[origin.kind] for origin in claim.origins}
    first: dict[str, ArticleLine] = {}
    for evidence in claim.evidence:
        article = articles[evidence.article_id]
        known = first.get(evidence.outlet)
        if known is None or _by_time(article) < _by_time(known):
            first[evidence.outlet] = article
    ways = {
        c.outlet: " · ".join(filter(None, [_NOTES[c.how], _day_printed(first.get(c.outlet))]))
        for c in claim.outlets
    }
    return kinds | ways


def _by_time(article: ArticleLine) -> tuple[bool, float]:
    return article.published_at is None, article.published_at.timestamp() if article.published_at else 0.0


def _day_printed(article: ArticleLine | None) -> str:
    return when(article.published_at, "day") if article and article.published_at else ""


def layered(names: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Names in columns: each right of all that it took from, near the height of its sources."""
    level = dict.fromkeys(names, 0)
    for _ in range(len(level)):  # a circle of copies, which should not be, ends here too
        moved = False
        for source, taker in pairs:
            if level[taker] <= level[source] < len(level) - 1:
                level[taker], moved = level[source] + 1, True
        if not moved:
            break
    columns: list[list[str]] = []
    height: dict[str, int] = {}
    for number in sorted(set(level.values())):
        sources = {n: [height.get(s, 0) for s, t in pairs if t == n] for n in level if level[n] == number}
        column = sorted(sources, key=lambda n: sum(sources[n]) / max(1, len(sources[n])))
        height |= {name: row for row, name in enumerate(column)}
        columns.append(column)
    return columns
