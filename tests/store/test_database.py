"""What is opened, how, and that looking leaves no trace."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsfold.records import BusyError, DamagedError, DatabaseError, NewsfoldError
from newsfold.store import Store, file_lock
from newsfold.store.database import Connection
from tests import REPOSITORY
from tests.factories import article
from tests.store.test_store import detail, vectors

NOBODY = 65534


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder: its bytes, and when it was written."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def filled(path: Path) -> Path:
    """A database of one article, its story not described yet."""
    store = Store(path)
    with store.transaction():
        store.add_articles([article(id="a", outlet="Harbour Post")], vectors(1))
        store.put_stories([detail().story], {"a": "Harbour Post"})
    store.close()
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "here").mkdir()
    return filled(tmp_path / "here" / "news.db")


@pytest.fixture
def unwritable() -> Iterator[Path]:
    """A database in a folder, both of which another user may only read; outside of pytest's own folders."""
    with TemporaryDirectory(prefix="newsfold-test-") as folder:
        path = filled(Path(folder) / "news.db")
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


def as_another(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code as a user without rights; modules are loaded before the rights are given up."""
    loaded = "import os, sys, newsfold.store, newsfold.newsroom, newsfold.export, tests.store.test_store\n"
    dropped = f"if os.geteuid() == 0: os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    return subprocess.run(
        [sys.executable, "-c", loaded + dropped + code],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


# ── looking leaves no trace ───────────────────────────────────────────────────────────────────────


def test_opening_and_looking_change_nothing(database: Path) -> None:
    before = contents(database.parent)
    for create in (False, True):
        store = Store(database, create=create)
        assert store.writable and store.counts()["articles"] == 1 and store.is_stale(1)
        assert store.spread(["train"]) == {"train": 1}
        store.close()
    assert contents(database.parent) == before


def test_a_database_in_a_folder_that_can_not_be_written_is_shown(unwritable: Path) -> None:
    before = contents(unwritable.parent)
    done = as_another(
        f"from newsfold.store import Store\n"
        f"store = Store({str(unwritable)!r}, create=False)\n"
        f"print(store.writable, store.counts()['articles'], store.spread(['train']))\n"
        f"try: store.transaction().__enter__()\n"
        f"except Exception as error: print(type(error).__name__, error)\n"
        f"try: store.only_writer().__enter__()\n"
        f"except Exception as error: print(type(error).__name__)\n"
        f"store.close()\n"
    )
    assert done.stderr == ""
    shown, refused, locked = done.stdout.splitlines()
    assert shown == "False 1 {'train': 1}"
    assert refused.startswith("DatabaseError") and "can't be written" in refused
    assert locked == "DatabaseError"
    assert contents(unwritable.parent) == before


def test_what_another_process_is_writing_is_shown_too(unwritable: Path) -> None:
    """Its log stands beside the file, which alone would be yesterday's."""
    unwritable.parent.chmod(0o755)
    unwritable.chmod(0o644)
    store = Store(unwritable)
    with store.transaction():
        store.add_articles([article(id="b")], vectors(1))
    unwritable.parent.chmod(0o555)
    done = as_another(
        f"from newsfold.store import Store\n"
        f"store = Store({str(unwritable)!r}, create=False)\nprint(store.writable, store.counts()['articles'])"
    )
    assert (done.stdout.strip(), done.stderr) == ("False 2", "")
    unwritable.parent.chmod(0o755)
    store.close()


def test_a_copy_of_what_can_not_be_written_can_be(unwritable: Path, tmp_path: Path) -> None:
    store = Store(unwritable, create=False)
    store.copy_to(tmp_path / "copy.db")
    store.close()
    copy = Store(tmp_path / "copy.db", create=False)
    with copy.transaction():
        copy.add_articles([article(id="b")], vectors(1))
    assert copy.counts()["articles"] == 2
    copy.close()


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize("create", [False, True])
def test_another_program_s_database_is_left_as_it_is(tmp_path: Path, mode: str, create: bool) -> None:
    path = tmp_path / "theirs.db"
    theirs = sqlite3.connect(path)
    theirs.execute(f"PRAGMA journal_mode = {mode}")
    theirs.execute("CREATE TABLE theirs (x)")
    theirs.close()
    before = contents(tmp_path)
    with pytest.raises(NewsfoldError, match="a database of something else; name another file"):
        Store(path, create=create)
    assert contents(tmp_path) == before


def test_an_empty_file_is_filled_by_reading_only(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.touch()
    with pytest.raises(NewsfoldError, match="is empty; fill it with: newsfold read"):
        Store(path, create=False)
    assert path.stat().st_size == 0 and [file.name for file in tmp_path.iterdir()] == ["news.db"]
    Store(path).close()
    assert Store(path, create=False).counts()["articles"] == 0


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "is a folder; name a file in it"),
        (lambda path: path.write_bytes(b"PK\x03\x04" * 50), "is no database, but another kind of file"),
        (lambda path: path.write_text("x"), "is no database, but another kind of file"),
        (lambda path: None, "there is no database at .*; make one with: newsfold read"),
    ],
)
def test_what_is_no_database_is_refused_and_left(tmp_path: Path, make: object, message: str) -> None:
    assert callable(make)
    make(tmp_path / "x.db")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NewsfoldError, match=message):
        Store(tmp_path / "x.db", create=False)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_path_with_marks_of_an_address_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=memory#b %41 é.db"
    Store(path).close()
    assert path.is_file() and Store(path, create=False).counts()["articles"] == 0


