"""Daft tells nobody anything, and leaves nothing behind: the system's calls are watched."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("scipy", reason="archives need scipy: pip install 'newsfold[scale]'")

from tests.test_offline import WAYS, straced

WORK = """
import subprocess, sys
NEWSFOLD = [sys.executable, "-c", "from newsfold.cli import main; main()"]
subprocess.run([*NEWSFOLD, "archive", "pages", "--out", "out", "--runner", "{}", "--jobs", "2"], check=True)
subprocess.run([*NEWSFOLD, "open", "out", "--db", "news.db", "--jobs", "1"], check=True)
"""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("runner, needs", [("plain", "scipy"), ("native", "daft")])
def test_nothing_is_looked_up_and_nobody_is_called(tmp_path: Path, runner: str, needs: str) -> None:
    if find_spec(needs) is None:
        pytest.skip(f"{needs} is not installed: newsfold[scale]")
    if not WAYS:
        pytest.skip("this system has neither strace nor namespaces to watch a process by")
    seen = WAYS[0](tmp_path, WORK.format(runner))
    calls = [call for call in seen if "/proc/self/oom_score_adj" not in call]  # whom the system takes first
    assert calls == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    elsewhere = [path for path in files if path.relative_to(tmp_path).parts[0] not in ("out", "pages", "tmp")]
    assert {path.name for path in elsewhere} == {"news.db", "trace"}


@pytest.mark.timeout(600)
@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: newsfold[scale]")
@pytest.mark.skipif(shutil.which("strace") is None, reason="Ray is watched by strace")
def test_ray_begun_here_reaches_no_other_machine() -> None:
    """Its processes talk by loopback and by sockets among temporary files, and ask the kernel for it."""
    with TemporaryDirectory() as short:  # the names of such sockets have 107 bytes at most
        folder = Path(short)
        calls = straced(folder, WORK.format("ray"))
        inside = re.compile(rf'AF_NETLINK|oom_score_adj|sun_path="{folder}/|sun_path="/var/run/nscd/')
        assert [call for call in calls if not inside.search(call)] == []
        tops = {path.relative_to(folder).parts[0] for path in folder.rglob("*") if path.is_file()}
        assert tops == {"out", "pages", "tmp", "news.db", "trace"}  # nothing in the home folder
