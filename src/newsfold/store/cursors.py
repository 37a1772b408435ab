"""Where a part of a list of stories ended, as a text that leads on from there."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import astuple
from hashlib import blake2b
from typing import NamedTuple

from newsfold.queries import QueryError, StoryQuery

_LONGEST_CURSOR = 400  # bounds what is read: characters; a longer one is none of ours


class CursorPlace(NamedTuple):
    """What the last story of a part is sorted by: its key, the time of its newest article, its id."""

    key: float
    last: int
    id: int


def cursor(database: str, query: StoryQuery, place_in: CursorPlace | None) -> str:
    """The cursor of what comes behind a place; without one, of the beginning."""
    text = json.dumps([database, _query_digest(query), place_in], separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place_in(cursor: str, database: str, query: StoryQuery) -> CursorPlace | None:
    """Where a cursor leads; None for the beginning.

    Raises QueryError where it is none, or one of another database or another question.
    """
    try:
        if len(cursor) > _LONGEST_CURSOR:
            raise ValueError
        text = urlsafe_b64decode((cursor + "=" * (-len(cursor) % 4)).encode("ascii"))
        made, asked, values = json.loads(text)
        if not (isinstance(made, str) and isinstance(asked, str)):
            raise ValueError
        where = None if values is None else CursorPlace(float(values[0]), int(values[1]), int(values[2]))
        if where is not None and (len(values) != 3 or where.key != where.key or abs(where.last) > 2**63):
            raise ValueError
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise QueryError("this is no cursor; take it as a list gave it, or ask without one") from error
    if made != database:
        raise QueryError("this cursor is of another database; ask without one")
    if asked != _query_digest(query):
        raise QueryError("this cursor is of another search; ask for the same as then, or without one")
    return where


def _query_digest(query: StoryQuery) -> str:
    return blake2b(repr(astuple(query)).encode(), digest_size=6).hexdigest()
