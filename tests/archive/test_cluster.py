"""A machine of a cluster is gone: what it had done stays done, what it was at is done by another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="archives need scipy: pip install 'newsfold[scale]'")

from newsfold.archive import archive
from tests import REPOSITORY
from tests.archive.writing import rows, written


@pytest.mark.skipif(
    find_spec("ray") is None or find_spec("daft") is None, reason="Ray is not installed: newsfold[scale]"
)
@pytest.mark.timeout(600)
def test_a_machine_that_is_gone_costs_what_it_was_at(tmp_path: Path) -> None:
    (tmp_path / "rows").mkdir()
    news = rows(16)
    sources = [written(tmp_path / f"{at}.jsonl", news[at::4]) for at in range(4)]
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}"}
    if len(str(tmp_path)) < 40:  # the names of Ray's sockets are bounded
        environment["RAY_TMPDIR"] = str(tmp_path)
    command = [sys.executable, "-m", "tests.archive.cluster", str(tmp_path), *sources]
    done = subprocess.run(
        command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, timeout=580, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout.splitlines()[-1])

    assert sorted(row["n"] for row in report["rows"]) == list(range(16))
    times = Counter(int(path.name.split("-")[0]) for path in (tmp_path / "rows").iterdir())
    assert times.keys() == set(range(16))
    assert all(times[row["n"]] == 1 for row in report["rows"][:3])  # what had come back is not done again
    assert times.total() <= 16 + 2  # what the machine was at, and what it was given next

    assert report["killed"] == ["articles"] and report["lost"] == {}
    assert report["articles"] == len(news) and report["again"] == [0, 0, 0]
    plain = archive(sources, tmp_path / "plain", runner="plain")
    assert plain.articles == len(news)
    assert _stories(tmp_path / "archive") == _stories(tmp_path / "plain")


def _stories(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "stories").iterdir()}
