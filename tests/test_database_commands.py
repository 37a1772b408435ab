"""Commands over the file: a copy, what it tells of itself, and whether it is as it was written."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import jsonschema
import pytest

from newsfold import logs, options
from newsfold.store import Store, older_schema
from tests import REPOSITORY, press
from tests.command import Run
from tests.store.test_migration import unpacked

SCHEMA = json.loads((REPOSITORY / "docs" / "schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return press.database(tmp_path, extra=2)


def changed(path: Path, sql: str) -> None:
    db = sqlite3.connect(path)
    assert db.execute(sql).rowcount != 0
    db.commit()
    db.close()


# ── backup ────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_is_a_whole_database(
    tmp_path: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run = Run(capfd, "backup", str(tmp_path / "copy.db"), "--db", str(database))
    assert run.status == 0 and run.out == "" and f"written to {tmp_path / 'copy.db'}" in run.err
    original, copy = Store(database), Store(tmp_path / "copy.db")
    assert original.detail(1) == copy.detail(1) and original.counts() == copy.counts()
    original.close()
    copy.close()
    again = Run(capfd, "backup", str(tmp_path / "copy.db"), "--db", str(database))
    assert again.status == 2 and "is there already" in again.err
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".db", ".db"]


WRITER = """
import sys
from newsfold.store import Store
from tests.factories import article
from tests.store.test_store import vectors
store, number = Store(sys.argv[1]), 0
print("begun", flush=True)
while True:
    with store.transaction():
        for _ in range(50):
            number += 1
            one = article(id=f"x{number}", text="The train left the station. " * 50)
            store.add_articles([one], vectors(1))
