"""What changed: each thing once, in the transaction that made it, over kills and restarts."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newsfold import Newsroom
from newsfold.queries import QueryError
from newsfold.records import Change, Evidence, Page, Span, Story, StoryDetail
from newsfold.store import Store, changes
from newsfold.web import create_app
from tests import factories
from tests.affairs import REPORTS, page
from tests.command import Run
from tests.web.client import TestClient


def take_in(path: Path, pages: list[Page]) -> None:
    with Newsroom(path, encoder="static") as room:
        room.take_in(pages)


def kinds(path: Path, since: Any = None) -> Counter[str]:
    with Newsroom(path, create=False) as room:
        return Counter(c.kind for c in room.changes(since, limit=1000).changes)


def versions() -> list[Page]:
    """A page, and the same page later with another figure."""
    text = (
        "The bridge over the Orne in Varleby will be closed for {} weeks from Monday, the town said. "
        "Lorries go by way of Skoll, and the bus to the school stops on the other bank until the piers "
        "have been mended."
    )
    return [
        Page(
            place=f"bridge-{weeks}.html", body=text.format(weeks).encode(), media_type="text/plain",
            url="https://varleby.example/bridge", title="Bridge in Varleby to close", outlet="Varleby Post",
            published=f"2019-03-0{day}", language="en",
        )
        for weeks, day in (("six", 4), ("nine", 5))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("changes") / "news.db"
    take_in(path, [page(at) for at in range(5)])
    take_in(path, [page(at) for at in range(len(REPORTS))])
    return path


def test_each_new_story_and_article_is_told_once(grown: Path) -> None:
    with Newsroom(grown, create=False) as room:
        changes = room.changes(limit=1000).changes
        stories = [c.story_id for c in changes if c.kind == "new story"]
        assert len(stories) == len(set(stories)) == len(room.stories())
        numbers = [int(c.cursor.rpartition(".")[2]) for c in changes]
        assert numbers == sorted(set(numbers))
        titles = {title for _, _, title, _ in REPORTS}
        assert {c.words[0] for c in changes if c.kind == "new story"} <= titles


def test_reading_again_changes_nothing(grown: Path) -> None:
    with Newsroom(grown, create=False) as room:
        end = room.changes().next
    take_in(grown, [page(at) for at in range(len(REPORTS))])
    assert kinds(grown, end) == {}


def test_a_cursor_goes_on_where_it_was(grown: Path) -> None:
    with Newsroom(grown, create=False) as room:
        every = room.changes(limit=1000)
        start = every.changes[0].cursor
        changes: list[Change] = []
        cursor, more = start, True
        while more:
            part = room.changes(cursor, limit=2)
            changes += part.changes
            cursor, more = part.next, part.more
        assert changes == list(every.changes[1:])
        assert cursor == every.next
        assert room.changes(every.next).changes == ()
        story = every.changes[0].story_id
        assert {c.story_id for c in room.changes(story=story).changes} == {story}


def test_a_cursor_of_an_empty_database_leads_to_its_beginning(tmp_path: Path) -> None:
    with Newsroom(tmp_path / "news.db", encoder="static") as room:
        start = room.changes().next
        room.take_in([page(0)])
        assert [c.kind for c in room.changes(start).changes] == ["new story"]


def test_times_are_taken_too(grown: Path) -> None:
    with Newsroom(grown, create=False) as room:
        every = room.changes(limit=1000).changes
        assert room.changes("2001-01-01", limit=1000).changes == every
        later = datetime.now(UTC) + timedelta(days=1)
        assert room.changes(later).changes == ()
        assert room.changes(later.isoformat()).changes == ()


@pytest.mark.parametrize(
    ("cursor", "words"),
    [
        ("rubbish", "no cursor, and no time"),
        ("a.b.c", "no cursor"),
        ("'; DROP TABLE changes; --", "no cursor"),
        ("0123456789ab.1", "of another database"),
        ("2001-13-45", "is no time"),
        ("{database}.999999", "later state"),
    ],
)
def test_a_cursor_that_leads_nowhere_is_refused(grown: Path, cursor: str, words: str) -> None:
    with Newsroom(grown, create=False) as room:
        database = room.changes().next.rpartition(".")[0]
        with pytest.raises(QueryError, match=words):
            room.changes(cursor.replace("{database}", database))
    client = TestClient(create_app(lambda: Newsroom(grown, create=False)), base_url="http://127.0.0.1")
    answer = client.get("/api/changes", params={"since": cursor.replace("{database}", database)})
    assert answer.status_code == 422


def test_a_cursor_of_what_is_no_longer_kept_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_CHANGES", 3)
    take_in(tmp_path / "news.db", [page(at) for at in range(3)])
    with Newsroom(tmp_path / "news.db") as room:
        old = room.changes(limit=1000).changes[0].cursor
    take_in(tmp_path / "news.db", [page(at) for at in range(5, len(REPORTS))])
    with Newsroom(tmp_path / "news.db") as room:
        assert len(room.changes(limit=1000).changes) == 3
        with pytest.raises(QueryError, match="too old: the last 3 changes"):
            room.changes(old)


def test_a_later_version_of_a_page_is_a_correction(tmp_path: Path) -> None:
    first, later = versions()
    take_in(tmp_path / "news.db", [first])
    take_in(tmp_path / "news.db", [later])
    assert kinds(tmp_path / "news.db")["correction"] == 1
    take_in(tmp_path / "both.db", [first, later])
    assert kinds(tmp_path / "both.db")["correction"] == 1


def test_what_comes_and_goes_of_a_story(tmp_path: Path) -> None:
    texts = {"a": "Six died in the fire. The mill burned down.", "b": "Eight died in the fire."}
    articles = [factories.article(text, id) for id, text in texts.items()]
    sides = {"Six": [Evidence(article_id="a", span=Span(start=0, end=21))],
             "Eight": [Evidence(article_id="b", span=Span(start=0, end=23))]}  # fmt: skip
    clash = factories.difference(sides)
    plain = StoryDetail(story=Story(id=1, article_ids=("a", "b")), articles=tuple(articles))
    differs, moves_on = (replace(plain, differences=(d,)) for d in (clash, replace(clash, updated=True)))
    with_store(tmp_path / "news.db", articles, [differs, differs, moves_on, moves_on, plain, differs])
    counted = kinds(tmp_path / "news.db")
    assert (counted["difference"], counted["figure updated"], counted["difference gone"]) == (2, 1, 1)


def with_store(path: Path, articles: list[Any], details: list[Any]) -> None:
    store = Store(path)
    with store.transaction():
        store.add_articles(articles, np.zeros((len(articles), 128), np.float32))
        store.put_stories([details[0].story], {a.id: "Post" for a in articles})
    for detail in details:
        with store.transaction():
            store.put_detail(detail)
    store.close()


def test_what_a_removed_article_leaves_is_where_a_story_starts_from(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    take_in(path, versions())
    with Newsroom(path, create=False) as room:
        end = room.changes().next
        (first, *_) = room.rows("articles")
        room.remove([first["id"]])
    assert set(kinds(path, end)) <= {"removed"}


READING = """
import sys
from newsfold import Newsroom
from tests.affairs import REPORTS, page

