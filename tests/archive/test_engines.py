"""The three verbs give the same by every engine; a row that fails or kills its process costs itself alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scipy", reason="archives need scipy: pip install 'newsfold[scale]'")

from newsfold.archive.engines import FAILED, Engine, Plain, engine
from newsfold.records import NewsfoldError
from tests import REPOSITORY
from tests.archive.work import deadly, summed, tenfold
from tests.archive.writing import rows, written

ROWS = [{"n": n, "k": "ab"[n % 2]} for n in range(8)]
needs_daft = pytest.mark.skipif(find_spec("daft") is None, reason="Daft is not installed: newsfold[scale]")
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: newsfold[scale]")
ENGINES = [
    pytest.param(lambda: Plain(1), id="plain"),
    pytest.param(lambda: Plain(2), id="plain-workers"),
    pytest.param(lambda: engine("native", 2), id="native", marks=needs_daft),
]


def ordered(listed: Any) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in listed)


@pytest.mark.parametrize("made", ENGINES)
def test_a_row_that_fails_is_told_and_the_others_go_on(made: Callable[[], Engine]) -> None:
    rows = list(made().map(ROWS, tenfold))
    assert sorted(row["n"] for row in rows if FAILED not in row) == [0, 10, 20, 50, 60, 70]
    failed = {row[FAILED]: row["full"] for row in rows if FAILED in row}
    assert failed == {
        "ValueError: a poisoned row": False,
        "OSError: [Errno 28] No space left on device": True,
    }


@pytest.mark.parametrize("made", ENGINES[1:])
def test_a_row_that_kills_its_process_costs_itself_alone(made: Callable[[], Engine]) -> None:
    rows = list(made().map(ROWS, deadly))
    assert sorted(row["n"] for row in rows if FAILED not in row) == [0, 10, 20, 60, 70]
    assert sum("SIGKILL" in row.get(FAILED, "") for row in rows) == 1


@pytest.mark.parametrize("made", ENGINES)
def test_groups_and_batches_hold_every_row_once(made: Callable[[], Engine]) -> None:
    run = made()
    groups = [{"keys": ["a"], "sum": 12}, {"keys": ["b"], "sum": 16}]
    assert ordered(run.group(ROWS, "k", summed)) == ordered(groups)
    batches = list(run.map_batches(ROWS, summed, 3))
    assert sorted(row["sum"] for row in batches) == [3, 12, 13]


def called(runner: str, folder: Path, source: str, **more: str) -> dict[str, bytes]:
    """The stories of an archive made by a process with an empty home; what it left there fails the test."""
    home = folder / f"home-{runner}"
    home.mkdir()
    command = [sys.executable, "-c", "from newsfold.cli import main; main()", "archive", source]
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": f"{REPOSITORY / 'src'}", **more}
    out = folder / runner
    done = subprocess.run(
        [*command, "--out", str(out), "--runner", runner, "--jobs", "2"],
        env=environment, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not list(home.rglob("*"))
    return {path.name: path.read_bytes() for path in (out / "stories").iterdir()}


@needs_daft
@needs_ray
@pytest.mark.timeout(600)
def test_every_engine_gives_the_same_files_and_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    source = written(tmp_path / "news.jsonl", rows(12))
    plain = called("plain", tmp_path, source)
    assert plain
    assert called("native", tmp_path, source) == plain
    ray = {"RAY_TMPDIR": str(tmp_path)} if len(str(tmp_path)) < 40 else {}  # its sockets' names are bounded
    assert called("ray", tmp_path, source, **ray) == plain


def test_without_daft_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(NewsfoldError, match=r"pip install 'newsfold\[scale\]', or use --runner plain"):
        engine("native", 1)
