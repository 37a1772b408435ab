"""Threads in a database: the same as of the set of stories, however it grew; their ids last."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold import Newsroom
from newsfold.records import NewsfoldError, Thread
from newsfold.web import create_app
from tests.affairs import REPORTS, page
from tests.command import Run
from tests.web.client import TestClient

EVERY = range(len(REPORTS))


def read(path: Path, *batches: Any) -> None:
    with Newsroom(path, encoder="static") as room:
        for batch in batches:
            room.take_in([page(at) for at in batch])


def keys(path: Path) -> list[list[str]]:
    """The keys of the articles of each thread."""
    with Newsroom(path, create=False) as room:
        return sorted(sorted(row["article_keys"]) for row in room.rows("threads"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("threads") / "news.db"
    read(path, EVERY)
    return path


def test_affairs_are_threads(whole: Path) -> None:
    assert ["key-00", "key-01", "key-02", "key-03", "key-04"] in keys(whole)
    assert ["key-08", "key-09", "key-10"] in keys(whole)
    affairs = [{REPORTS[int(key[4:])][0] for key in thread} for thread in keys(whole)]
    assert all(len(names) == 1 for names in affairs)


def test_stories_stand_in_order_of_time_under_a_title_of_theirs(whole: Path) -> None:
    with Newsroom(whole, create=False) as room:
        for thread in room.threads():
            detail = room.thread(thread.id)
            assert [s.story.id for s in detail.stories] == list(thread.story_ids)
            seen = [s.story.first_seen for s in detail.stories]
            assert seen == sorted(seen)  # type: ignore[type-var]
            assert thread.title in {s.story.title for s in detail.stories}
            assert all(room.thread_of(id) == thread.id for id in thread.story_ids)
        assert list(room.problems()) == []
        with pytest.raises(NewsfoldError, match="no thread 999"):
            room.thread(999)


@settings(deadline=None, max_examples=8)
@given(st.permutations(EVERY), st.integers(1, 6), st.sets(st.sampled_from(EVERY), max_size=4))
def test_a_database_that_grew_has_the_threads_of_its_stories(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], size: int, removed: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("grown")
    read(folder / "grown.db", *[order[at : at + size] for at in range(0, len(order), size)])
    with Newsroom(folder / "grown.db", create=False) as room:
        ids = {row["key"]: row["id"] for row in room.rows("articles")}
        if removed:
            room.remove([ids[f"key-{at:02}"] for at in removed])
        assert list(room.problems()) == []
    read(folder / "once.db", [at for at in EVERY if at not in removed])
    assert keys(folder / "grown.db") == keys(folder / "once.db")


def test_ids_last_while_a_thread_grows_and_are_not_given_again(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    read(path, [0, 1, 2])
    with Newsroom(path, create=False) as room:
        (first,) = room.threads()
    read(path, [8, 9], [3])
    with Newsroom(path, create=False) as room:
        by_id = {thread.id: thread for thread in room.threads()}
        assert set(first.story_ids) < set(by_id[first.id].story_ids)
        ids = {row["key"]: row["id"] for row in room.rows("articles")}
        room.remove([ids["key-08"]])
        gone = by_id.keys() - {thread.id for thread in room.threads()}
        room.take_in([page(8), page(10)])
        assert gone
        assert gone.isdisjoint(thread.id for thread in room.threads())


def test_a_stopped_call_goes_on_with_what_is_left(tmp_path: Path, whole: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(stage: str, done: int, total: int | None) -> None:
        if stage == "folding":
            raise StoppedError

    path = tmp_path / "news.db"
    with Newsroom(path, encoder="static") as room:
        with pytest.raises(StoppedError):
            room.take_in([page(at) for at in EVERY], progress=stop)
        assert room.threads() == []
        assert list(room.problems()) == []
        room.take_in([])
    assert keys(path) == keys(whole)


def test_a_crowd_of_stories_comes_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsfold import newsroom as module
    from newsfold.fold import Threading
    from newsfold.threads import Threads

    monkeypatch.setattr(
        module, "Threads", lambda store, features_of: Threads(store, features_of, Threading(crowd=2))
    )
    read(tmp_path / "grown.db", [0], [4], [1], [3], [2], [8, 9, 10])
    read(tmp_path / "once.db", [0, 1, 2, 3, 4, 8, 9, 10])
    assert keys(tmp_path / "grown.db") == keys(tmp_path / "once.db")
    for path in (tmp_path / "grown.db", tmp_path / "once.db"):
        with Newsroom(path, create=False) as room:
            ids = {row["key"]: row["id"] for row in room.rows("articles")}
            room.remove([ids["key-01"], ids["key-02"]])
    read(tmp_path / "never.db", [0, 3, 4, 8, 9, 10])
    assert keys(tmp_path / "grown.db") == keys(tmp_path / "never.db")


def test_commands_and_exports(whole: Path, capfd: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(Run(capfd, "threads", "--db", str(whole), "--json").out)
    assert listed["next_offset"] is None
    for line in listed["threads"]:
        shown = json.loads(Run(capfd, "thread", str(line["id"]), "--db", str(whole), "--json").out)
        assert [story["id"] for story in shown["stories"]] == line["stories"]
        assert line["title"] in Run(capfd, "thread", str(line["id"]), "--db", str(whole)).out.replace(
            "\n", " "
        )
    assert "Stories" in Run(capfd, "threads", "--db", str(whole)).out
    rows = [json.loads(line) for line in Run(capfd, "export", "threads", "--db", str(whole)).out.splitlines()]
    assert [row["id"] for row in rows] == [line["id"] for line in listed["threads"]]
    assert {"id", "title", "story_ids", "article_keys"} <= rows[0].keys()
    text = Run(capfd, "export", "threads", "--db", str(whole), "--format", "csv").out
    assert text.splitlines()[0].startswith("id,story_ids,title")
    assert Run(capfd, "thread", "999", "--db", str(whole)).status == 2


def test_pages_and_the_api(whole: Path) -> None:
    client = TestClient(create_app(lambda: Newsroom(whole, create=False)), base_url="http://127.0.0.1")
    listed = client.get("/api/threads?limit=1").json()
    assert listed["next_offset"] == 1
    (line,) = listed["threads"]
    shown = client.get(f"/api/threads/{line['id']}").json()
    assert [story["id"] for story in shown["stories"]] == line["stories"]
    page = client.get(f"/threads/{line['id']}").text
    for story in shown["stories"]:
        assert f'/stories/{story["id"]}"' in page
    assert f'/threads/{line["id"]}"' in client.get("/threads").text
    assert client.get("/api/threads/999").status_code == 404


def test_an_older_database_is_linked_at_the_next_read(tmp_path: Path) -> None:
    import gzip

    packed = Path(__file__).parent / "store" / "schemas" / "schema-8.db.gz"
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    with Newsroom(path) as room:
        assert room.migrated_from == 8
        assert room._store.threads_to_do() == room.counts()["stories"]
        room.take_in([])
        assert room._store.threads_to_do() == 0
        assert all(isinstance(thread, Thread) for thread in room.threads())
