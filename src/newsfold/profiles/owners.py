"""A table of who owns outlets, and in which countries they are, as a person wrote it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from newsfold.invisible import visible
from newsfold.records import NewsfoldError

_LARGEST, _ROWS, _LONGEST = 16 << 20, 200_000, 200  # bytes, rows, characters of a field


def owners(path: Path) -> list[tuple[str, str, str]]:
    """The rows of a CSV file with the columns outlet, owner and country: of each outlet the last.

    Raises NewsfoldError for a file that is none, too large, or has no column `outlet`.
    """
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST + 1)
        text = body.decode("utf-8-sig")
    except OSError as error:
        raise NewsfoldError(f"{path} can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise NewsfoldError(f"{path} is no text in UTF-8; save it as CSV in UTF-8") from error
    if len(body) > _LARGEST or "\0" in text:
        raise NewsfoldError(
            f"{path} is no table of outlets: {'too large' if len(body) > _LARGEST else 'binary'}"
        )
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    by_name: dict[str, tuple[str, str, str]] = {}
    try:
        columns = [visible(cell).strip().casefold() for cell in next(rows, [])]
        if "outlet" not in columns or not {"owner", "country"} & set(columns):
            raise NewsfoldError(
                f"{path} has no columns outlet, owner, country; its first line must name them"
            )
        for number, row in enumerate(rows, 2):
            cells = dict(zip(columns, (visible(cell).strip() for cell in row), strict=False))
            name = cells.get("outlet", "")
            values = (name, cells.get("owner", ""), cells.get("country", ""))
            if number > _ROWS or max(map(len, values)) > _LONGEST:
                raise NewsfoldError(
                    f"{path}, line {number:,}: at most {_ROWS:,} rows, {_LONGEST} characters a field"
                )
            if name:
                by_name[name] = values
    except csv.Error as error:
        raise NewsfoldError(f"{path} is no table that can be read: {error}") from error
    return list(by_name.values())
