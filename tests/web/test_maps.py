from __future__ import annotations

import hashlib
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.present import EntityView, StoryView, story_view
from newsfold.web import maps
from newsfold.web.maps import HEIGHT, MOST_LABELS, MOST_SPOTS, WIDTH, story_map
from tests import press


def place(name: str, latitude: float | None, longitude: float | None, mentions: int = 3) -> EntityView:
    return EntityView(
        id=f"place:{name}",
        name=name,
        kind="place",
        spellings=(name,),
        country=None,
        latitude=latitude,
        longitude=longitude,
        mentions=mentions,
        outlets=("Harbour Courier",),
    )


def story(*places: EntityView) -> StoryView:
    return replace(story_view(press.detail()), entities=places)


def test_the_outlines_are_those_whose_provenance_is_told() -> None:
    folder = Path(maps.__file__).parent / "outlines"
    known = hashlib.sha256((folder / "outlines.tsv").read_bytes()).hexdigest()
    assert known in (folder / "PROVENANCE.md").read_text(encoding="utf-8")


def test_a_story_without_coordinates_has_no_map() -> None:
    assert story_map(story()) is None
    assert story_map(story(place("Port Halden", None, None))) is None
    person = replace(place("Ada Quill", 10.0, 10.0), kind="person")
    assert story_map(story(person)) is None


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(91.0, 0.5), (-90.1, 3.0), (45.0, 180.5), (math.nan, 4.0), (4.0, math.inf), (0.0, 0.0)],
)
def test_coordinates_that_can_t_be_right_are_left_out(latitude: float, longitude: float) -> None:
    wrong = place("Nowhere", latitude, longitude)
    assert story_map(story(wrong)) is None
    drawn = story_map(story(wrong, place("Oslo", 59.9, 10.7)))
    assert drawn is not None
    assert [spot.name for spot in drawn.spots] == ["Oslo"] and drawn.left_out == 1


def test_places_stand_where_they_are_to_each_other() -> None:
    drawn = story_map(
        story(place("Oslo", 59.9, 10.7), place("Rome", 41.9, 12.5), place("Lisbon", 38.7, -9.1))
    )
    assert drawn is not None
    at = {spot.name: (spot.x, spot.y) for spot in drawn.spots}
    assert at["Oslo"][1] < at["Rome"][1] < at["Lisbon"][1]
    assert at["Lisbon"][0] < at["Oslo"][0] < at["Rome"][0]
    assert all(spot.label is not None for spot in drawn.spots)


def test_the_date_line_is_no_edge() -> None:
    drawn = story_map(story(place("Suva", -18.1, 178.4), place("Apia", -13.8, -171.8)))
    assert drawn is not None
    west, east = sorted(drawn.spots, key=lambda spot: spot.x)
    assert (west.name, east.name) == ("Suva", "Apia")
    assert east.x - west.x < WIDTH / 2


def test_what_is_named_once_and_far_off_is_told_and_not_drawn() -> None:
    norway = [place("Oslo", 59.9, 10.7, 9), place("Bergen", 60.4, 5.3, 4)]
    drawn = story_map(story(*norway, place("Lima", -12.0, -77.0, 1)))
    assert drawn is not None
    assert drawn.outside == ("Lima",)
    assert {spot.name for spot in drawn.spots} == {"Oslo", "Bergen"}


def test_countries_are_told_from_towns() -> None:
    drawn = story_map(story(place("Norway", 60.5, 9.6), place("Oslo", 59.9, 10.7)))
    assert drawn is not None
    assert {spot.name: spot.is_area for spot in drawn.spots} == {"Norway": True, "Oslo": False}


def test_of_hundreds_of_places_some_are_drawn_and_few_named() -> None:
    many = [place(f"Town number {n}", 40 + n % 20, n % 30, 5) for n in range(300)]
    drawn = story_map(story(*many))
    assert drawn is not None
    assert len(drawn.spots) + len(drawn.outside) == MOST_SPOTS and drawn.left_out == 300 - MOST_SPOTS
    assert sum(spot.label is not None for spot in drawn.spots) <= MOST_LABELS
    assert len(drawn.land) + len(drawn.borders) < 40_000


@given(
    st.lists(
        st.tuples(st.floats(-95, 95), st.floats(-200, 200), st.integers(0, 5), st.text(max_size=40)),
        min_size=1,
        max_size=8,
    )
)
def test_every_map_is_drawn_inside_its_window(points: list[tuple[float, float, int, str]]) -> None:
    drawn = story_map(story(*(place(name, y, x, n) for y, x, n, name in points)))
    if drawn is None:
        return
    for spot in drawn.spots:
        assert 0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT
    for x, y in _points(drawn.land):
        assert -10 <= x <= WIDTH + 10 and -10 <= y <= HEIGHT + 10


def _points(path: str) -> list[tuple[int, int]]:
    """The points that a path of relative lines goes by; a step is rounded to a pixel."""
    points = []
    for ring in filter(None, path.split("M")):
        start, _, steps = ring.rstrip("z").partition("l")
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        x, y = map(int, start.split())
        points.append((x, y))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points
