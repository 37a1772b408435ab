"""The README's first example prints what the README says it prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.timeout(600)
def test_the_first_example_prints_what_stands_below_it(tmp_path: Path) -> None:
    (language, example), (printed, output) = BLOCK.findall((ROOT / "README.md").read_text("utf-8"))[:2]
    assert (language, printed) == ("python", "")
    (tmp_path / "src").symlink_to(ROOT / "src")  # the example names the sample from the project's folder
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout == output
