"""ZIP packages: what is in them is read as if it lay in a folder."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO

from newsfold.reading.held import BombError, Budget, Held, spooled
from newsfold.reading.passed_over import is_of_page, is_passed_over
from newsfold.reading.places import shown
from newsfold.reading.summary import Summary
from newsfold.reading.zipped import BROKEN, METHODS, opened
from newsfold.records import Page, Rejected

Pages = Iterator[Page | Rejected]


def members(held: Held, stream: IO[bytes], summary: Summary, inside: Callable[[Held], Pages]) -> Pages:
    """What `inside` makes of every file in a ZIP package, in the order of their names.

    Hidden files, and what belongs to a saved page or to the system, are passed over. What can't be unpacked
    is `Rejected`; a package that unpacks to far too much, with all inside it, is left.
    """
    if held.is_deepest:
        yield held.rejected("too large", "packages inside each other, too deep")
        return
    try:
        package = opened(stream)
    except BombError:
        raise
    except BROKEN as error:
        yield held.rejected("unreadable", f"no ZIP package, or a broken one: {error}")
        return
    size = stream.seek(0, 2)
    held = replace(held, budget=held.budget or Budget(size))
    listed = [info for info in package.infolist() if not info.is_dir()]
    names = {info.filename for info in listed}
    is_empty = True
    for info in sorted(listed, key=lambda info: PurePosixPath(info.filename).parts):
        path = PurePosixPath(info.filename)
        if any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts):
            continue  # ".." leads nowhere here, since nothing is unpacked to a folder
        if is_passed_over(path.name) or _is_of_page(path, names):
            summary.passed_over += 1
            continue
        is_empty = False
        try:
            yield from _member(held, package, info, inside)
        except BombError as error:
            yield held.rejected("too large", str(error))
            return
    if is_empty:
        yield held.rejected("empty", "nothing in this package can be an article")


def _member(
    held: Held, package: zipfile.ZipFile, info: zipfile.ZipInfo, inside: Callable[[Held], Pages]
) -> Pages:
    inner = held.member(shown(info.filename))
    if info.flag_bits & 1:
        yield inner.rejected("unreadable", "encrypted: unpack it with its password")
        return
    if info.compress_type not in METHODS:
        yield inner.rejected("unsupported", f"packed by method {info.compress_type} of ZIP: unpack it first")
        return
    assert held.budget is not None  # members() gives one
    try:
        with package.open(info) as packed, spooled(packed, held.budget) as again:
            yield from inside(replace(inner, open=again))
    except BombError:
        raise
    except BROKEN as error:
        yield inner.rejected("unreadable", str(error))


def _is_of_page(path: PurePosixPath, names: set[str]) -> bool:
    """Whether a member stands in the folder of what a saved page shows."""
    for folder in path.parents:
        above = folder.parent
        prefix = "" if str(above) == "." else f"{above}/"
        if folder.name and is_of_page(f"{prefix}{folder.name}", names):
            return True
    return False
