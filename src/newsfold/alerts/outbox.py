"""What each rule has looked at, and what is still to be delivered: one small SQLite file."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsfold.store import StateFile

_VERSION = 1
_SHORTEST_PAUSE, _LONGEST_PAUSE = 5.0, 3600.0  # seconds between two tries
_GIVEN_UP_AFTER = 7 * 86400.0  # seconds after which a delivery that never went through is given up: a week
_SCHEMA = """
CREATE TABLE rule (name TEXT PRIMARY KEY, cursor TEXT NOT NULL);
-- given_up holds why; what was delivered is taken out
CREATE TABLE delivery (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, rule TEXT NOT NULL, body TEXT NOT NULL,
    made_at REAL NOT NULL, tries INTEGER NOT NULL, next_at REAL NOT NULL, given_up TEXT
);
CREATE INDEX delivery_by_rule ON delivery (rule, number) WHERE given_up IS NULL;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Alerts as they are sent: `body` is JSON, the same at every try, as is `id`."""

    number: int
    id: str
    rule: str
    body: str
    tries: int
    made_at: float


class Outbox(StateFile):
    """The file at `path`, made if it is not there. Safe to use from several threads."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, _SCHEMA, _VERSION, synchronous="FULL", remembers="what was sent")

    def cursor(self, rule: str) -> str | None:
        """Where the changes begin that a rule has not looked at; None for a new one."""
        rows = self._rows("SELECT cursor FROM rule WHERE name = ?", [rule])
        return str(rows[0][0]) if rows else None

    def looked_at(self, rule: str, cursor: str, made: Iterable[tuple[str, str]] = ()) -> None:
        """Keep how far a rule has looked, and what came of it, in one transaction: (id, body) each."""
        now = time.time()
        with self.transaction():
            self._db.execute("INSERT OR REPLACE INTO rule VALUES (?, ?)", [rule, cursor])
            self._db.executemany(
                "INSERT OR IGNORE INTO delivery (id, rule, body, made_at, tries, next_at) "
                "VALUES (?, ?, ?, ?, 0, 0)",
                [(id, rule, body, now) for id, body in made],
            )

    def waiting(self, rule: str) -> int:
        """How many deliveries of a rule are still to go."""
        sql = "SELECT count(*) FROM delivery WHERE rule = ? AND given_up IS NULL"
        return int(self._rows(sql, [rule])[0][0])

    def due(self, rule: str) -> Delivery | None:
        """The first delivery of a rule that is to go, if its time has come; they go in order."""
        sql = (
            "SELECT number, id, rule, body, tries, made_at, next_at FROM delivery "
            "WHERE rule = ? AND given_up IS NULL ORDER BY number LIMIT 1"
        )
        for number, id, name, body, tries, made_at, next_at in self._rows(sql, [rule]):
            now = time.time()
            if next_at <= now or next_at > now + 2 * _LONGEST_PAUSE:  # the clock was put back
                return Delivery(number=number, id=id, rule=name, body=body, tries=tries, made_at=made_at)
        return None

    def delivered(self, delivery: Delivery) -> None:
        """Take out what went through."""
        with self.transaction():
            self._db.execute("DELETE FROM delivery WHERE number = ?", [delivery.number])

    def begin(self, delivery: Delivery) -> None:
        """Keep that a try begins, and when the next one is, whatever becomes of this one.

        Where that can't be kept nothing is sent: it would be sent again and again.
        """
        with self.transaction():
            sql = "UPDATE delivery SET tries = tries + 1, next_at = ? WHERE number = ?"
            self._db.execute(sql, [time.time() + _pause(delivery), delivery.number])

    def put_off(self, delivery: Delivery, why: str, wait: float | None = None) -> float | None:
        """Keep that a try failed; returns the seconds to the next one, or None where it is given up."""
        now = time.time()
        if now - delivery.made_at > _GIVEN_UP_AFTER:
            with self.transaction():
                sql = "UPDATE delivery SET given_up = ? WHERE number = ?"
                self._db.execute(sql, [why, delivery.number])
            return None
        pause = min(_LONGEST_PAUSE, max(_pause(delivery), wait or 0.0))
        with self.transaction():
            sql = "UPDATE delivery SET next_at = ? WHERE number = ?"
            self._db.execute(sql, [now + pause, delivery.number])
        return pause

    def forgotten(self, rules: Sequence[str]) -> list[str]:
        """Rules that are no longer given and have something waiting; it stays until they are given again."""
        rows = self._rows("SELECT DISTINCT rule FROM delivery WHERE given_up IS NULL ORDER BY rule")
        return [str(name) for (name,) in rows if name not in rules]


def _pause(delivery: Delivery) -> float:
    """Seconds between a try that fails and the next."""
    return min(_LONGEST_PAUSE, _SHORTEST_PAUSE * 2.0 ** min(delivery.tries, 20))
