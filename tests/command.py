"""The command line as a user calls it: in this process, with what it printed, or as one of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

from newsfold import cli


class Run:
    """What one call of the command line printed, and its exit status."""

    def __init__(self, capfd: pytest.CaptureFixture[str], *arguments: str) -> None:
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        self.status = left.value.code or 0
        self.out, self.err = capfd.readouterr()
        assert "Traceback" not in self.err


def process(*arguments: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from newsfold.cli import main; main()", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
