"""JSON lines: one object a line."""

from __future__ import annotations

import json
from typing import IO

from newsfold.reading.rows import Row, Rows
from newsfold.records import Reason, Rejected

_GIVEN_UP = 16  # limits of a line after which a file that does not end it is given up
_MOST_BLANK = 1_000_000  # bounds the time: blank lines in a row, after which the rest is not read
_SPACES = b" \t\r\n\x0b\x0c"


def rows(stream: IO[bytes], place: str, limit: int) -> Rows:
    """The object in each line of `stream`; a line that is none, as `Rejected` with its number.

    Blank lines are passed over. `limit` is the most bytes a line may have.
    """
    number = reported = blank = 0
    while line := stream.readline(limit + 1):
        number += 1
        where = f"{place}:{number}"
        if len(line) > limit and not line.endswith(b"\n"):
            skipped = 0
            while (rest := stream.readline(limit + 1)) and not rest.endswith(b"\n"):
                skipped += len(rest)
                if skipped > _GIVEN_UP * limit:  # a packed file can hold a thousand times its own size
                    yield _rejected(
                        where, "too large", f"no line ends for {skipped:,} bytes; the rest is not read"
                    )
                    return
            yield _rejected(where, "too large", f"the line has more than {limit:,} bytes")
            reported += 1
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip(_SPACES):
            yield _row(line, where)
            reported, blank = reported + 1, 0
        elif (blank := blank + 1) > _MOST_BLANK:
            yield _rejected(where, "too large", f"{blank:,} blank lines; the rest is not read")
            return
    if not reported:
        yield _rejected(place, "empty", "no line with anything in it")


def _row(line: bytes, place: str) -> Row | Rejected:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _rejected(place, "encoding", f"not UTF-8 at byte {error.start}")
    except (ValueError, RecursionError) as error:
        return _rejected(place, "bad line", str(error)[:200])
    if not isinstance(row, dict):
        return _rejected(place, "bad line", f"an object was expected, not {type(row).__name__}")
    return place, row


def _rejected(
    place: str, reason: Reason, detail: str = "", key: str | None = None, url: str | None = None
) -> Rejected:
    return Rejected(place=place, stage="reading", reason=reason, detail=detail, key=key, url=url)
