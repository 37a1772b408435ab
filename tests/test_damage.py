"""A database that is damaged, full, or not ours to write, as a user meets it: one line, no traceback."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsfold.newsroom import Newsroom
from newsfold.web import create_app
from tests import REPOSITORY, press
from tests.command import Run
from tests.rows import rows, write_rows

NOBODY = 65534
LOOKS = (
    ("stories",),
    ("stories", "--search", "ferry"),
    ("story", "1"),
    ("rejected",),
    *(("export", table) for table in ("articles", "claims", "entities", "figures")),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = press.database(tmp_path_factory.mktemp("damage"), extra=3)
    with Newsroom(path) as newsroom:
        newsroom.stories()  # what lists are made of is in the database, so that no look adds it
    return path.read_bytes()


def line(run: Run) -> str:
    """The one line that a command ended with."""
    (only,) = run.err.strip().splitlines()
    return only


# ── damage ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("harm", ["flipped", "overwritten"])
def test_damaged_pages_end_in_a_line(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, whole: bytes, harm: str
) -> None:
    """Pages one after the other; a command shows what it can read, or says that the file is damaged."""
    chance, size = random.Random(5), 4096
    refused = 0
    for number in range(0, len(whole) // size, 3):
        harmed = bytearray(whole)
        start = number * size + (100 if number == 0 else 0)
        if harm == "flipped":
            for place in chance.sample(range(start, (number + 1) * size), 20):
                harmed[place] ^= 1 << chance.randrange(8)
        else:
            harmed[start : (number + 1) * size] = chance.randbytes((number + 1) * size - start)
        for command in LOOKS:
            path = tmp_path / "news.db"
            path.write_bytes(harmed)
            run = Run(capfd, *command, "--db", str(path))
            assert path.read_bytes() == harmed
            if run.status:
                refused += 1
                assert run.status in (1, 2) and line(run).startswith("Error: "), (number, command)
    assert refused > 10


def test_reading_into_a_damaged_database_is_no_success(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, whole: bytes
) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(whole)
    db = sqlite3.connect(path)
    (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'series'").fetchone()
    db.close()
    harmed = bytearray(whole)
    harmed[(page - 1) * 4096 : (page - 1) * 4096 + 200] = b"\xaa" * 200
    path.write_bytes(harmed)
    source = write_rows(tmp_path / "rows.jsonl", rows())
    run = Run(capfd, "read", str(source), "--db", str(path))
    assert run.status == 1
    assert f"{path} is damaged" in line(run) and "read its sources again into a new file" in line(run)


def test_without_the_row_of_meta(capfd: pytest.CaptureFixture[str], tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(whole)
    db = sqlite3.connect(path)
    db.execute("DELETE FROM meta")
    db.commit()
    db.close()
    for command in (*LOOKS, ("serve", "--port", "0"), ("read", str(tmp_path))):
        run = Run(capfd, *command, "--db", str(path))
        assert run.status == 1 and "is damaged (nothing in it says which version made it)" in line(run)


def test_what_nobody_thought_of_is_damage_where_there_is_some(
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    whole: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault of ours keeps its traceback; in a damaged database it is the damage that is told."""
    path = tmp_path / "news.db"
    path.write_bytes(whole)

    def fails(*_: object, **__: object) -> None:
        raise KeyError("id-9")

    monkeypatch.setattr("newsfold.newsroom.Newsroom.stories", fails)
    with pytest.raises(KeyError):
        Run(capfd, "stories", "--db", str(path))
    capfd.readouterr()
    db = sqlite3.connect(path)
    db.execute("""UPDATE stories SET article_ids = '["id-9"]' WHERE id = 1""")
    db.commit()
    db.close()
    run = Run(capfd, "stories", "--db", str(path))
    assert run.status == 1 and "stories speaks of the article id-9, which is not there" in line(run)


