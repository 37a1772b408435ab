"""WACZ: a zip of WARC archives and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from newsfold.reading import warc
from newsfold.reading.held import BombError
from newsfold.reading.places import shown
from newsfold.reading.zipped import BROKEN, opened
from newsfold.records import Page, Reason, Rejected


def responses(stream: IO[bytes], place: str, limit: int, *, nested: bool = True) -> Iterator[Page | Rejected]:
    """The pages of every archive in a WACZ, and in those inside it; places are `place/name:number`.

    `limit` bounds a page's bytes. What can't be read is `Rejected`, and reading goes on behind it.
    """
    try:
        package = opened(stream)
    except BombError:
        raise
    except BROKEN as error:
        yield _rejected_package(place, "unsupported", f"no zip of WARC archives, or a broken one: {error}")
        return
    names = [name for name in package.namelist() if name.lower().endswith(warc.WARC_NAMES)]
    inside = [name for name in package.namelist() if name.lower().endswith(".wacz") and nested]
    if not names and not inside:
        yield _rejected_package(place, "empty", "no WARC archive in this zip")
    for name in sorted((*names, *inside)):
        where = f"{place}/{shown(name)}"
        try:
            with package.open(name) as held:
                if name in inside:
                    yield from responses(held, where, limit, nested=False)
                else:
                    yield from warc.responses(held, where, limit)
        except BROKEN as error:
            yield _rejected_package(where, "unreadable", str(error))


def _rejected_package(place: str, reason: Reason, detail: str) -> Rejected:
    return Rejected(place=place, stage="reading", reason=reason, detail=detail[:200])
