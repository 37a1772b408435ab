"""JSON lines: one article a line, its fields as somebody else found them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from newsfold.records import Page, Reason, Rejected

_GIVEN_UP = 16  # limits of a line after which a file that does not end it is given up
_MOST_BLANK = 1_000_000
_SPACES = b" \t\r\n\x0b\x0c"


def rows(stream: IO[bytes], place: str, limit: int) -> Iterator[Page | Rejected]:
    """A page for each line of `stream`; a line that is no article's, as `Rejected` with its number.

    Read are `id`, `url`, `outlet`, `title`, `published`, `language`, `authors` and either `text` or
    `html`; other fields are passed over, and so are blank lines. A row with a title alone is a headline.
    `limit` is the most bytes a line may have.
    """
    number = told = blank = 0
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
            told += 1
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip(_SPACES):
            yield _row(line, where)
            told, blank = told + 1, 0
        elif (blank := blank + 1) > _MOST_BLANK:
            yield _rejected(where, "too large", f"{blank:,} blank lines; the rest is not read")
            return
    if not told:
        yield _rejected(place, "empty", "no line with anything in it")


def _row(line: bytes, place: str) -> Page | Rejected:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _rejected(place, "encoding", f"not UTF-8 at byte {error.start}")
    except (ValueError, RecursionError) as error:
        return _rejected(place, "bad line", str(error)[:200])
    if not isinstance(row, dict):
        return _rejected(place, "bad line", f"an object was expected, not {type(row).__name__}")
    text, html, title = (_string(row.get(name)) for name in ("text", "html", "title"))
    key, url = _string(row.get("id")), _string(row.get("url"))
    if not (text or html or title):
        return _rejected(place, "missing field", "neither text nor html nor title", key, url)
    return Page(
        place=place,
        # A lone surrogate is legal in JSON and not in UTF-8.
        body=(text or html or "").encode("utf-8", "replace"),
        media_type="text/html" if html and not text else "text/plain",
        charset="utf-8",
        key=key or place.replace("\\", "/").rsplit("/", 1)[-1],
        url=url,
        outlet=_string(row.get("outlet")),
        title=title,
        published=_string(row.get("published")),
        language=_string(row.get("language")),
        authors=_names(row.get("authors")),
    )


def _string(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip().encode("utf-8", "replace").decode("utf-8") or None


def _names(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(name for item in names if isinstance(item, str) and (name := _string(item)))


def _rejected(
    place: str, reason: Reason, detail: str = "", key: str | None = None, url: str | None = None
) -> Rejected:
    return Rejected(place=place, stage="reading", reason=reason, detail=detail, key=key, url=url)
