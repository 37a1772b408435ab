from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest

from newsfold import export
from newsfold.invisible import visible
from newsfold.present.wording import counted, days, excerpt, listed, web_url, when
from newsfold.records import Grain
from tests import REPOSITORY, press
from tests.command import Run, process
from tests.press import FERRY

SCHEMA = json.loads((REPOSITORY / "docs" / "schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(press.database(tmp_path_factory.mktemp("cli"), extra=3))


def check(view: str, text: str) -> object:
    parsed = json.loads(text)
    jsonschema.Draft202012Validator({"$ref": f"#/$defs/{view}", "$defs": SCHEMA["$defs"]}).validate(parsed)
    return parsed


# ── looking ───────────────────────────────────────────────────────────────────────────────────────


def test_stories_are_listed(capfd: pytest.CaptureFixture[str], db: str) -> None:
    run = Run(capfd, "stories", "--db", db)
    assert run.status == 0
    lines = run.out.splitlines()
    first = next(line for line in lines if "Ferry with 212 aboard" in line)
    assert first.split()[0] == "1" and first.split()[-5:] == ["6", "5", "14–15", "March", "2019"]
    assert "Coastal Tribune" in run.out and "1 difference" in run.out and "Story number 2" not in run.out
    assert lines[-1] == "and 3 reports of a single outlet: --single only"
    alone = Run(capfd, "stories", "--single", "only", "--db", db)
    assert "Story number 2" in alone.out and "Ferry with 212" not in alone.out


def test_stories_as_json_page_by_page(capfd: pytest.CaptureFixture[str], db: str) -> None:
    asked = ("stories", "--json", "--single", "with", "--limit", "3", "--db", db)
    listed = check("StoryList", Run(capfd, *asked).out)
    assert isinstance(listed, dict)
    assert [story["id"] for story in listed["stories"]] == [1, 2, 3] and listed["total"] == 4
    rest = check("StoryList", Run(capfd, *asked, "--cursor", listed["next_cursor"]).out)
    assert isinstance(rest, dict)
    assert [story["id"] for story in rest["stories"]] == [4] and rest["next_cursor"] is None
    other = Run(capfd, "stories", "--db", db, "--cursor", listed["next_cursor"])
    assert other.status == 2 and "of another search" in other.err


def test_stories_are_searched(capfd: pytest.CaptureFixture[str], db: str) -> None:
    listed = json.loads(Run(capfd, "stories", "--json", "--search", "patient", "--db", db).out)
    assert [story["id"] for story in listed["stories"]] == [1]
    none = Run(capfd, "stories", "--search", "zeppelin", "--db", db)
    assert (none.status, none.out.strip()) == (0, "No story speaks of “zeppelin”.")
    none = Run(capfd, "stories", "--search", "patient", "--until", "2019-01-01", "--db", db)
    assert none.out.strip() == "No story of two outlets and more has all of this."


@pytest.mark.parametrize(
    "options",
    [
        ("--who", "Quill"),
        ("--place", "Port Halden"),
        ("--outlet", "Coastal Tribune", "--outlet", "Island Post"),
        ("--language", "en"),
        ("--since", "2019-03-15", "--until", "2019-03-15"),
        ("--happened-since", "2019-03-14", "--happened-until", "2019-03-14"),
        ("--changed-since", "2019-03-15"),
        ("--min-articles", "6", "--max-articles", "6"),
        ("--differences", "--sort", "disputed"),
        ("--search", '"bow door" OR zeppelin'),
    ],
)
def test_every_option_narrows_the_list(
    capfd: pytest.CaptureFixture[str], db: str, options: tuple[str, ...]
) -> None:
    listed = json.loads(Run(capfd, "stories", "--json", "--db", db, *options).out)
    assert [story["id"] for story in listed["stories"]] == [1]


def test_facets_say_what_narrows(capfd: pytest.CaptureFixture[str], db: str) -> None:
    out = Run(capfd, "stories", "--facets", "--single", "with", "--db", db).out
    assert "--who  Ada Quill (1)" in out and "--differences  1" in out
    assert "--min-articles, --max-articles  1 (3), 5–9 (1)" in out


def test_a_story_is_told_with_its_evidence(capfd: pytest.CaptureFixture[str], db: str) -> None:
    out = " ".join(Run(capfd, "story", "1", "--db", db).out.split())
    for words in (
        "Port Halden · 14 March 2019 · published 14–15 March 2019",
        "6 articles from 6 outlets, 5 independent texts",
        "two miles off Port Halden on Thursday with 212 people aboard. [1][2][3][4][5]",
        "Side by side: 212 people were aboard",
        "Background: The Morning Tern failed a safety inspection in 2017. [12]",
        "disputed people aboard (figure) 212 Coastal Tribune and Harbour Courier [1][4] 230 Island Post [11]",
        "Claims: corroborated (2)",
        "Northern Ledger relay Meridian Wire",
        "1 independent origin (inferred) for what is said, 2 for its having been said; all from",
        "“We ask every family to be patient,” (direct, Coastal Tribune, by way of the state broadcaster)",
        "15 March 2019, 10:00 UTC Coastal Tribune 19",
        "15 March 2019 (inferred)",
        "2017 (background)",
        "People: Ada Quill (also Ms. Quill)",
        "14 March 2019 (inferred)",
        "Evening Standard-Bearer prints the whole of Northern Ledger (96%). Printed two hours later.",
        "[3] Evening Standard-Bearer: A passenger ferry went down near Port Halden on Thursday.",
    ):
        assert words in out


def test_a_story_as_json_is_what_the_schema_says(capfd: pytest.CaptureFixture[str], db: str) -> None:
    for id in ("1", "2"):
        view = check("StoryView", Run(capfd, "story", id, "--json", "--db", db).out)
        assert isinstance(view, dict) and view["id"] == int(id) and view["version"] == 1


def test_an_inferred_origin_is_marked_in_json(capfd: pytest.CaptureFixture[str], db: str) -> None:
    view = check("StoryView", Run(capfd, "story", "1", "--json", "--db", db).out)
    assert isinstance(view, dict)
    marks = {o["name"]: o["inferred"] for claim in view["claims"] for o in claim["origins"]}
    assert marks["the coast guard"] is True
    assert marks["Meridian Wire"] is False


def test_the_rejected_are_listed(capfd: pytest.CaptureFixture[str], db: str) -> None:
    out = Run(capfd, "rejected", "--db", db).out
    assert "2 bad line and 1 not an article" in out
    assert "feed.jsonl:7" in out and "<b>not JSON</b>" in out
    listed = check("RejectedList", Run(capfd, "rejected", "--json", "--db", db).out)
    assert isinstance(listed, dict) and listed["reasons"] == {"bad line": 2, "not an article": 1}


def test_no_source_steers_the_terminal(capfd: pytest.CaptureFixture[str], db: str) -> None:
    out = Run(capfd, "story", "1", "--db", db).out
    assert "<script>alert('title')</script>" in out
    assert "\x1b" not in out and "\u202e" not in out


# ── exporting ─────────────────────────────────────────────────────────────────────────────────────


def test_raw_is_for_csv(capfd: pytest.CaptureFixture[str], db: str) -> None:
    run = Run(capfd, "export", "articles", "--raw", "--db", db)
    assert run.status == 2 and "--raw" in run.err and run.out == ""
    run = Run(capfd, "export", "articles", "--raw", "--format", "csv", "--db", db)
    assert run.status == 0 and len(list(csv.reader(io.StringIO(run.out)))) > 1


@pytest.mark.parametrize("table", list(export.RECORDS))
def test_every_table_is_exported(
    capfd: pytest.CaptureFixture[str], db: str, table: str, tmp_path: Path
) -> None:
    lines = [json.loads(line) for line in Run(capfd, "export", table, "--db", db).out.splitlines()]
    assert lines or table in (
        "differences",
        "revisions",
        "series",
        "threads",
    )  # of which there need not be any
    cells = list(csv.reader(io.StringIO(Run(capfd, "export", table, "--format", "csv", "--db", db).out)))
    assert cells[0] == list(export.table_columns(table)) and len(cells) == len(lines) + 1
    path = tmp_path / "out.parquet"
    run = Run(capfd, "export", table, "--format", "parquet", "--output", str(path), "--db", db)
    assert (run.status, run.out) == (0, "")
    assert pq.read_table(path).num_rows == len(lines)
    assert [p.name for p in tmp_path.iterdir()] == ["out.parquet"]


def test_an_export_to_nowhere_is_an_error(capfd: pytest.CaptureFixture[str], db: str, tmp_path: Path) -> None:
    run = Run(capfd, "export", "stories", "--output", str(tmp_path / "no" / "file"), "--db", db)
    assert run.status == 1 and "No such file or directory" in run.err
    assert len(run.err.splitlines()) == 1


# ── wrong calls ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["story", "99"], "there is no story 99"),
        (["story", "first"], "ID"),
        (["story", "99999999999999999999"], "ID"),
        (["story"], "ID"),
        (["stories", "--limit", "0"], "--limit"),
        (["stories", "--verdict"], "--verdict"),
        (["export", "verdicts"], "WHAT"),
        (["export", "stories", "--format", "xlsx"], "--format"),
        (["serve", "--port", "99999"], "--port"),
        (["serve", "--host", "no.such.host.invalid"], "no.such.host.invalid"),
        (["judge"], "judge"),
        (["read"], "SOURCE"),
        (["read", "no/such/folder"], "no/such/folder"),
    ],
)
def test_wrong_calls_exit_with_2_and_say_why(
    capfd: pytest.CaptureFixture[str], db: str, arguments: list[str], words: str
) -> None:
    database = [] if arguments[0] in ("judge",) else ["--db", db]
    run = Run(capfd, *arguments, *database)
    assert run.status == 2
    assert words in run.err and run.out == ""


