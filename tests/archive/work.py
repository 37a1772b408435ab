"""What engines are given to do in tests; other processes load it."""

from __future__ import annotations

import errno
import os
import signal
import time
from pathlib import Path
from typing import Any


def tenfold(row: dict[str, Any]) -> dict[str, Any]:
    """Ten times a number; some numbers fail."""
    if row["n"] == 3:
        raise ValueError("a poisoned row")
    if row["n"] == 4:
        raise OSError(errno.ENOSPC, "No space left on device")
    return {"n": row["n"] * 10}


def deadly(row: dict[str, Any]) -> dict[str, Any]:
    """The same; one kills its process."""
    if row["n"] == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return tenfold(row)


def summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What stands in some rows, whatever their order."""
    return {"keys": sorted({row["k"] for row in rows}), "sum": sum(row["n"] for row in rows)}


def noted(row: dict[str, Any], folder: str) -> dict[str, Any]:
    """A number, after a while; a file for each time it is done, with the process that did it."""
    time.sleep(0.5)
    (Path(folder) / f"{row['n']}-{os.getpid()}").touch()
    return {"n": row["n"], "process": os.getpid()}
