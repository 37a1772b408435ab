"""Many requests at the same time, to a server that has loaded nothing yet."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest

from newsfold.newsroom import Newsroom
from newsfold.records import Page
from tests.served import Served, served

TOWNS = ("Velmora", "Tarnholm", "Ostrick", "Dunmere", "Calverley", "Brakstad", "Ilmenau", "Sorrenby")


def page(number: int) -> Page:
    """One of many small events that have nothing to do with each other."""
    town, burned = TOWNS[number % len(TOWNS)], 3 + number
    body = (
        f"Mill number {number} burns down in {town}\n\nA mill with {burned} looms burned down in {town} on "
        "Monday morning, firemen said. “We saw the smoke from the river,” said Jana Weller, the mayor of "
        f"{town}. Nobody was hurt. The mill had stood empty for {number + 2} years, and {burned} families "
        "were led to safety. The police are looking for two men who were seen near it.\n"
    )
    return Page(place=f"mill-{number}.txt", body=body.encode(), media_type="text/plain", key=f"mill-{number}")


@pytest.fixture
def cold(tmp_path: Path) -> Path:
    """A database of stories of one article, which are described when they are first looked at."""
    path = tmp_path / "cold.db"
    with Newsroom(path, encoder="static") as room:
        assert room.take_in(page(number) for number in range(12)).new == 12
    return path


def stories(server: Served) -> list[int]:
    return [one["id"] for one in json.loads(server.get("/api/stories").text)["stories"]]


def test_a_story_that_many_ask_for_at_once_is_shown_to_all(cold: Path) -> None:
    with served(cold) as server:
        id = stories(server)[0]
        answers = server.at_once([f"/stories/{id}"] * 6 + [f"/api/stories/{id}"] * 6)
    assert Counter(answer.status for answer in answers) == {200: 12}
    assert len({answer.text for answer in answers}) == 2  # the page and the JSON


def test_stories_and_checks_asked_for_at_once_are_all_answered(cold: Path) -> None:
    with served(cold) as server:
        paths = [f"/stories/{id}" for id in stories(server)]
        paths += ["/check?q=" + quote(f"A mill burned down in {town}") for town in TOWNS[:4]]
        paths += ["/", "/rejected"]
        answers = server.at_once(paths)
        again = [server.get(path) for path in paths]
    assert Counter(answer.status for answer in answers) == {200: len(paths)}
    assert [answer.text for answer in again] == [answer.text for answer in answers]


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory of a process is read from /proc")
def test_thirty_requests_at_once_take_no_more_memory_than_one(cold: Path) -> None:
    with served(cold) as server:
        one = server.get(f"/stories/{stories(server)[0]}")
        server.get("/check?q=" + quote("A mill burned down in Velmora"))
        alone = server.most_memory()
    with served(cold) as server:
        ids = stories(server)
        checks = ["/check?q=" + quote(f"A mill burned down in {town}") for town in TOWNS]
        answers = server.at_once([*checks, *(f"/stories/{ids[n % len(ids)]}" for n in range(22))])
        together = server.most_memory()
    assert one.status == 200 and {answer.status for answer in answers} == {200}
    assert together < alone + 150 * 2**20