@pytest.mark.parametrize(
    "arguments", [["stories"], ["story", "1"], ["rejected"], ["export", "stories"], ["serve", "--port", "0"]]
)
def test_a_missing_database_is_named(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str]
) -> None:
    path = tmp_path / "missing.db"
    run = Run(capfd, *arguments, "--db", str(path))
    assert run.status == 2
    assert str(path) in run.err and len(run.err.splitlines()) == 1
    assert not path.exists()


def test_a_file_that_is_no_database(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, " * 500)
    run = Run(capfd, "stories", "--db", str(path))
    assert run.status == 2
    assert "letter.txt" in run.err and len(run.err.splitlines()) == 1


# ── as a process ──────────────────────────────────────────────────────────────────────────────────


def test_a_closed_pipe_is_no_error(db: str) -> None:
    for arguments in (["story", "1"], ["export", "articles"]):
        with process(*arguments, "--db", db) as run:
            assert run.stdout is not None and run.stderr is not None
            run.stdout.close()
            assert run.stderr.read() == ""
            run.wait(20)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from newsfold.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'numpy', 'spacy', 'fastapi', 'pyarrow', 'onnxruntime', 'rich'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
    for command in ("read", "watch", "stories", "story", "rejected", "export", "serve", "demo"):
        assert f"\n  {command} " in run.stdout


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    run = Run(capfd, "--version")
    assert run.status == 0 and run.out.startswith("newsfold ")


def test_serve_answers_until_stopped(db: str) -> None:
    with process("serve", "--port", "0", "--db", db, env=os.environ | {"PYTHONUNBUFFERED": "1"}) as run:
        assert run.stderr is not None
        try:
            first = run.stderr.readline()
            url = next(word for word in first.split() if word.startswith("http://127.0.0.1:"))
            assert b"Ferry with 212 aboard" in opened(url)
        finally:
            run.terminate()
            assert run.wait(20) == 0
        assert run.stderr.read() == ""


def opened(url: str) -> bytes:
    for _ in range(50):
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                body: bytes = answer.read()
                return body
        except ConnectionError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


# ── wording ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("grain", "text"),
    [
        ("second", "14 March 2019, 09:05 UTC"),
        ("hour", "14 March 2019, 09:05 UTC"),
        ("day", "14 March 2019"),
        ("week", "the week of 14 March 2019"),
        ("month", "March 2019"),
        ("season", "spring 2019"),
        ("year", "2019"),
        ("decade", "the 2010s"),
        ("century", "the 21st century"),
    ],
)
def test_times_are_told_as_far_as_they_are_known(grain: Grain, text: str) -> None:
    assert when(press.DAY.replace(hour=9, minute=5), grain) == text


