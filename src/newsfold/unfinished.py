"""What is written beside its place until it is whole: its errors name the place that was asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from newsfold.records import NewsfoldError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that appears at `path`, or replaces what is there, only once it is whole.

    What is there and is no plain file (a device, a pipe) is written to as it is.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with named_as(path, part):
            with part.open("wb") as out:
                yield out
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def named_as(path: Path, part: Path) -> Iterator[None]:
    """Raise what goes wrong with `part` as an error of `path`, which it is to become."""
    try:
        yield
    except NewsfoldError as error:
        if str(part) not in str(error):
            raise
        raise type(error)(str(error).replace(str(part), str(path))) from error
    except OSError as error:
        if error.filename is not None and not str(error.filename).startswith(str(part)):
            raise
        why = os.strerror(error.errno) if error.errno else str(error).replace(str(part), str(path))
        raise OSError(error.errno, why, str(path)) from error
