"""Databases of older schemas, kept as they were made then, open in this version with all that was in them."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from newsfold.newsroom import Newsroom
from newsfold.records import BusyError, DamagedError, DatabaseError, NewsfoldError
from newsfold.store import Store, file_lock
from newsfold.store import database as module
from newsfold.store.migration import OLDEST
from newsfold.store.schema import SCHEMA_VERSION
from newsfold.store.steps import STEPS
from tests import REPOSITORY
from tests.command import Run

SCHEMAS = Path(__file__).parent / "schemas"
SCHEMA_FILES = sorted(path.name.removesuffix(".db.gz") for path in SCHEMAS.glob("*.db.gz"))
OLDER = [name for name in SCHEMA_FILES if name != f"schema-{SCHEMA_VERSION}"]

Shape = dict[str, list[tuple[object, ...]]]


def unpacked(name: str, folder: Path) -> Path:
    """The database of a schema, unpacked."""
    path = folder / "news.db"
    path.write_bytes(gzip.decompress((SCHEMAS / f"{name}.db.gz").read_bytes()))
    return path


def shape(path: Path) -> Shape:
    """Every table and index with its definition, and the rows of the tables that folding and reading fill."""
    db = sqlite3.connect(path)
    contents = {
        name: list(db.execute(f"SELECT * FROM {name} ORDER BY 1, 2")) for name in ("articles", "links")
    }
    contents["lines"] = list(db.execute("SELECT * FROM lines ORDER BY 1, 2"))
    contents["stories"] = list(db.execute("SELECT id, article_ids, stale FROM stories ORDER BY id"))
    parts = "SELECT type, name, replace(sql, '\"', '') FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1, 2"
    contents["parts"] = list(db.execute(parts))
    db.close()
    return contents


def test_there_is_a_file_of_every_schema() -> None:
    assert {name.split("-")[1] for name in SCHEMA_FILES} == {
        str(n) for n in range(OLDEST, SCHEMA_VERSION + 1)
    }
    assert sorted(STEPS) == list(range(OLDEST, SCHEMA_VERSION))


def test_the_file_of_this_schema_is_of_this_schema(tmp_path: Path) -> None:
    """Where this fails, the schema was changed: give it a new number, a step, and a file (see schemas/)."""
    path = unpacked(f"schema-{SCHEMA_VERSION}", tmp_path)
    Store(tmp_path / "new.db").close()
    assert shape(path)["parts"] == shape(tmp_path / "new.db")["parts"]


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("name", OLDER)
def test_an_older_database_opens_with_all_that_was_in_it(tmp_path: Path, name: str, create: bool) -> None:
    path = unpacked(name, tmp_path)
    db = sqlite3.connect(path)
    before = set(db.execute("SELECT text, place FROM articles"))
    vectors = {bytes(row[0]) for row in db.execute("SELECT vector FROM articles")}
    stories = [row[0] for row in db.execute("SELECT id FROM stories ORDER BY id")]
    rejected = db.execute("SELECT place, reason FROM rejected").fetchall()
    (made,) = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    db.close()
    store = Store(path, create=create)
    assert store.migrated_from == int(made)
    details = [store.story(id) for id in stories]
    articles = [a for story in details if story for a in store.articles(story.article_ids)]
    assert {a.text for a in articles} == {text for text, _ in before}
    assert {(a.text, a.place) for a in articles} <= before
    assert {v.tobytes() for v in store.vectors([a.id for a in articles])} == vectors
    assert [(r.place, r.reason) for r in store.rejected()] == rejected
    assert store.with_terms([["portal"]], 9) and store.links([a.id for a in articles])
    store.check_integrity()
    store.close()
    Store(tmp_path / "new.db").close()
    assert shape(path)["parts"] == shape(tmp_path / "new.db")["parts"]
    assert sorted(file.name for file in tmp_path.iterdir() if "schema" in file.name) == []
    assert Store(path, create=False).migrated_from is None


@pytest.mark.parametrize("name", OLDER)
def test_stories_are_the_same_and_are_read_on(tmp_path: Path, name: str) -> None:
    """What was read once is known; stories keep their numbers; what is lacking is described."""
    pages = tmp_path / "pages"
    pages.mkdir()
    from tests.store import make_schema_file

    for number, page in enumerate(make_schema_file.PAGES):
        (pages / f"{number}.html").write_text(make_schema_file.page(*page), encoding="utf-8")
    with Newsroom(unpacked(name, tmp_path), create=False) as room:
        before = {s.story.id: s.story.article_ids for s in room.stories()}
        assert room.read([pages]).new == 0
        assert {s.story.id: s.story.article_ids for s in room.stories()} == before
        described = [room.story(id) for id in before]
        assert all(detail.claims and detail.account for detail in described)
        assert {len(detail.articles) for detail in described} == {1, 3}
        room.check_integrity()


def test_articles_that_are_one_under_schema_4_become_one(tmp_path: Path) -> None:
    """A page read under two addresses: what led to either leads to the one."""
    path = unpacked("schema-3", tmp_path)
    db = sqlite3.connect(path)
    ids = [row[0] for row in db.execute("SELECT id FROM articles WHERE url LIKE '%bellmere%'")]
    db.close()
    store = Store(path)
    (merged,) = store.named(["http://www.bellmere.example/lib"])
    assert merged in ids and store.named(["https://bellmere.example/lib"]) == [merged]
    assert [s.article_ids for s in store.stories_with([merged])] == [(merged,)]
    assert store.is_stale(store.stories_with([merged])[0].id)
    stored = store._rows("SELECT DISTINCT id AS article_id FROM lines JOIN articles ON article = row")
    linked = store._rows("SELECT left FROM links UNION SELECT right FROM links")
    known = {a.id for a in store.articles([row["article_id"] for row in stored])}
    assert len(ids) == 2 and known == {row["article_id"] for row in stored}
    assert {row["left"] for row in linked} <= known
    store.close()


def test_a_story_of_nothing_but_copies_ends(tmp_path: Path) -> None:
    path = unpacked("schema-3", tmp_path)
    db = sqlite3.connect(path)
    rows = db.execute("SELECT id, row FROM articles WHERE url LIKE '%bellmere%' ORDER BY row").fetchall()
    (first, _), (second, _) = rows
    db.execute("UPDATE stories SET article_ids = ? WHERE id = 2", [json.dumps([first])])
    names = "stale, outlets, origin_count, inferred_dates, title"
    sql = f"INSERT INTO stories (id, article_ids, {names}) SELECT 7, ?, {names} FROM stories WHERE id = 2"
    db.execute(sql, [json.dumps([second])])
    for table in ("account", "claims", "derivations", "origins", "series", "timeline"):
        db.execute(f"DELETE FROM {table} WHERE story_id = 2")
    db.execute("UPDATE articles SET story_id = 7 WHERE id = ?", [second])
    db.commit()
    db.close()
    store = Store(path)
    assert store.story(7) is None and store.history(7) == [("removed", 7, 7)]
    assert store.story(2) is not None and store.next_story_id() == 8
    store.check_integrity()
    store.close()


def test_an_undated_article_s_window_is_when_it_was_fetched(tmp_path: Path) -> None:
    path = unpacked("schema-4", tmp_path)
    db = sqlite3.connect(path)
    db.execute("UPDATE articles SET fetched_at = '2019-03-09T10:00:00Z'")
    db.execute("UPDATE articles SET published_at = NULL WHERE row = 1")
    db.commit()
    db.close()
    store = Store(path)
    windows = {row["published_at"]: row["window_at"] for row in store._rows("SELECT * FROM articles")}
    assert windows.pop(None) == "2019-03-09T10:00:00Z" and set(windows.values()) == {None}
    store.close()


# ── a process that is killed, a disk that is full ─────────────────────────────────────────────────

KILLED = """
import os, signal, sqlite3, sys
from newsfold.store import Store, database

