"""Feeds as a feed reader asks for them."""

from __future__ import annotations

import base64
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest

from newsfold.newsroom import Newsroom
from newsfold.store import Store
from newsfold.web import create_app
from tests import affairs, press
from tests.web.client import TestClient

MERGED = 500  # a story that is there no more
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
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert [entry.link for entry in parsed.entries] == [
        f"http://localhost:8000/stories/{id}" for id in listed
    ]
    for entry in parsed.entries:
        assert client.get(entry.link).status_code == 200
    items = client.get("/feeds/stories.json", params={"single": "with"}).json()["items"]
    assert len(items) == 4 and len({item["id"] for item in items}) == 4


def test_a_feed_of_a_search(client: TestClient) -> None:
    parsed = feedparser.parse(client.get("/feeds/stories.atom", params={"q": "ferry"}).content)
    assert parsed.entries and "q=ferry" in parsed.feed.link and "ferry" in parsed.feed.title
    none = feedparser.parse(client.get("/feeds/stories.atom", params={"q": "zeppelin"}).content)
    assert none.entries == [] and none.feed.id != parsed.feed.id
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


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that grew twice, whose titles are hostile, and in which a story went into another."""
    path = tmp_path_factory.mktemp("changing") / "news.db"
    pages = [affairs.page(at) for at in range(len(affairs.REPORTS))]
    hostile = [replace(a, title=f"{a.title} {press.HOSTILE}") for a in pages]
    for some in (hostile[:4], hostile):
        with Newsroom(path, encoder="static") as room:
            room.take_in(some)
    with closing(Store(path, create=False)) as store, store.transaction():
        store.add_history("merged", MERGED, 1)
    return path


@pytest.fixture(scope="module")
def news(changing: Path) -> TestClient:
    return TestClient(create_app(lambda: Newsroom(changing, create=False)), base_url="http://localhost:8000")


def test_a_feed_of_what_changed(news: TestClient) -> None:
    listed = news.get("/api/changes").json()["changes"][::-1]
    parsed = feedparser.parse(news.get("/feeds/changes.atom", params={"limit": 100}).content)
    assert not parsed.bozo and parsed.feed.author == "Newsfold"
    assert [entry.id.rpartition(":")[2] for entry in parsed.entries] == [
        change["cursor"].rpartition(".")[2] for change in listed
    ]
    assert [entry.tags[0].term for entry in parsed.entries] == [change["kind"] for change in listed]
    for entry in parsed.entries:
        assert news.get(entry.link).status_code == 200
    items = news.get("/feeds/changes.json", params={"limit": 100}).json()["items"]
    assert [item["id"] for item in items] == [entry.id for entry in parsed.entries]
    assert all("<script" not in item["content_html"] and "\u202e" not in item["title"] for item in items)


def test_a_feed_of_one_storys_changes(news: TestClient) -> None:
    story = news.get("/api/changes").json()["changes"][0]["story_id"]
    listed = news.get("/api/changes", params={"story": story}).json()["changes"]
    answer = news.get("/feeds/changes.atom", params={"story": story})
    parsed = feedparser.parse(answer.content)
    assert len(parsed.entries) == len(listed) > 0
    assert f"story={story}" in parsed.feed.link and parsed.feed.id.endswith(f":changes:{story}")
    known = {"If-None-Match": answer.headers["etag"]}
    assert news.get("/feeds/changes.atom", headers=known).status_code == 200
    assert news.get("/feeds/changes.atom", params={"story": story}, headers=known).status_code == 304
    assert news.get("/feeds/changes.json", params={"story": 999}).status_code == 404
    ended = feedparser.parse(news.get("/feeds/changes.atom", params={"story": MERGED}).content)
    assert [entry.title for entry in ended.entries] == [f"Merged: Story {MERGED}, into story 1"]
    assert news.get(ended.entries[0].link).status_code == 200


def test_a_feed_below_a_path_of_a_proxy_names_itself_with_it(changing: Path) -> None:
    app = create_app(lambda: Newsroom(changing, create=False), root="/newsfold")
    client = TestClient(app, base_url="http://localhost")
    for name in ("stories", "changes"):
        feed = client.get(f"/newsfold/feeds/{name}.json?limit=5").json()
        assert feed["feed_url"] == f"http://localhost/newsfold/feeds/{name}.json?limit=5"
        assert feed["home_page_url"].startswith("http://localhost/newsfold/")
        assert feed["items"][0]["url"].startswith("http://localhost/newsfold/")


def test_a_page_names_its_feed_and_shows_the_storys_history(news: TestClient) -> None:
    assert '<link rel="alternate" type="application/atom+xml"' in news.get("/?q=ferry").text
    assert "/feeds/stories.atom?q=ferry" in news.get("/?q=ferry").text
    story = news.get("/api/changes").json()["changes"][0]["story_id"]
    page = news.get(f"/stories/{story}").text
    history = page[page.index('id="history"') :].partition("</details>")[0]
    listed = news.get("/api/changes", params={"story": story}).json()["changes"]
    assert history.count("data-cursor=") == len(listed)
    assert f"/feeds/changes.atom?story={story}" in history and "<script" not in history


def test_a_story_that_merged_leads_to_where_it_went(news: TestClient) -> None:
    answer = news.get(f"/stories/{MERGED}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/stories/1")
    assert news.get("/stories/998").status_code == 404
