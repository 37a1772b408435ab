"""A story's places on a map: outlines that come with the package, nothing from anywhere else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from newsfold.language import table
from newsfold.present import EntityView, StoryView

_OUTLINES = Path(__file__).parent / "outlines" / "outlines.tsv"
WIDTH, HEIGHT = 480.0, 300.0
MOST_SPOTS, MOST_LABELS = 60, 14
_LEAST_HEIGHT = 16.0  # degrees of latitude: closer, outlines this coarse say nothing
_POLE = 84.0  # degrees; beyond, the projection has no end
_MOST_MENTIONS = 0.85  # of all mentions, the share that the window must hold
_LETTER, _LINE = 7.3, 16.0  # pixels that a letter and a line of a label take
_MARGIN = 6.0  # units of the drawing

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place; `label` is where its name begins or ends, None where there is no room for it.

    An area is a country or a region, whose spot is where most of its people are.
    """

    name: str
    mentions: int
    x: float
    y: float
    radius: float
    is_area: bool
    label: Point | None
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Land and borders as paths, and the places on them.

    `outside` are named in passing and lie far from the others; `left_out` lie nowhere, or are too many.
    """

    width: int
    height: int
    land: str
    borders: str
    spots: tuple[Spot, ...]
    outside: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """What is seen: from a western longitude and a northern latitude on, in pixels a degree."""

    west: float
    north: float
    across: float
    down: float

    def place(self, longitude: float, latitude: float) -> Point:
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down


def story_map(story: StoryView) -> Map | None:
    """The map of a story; None where no place of it has coordinates that can be right."""
    places = [entity for entity in story.entities if entity.kind == "place"]
    known = sorted(filter(_can_be_right, places), key=lambda e: (-e.mentions, e.name))[:MOST_SPOTS]
    if not known:
        return None
    window = _window([(e.longitude or 0.0, e.latitude or 0.0) for e in _most_named(known)])
    inside = [e for e in known if _seen(_point(window, e))]
    land, borders = _drawn(window)
    return Map(
        width=int(WIDTH),
        height=int(HEIGHT),
        land=land,
        borders=borders,
        spots=tuple(_spots(inside, window)),
        outside=tuple(e.name for e in known if e not in inside),
        left_out=len(places) - len(known),
    )


def _can_be_right(entity: EntityView) -> bool:
    """Whether coordinates are a place on Earth; 0, 0 is what programs write where they know nothing."""
    latitude, longitude = entity.latitude, entity.longitude
    if latitude is None or longitude is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        return False
    return abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)


def _most_named(places: Sequence[EntityView]) -> list[EntityView]:
    """The places that the window is made for: the most mentioned, until most mentions are of them."""
    whole, so_far = sum(place.mentions for place in places), 0
    chosen: list[EntityView] = []
    for place in places:
        if chosen and (so_far >= _MOST_MENTIONS * whole or (place.mentions < 2 and so_far >= whole / 2)):
            break
        chosen.append(place)
        so_far += place.mentions
    return chosen


def _seen(point: Point) -> bool:
    return 0 <= point[0] <= WIDTH and 0 <= point[1] <= HEIGHT


def _window(points: Sequence[Point]) -> _Window:
    """A window with room around all points, across the date line where that is the shorter way."""
    longitudes = sorted(x for x, _ in points)
    gaps = [(b - a, b) for a, b in pairwise(longitudes)]
    gap, west = max([*gaps, (longitudes[0] + 360 - longitudes[-1], longitudes[0])])
    wide, middle = 360 - gap, west + (360 - gap) / 2
    south, north = (f(max(-_POLE, min(_POLE, y)) for _, y in points) for f in (min, max))
    level = (south + north) / 2
    squeeze = max(0.25, math.cos(math.radians(level)))
    tall = max(_LEAST_HEIGHT, (north - south) * 1.35, wide * 1.25 * squeeze * HEIGHT / WIDTH)
    tall = min(tall, 360 * squeeze * HEIGHT / WIDTH, 2 * _POLE)
    down = HEIGHT / tall
    across = down * squeeze
    top = min(_POLE, max(level + tall / 2, tall - _POLE))
    return _Window(west=middle - WIDTH / across / 2, north=top, across=across, down=down)


# ── outlines ──────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def _land_and_borders() -> tuple[tuple[bool, tuple[Point, ...]], ...]:
    """Rings of land (True) and lines of borders, in degrees east and north."""
    outlines = []
    for line in _OUTLINES.read_text(encoding="ascii").splitlines():
        kind, _, numbers = line.partition("\t")
        pairs = (pair.split(",") for pair in numbers.split())
        outlines.append((kind == "land", tuple((int(x) / 10, int(y) / 10) for x, y in pairs)))
    return tuple(outlines)


def _drawn(window: _Window) -> tuple[str, str]:
    """The outlines in a window, as a path of land and one of borders."""
    land, borders = [], []
    for is_land, degrees in _land_and_borders():
        for turn in (-360.0, 0.0, 360.0):
            points = [window.place(x + turn, y) for x, y in degrees]
            if not _in_sight(points):
                continue
            if is_land:
                land.append(_svg_path(_clipped(points)) + "z")
            else:
                borders += [_svg_path(run) for run in _runs_in_window(points)]
    return "".join(land), "".join(borders)


def _in_sight(points: Iterable[Point]) -> bool:
    xs, ys = zip(*points, strict=True)
    return bool(max(xs) >= 0 and min(xs) <= WIDTH and max(ys) >= 0 and min(ys) <= HEIGHT)


def _clipped(points: Sequence[Point]) -> list[Point]:
    """A ring cut to the window and a little around it (Sutherland and Hodgman, 1974)."""
    ring = list(points)
    for axis, edge, sign in ((0, -8, 1), (0, WIDTH + 8, -1), (1, -8, 1), (1, HEIGHT + 8, -1)):
        cut: list[Point] = []
        for point, following in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = ((p[axis] - edge) * sign >= 0 for p in (point, following))
            if inside:
                cut.append(point)
            if inside != next_inside:
                share = (edge - point[axis]) / (following[axis] - point[axis])
                cut.append(
                    (
                        point[0] + share * (following[0] - point[0]),
                        point[1] + share * (following[1] - point[1]),
                    )
                )
        ring = cut
    return ring


def _runs_in_window(points: Sequence[Point]) -> list[list[Point]]:
    """The parts of a line that lie in the window, each with the points before and behind it."""
    runs: list[list[Point]] = []
    for point, following in pairwise(points):
        if _in_sight((point, following)):
            if runs and runs[-1][-1] == point:
                runs[-1].append(following)
            else:
                runs.append([point, following])
    return runs


def _svg_path(points: Sequence[Point]) -> str:
    """Whole pixels, each as its way from the one before, without those that stay where they are."""
    steps = []
    x, y = (round(n) for n in points[0]) if points else (0, 0)
    start = f"M{x} {y}"
    for px, py in points[1:]:
        nx, ny = round(px), round(py)
        if (nx, ny) != (x, y):
            steps.append(f"{nx - x} {ny - y}")
            x, y = nx, ny
    return start + (f"l{' '.join(steps)}" if steps else "")


# ── places ────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def _areas() -> frozenset[str]:
    """The names of countries and regions."""
    rows = [
        *((names, iso) for iso, names, *_ in table("countries")),
        *((row[0], "") for row in table("regions")),
    ]
    return frozenset(name.casefold() for names, _ in rows for name in names.split("|"))


def _spots(places: Sequence[EntityView], window: _Window) -> list[Spot]:
    """The places, the most mentioned first, with the names that there is room for."""
    most = max([1, *(place.mentions for place in places)])
    taken: list[Rectangle] = []
    spots: list[Spot] = []
    for place in places:
        (x, y), radius = _point(window, place), 3 + 4 * math.sqrt(place.mentions / most)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        label, anchor = None, "start"
        if sum(spot.label is not None for spot in spots) < MOST_LABELS:
            label, anchor = _placed_label(place.name, x, y, radius, taken)
        spots.append(
            Spot(
                name=place.name,
                mentions=place.mentions,
                x=round(x, 1),
                y=round(y, 1),
                radius=round(radius, 1),
                is_area=place.name.casefold() in _areas(),
                label=label,
                anchor=anchor,
            )
        )
    return spots


def _point(window: _Window, place: EntityView) -> Point:
    longitude, latitude = place.longitude or 0.0, max(-_POLE, min(_POLE, place.latitude or 0.0))
    turned = window.west + (longitude - window.west) % 360
    return window.place(turned, latitude)


def _placed_label(
    name: str, x: float, y: float, radius: float, taken: list[Rectangle]
) -> tuple[Point | None, str]:
    """Where a name has room: right of its spot, left, above or below; it is added to what is `taken`."""
    wide, gap = _LETTER * len(name), radius + 4
    for anchor, left, base in (
        ("start", x + gap, y + 4),
        ("end", x - gap - wide, y + 4),
        ("middle", x - wide / 2, y - gap),
        ("middle", x - wide / 2, y + gap + 10),
    ):
        box = (left, base - _LINE * 0.8, left + wide, base + _LINE * 0.2)
        inside = box[0] >= _MARGIN and box[2] <= WIDTH - _MARGIN and box[1] >= 0 and box[3] <= HEIGHT
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            start = {"start": left, "end": left + wide, "middle": x}[anchor]
            return (round(start, 1), round(base, 1)), anchor
    return None, "start"


def _overlap(left: Rectangle, right: Rectangle) -> bool:
    return left[0] < right[2] and right[0] < left[2] and left[1] < right[3] and right[1] < left[3]