def test_a_page_of_a_damaged_database_says_so(
    tmp_path: Path, whole: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    from starlette.testclient import TestClient

    path = tmp_path / "news.db"
    path.write_bytes(whole)
    db = sqlite3.connect(path)
    db.execute("DROP TABLE rejected")
    db.commit()
    db.close()
    app = create_app(lambda: Newsroom(path, create=False))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        page, answer = client.get("/rejected"), client.get("/api/rejected")
    assert page.status_code == answer.status_code == 503
    assert "The database is damaged" in page.text
    assert "is damaged" in json.loads(answer.text)["error"]["message"]
    assert "is damaged (no such table: rejected)" in caplog.text and str(path) in caplog.text
    assert str(tmp_path) not in page.text + answer.text


@pytest.mark.parametrize("address", ["/", "/api/stories", "/changes", "/feeds/changes.atom", "/healthz"])
def test_no_page_says_where_the_database_lies(tmp_path: Path, whole: bytes, address: str) -> None:
    from starlette.testclient import TestClient

    path = tmp_path / "news.db"
    app = create_app(lambda: Newsroom(path, create=False))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for body in (None, b"", b"something else", whole[:5000]):
            if body is not None:
                path.write_bytes(body)
            answer = client.get(address)
            assert answer.status_code == 503 and tmp_path.name not in answer.text


# ── no room ───────────────────────────────────────────────────────────────────────────────────────

FULL = """
import os, subprocess, sys
os.makedirs("small")
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", "small"], check=True)
newsfold = [sys.executable, "-c", "from newsfold.cli import main; main()"]
os.chdir("small")
done = subprocess.run([*newsfold, "read", "../rows.jsonl", "--db", "news.db"], capture_output=True, text=True)
print(done.returncode, done.stderr.strip())
done = subprocess.run([*newsfold, "stories", "--db", "news.db"], capture_output=True, text=True)
print(done.returncode, done.stderr.strip())
"""
_UNSHARED_MOUNTS = ["unshare", "-m"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["unshare", "-rm"]


def _can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    with TemporaryDirectory() as folder:
        command = [*_UNSHARED_MOUNTS, "mount", "-t", "tmpfs", "tmpfs", folder]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(
    not _can_mount(), reason="no small disk can be mounted here; tests/store fills a file instead"
)
def test_a_full_disk_is_told_in_a_line(tmp_path: Path) -> None:
    long = [row | {"text": row["text"] + f" Paragraph {n} of it." * 400} for row in rows() for n in range(40)]
    for number, row in enumerate(long):
        row |= {"id": f"{row['id']}-{number}", "url": ""}
    write_rows(tmp_path / "rows.jsonl", long)
    command = [*_UNSHARED_MOUNTS, sys.executable, "-c", FULL]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), *sys.path])}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    read, stories = done.stdout.splitlines()
    assert read.startswith("1 Error: there is no room left on the disk of news.db; make some")
    assert stories.split() == ["0"]


# ── somebody else's ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def theirs() -> Iterator[Path]:
    """A database that another user may read only, of stories that are not described yet."""
    with TemporaryDirectory(prefix="newsfold-test-") as name:
        folder = Path(name)
        with Newsroom(folder / "news.db", encoder="static") as room:
            room.read(write_rows(folder / "rows.jsonl", [rows()[0], rows()[3]]))
        (folder / "rows.jsonl").unlink()
        (folder / "news.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder / "news.db"
        folder.chmod(0o755)


def as_owner_and_as_another(
    ours: Path, theirs: Path, *commands: list[str]
) -> tuple[list[tuple[int, str, str]], list[tuple[int, str, str]]]:
    """Status, output and errors of commands on `ours`, then on `theirs` by a user without rights.

    In one process, so that all code and models are loaded before the rights are given up.
    """
    code = f"""
import contextlib, io, json, os, sys
from newsfold.cli import main
def run(arguments, db):
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try: main([*arguments, "--db", db])
        except SystemExit as left: status = left.code or 0
    out.flush()
    return status, out.buffer.getvalue().decode(), err.getvalue()
commands = json.loads(sys.argv[1])
own = [run(command, sys.argv[2]) for command in commands]
if os.geteuid() == 0: os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
print(json.dumps([own, [run(command, sys.argv[3]) for command in commands]]))
"""
    command = [sys.executable, "-c", code, json.dumps(commands), str(ours), str(theirs)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, second = json.loads(done.stdout)
    return [tuple(run) for run in first], [tuple(run) for run in second]


@pytest.mark.skipif(os.name == "nt", reason="rights of files are those of POSIX here")
def test_a_database_that_is_not_ours_to_write_is_shown_whole(tmp_path: Path, theirs: Path) -> None:
    """As much as its owner sees, though nothing can be kept: stories are described in memory."""
    ours = tmp_path / "news.db"
    shutil.copy(theirs, ours)
    ours.chmod(0o644)
    looks = [
        ["stories"],
        ["story", "1"],
        ["story", "2", "--json"],
        ["check", "The rail tunnel under the Selm pass opened on Wednesday"],
        ["rejected"],
        ["export", "claims"],
        ["export", "entities", "--format", "csv"],
    ]
    writes = [["remove", "none"], ["read", str(REPOSITORY / "README.md")]]
    before = theirs.read_bytes()
    seen, shown = as_owner_and_as_another(ours, theirs, *looks, *writes)
    assert [path.name for path in theirs.parent.iterdir()] == ["news.db"] and theirs.read_bytes() == before
    assert shown[: len(looks)] == seen[: len(looks)]
    assert all(status == 0 and out for status, out, _ in seen[: len(looks)])
    for status, _, err in shown[len(looks) :]:
        assert status == 1 and len(err.strip().splitlines()) == 1
        assert f"{theirs} can't be written" in err