def test_days_do_not_repeat_themselves() -> None:
    first = press.DAY
    assert days(first, first.replace(hour=9)) == "14 March 2019"
    assert days(first, first.replace(day=16)) == "14–16 March 2019"
    assert days(first, first.replace(month=4)) == "14 March – 14 April 2019"
    assert days(first, first.replace(year=2020)) == "14 March 2019 – 14 March 2020"
    assert when(first, "day", first.replace(day=16)) == "14–15 March 2019"


def test_lists_and_counts() -> None:
    assert [listed(["A", "B", "C"][:n]) for n in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert listed(["A", "B", "C", "D"], 2) == "A, B and 2 more"
    assert (counted(1, "outlet"), counted(1200, "story", "stories")) == ("1 outlet", "1,200 stories")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://news.example/a", True),
        ("HTTP://news.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example", False),
        ("https:news.example", False),
        ("http://[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, safe: bool) -> None:
    assert web_url(url) == (url if safe else None)


def test_visible_keeps_words_and_drops_what_steers() -> None:
    assert visible("a\x1b[2Jb\x00\u202ec\nd\te é 金") == "a[2Jbc d e é 金"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A whole sentence.", "A whole sentence."),
        ("“Quoted,” he said.", "“Quoted,” he said."),
        ("and half of one.", "… and half of one."),
        ("The first half,", "The first half, …"),
        ("", ""),
    ],
)
def test_parts_of_sentences_are_shown_as_parts(text: str, shown: str) -> None:
    assert excerpt(text) == shown


