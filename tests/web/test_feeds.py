"""Feeds as a feed reader asks for them."""

from __future__ import annotations

import base64
from pathlib import Path

import feedparser
import pytest

from newsfold.newsroom import Newsroom
from newsfold.web import create_app
from tests import press
from tests.web.client import TestClient

TOKEN = "a-token-that-nobody-guesses"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("feeds"), extra=3)


@pytest.fixture(scope="module")
def client(db: Path) -> TestClient:
    return TestClient(create_app(lambda: Newsroom(db, create=False)), base_url="http://localhost:8000")


def test_the_feed_has_the_stories_of_the_list(client: TestClient) -> None:
    listed = [story["id"] for story in client.get("/api/stories").json()["stories"]]
    answer = client.get("/feeds/stories.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert [entry.link for entry in found.entries] == [f"http://localhost:8000/stories/{id}" for id in listed]
    for entry in found.entries:
        assert client.get(entry.link).status_code == 200
    items = client.get("/feeds/stories.json", params={"single": "with"}).json()["items"]
    assert len(items) == 4 and len({item["id"] for item in items}) == 4


def test_a_feed_of_a_search(client: TestClient) -> None:
    found = feedparser.parse(client.get("/feeds/stories.atom", params={"q": "ferry"}).content)
    assert found.entries and "q=ferry" in found.feed.link and "ferry" in found.feed.title
    none = feedparser.parse(client.get("/feeds/stories.atom", params={"q": "zeppelin"}).content)
    assert none.entries == [] and none.feed.id != found.feed.id
    assert client.get("/feeds/stories.rss").status_code == 422
    assert client.get("/feeds/stories.atom", params={"limit": 0}).status_code == 422


def test_a_reader_that_asks_each_second_is_sent_it_once(client: TestClient) -> None:
    tag = client.get("/feeds/stories.atom").headers["etag"]
    again = client.get("/feeds/stories.atom", headers={"If-None-Match": tag})
    assert again.status_code == 304 and again.content == b""


@pytest.mark.parametrize(
    ("credentials", "status"),
    [(f"desk:{TOKEN}", 200), (f":{TOKEN}", 200), ("desk:wrong", 401), ("", 401), (TOKEN, 401)],
)
def test_a_reader_gives_the_token_as_its_password(db: Path, credentials: str, status: int) -> None:
    client = TestClient(
        create_app(lambda: Newsroom(db, create=False), token=TOKEN), base_url="http://localhost"
    )
    given = {"Authorization": f"Basic {base64.b64encode(credentials.encode()).decode()}"}
    answer = client.get("/feeds/stories.atom", headers=given)
    assert answer.status_code == status
    if status == 401:
        assert answer.headers["www-authenticate"] == "Basic"
    assert client.get("/feeds/stories.atom", headers={"Authorization": "Basic %%%"}).status_code == 401
