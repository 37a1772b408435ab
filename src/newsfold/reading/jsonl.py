"""JSON lines: one object a line."""

from __future__ import annotations

import json
from typing import IO

from newsfold.reading.rows import Rows, SourceRow, rejected_row
from newsfold.records import Rejected

_MOST_SKIPPED = 16  # bounds the time: limits of a line, after which a file that does not end it is given up
_MOST_BLANK = 1_000_000  # bounds the time: blank lines in a row, after which the rest is not read
_BLANKS = b" \t\r\n\x0b\x0c"


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
                if skipped > _MOST_SKIPPED * limit:  # a packed file can hold a thousand times its own size
                    yield rejected_row(
                        where, "too large", f"no line ends for {skipped:,} bytes; the rest is not read"
                    )
                    return
            yield rejected_row(where, "too large", f"the line has more than {limit:,} bytes")
            reported += 1
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip(_BLANKS):
            yield _object_of_line(line, where)
            reported, blank = reported + 1, 0
        elif (blank := blank + 1) > _MOST_BLANK:
            yield rejected_row(where, "too large", f"{blank:,} blank lines; the rest is not read")
            return
    if not reported:
        yield rejected_row(place, "empty", "no line with anything in it")


def _object_of_line(line: bytes, place: str) -> SourceRow | Rejected:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return rejected_row(place, "encoding", f"not UTF-8 at byte {error.start}")
    except (ValueError, RecursionError) as error:
        return rejected_row(place, "bad line", str(error)[:200])
    if not isinstance(row, dict):
        return rejected_row(place, "bad line", f"an object was expected, not {type(row).__name__}")
    return place, row