# ── damage, and no room ───────────────────────────────────────────────────────────────────────────


def test_without_the_row_that_says_which_version_made_it(database: Path) -> None:
    db = sqlite3.connect(database)
    db.execute("DELETE FROM meta")
    db.commit()
    db.close()
    with pytest.raises(
        DamagedError, match=r"nothing in it says which version made it.*restore it from a copy"
    ):
        Store(database, create=False)


def test_a_cut_file_is_damaged(database: Path) -> None:
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedError, match="restore it from a copy"):
        Store(database, create=False).counts()


def test_reading_into_a_damaged_file_is_refused(database: Path) -> None:
    """Even where only pages are damaged that reading would not have come upon."""
    db = sqlite3.connect(database)
    (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'timeline'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 64)
    store = Store(database)
    with pytest.raises(DamagedError, match=r"news\.db is damaged"), store.only_writer():
        pytest.fail("what is added could be lost with it")
    store.close()


def test_a_full_disk_keeps_what_was_there(database: Path) -> None:
    store = Store(database)
    store._rows("PRAGMA max_page_count = 1")  # what SQLite reports then is what it reports of a full disk
    many = [article(id=f"x{n}", text="The train left the station. " * 400) for n in range(20)]
    with pytest.raises(DatabaseError, match=r"no room left on the disk .*make some"), store.transaction():
        store.add_articles(many, vectors(20))
    assert store.counts()["articles"] == 1
    long = replace(detail(), account=detail().account * 5000)
    assert store.keep(long) is False and store.detail(1) == long  # shown all the same, by this process
    store.close()


def test_a_lock_that_can_not_be_made_is_not_another_process(tmp_path: Path) -> None:
    busy = BusyError("another process")
    with (
        pytest.raises(DatabaseError, match="can't be opened"),
        file_lock(tmp_path / "nowhere" / "x.db", busy),
    ):
        pytest.fail("it was not held")
    path = tmp_path / "news.db"
    with file_lock(path, busy), pytest.raises(BusyError, match="another process"), file_lock(path, busy):
        pytest.fail("it was held twice")


def test_a_transaction_that_another_holds_is_a_busy_database(database: Path) -> None:
    first, second = Store(database), Store(database)
    second._rows("PRAGMA busy_timeout = 10")
    with (
        first.transaction(),
        pytest.raises(BusyError, match=r"has held .* for too long"),
        second.transaction(),
    ):
        pytest.fail("two wrote at once")
    first.close()
    second.close()


def test_every_error_of_sqlite_is_one_of_ours(tmp_path: Path) -> None:
    connection = Connection(tmp_path / "x.db")
    connection._db = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(NewsfoldError, match="no such table: absent"):
        connection._rows("SELECT * FROM absent")
    with pytest.raises(NewsfoldError, match="no such table: absent"), connection.transaction():
        connection._db.execute("DELETE FROM absent")
    assert not connection._db.in_transaction
    connection._db.close()
    with pytest.raises(NewsfoldError, match=r"x\.db"):
        connection._rows("SELECT 1")


# ── what is remembered where nothing can be written ───────────────────────────────────────────────


def test_what_can_not_be_stored_is_remembered_while_the_file_stays(unwritable: Path) -> None:
    done = as_another(
        f"from newsfold.store import Store\n"
        f"from tests.store.test_store import detail\n"
        f"one, other = (Store({str(unwritable)!r}, create=False) for _ in range(2))\n"
        f"assert one.is_stale(1) and not one.keep(detail())\n"
        f"print(other.is_stale(1), other.detail(1) == detail())\n"
        f"print(other.annotations(['a'])['a'] == detail().annotations[0], len(other.claims_of(1, ['a'])))\n"
    )
    assert (done.stdout.split(), done.stderr) == (["False", "True", "True", "1"], "")


def test_what_is_remembered_is_forgotten_once_the_file_is_written(database: Path) -> None:
    store = Store(database)
    store.remember(detail())
    assert not store.is_stale(1)
    with store.transaction():
        store.add_articles([article(id="b")], vectors(1))
    assert store.is_stale(1)
    store.close()


if os.name == "nt":  # rights work otherwise there
    pytestmark = pytest.mark.skip(reason="rights of files are those of POSIX here")


def _held_in_turn(path: Path, seconds: float) -> tuple[int, int]:
    """How often this process held it, and how often somebody else did at the same time."""
    held_often = shared = 0
    end = time.monotonic() + seconds
    inside = path.with_suffix(".inside")
    while time.monotonic() < end:
        with suppress(BusyError), file_lock(path, BusyError("")):
            try:
                os.close(os.open(inside, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                shared += 1
            else:
                held_often += 1
                inside.unlink()
    return held_often, shared


def test_a_lock_is_one_process_s_and_leaves_no_file(tmp_path: Path) -> None:
    """The file goes with each holder, and others are waiting on it or making it anew all the time."""
    path = tmp_path / "x.db"
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
        turns = list(pool.map(_held_in_turn, [path] * 4, [2.0] * 4))
    assert [shared for _, shared in turns] == [0] * 4 and min(often for often, _ in turns) > 0
    assert list(tmp_path.iterdir()) == []


def test_a_lock_in_one_process_is_not_lost_by_who_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with file_lock(path, BusyError("")):
        with pytest.raises(BusyError), file_lock(path, BusyError("")):
            pytest.fail("it was held twice")
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            assert pool.submit(_held_in_turn, path, 0.2).result() == (0, 0)
    assert not Path(f"{path}-lock").exists()