"""


def test_a_backup_while_another_process_writes_is_of_one_moment(
    tmp_path: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(database)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE) as writer:
        assert writer.stdout and writer.stdout.readline() == b"begun\n"
        counts = []
        for number in range(4):
            time.sleep(0.1)
            assert Run(capfd, "backup", str(tmp_path / f"{number}"), "--db", str(database)).status == 0
            copy = Store(tmp_path / f"{number}", create=False)
            counts.append(copy.counts()["articles"] - 8)
            assert not list(copy.problems())
            copy.close()
        writer.kill()
    assert counts == sorted(counts) and counts[-1] > 0 and not any(number % 50 for number in counts)


def test_a_backup_of_an_older_database_is_of_its_schema(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = unpacked("schema-4", tmp_path)
    before = path.read_bytes()
    assert Run(capfd, "backup", str(tmp_path / "copy.db"), "--db", str(path)).status == 0
    assert path.read_bytes() == before
    assert Store(tmp_path / "copy.db", create=False).migrated_from == 4


@pytest.mark.parametrize(
    "call", [["stories"], ["check-db"], ["read", "none.txt"], ["watch", "none.opml", "--once"]]
)
def test_a_long_way_to_a_new_schema_is_said_before_it_begins(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, call: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "none.txt").write_text("")
    (tmp_path / "none.opml").write_text(
        '<opml><body><outline type="rss" xmlUrl="http://127.0.0.1:9/"/></body></opml>'
    )
    path = unpacked("schema-6", tmp_path)
    said = "is of an older schema (6) and is brought to this version's first: 0 MB, about 0 seconds"
    assert Run(capfd, *call, "--db", str(path)).err.count("older schema (6)") == 1  # a short one, afterwards
    path = unpacked("schema-6", tmp_path)
    monkeypatch.setattr(options, "_ANNOUNCED_FROM", 1)
    before = path.read_bytes()
    at = list[bytes]()
    tell = logs.tell

    def telling(line: str) -> None:
        at.append(path.read_bytes())
        tell(line)

    monkeypatch.setattr(logs, "tell", telling)
    run = Run(capfd, *call, "--db", str(path))
    assert run.err.count(said) == 1 and said not in run.out and at[0] == before != at[1]
    run = Run(capfd, *call, "--db", str(path))
    assert "older schema" not in run.err


def test_nothing_is_said_before_json(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "_ANNOUNCED_FROM", 1)
    for call in (["stories"], ["story", "1"], ["check", "Six were hurt."], ["rejected"], ["info"]):
        path = unpacked("schema-6", tmp_path)
        run = Run(capfd, *call, "--json", "--db", str(path))
        assert json.loads(run.out) and "is brought" not in run.err


def test_what_is_no_older_database_is_not_announced(tmp_path: Path) -> None:
    assert older_schema(unpacked("schema-3", tmp_path)) == 3
    other = tmp_path / "other"
    assert older_schema(other) is None and not other.exists()
    other.write_bytes(b"other" * 100)
    assert older_schema(other) is None
    Store(tmp_path / "new.db").close()
    assert older_schema(tmp_path / "new.db") is None
    db = sqlite3.connect(tmp_path / "new.db")
    for value in ("2", "99", "x", None):
        db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [value])
        db.commit()
        assert older_schema(tmp_path / "new.db") is None
    db.close()


def test_there_is_nothing_to_copy(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run = Run(capfd, "backup", str(tmp_path / "copy.db"), "--db", str(tmp_path / "no.db"))
    assert run.status == 2 and "there is no database" in run.err
    assert not list(tmp_path.iterdir())


def test_a_damaged_database_has_no_copy(
    tmp_path: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = bytearray(database.read_bytes())
    whole[4096 * 5 : 4096 * 12] = b"\xff" * 4096 * 7
    database.write_bytes(whole)
    run = Run(capfd, "backup", str(tmp_path / "copy.db"), "--db", str(database))
    assert run.status == 1 and "damaged" in run.err and not (tmp_path / "copy.db").exists()
    assert not list(tmp_path.glob(".*"))


# ── info ──────────────────────────────────────────────────────────────────────────────────────────


def test_info_is_read_by_people_and_programs(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shown = Run(capfd, "info", "--db", str(database))
    assert shown.status == 0 and "3 described" in " ".join(shown.out.split())
    assert "2019-03-14" in shown.out and "articles_search" in shown.out
    info = json.loads(Run(capfd, "info", "--json", "--db", str(database)).out)
    jsonschema.validate(info, {**SCHEMA, "anyOf": [{"$ref": "#/$defs/DatabaseInfo"}]})
    assert info["counts"]["articles"] == 8 and info["bytes"] == database.stat().st_size


# ── check-db ──────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_database_is_said_to_be_sound(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run = Run(capfd, "check-db", "--db", str(database))
    assert (run.status, run.out) == (0, "") and "as it was written: 8 articles" in run.err


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            "UPDATE figures SET records = json_set(records, '$[0][0][1]', 90000)",
            "figures: .* to 90000 of the article",
        ),
        (
            "UPDATE claims SET evidence = replace(evidence, '[0,', '[7,')",
            "the claim .* does not stand where its evidence says",
        ),
        ("UPDATE claims SET text = text || '!' WHERE row = 1", "the claim c-sank does not stand"),
        (
            "UPDATE attributions SET records = json_set(records, '$[0][0]', json('[[1,9999]]'))",
            "attributions: char",
        ),
        ("UPDATE articles SET sentences = '[[0,9999]]' WHERE row = 1", "sentences outside its text"),
        ("UPDATE articles SET text = substr(text, 1, 20) WHERE row = 1", "the article .* can't be read"),
        (
            "UPDATE mentions SET article_id = 'other' WHERE rowid = 1",
            "speaks of the article other",
        ),
        (
            "UPDATE timeline SET evidence = '{' WHERE row = 1",
            "timeline that can't be read",
        ),
        ("DELETE FROM articles_search_data WHERE id > 10", "the search index is not that of the articles"),
    ],
)
def test_what_is_not_as_it_was_written_is_named(
    database: Path, capfd: pytest.CaptureFixture[str], change: str, problem: str
) -> None:
    changed(database, change)
    run = Run(capfd, "check-db", "--db", str(database))
    assert run.status == 1 and re.search(problem, run.out), run.out + run.err
    assert "restore it from a copy" in run.err


def test_words_that_do_not_stand_in_the_page(tmp_path: Path) -> None:
    path = unpacked("schema-5", tmp_path)
    changed(path, "UPDATE articles SET text = replace(text, 'tunnel', 'bridge')")
    store = Store(path)
    problems = [problem for problem in store.problems() if "do not stand in its page" in problem]
    assert len(problems) == 3
    store.close()


def test_pages_of_the_file_that_are_damaged(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    db = sqlite3.connect(database)
    (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claims_story'").fetchone()
    db.close()
    with database.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 64)
    run = Run(capfd, "check-db", "--db", str(database))
    assert run.status == 1 and run.out + run.err