with Newsroom(sys.argv[1], encoder="static") as room:
    for at in range(len(REPORTS)):
        room.take_in([page(at)])
        print(at, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_changes_are_told_once_over_kills(tmp_path: Path, grown: Path) -> None:
    path, killed = tmp_path / "news.db", 0
    command = [sys.executable, "-c", READING, str(path)]
    for after in (2, 6, 9):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
        assert process.stdout
        for line in process.stdout:
            if int(line) >= after:
                break
        time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        killed += 1
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert killed == 3
    with Newsroom(path, create=False) as room:
        changes = room.changes(limit=1000).changes
        new = Counter(c.story_id for c in changes if c.kind == "new story")
        articles = sum(c.kind in ("new story", "new article", "correction") for c in changes)
        assert set(new.values()) == {1}
        assert articles == room.counts()["articles"] == len(REPORTS)


def test_commands_pages_and_the_api(grown: Path, capfd: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(Run(capfd, "changes", "--db", str(grown), "--json", "--limit", "1000").out)
    assert len(listed["changes"]) >= len(REPORTS) - 2
    again = Run(capfd, "changes", "--since", listed["next"], "--db", str(grown))
    assert "Nothing has changed." in again.out
    assert Run(capfd, "changes", "--since", "rubbish", "--db", str(grown)).status == 2
    client = TestClient(create_app(lambda: Newsroom(grown, create=False)), base_url="http://127.0.0.1")
    assert client.get("/api/changes?limit=1000").json() == listed
    assert client.get("/api/changes", params={"since": listed["next"]}).json()["changes"] == []
    shown = client.get("/changes").text
    assert listed["next"] in shown
    assert "History of" in client.get(f"/changes?story={listed['changes'][0]['story_id']}").text


def test_a_file_whose_changes_were_not_numbered_for_good_is_read(grown: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Newsroom(grown, create=False) as room:
        listed = [replace(c, cursor="") for c in room.changes(limit=1000).changes]
        room._store.copy_to(path)
    db = sqlite3.connect(path)
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'changes'").fetchone()
    db.executescript(
        f"CREATE TABLE old AS SELECT * FROM changes; DROP TABLE changes; {sql.replace(' AUTOINCREMENT', '')};"
        "INSERT INTO changes SELECT * FROM old; DROP TABLE old; PRAGMA writable_schema = ON;"
        "DELETE FROM sqlite_master WHERE name = 'sqlite_sequence'"
    )
    db.close()
    with Newsroom(path, create=False) as room:
        part = room.changes(limit=1000)
        assert [replace(c, cursor="") for c in part.changes] == listed
        assert room.changes(part.next).changes == ()
        with pytest.raises(QueryError, match="later state"):
            room.changes(part.next + "0")
