"""The outlines that maps are drawn with, from Natural Earth's countries at 1:110 million, thinned.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m training.map_outlines package/countries-110m.json src/newsfold/web/outlines/outlines.tsv

A line is `land` (a ring) or `border` (a line between two countries), a tab, and points in tenths of degrees,
east and north. A ring that crosses the date line goes on beyond 180 degrees.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

THINNED = 0.12  # degrees that a point may lie beside the line without it

Point = tuple[float, float]


def outlines(topology: dict[str, Any]) -> Iterator[tuple[str, list[Point]]]:
    """Every ring of land, then every border, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in topology["arcs"]:
        xs, ys = map(accumulate, zip(*steps, strict=True))
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])
    for ring in _rings(topology["objects"]["land"]):
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        yield "land", _closed(_unwrapped(points))
    used = Counter(n if n >= 0 else ~n for ring in _rings(topology["objects"]["countries"]) for n in ring)
    yield from (("border", _unwrapped(arcs[number])) for number in sorted(used) if used[number] > 1)


def _rings(collection: dict[str, Any]) -> Iterator[list[int]]:
    for shape in collection["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            yield from polygon


def _unwrapped(points: Sequence[Point]) -> list[Point]:
    """The same line without leaps from one side of the date line to the other."""
    line = [points[0]]
    for x, y in points[1:]:
        turns = round((line[-1][0] - x) / 360)
        line.append((x + 360 * turns, y))
    return line


def _closed(ring: list[Point]) -> list[Point]:
    """A ring round the south pole goes by the pole."""
    first, last = ring[0], ring[-1]
    return [*ring, (last[0], -90.0), (first[0], -90.0), first] if abs(first[0] - last[0]) > 180 else ring


def thinned(points: list[Point], beside: float = THINNED) -> list[Point]:
    """A line with fewer points, none of those left out farther than `beside` (Douglas and Peucker, 1973)."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = math.hypot(x2 - x1, y2 - y1)

    def away(point: Point) -> float:
        x, y = point
        if not length:
            return math.hypot(x - x1, y - y1)
        return abs((y2 - y1) * x - (x2 - x1) * y + x2 * y1 - y2 * x1) / length

    at = max(range(1, len(points) - 1), key=lambda i: away(points[i]))
    if away(points[at]) < beside:
        return [points[0], points[-1]]
    return thinned(points[: at + 1], beside)[:-1] + thinned(points[at:], beside)


def main(source: str, target: str) -> None:
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    lines = []
    for kind, points in outlines(topology):
        numbers = [f"{round(x * 10)},{round(y * 10)}" for x, y in thinned(points)]
        if len({*numbers}) > (1 if kind == "border" else 2):
            lines.append(f"{kind}\t{' '.join(numbers)}")
    Path(target).write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
