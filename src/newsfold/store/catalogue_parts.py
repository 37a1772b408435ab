"""What a list asks of each of its stories, as columns of numbers: made for stories that follow each other.

A chunk is the stories whose ids have the same `id // CHUNK`. Each part of it is an array of rows; rows of
other parts name their story by its position in the part `stories`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

PackedRows = NDArray[np.void]

STORIES_A_ROW = 512  # stories of which one row holds the columns: what a change writes anew
NEVER = np.iinfo(np.int64).min  # where there is no time
NO_DAY = np.iinfo(np.int32).min
DAY_MICROSECONDS = 86_400_000_000  # of one day
_EPOCH = date(1970, 1, 1).toordinal()

_STORY_COLUMN = ("story", "<u2")
DTYPES: dict[str, np.dtype[np.void]] = {
    "stories": np.dtype(
        [
            ("id", "<i8"),
            ("last", "<i8"),  # microseconds since 1970: when the newest article was published
            ("changed", "<i8"),  # and when a story last got or changed one
            ("articles", "<i4"),
            ("outlets", "<i4"),
            ("differences", "<i4"),  # that are no news moving on
            ("changes", "<i4"),  # figures that moved, and pages that were changed
            ("corrections", "<i4"),  # pages that were changed
            ("described", "u1"),
        ]
    ),
    "articles": np.dtype(
        [_STORY_COLUMN, ("row", "<u4"), ("day", "<i4")]
    ),  # of each story by time, undated first
    "times": np.dtype([_STORY_COLUMN, ("first", "<i4"), ("last", "<i4")]),  # days on which something happened
    **{
        name: np.dtype([_STORY_COLUMN, ("number", "<u4")])
        for name in ("outlet", "language", "person", "place", "name")
    },
}
SIGNS = "signs"  # of each article, in the order of the part `articles`: a bit a number of its vector
CATALOGUE_PARTS = (*DTYPES, SIGNS)

Numbering = Callable[[str, str], int]  # of a value of a kind: "outlet", "language", "entity"
_PART_OF_KIND = {"person": "person", "place": "place"}  # of entities; others are in the part `name`

# Columns that stand behind long ones are not asked for: a row is read from its start.
SQL = {
    "stories": "SELECT id, last_seen, stale, outlets, event_start, event_end, "
    "json_array_length(article_ids) AS articles FROM stories WHERE id BETWEEN ? AND ? ORDER BY id",
    "articles": "SELECT row, story_id, published_at, fetched_at, modified_at, url, language, vector "
    "FROM articles WHERE story_id BETWEEN ? AND ? ORDER BY story_id, published_at, row",
    "differences": "SELECT story_id, sum(updated) AS moved, count(*) AS n FROM differences "
    "WHERE story_id BETWEEN ? AND ? GROUP BY story_id",
    "entities": "SELECT story_id, entity_id, kind FROM story_entities JOIN entities ON entity_id = id "
    "WHERE story_id BETWEEN ? AND ?",
    "times": 'SELECT story_id, start, "end" FROM timeline WHERE story_id BETWEEN ? AND ?',
}


def catalogue_columns(rows: dict[str, Sequence[sqlite3.Row]], number: Numbering) -> dict[str, bytes]:
    """The parts of one chunk, from the rows that `SQL` gives for it."""
    at = {row["id"]: position for position, row in enumerate(rows["stories"])}
    described = {row["id"] for row in rows["stories"] if not row["stale"]}
    articles = [row for row in rows["articles"] if row["story_id"] in at]
    columns: dict[str, list[tuple[int, ...]]] = {name: [] for name in DTYPES}
    columns["stories"] = _story_part(rows, described)
    columns["articles"] = [
        (at[row["story_id"]], row["row"], day_number(row["published_at"])) for row in articles
    ]
    columns["language"] = _distinct((at[a["story_id"]], number("language", a["language"])) for a in articles)
    for row in rows["stories"]:
        here = at[row["id"]]
        columns["outlet"] += _distinct((here, number("outlet", name)) for name in json.loads(row["outlets"]))
        if row["id"] in described and row["event_start"] and row["event_end"]:
            columns["times"].append((here, *_first_and_last(row["event_start"], row["event_end"])))
    for row in rows["entities"]:
        if row["story_id"] in described:
            part = _PART_OF_KIND.get(row["kind"], "name")
            columns[part].append((at[row["story_id"]], number("entity", row["entity_id"])))
    columns["times"] += [
        (at[row["story_id"]], *_first_and_last(row["start"], row["end"]))
        for row in rows["times"]
        if row["story_id"] in described
    ]
    columns["times"] = _distinct(columns["times"])
    made = {name: np.array(columns[name], dtype=kind).tobytes() for name, kind in DTYPES.items()}
    return made | {SIGNS: signs([row["vector"] for row in articles])}


def _story_part(rows: dict[str, Sequence[sqlite3.Row]], described: set[int]) -> list[tuple[int, ...]]:
    changed: dict[int, int] = {}
    versions: dict[int, int] = {}
    known: set[tuple[int, str]] = set()
    for row in rows["articles"]:
        story, url = row["story_id"], row["url"]
        came = [row["fetched_at"]] if row["fetched_at"] else [row["published_at"], row["modified_at"]]
        changed[story] = max(changed.get(story, NEVER), *map(moment, came))
        if url is not None:
            versions[story] = versions.get(story, 0) + ((story, url) in known)
            known.add((story, url))
    differ = {row["story_id"]: (row["n"] - row["moved"], row["moved"]) for row in rows["differences"]}
    made: list[tuple[int, ...]] = []
    for row in rows["stories"]:
        id = row["id"]
        apart, moved = differ.get(id, (0, 0)) if id in described else (0, 0)
        corrected = versions.get(id, 0)
        made.append(
            (
                *(id, moment(row["last_seen"]), changed.get(id, NEVER), row["articles"]),
                *(len(set(json.loads(row["outlets"]))), apart, moved + corrected, corrected, id in described),
            )
        )
    return made


def signs(vectors: Sequence[bytes | None]) -> bytes:
    """A bit for each number of a vector, which says whether it is above 0; of no vector, none is."""
    width = max((len(vector) for vector in vectors if vector), default=0)
    blank = bytes(width)
    table = np.frombuffer(b"".join(vector or blank for vector in vectors), dtype="<f4")
    return bits(table.reshape(len(vectors), width // 4)).tobytes()


def bits(table: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The signs of rows of numbers, eight a byte."""
    return np.packbits(table > 0, axis=1)


def moment(time: str | None) -> int:
    """Microseconds since 1970."""
    if time is None:
        return int(NEVER)
    parsed = datetime.fromisoformat(time.replace("Z", "+00:00"))
    return (
        (parsed.toordinal() - _EPOCH) * 86_400_000_000
        + ((parsed.hour * 60 + parsed.minute) * 60 + parsed.second) * 1_000_000
        + parsed.microsecond
    )


def day_number(time: str | None) -> int:
    """Days since 1970."""
    return int(NO_DAY) if time is None else days_since(date.fromisoformat(time[:10]))


def days_since(day: date) -> int:
    """Days from 1970 to `day`."""
    return day.toordinal() - _EPOCH


def date_of(day: int) -> date:
    """The day that is so many after 1970 began."""
    return date.fromordinal(day + _EPOCH)


def _first_and_last(start: str, end: str) -> tuple[int, int]:
    """The first and the last day of a stretch of time whose end is no part of it."""
    first, last = day_number(start), day_number(end)
    return first, max(first, last - ("T00:00:00" in end))


def _distinct(rows: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return list(dict.fromkeys(rows))


def empty(name: str) -> Any:
    """A part without rows."""
    return np.zeros(0, dtype=DTYPES[name])