last, count, connect = int(sys.argv[2]), 0, sqlite3.connect

def counted(statement):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)

class Traced(sqlite3.Connection):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.set_trace_callback(counted)

database.sqlite3.connect = lambda *a, **k: connect(*a, factory=Traced, **k)
Store(sys.argv[1]).close()
print(count)
"""


def killed(path: Path, statement: int) -> subprocess.CompletedProcess[str]:
    """Open a database, and be killed at so many statements."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(path), str(statement)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_killed_migration_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    whole = unpacked("schema-3", tmp_path / "whole")
    total = int(killed(whole, 0).stdout)
    expected = shape(whole)
    assert total > 100
    for at in range(3, total, max(1, total // 14)):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = unpacked("schema-3", folder)
        assert killed(path, at).returncode == -9
        copy = folder / "news.db-schema-3"
        if copy.exists():  # it is whole from the moment that it has its name
            assert shape(copy)["articles"] == shape(unpacked("schema-3", tmp_path))["articles"]
        store = Store(path)
        with store.only_writer():
            pass
        store.close()
        assert shape(path) == expected, at
        assert not [file.name for file in folder.iterdir() if "schema" in file.name]


def test_without_room_for_the_copy_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = unpacked("schema-4", tmp_path)
    before = shape(path)

    def full(self: Store, to: Path) -> None:
        to.write_bytes(b"half")
        raise DatabaseError(f"there is no room left on the disk for {to}")

    monkeypatch.setattr(module.Database, "copy_to", full)
    with pytest.raises(DatabaseError, match="no room left"):
        Store(path)
    assert shape(path) == before and not list(tmp_path.glob("*-schema-*"))


def test_an_error_while_migrating_leaves_the_file_and_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked("schema-4", tmp_path)
    before = shape(path)

    def broken(db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM articles")
        raise RuntimeError("a fault of ours")

    monkeypatch.setitem(STEPS, 4, broken)
    with pytest.raises(RuntimeError):
        Store(path)
    assert shape(path) == before and shape(tmp_path / "news.db-schema-4") == before


def test_a_damaged_older_database_is_left(tmp_path: Path) -> None:
    path = unpacked("schema-4", tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedError, match="restore it from a copy"):
        Store(path)
    assert path.read_bytes() == whole[: len(whole) // 2]


def test_a_process_that_writes_the_older_database_ends_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked("schema-4", tmp_path)
    monkeypatch.setattr(module, "_LOCK_SECONDS", 0)
    with (
        file_lock(path, BusyError("")),
        pytest.raises(BusyError, match=r"another process is writing .* wait for it, or end it"),
    ):
        Store(path)
    store = Store(path)
    assert store.migrated_from == 4
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA_VERSION + 1)])
    db.commit()
    db.close()
    with pytest.raises(NewsfoldError, match="newer version"), store.only_writer():
        pytest.fail("another version has migrated it meanwhile")
    store.close()


# ── what can't be migrated here, or at all ────────────────────────────────────────────────────────


def test_where_nothing_can_be_written_an_older_database_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked("schema-3", tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(module, "_may_be_written", lambda file: file != path)
    with Newsroom(path, create=False) as room:
        assert room.migrated_from == 3
        assert all(room.story(s.story.id).claims for s in room.stories())
        assert len(list(room.rows("claims"))) > 2
        with pytest.raises(DatabaseError, match="can't be written"):
            room.remove(["x"])
    monkeypatch.setattr(module, "_LARGEST_IN_MEMORY", 1000)
    with pytest.raises(DatabaseError, match=r"older schema \(3.*copy it to where you may write"):
        Store(path, create=False)
    assert path.read_bytes() == before and [file.name for file in tmp_path.iterdir()] == ["news.db"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            str(SCHEMA_VERSION + 1),
            f"newer version .*this one reads up to {SCHEMA_VERSION}.*install that version",
        ),
        ("2", "before schema 3, the first that can be read .*read its sources again"),
        ("four", "nothing in it says which version made it"),
    ],
)
def test_what_can_not_be_migrated_is_refused_and_left(tmp_path: Path, value: str, message: str) -> None:
    path = unpacked("schema-4", tmp_path)
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [value])
    db.commit()
    db.close()
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(NewsfoldError, match=message):
            Store(path, create=create)
    assert path.read_bytes() == before and [file.name for file in tmp_path.iterdir()] == ["news.db"]


def test_the_command_line_says_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = unpacked("schema-4", tmp_path)
    shutil.copy(path, tmp_path / "other.db")
    first = Run(capfd, "stories", "--db", str(path))
    assert first.status == 0 and "older schema (4)" in first.err and "Varr" in first.out
    again = Run(capfd, "stories", "--db", str(path))
    assert again.err == "" and again.out == first.out
