"""The main path: the same answer in any order and any batches, twice, and after a kill."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from newsfold import Newsroom
from newsfold.codec import to_jsonable
from newsfold.describe import describe
from newsfold.records import NewsfoldError, Story, StoryDetail
from newsfold.store import Store
from tests.rows import rows, write_rows


def contents(path: Path) -> object:
    """All stories with what is shown of them, ids of stories aside."""
    with Newsroom(path) as newsroom:
        details = [newsroom.story(s.story.id) for s in newsroom.stories()]
        texts = [json.dumps(to_jsonable(d)).replace(f'"story_id": {d.story.id}', "") for d in details]
        return sorted(t.replace(f'"id": {d.story.id},', "") for t, d in zip(texts, details, strict=True))


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once")
    with Newsroom(folder / "news.db") as newsroom:
        done = newsroom.read(write_rows(folder / "all.jsonl", rows()))
    assert (done.new, done.known, done.stories_new, done.rejected) == (4, 0, 2, {})
    return folder / "news.db"


def test_two_events_are_two_stories(read_once: Path) -> None:
    with Newsroom(read_once) as newsroom:
        stories = newsroom.stories()
        assert [s.outlets for s in stories] == [
            ("Daily Compass", "Harbour Post"),
            ("Harbour Post", "North Ledger"),
        ]
        assert newsroom.counts()["articles"] == 4
        assert [s.story.id for s in newsroom.stories(query="ribbon minister")] == [stories[1].story.id]


def test_reading_again_changes_nothing(read_once: Path) -> None:
    before = contents(read_once)
    with Newsroom(read_once) as newsroom:
        done = newsroom.read(read_once.parent / "all.jsonl")
    assert (done.new, done.known, done.stories_new, done.stories_changed) == (0, 4, 0, 0)
    assert contents(read_once) == before


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_batches_change_nothing(read_once: Path, tmp_path: Path, seed: int) -> None:
    shuffled = rows()
    random.Random(seed).shuffle(shuffled)
    with Newsroom(tmp_path / "news.db") as newsroom:
        for number, row in enumerate(shuffled):
            newsroom.read(write_rows(tmp_path / "all.jsonl", [row] if number % 2 else shuffled[: number + 1]))
        newsroom.read(write_rows(tmp_path / "all.jsonl", shuffled))
    batched, whole = (str(contents(p)).replace(str(p.parent), "") for p in (tmp_path / "news.db", read_once))
    # Where a row stood in its file is part of an article, and differs here.
    assert _without_lines(batched) == _without_lines(whole)


def _without_lines(text: str) -> str:
    for line in range(1, 9):
        text = text.replace(f"all.jsonl:{line}", "all.jsonl")
    return text


@pytest.mark.parametrize("gone", [["r0"], ["r1", "r2"], ["r0", "r1"], ["r0", "r1", "r2", "r3"]])
def test_what_is_removed_was_never_there(tmp_path: Path, gone: list[str]) -> None:
    with Newsroom(tmp_path / "all.db") as newsroom:
        newsroom.read(write_rows(tmp_path / "all.jsonl", rows()))
        before = {s.story.id for s in newsroom.stories()}
        ids = {a["place"][-1]: a["id"] for a in newsroom.rows("articles")}  # by line
        lines = [ids[str(int(name[1:]) + 1)] for name in gone]
        assert newsroom.remove(lines) == tuple(sorted(lines))
        assert {s.story.id for s in newsroom.stories()} <= before
        assert bool(newsroom.stories(query="firefighters")) == ("r3" not in gone)
    left = [row for row in rows() if row["id"] not in gone]
    with Newsroom(tmp_path / "kept.db") as newsroom:
        newsroom.read(write_rows(tmp_path / "all.jsonl", left))
    reduced, fresh = (_without_lines(str(contents(tmp_path / name))) for name in ("all.db", "kept.db"))
    assert reduced == fresh
    with Newsroom(tmp_path / "all.db") as newsroom, Newsroom(tmp_path / "kept.db") as other:
        # An empty file is rejected, which is no matter here.
        assert newsroom.counts() | {"rejected": 0} == other.counts() | {"rejected": 0}
        newsroom.read(write_rows(tmp_path / "all.jsonl", rows()))  # comes back, under ids that never were
        assert newsroom.counts()["articles"] == 4


def test_removing_by_address_and_what_is_unknown(tmp_path: Path) -> None:
    addressed = [row | {"url": f"https://news.example/{row['id']}"} for row in rows()]
    with Newsroom(tmp_path / "news.db") as newsroom:
        newsroom.read(write_rows(tmp_path / "all.jsonl", addressed))
        with pytest.raises(NewsfoldError, match="no article https"):
            newsroom.remove(["https://news.example/r0", "https://news.example/r9"])
        assert newsroom.counts()["articles"] == 4
        assert len(newsroom.remove(["https://news.example/r0"])) == 1
        assert newsroom.counts()["articles"] == 3
        assert not newsroom.stories(query="valley")


def test_a_missing_source_stops_before_anything_is_read(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "all.jsonl", rows())
    with Newsroom(tmp_path / "news.db") as newsroom:
        with pytest.raises(NewsfoldError, match=r"nowhere\.jsonl"):
            newsroom.read([source, tmp_path / "nowhere.jsonl"])
        assert newsroom.counts()["articles"] == 0


def test_bad_lines_are_rejected_with_their_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text(
        json.dumps(rows()[0]) + "\n{broken\n[]\n" + json.dumps({"id": "x"}) + "\n", encoding="utf-8"
    )
    with Newsroom(tmp_path / "news.db") as newsroom:
        done = newsroom.read(path)
        places = [(Path(r.place).name, r.reason) for r in newsroom.rejected()]
    assert done.new == 1
    assert places == [
        ("mixed.jsonl:2", "bad line"),
        ("mixed.jsonl:3", "bad line"),
        ("mixed.jsonl:4", "missing field"),
    ]


def test_a_second_reader_in_is_refused(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "all.jsonl", rows())
    store = Store(tmp_path / "news.db")
    with (
        store.only_writer(),
        Newsroom(tmp_path / "news.db") as newsroom,
        pytest.raises(NewsfoldError, match="another process is reading"),
    ):
        newsroom.read(source)
    store.close()


def test_unknown_ids_are_clear_errors(read_once: Path) -> None:
    with Newsroom(read_once) as newsroom:
        with pytest.raises(NewsfoldError, match="there is no story 99"):
            newsroom.story(99)
        with pytest.raises(NewsfoldError, match="there is no article x"):
            newsroom.article("x")


def test_a_killed_read_loses_no_stored_batch_and_the_next_goes_on(read_once: Path, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "all.jsonl", rows())
    db = tmp_path / "news.db"
    code = f"from newsfold import Newsroom; Newsroom({str(db)!r}).read({str(source)!r})"
    process = subprocess.Popen([sys.executable, "-c", code])
    while process.poll() is None and _count(db, "articles") == 0:
        time.sleep(0.02)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert _count(db, "articles") == 4
    with Newsroom(db) as newsroom:
        done = newsroom.read(source)
        assert done.known == 4
        assert newsroom._store.unfolded() == []
    assert len(contents(db)) == len(contents(read_once))  # type: ignore[arg-type]


def _count(db: Path, table: str) -> int:
    if not db.exists():
        return 0
    connection = sqlite3.connect(db)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:  # the tables are not there yet
        return 0
    finally:
        connection.close()


def test_threads_share_one_description_of_a_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with Newsroom(path) as newsroom:
        newsroom.read(write_rows(tmp_path / "one.jsonl", rows()[:1]))
        (id,) = (summary.story.id for summary in newsroom.stories())
        assert not newsroom.is_described(id)
    begun: list[int] = []

    def counted(story: Story, *rest: Any) -> StoryDetail:
        begun.append(story.id)
        time.sleep(0.2)  # long enough for the others to ask
        return describe(story, *rest)

    monkeypatch.setattr("newsfold.describe.describe", counted)
    rooms = [Newsroom(path, create=False) for _ in range(4)]
    try:
        with ThreadPoolExecutor(8) as pool:
            details = list(pool.map(lambda n: rooms[n % 4].story(id), range(8)))
    finally:
        for room in rooms:
            room.close()
    assert begun == [id] and rooms[0] is not rooms[1]
    assert details[0].claims and all(detail == details[0] for detail in details)
