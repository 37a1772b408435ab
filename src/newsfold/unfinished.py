"""What is written beside its place until it is whole: its errors name the place that was asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsfold.records import NewsfoldError


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
