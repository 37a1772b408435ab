"""Reading on several cores: the same database to the byte, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from newsfold import Newsroom
from newsfold.records import NewsfoldError
from newsfold.workers import processes
from tests import REPOSITORY
from tests.rows import rows, write_rows
from tests.workers import deeds
from tests.workers.test_pool import path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes as POSIX does")

PLACES = ["Arden", "Brill", "Corve", "Dunmow", "Esher", "Frome", "Goole", "Hythe", "Ilsham", "Jarrow"]
THINGS = ["bridge", "library", "school", "harbour", "theatre", "mill", "market", "station", "chapel", "quay"]
PAGE = (
    "<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>"
    "<p>{text}</p></article></body></html>"
)


def source(folder: Path) -> Path:
    """Eighty-six rows: small events, pages among them, one event that fourteen tell, what is no article."""
    made: list[dict[str, str]] = list(rows())
    for number, (place, thing) in enumerate((p, t) for p in PLACES for t in THINGS[:7]):
        text = (
            f"The {thing} of {place} was closed on Tuesday after {number + 3} tiles fell from its roof. “We "
            f"had been warned since May,” said Ann {place}son, who keeps the {thing}. Nobody was hurt. The "
            f"council of {place} wants to open the {thing} again before the winter, and will pay for it."
        )
        title = f"Tiles fall from the {thing} of {place}"
        row = {"id": f"s{number}", "outlet": f"{place} Mail", "published": f"2021-0{1 + number % 9}-11"}
        if number % 10 == 3:
            made.append({"html": PAGE.format(title=title, text=text), **row})
        else:
            made.append({"title": title, "text": text, **row})
    flood = [row for row in rows() if "Tarn" in row["text"]]
    for number in range(12):
        first, *rest = flood[number % 2]["text"].split(". ")
        text = ". ".join([first, f"A boat took {number + 20} people out of a school", *rest[number % 3 :]])
        made.append(flood[0] | {"id": f"t{number}", "outlet": f"{PLACES[number % 10]} Star", "text": text})
    write_rows(folder / "flood.jsonl", [*rows(), *made[-12:]])
    made.insert(20, {"id": "none", "text": " "})
    return write_rows(folder / "all.jsonl", made)


def dump(db: Path) -> dict[str, list[Any]]:
    """Every row of every table, in the order of their numbers; less its own name, and when it was written."""
    with closing(sqlite3.connect(db)) as opened:
        names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: list(opened.execute(f"SELECT * FROM {name}")) for name in sorted(names)}
    tables["catalogue"] = [row for row in tables["catalogue"] if row[0] != "id"]
    tables["changes"] = [(number, *rest) for number, _, *rest in tables["changes"]]
    return tables


@pytest.fixture(scope="module")
def serial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jobs")
    with Newsroom(folder / "one.db") as room:
        done = room.read(source(folder))
        assert (done.new, done.warnings) == (86, ())
        assert max(len(summary.story.article_ids) for summary in room.stories()) >= 12
    return folder / "one.db"


def read(serial: Path, name: str, **more: Any) -> Path:
    db = serial.parent / f"{name}.db"
    with Newsroom(db, jobs=2) as room:
        room.read(serial.parent / "all.jsonl", **more)
    return db


def test_two_jobs_make_the_same_database(serial: Path) -> None:
    steps: list[tuple[str, int, int | None]] = []
    db = read(serial, "two", progress=lambda *step: steps.append(step))
    assert dump(db) == dump(serial)
    assert ("reading", 87, None) in steps
    stories = [step for step in steps if step[0] == "describing"]
    assert [done for _, done, _ in stories] == list(range(len(stories)))
    assert {total for _, _, total in stories} == {len(stories) - 1}


def test_workers_that_are_killed_all_the_while_change_nothing(serial: Path) -> None:
    killed = []

    def kill(*_: object) -> None:
        for id in processes()[:1]:
            os.kill(id, signal.SIGKILL)
            killed.append(id)

    assert dump(read(serial, "killed", progress=kill)) == dump(serial)
    assert killed


@pytest.mark.parametrize("name", ["cleaned", "vector"])
def test_a_page_that_ends_its_worker_is_rejected_alone(
    serial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(f"newsfold.intake.tasks.{name}", getattr(deeds, name))
    lines = (serial.parent / "all.jsonl").read_text(encoding="utf-8").splitlines()[4:60]
    lines = [line.replace("Nobody", "Deadly nobody") if '"s5"' in line else line for line in lines]
    (tmp_path / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Newsroom(tmp_path / "news.db", jobs=2, encoder="static") as room:
        done = room.read(tmp_path / "all.jsonl")
        assert (done.new, done.rejected) == (54, {"failed": 1, "missing field": 1})
        (rejected,) = [item for item in room.rejected() if item.reason == "failed"]
    assert rejected.place.endswith("all.jsonl:6") and rejected.key == "s5"
    assert rejected.detail == "tried twice: killed by SIGKILL, perhaps for want of memory"


def test_a_story_that_ends_its_workers_stays_to_be_described(
    serial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, Newsroom(tmp_path / "news.db", jobs=2) as room:
        patched.setattr("newsfold.describing.tasks.described", deeds.described)
        (warning,) = room.read(serial.parent / "flood.jsonl").warnings
        (id,) = [s.story.id for s in room.stories() if not room.is_described(s.story.id)]
        assert warning == (
            f"story {id} could not be described: tried twice: killed by SIGKILL, perhaps for want of memory"
        )
        with pytest.raises(NewsfoldError, match=f"story {id} can't be described"):
            room.rows("claims")
    with Newsroom(tmp_path / "news.db", jobs=2) as room:
        assert room.read(serial.parent / "flood.jsonl").warnings == ()
        assert room.is_described(id)


def test_a_story_looked_at_is_described_by_workers_too(serial: Path) -> None:
    with Newsroom(serial) as room:
        id = max(room.stories(), key=lambda summary: summary.articles).story.id
        detail = room.story(id)
    db = serial.parent / "looked_at.db"
    with closing(sqlite3.connect(serial)) as opened:
        opened.execute("VACUUM INTO ?", [str(db)])
    with closing(sqlite3.connect(db)) as opened, opened:
        opened.execute("UPDATE stories SET stale = 1 WHERE id = ?", [id])
        opened.execute("UPDATE articles SET sentences = NULL WHERE story_id = ?", [id])
    with Newsroom(db, jobs=2) as room:
        assert not room.is_described(id)
        assert room.story(id) == detail


def test_ctrl_c_keeps_what_was_read_and_the_next_read_goes_on(serial: Path, tmp_path: Path) -> None:
    db = tmp_path / "news.db"
    command = [sys.executable, "-c", "from newsfold.cli import main; main()", "read", "--jobs", "2",
               str(serial.parent / "all.jsonl"), "--db", str(db)]  # fmt: skip
    with subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": path()}, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as started:  # fmt: skip
        end = time.monotonic() + 60
        while not db.exists() or _articles(db) < 64:
            assert started.poll() is None and time.monotonic() < end
            time.sleep(0.02)
        os.killpg(started.pid, signal.SIGINT)  # as a terminal does
        _, said = started.communicate(timeout=20)
        assert started.returncode == 130
        assert "Traceback" not in said
    assert _articles(db) >= 64
    with Newsroom(db, jobs=2) as room:
        done = room.read(serial.parent / "all.jsonl")
    assert done.new + done.known == 86
    resumed, whole = dump(db), dump(serial)
    assert resumed["articles"] == whole["articles"]
    assert resumed["claims"] == whole["claims"]


def _articles(db: Path) -> int:
    with closing(sqlite3.connect(db, timeout=5)) as opened, suppress(sqlite3.OperationalError):
        return int(opened.execute("SELECT count(*) FROM articles").fetchone()[0])
    return 0  # no tables yet
