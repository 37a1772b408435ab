"""No message names the file that stands for another until that is whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from newsfold.records import DamagedError
from newsfold.unfinished import named_as
from tests import press
from tests.command import Run


def test_errors_name_the_place_that_was_asked_for(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    db = str(press.database(tmp_path))
    assert Run(capfd, "export", "--all", str(tmp_path / "all"), "--db", db).status == 0
    nowhere = tmp_path / "nowhere"
    for call, name in (
        (["export", "articles", "--output", str(nowhere / "a.jsonl"), "--db", db], "a.jsonl"),
        (["export", "--all", str(Path(db) / "all"), "--db", db], "all"),
        (["import", str(tmp_path / "all"), "--db", str(nowhere / "new.db")], "new.db"),
    ):
        run = Run(capfd, *call)
        assert run.status == 1 and name in run.err and ".part" not in run.err, run.err
    assert not nowhere.exists()


def test_errors_of_others_stay_what_they_are(tmp_path: Path) -> None:
    path, part = tmp_path / "x", tmp_path / ".x.part"
    with pytest.raises(DamagedError, match=rf"^{path} is damaged$"), named_as(path, part):
        raise DamagedError(f"{part} is damaged")
    with pytest.raises(OSError, match=f"No such file or directory: '{tmp_path / 'y'}'"), named_as(path, part):
        (tmp_path / "y").read_bytes()
    with pytest.raises(OSError, match=f"{os.strerror(errno.ENOSPC)}: '{path}'"), named_as(path, part):
        raise OSError(errno.ENOSPC, "Error writing bytes to file. Detail: [errno 28]")