# ── reading ───────────────────────────────────────────────────────────────────────────────────────


def test_reading_tells_what_it_took_and_refused(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pages, db = tmp_path / "pages", tmp_path / "new.db"
    pages.mkdir()
    (pages / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (pages / "empty.html").write_bytes(b"")
    (pages / "rows.jsonl").write_text("no JSON here\n", encoding="utf-8")
    first = Run(capfd, "read", str(pages), "--db", str(db))
    assert first.status == 0
    table = dict(line.strip().rsplit(None, 1) for line in first.out.strip().splitlines())
    assert table["articles, new"] == "1" and table["stories, new"] == "1"
    assert table["rejected: empty"] == "1" and table["rejected: bad line"] == "1"
    again = Run(capfd, "read", str(pages), "--db", str(db))
    assert again.status == 0
    table = dict(line.strip().rsplit(None, 1) for line in again.out.strip().splitlines())
    assert (table["articles, new"], table["articles, known already"]) == ("0", "1")
    assert (table["stories, new"], table["stories, changed"]) == ("0", "0")
    view = check("StoryView", Run(capfd, "story", "1", "--json", "--db", str(db)).out)
    assert isinstance(view, dict) and view["articles"][0]["key"].startswith("ferry")


def test_where_nothing_could_be_read_the_status_is_1(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "empty.html"
    page.write_bytes(b" \n ")
    run = Run(capfd, "read", str(page), "--db", str(tmp_path / "new.db"))
    assert run.status == 1
    assert "rejected: empty" in run.out


# ── terminals ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "call", [["stories"], ["rejected"], ["config"], ["story", "1"], ["check", "Nobody said this zeppelin."]]
)
def test_everything_fits_forty_columns(
    capfd: pytest.CaptureFixture[str], db: str, call: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [] if call == ["config"] else ["--db", db]
    wide = Run(capfd, *call, *named).out
    monkeypatch.setenv("COLUMNS", "40")
    narrow = Run(capfd, *call, *named).out
    assert max(len(line.rstrip()) for line in narrow.splitlines()) <= 40
    # No word is lost, and those that would fit a line are in one piece.
    heads = {"Story", "Seen", "Texts", "Outlets", "Where", "Reason", "Detail", "Setting", "Value", "From"}
    words = {word for word in wide.split() if word.isalpha() and len(word) < 20} - heads
    assert words <= set(re.findall(r"\w+", narrow)) and len(words) > 5


def test_h_is_help(capfd: pytest.CaptureFixture[str]) -> None:
    for call in ([], ["read"], ["serve"]):
        assert Run(capfd, *call, "-h").out == Run(capfd, *call, "--help").out != ""


COMPLETED = {
    "bash": (
        'eval "$(newsfold --show-completion)"; COMP_WORDS=(newsfold {0}); COMP_CWORD={1}; '
        '_newsfold_completion newsfold; echo "${{COMPREPLY[*]}}"'
    ),
    "fish": 'newsfold --show-completion | source; complete -C "newsfold {0}"',
}


@pytest.mark.parametrize("shell", COMPLETED)
def test_shells_complete_commands_and_options(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    program = tmp_path / "newsfold"
    code = "import sys; sys.argv[0] = 'newsfold'; from newsfold.cli import main; main()"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n')
    program.chmod(0o755)
    (tmp_path / "newsfold.toml").write_text("no such setting")
    env = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    for typed, words, offered in (("expo", 1, "export"), ("serve --token", 2, "--token-file")):
        script = tmp_path / "script"
        script.write_text(COMPLETED[shell].format(typed, words))
        run = subprocess.run([shell, str(script)], env=env, cwd=tmp_path, capture_output=True, text=True)
        assert run.stdout.split()[0] == offered, run.stderr
