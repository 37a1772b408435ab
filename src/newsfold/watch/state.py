"""What was asked, what is to be fetched, and what waits to be taken in: one small SQLite file."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsfold.addresses import canonical
from newsfold.codec import from_json, to_jsonable
from newsfold.reading import Item
from newsfold.records import Page, Rejected
from newsfold.store import StateFile

_VERSION = 2
# Bounds the versions of one entry that are read: a feed may call its entries changed at every look.
_VERSIONS = 10
_SCHEMA = """
CREATE TABLE feed (
    url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, next_at REAL NOT NULL, failures INTEGER NOT NULL
);
-- address is canonical, key the id that the feed gave; next_at is null once there is nothing more to fetch;
-- stamp changes when the feed says the entry did
CREATE TABLE entry (
    identity TEXT PRIMARY KEY, address TEXT, key TEXT, host TEXT NOT NULL, next_at REAL,
    tries INTEGER NOT NULL, stamp TEXT, item TEXT, versions INTEGER NOT NULL
);
CREATE INDEX entry_by_address ON entry (address);
CREATE INDEX entry_by_time ON entry (next_at) WHERE next_at IS NOT NULL;
CREATE TABLE inbox (number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, record TEXT, body BLOB);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedFeed:
    """What is known of a feed. `next_at` is when to ask it again, in seconds since 1970."""

    etag: str | None = None
    last_modified: str | None = None
    next_at: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedEntry:
    """One entry of a feed, known by its `identity`; `place` is where a person finds it.

    `held` is what the feed alone gives; None where the page is to be fetched.
    """

    identity: str
    place: str
    host: str
    item: Item
    stamp: str | None = None
    held: Page | Rejected | None = None
    tries: int = 0
    next_at: float = 0.0


class WatchState(StateFile):
    """The file at `path`, made if it is not there. Safe to use from several threads."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, _SCHEMA, _VERSION, synchronous="NORMAL", remembers="what was watched")

    # ── feeds ────────────────────────────────────────────────────────────────────────────────────

    def feed(self, url: str) -> WatchedFeed:
        """What is known of one feed; a new one is due at once."""
        rows = self._rows("SELECT etag, last_modified, next_at, failures FROM feed WHERE url = ?", [url])
        if not rows:
            return WatchedFeed()
        etag, last_modified, next_at, failures = rows[0]
        return WatchedFeed(etag=etag, last_modified=last_modified, next_at=next_at, failures=failures)

    def answered(self, url: str, known: WatchedFeed, entries: Sequence[WatchedEntry] = ()) -> int:
        """Keep what a feed answered, in one transaction; returns how many entries are new or changed."""
        with self.transaction():
            self._put(url, known)
            return sum(self._noted(entry) for entry in entries)

    def failed(self, url: str, known: WatchedFeed, rejected: Rejected | None) -> None:
        """Keep that a feed failed, and where it is given, what to tell of it."""
        with self.transaction():
            self._put(url, known)
            if rejected is not None:
                self._receive(rejected)

    def _put(self, url: str, known: WatchedFeed) -> None:
        row = (url, known.etag, known.last_modified, known.next_at, known.failures)
        self._db.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?)", row)

    # ── entries ──────────────────────────────────────────────────────────────────────────────────

    def _noted(self, entry: WatchedEntry) -> bool:
        """Note an entry that is new, or changed since it was seen; False for one that is as it was."""
        address, key, to_fetch = canonical(entry.item.url), entry.item.key, entry.held is None
        # One page under one id is one entry, in whichever feed; so is one whose id a feed leaves out.
        rows = self._rows(
            "SELECT identity, stamp, versions FROM entry WHERE identity = ?1 "
            "OR address = ?2 AND (key = ?3 OR key IS NULL OR ?3 IS NULL) ORDER BY identity = ?1 DESC LIMIT 1",
            [entry.identity, address, key],
        )
        identity, stamp, versions = rows[0] if rows else (entry.identity, None, 0)
        if rows and (stamp == entry.stamp or None in (stamp, entry.stamp) or versions >= _VERSIONS):
            return False
        if not rows and to_fetch and self._ids_at(address) >= _VERSIONS:
            return False
        self._db.execute(
            "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)",
            [
                identity,
                address,
                key,
                entry.host,
                entry.next_at if to_fetch else None,
                entry.stamp,
                _dumped(entry.item) if to_fetch else None,
                versions + 1,
            ],
        )
        if entry.held is not None:
            self._receive(entry.held)
        return True

    def _ids_at(self, address: str | None) -> int:
        """How many ids a page was listed under: a feed may think of a new one at every look."""
        return int(self._rows("SELECT count(*) FROM entry WHERE address = ?", [address])[0][0])

    def next_entry(self, now: float, closed: Collection[str]) -> WatchedEntry | None:
        """The entry that has been due for longest and whose host is not in `closed`."""
        marks = ", ".join("?" * len(closed))
        rows = self._rows(
            "SELECT identity, host, next_at, tries, stamp, item FROM entry "
            f"WHERE next_at <= ? AND host NOT IN ({marks}) ORDER BY next_at, rowid LIMIT 1",
            [now, *closed],
        )
        if not rows:
            return None
        identity, host, next_at, tries, stamp, dumped = rows[0]
        item: Item = from_json(Item, json.loads(dumped))
        return WatchedEntry(
            identity=identity, place=item.url or identity, host=host, item=item, stamp=stamp,
            tries=tries, next_at=next_at,
        )  # fmt: skip

    def put_off(self, entry: WatchedEntry, next_at: float) -> None:
        """Keep that an entry was tried once more in vain; it is due again at `next_at`."""
        with self.transaction():
            self._db.execute(
                "UPDATE entry SET tries = tries + 1, next_at = ? WHERE identity = ?",
                [next_at, entry.identity],
            )

    def fetched(self, entry: WatchedEntry, record: Page | Rejected) -> None:
        """Keep what came of an entry. It is done with, unless the feed changed it meanwhile."""
        with self.transaction():
            self._receive(record)
            self._db.execute(
                "UPDATE entry SET next_at = NULL, item = NULL WHERE identity = ? AND stamp IS ?",
                [entry.identity, entry.stamp],
            )

    # ── the inbox ────────────────────────────────────────────────────────────────────────────────

    def _receive(self, record: Page | Rejected) -> None:
        kind, body = "rejected", b""
        if isinstance(record, Page):
            kind, body, record = "page", record.body, replace(record, body=b"")
        values = to_jsonable(record)
        values.pop("body", None)
        row = (kind, json.dumps(values, ensure_ascii=False), body)
        self._db.execute("INSERT INTO inbox (kind, record, body) VALUES (?, ?, ?)", row)

    def inbox(self, most: int) -> list[int]:
        """Numbers of the first `most` records that wait to be taken in."""
        return [row[0] for row in self._rows("SELECT number FROM inbox ORDER BY number LIMIT ?", [most])]

    def received(self, number: int) -> Page | Rejected:
        """One record of the inbox."""
        kind, record, body = self._rows("SELECT kind, record, body FROM inbox WHERE number = ?", [number])[0]
        values = json.loads(record)
        if kind == "page":
            page: Page = from_json(Page, values | {"body": body})
            return page
        rejected: Rejected = from_json(Rejected, values)
        return rejected

    def taken(self, numbers: Sequence[int]) -> None:
        """These are in the newsroom now."""
        with self.transaction():
            self._db.executemany("DELETE FROM inbox WHERE number = ?", [(number,) for number in numbers])


def _dumped(item: Item) -> str:
    return json.dumps(to_jsonable(item), ensure_ascii=False)
