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
from tests.factories import page
from tests.served import Served, served

EVENTS = {
    "Mill burns down in Velmora": (
        "An old linen mill burned down in Velmora on Monday morning, firemen said. “We saw the smoke from "
        "the river,” said Jana Weller, the mayor. Nobody was hurt, and nine families were led to safety."
    ),
    "Parliament in Tarnholm passes the fishing act": (
        "Parliament in Tarnholm passed the fishing act by 61 votes to 40 on Tuesday. The opposition "
        "leader, Per Lund, said that trawlers would leave for other ports within a year."
    ),
    "Ostrick Rovers win the cup": (
        "Ostrick Rovers beat Harbour Town by three goals to one in the final on Saturday. Striker Ade "
        "Coker scored twice before 24,000 spectators, and the trainer called it the club's finest day."
    ),
    "Researchers count beetles in Dunmere": (
        "Researchers at the University of Dunmere counted 412 kinds of beetle in one forest, they wrote "
        "in a journal on Wednesday. “Half of them had no name,” said the biologist Ines Falk."
    ),
    "Bank raises its rate": (
        "The central bank raised its interest rate to 4.5 percent on Thursday to slow inflation. "
        "Economists had expected a smaller step, and shares of builders fell by 6 percent within an hour."
    ),
    "Court frees the captain": (
        "A court in Brakstad acquitted the captain of the tanker Sable of negligence on Friday. Judge "
        "Mona Reyes said that the radar had failed and that no sailor could have seen the reef at night."
    ),
    "Museum shows a lost painting": (
        "A painting that was lost for 80 years hangs in the museum of Sorrenby since Sunday. Its owner "
        "found it behind a wardrobe, and the curator values it at $2 million."
    ),
    "Railway opens its tunnel": (
        "The first train ran through the Ilmen tunnel on Monday, two years later than planned. The "
        "minister of transport, Olga Brandt, promised that the journey to the coast would take 38 "
        "minutes."
    ),
}


def pages() -> list[Page]:
    """News that have nothing to do with each other, so that each is a story of one article."""
    return [
        page(f"{title}\n\n{text}\n", f"{n}.txt", media_type="text/plain", key=str(n))
        for n, (title, text) in enumerate(EVENTS.items())
    ]


@pytest.fixture
def cold(tmp_path: Path) -> Path:
    """A database of stories of one article, which are described when they are first looked at."""
    path = tmp_path / "cold.db"
    with Newsroom(path, encoder="static") as room:
        assert room.take_in(pages()).stories_new == len(EVENTS)
    return path


def stories(server: Served) -> list[int]:
    return [story["id"] for story in json.loads(server.get("/api/stories?single=with").text)["stories"]]


def test_a_story_that_many_ask_for_at_once_is_shown_to_all(cold: Path) -> None:
    with served(cold) as server:
        id = stories(server)[0]
        answers = server.at_once([f"/stories/{id}"] * 6 + [f"/api/stories/{id}"] * 6)
    assert Counter(answer.status for answer in answers) == {200: 12}
    assert len({answer.text for answer in answers}) == 2  # the page and the JSON


def test_stories_and_checks_asked_for_at_once_are_all_answered(cold: Path) -> None:
    with served(cold) as server:
        paths = [f"/stories/{id}" for id in stories(server)]
        paths += ["/check?q=" + quote(title) for title in list(EVENTS)[:4]]
        answers = server.at_once([*paths, "/", "/rejected"])
        again = [server.get(path).text for path in paths]
    assert Counter(answer.status for answer in answers) == {200: len(paths) + 2}
    assert again == [answer.text for answer in answers[: len(paths)]]


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory of a process is read from /proc")
def test_thirty_requests_at_once_take_no_more_memory_than_one(cold: Path) -> None:
    with served(cold) as server:
        answer = server.get(f"/stories/{stories(server)[0]}")
        server.get("/check?q=" + quote("A mill burned down in Velmora"))
        alone = server.most_memory()
    with served(cold) as server:
        ids = stories(server)
        checks = ["/check?q=" + quote(title) for title in EVENTS]
        answers = server.at_once([*checks, *(f"/stories/{ids[n % len(ids)]}" for n in range(22))])
        together = server.most_memory()
    assert answer.status == 200 and {each.status for each in answers} == {200}
    assert together < alone + 150 * 2**20


def test_pages_of_other_sites_can_not_make_the_server_work(cold: Path) -> None:
    asked = "check?q=" + quote("A mill burned down in Velmora")
    with served(cold) as server:
        (id, *_) = stories(server)
        for path in (f"/{asked}", f"/api/{asked}", f"/stories/{id}"):
            answer = server.get(path, Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="image")
            assert answer.status == 403 and "another site" in answer.text, path
        assert server.get("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="document").status == 200
        assert server.get(f"/{asked}", Sec_Fetch_Site="same-origin").status == 200
        assert server.get(f"/stories/{id}").status == 200  # from here on it costs nothing
        assert server.get(f"/stories/{id}", Sec_Fetch_Site="cross-site").status == 200


def test_a_text_of_many_sentences_is_refused_at_once(cold: Path) -> None:
    short = " ".join(f"Mill {number} burned." for number in range(60))
    again = "The mill burned down in Velmora. " * 60
    with served(cold) as server:
        refused = server.get("/api/check?q=" + quote(short))
        answer = server.get("/api/check?q=" + quote(again))
    assert refused.status == 422
    message = json.loads(refused.text)["error"]["message"]
    assert message == "a text to check has at most 20 different sentences, this has 60; ask in parts"
    assert answer.status == 200 and len(json.loads(answer.text)["checks"]) == 1
