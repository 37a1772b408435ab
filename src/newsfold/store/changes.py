"""What changed, written down in the transaction that changed it.

What a story says is written anew as a whole, so what came and went of it is found by holding both against
each other: a claim, or a difference, goes on as long as it shares a passage with what was there before.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from newsfold.codec import from_row, to_jsonable
from newsfold.queries import QueryError
from newsfold.records import Change, ChangeKind, ChangePage, Claim, Difference, Evidence, StoryDetail
from newsfold.store.catalogue import Catalogue
from newsfold.store.database import as_dict
from newsfold.store.errors import decoding

MOST_CHANGES = 100_000  # bounds the table of changes: the last so many are kept
_CURSOR = re.compile(r"([\w-]{0,80})\.(\d{1,18})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class _PastDifference(NamedTuple):
    """A difference as it was: its kind, passages, values, and whether it was news moving on."""

    kind: str
    evidence: frozenset[Evidence]
    values: frozenset[str]
    updated: bool


class ChangeLog(Catalogue):
    """The table `changes`, and `unlogged`: stories of which what they say next is where they start from."""

    def log(
        self,
        kind: ChangeKind,
        story_id: int,
        words: Sequence[str] = (),
        *,
        other_id: int | None = None,
        article_id: str | None = None,
    ) -> None:
        """Write down a change, inside the transaction that makes it; the oldest goes where there are many."""
        cursor = self._db.execute(
            "INSERT INTO changes (at, kind, story_id, other_id, article_id, words) VALUES (?, ?, ?, ?, ?, ?)",
            [
                to_jsonable(datetime.now(UTC)),
                kind,
                story_id,
                other_id,
                article_id,
                json.dumps(list(words), ensure_ascii=False),
            ],
        )
        self._db.execute("DELETE FROM changes WHERE row <= ?", [(cursor.lastrowid or 0) - MOST_CHANGES])

    def start_anew(self, story_ids: Iterable[int]) -> None:
        """Of these stories what they say next is no change: it was taken away to be found anew."""
        self._db.executemany(
            "INSERT OR IGNORE INTO unlogged (story_id) VALUES (?)", [(id,) for id in story_ids]
        )

    def hand_on(self, story_id: int, other_id: int) -> None:
        """Let a story that merged leave what it says to the other, until that is described."""
        for table in ("claims", "differences"):
            self._db.execute(f"UPDATE {table} SET story_id = ? WHERE story_id = ?", [other_id, story_id])

    @decoding
    def log_detail(self, detail: StoryDetail) -> None:
        """Write down what a story says otherwise than what is stored of it, which is about to be replaced."""
        id = detail.story.id
        if self._db.execute("DELETE FROM unlogged WHERE story_id = ?", [id]).rowcount:
            return
        rows = self._rows("SELECT * FROM claims WHERE story_id = ?", [id])
        before = {
            e for row in rows if _is_sure(stored := from_row(Claim, as_dict(row))) for e in stored.evidence
        }
        for claim in detail.claims:
            if _is_sure(claim) and before.isdisjoint(claim.evidence):
                self.log("second origin", id, [claim.text], article_id=claim.evidence[0].article_id)
        rows = self._rows("SELECT * FROM differences WHERE story_id = ?", [id])
        self._log_differences(id, [from_row(Difference, as_dict(row)) for row in rows], detail.differences)

    def _log_differences(self, id: int, before: Sequence[Difference], now: Sequence[Difference]) -> None:
        known = [_past_difference(difference_known) for difference_known in before]
        left = set(range(len(known)))
        for difference in now:
            difference_known = _past_difference(difference)
            same = [
                n
                for n, was in enumerate(known)
                if was.kind == difference_known.kind and was.evidence & difference_known.evidence
            ]
            left.difference_update(same)
            words = [value.text for value in difference.values]
            news = difference_known.values.difference(*(known[n].values for n in same))
            if difference_known.kind == "figure" and difference_known.updated:
                if news or not any(known[n].updated for n in same):
                    self.log("figure updated", id, words)
            elif not same or all(known[n].updated for n in same):
                self.log("difference", id, words)
        for n in sorted(left):
            self.log("difference gone", id, [value.text for value in before[n].values])

    # ── asked ────────────────────────────────────────────────────────────────────────────────────

    @decoding
    def changes(self, since: str | datetime | None, limit: int, story_id: int | None = None) -> ChangePage:
        """Changes after a cursor, or from a time on, in order; without either the last ones.

        Raises QueryError for a cursor that is none, of another database, or of changes no longer kept.
        """
        database, end = self.database_id(), self._last()
        where = "" if story_id is None else "AND (story_id = ?1 OR other_id = ?1)"
        after = 0 if since is None else self._after(since, database, end)
        values = [story_id, after, limit + 1]
        if since is None:
            sql = f"SELECT * FROM changes WHERE row > ?2 {where} ORDER BY row DESC LIMIT ?3"
            rows = self._rows(sql, values)[:limit][::-1]
            more = False
        else:
            sql = f"SELECT * FROM changes WHERE row > ?2 {where} ORDER BY row LIMIT ?3"
            rows = self._rows(sql, values)
            more = len(rows) > limit
            rows = rows[:limit]
        last = rows[-1]["row"] if more else end
        return ChangePage(
            changes=tuple(_change_of(row, database) for row in rows),
            next=f"{database}.{last}",
            more=more,
        )

    def _last(self) -> int:
        """The number of the last change there ever was."""
        newest = self._rows("SELECT max(row) AS row FROM changes")[0]["row"] or 0
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"):
            return int(newest)  # a file whose table was made before its rows were numbered for good
        rows = self._rows("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")
        return max(int(newest), int(rows[0]["seq"])) if rows else int(newest)

    def _after(self, since: str | datetime, database: str, end: int) -> int:
        """The number behind which the changes asked for begin."""
        if isinstance(since, datetime):
            rows = self._rows("SELECT min(row) AS row FROM changes WHERE at >= ?", [to_jsonable(since)])
            return end if rows[0]["row"] is None else int(rows[0]["row"]) - 1
        match = _CURSOR.fullmatch(since)
        if not match:
            raise QueryError("this is no cursor, and no time; take `next` of an answer, or write 2026-05-01")
        if match[1] != database and match[0] != ".0":  # which any database gives while it is empty
            raise QueryError("this cursor is of another database; ask without one for a new one")
        after = int(match[2])
        if after > end:
            raise QueryError("this cursor is of a later state of the database; ask without one for a new one")
        if after < end - MOST_CHANGES:
            raise QueryError(
                f"this cursor is too old: the last {MOST_CHANGES:,} changes are kept; look at the stories "
                "anew, and ask without a cursor for a new one"
            )
        return after


def cursor_or_time(text: str) -> str | datetime:
    """A cursor as it is, a day or a time (UTC where it names no zone) as a time."""
    if not _ISO_DAY.match(text):
        return text
    try:
        time = datetime.fromisoformat(text.replace("Z", "+00:00").replace("z", "+00:00"))
    except ValueError as error:
        raise QueryError(f"{text[:40]!r} is no time; write 2026-05-01 or 2026-05-01T09:30Z") from error
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _is_sure(claim: Claim) -> bool:
    """Whether a claim is said to have two origins or more."""
    return claim.origins_clear and len(claim.origins) > 1


def _past_difference(difference: Difference) -> _PastDifference:
    evidence = frozenset(e for value in difference.values for e in value.evidence)
    return _PastDifference(
        difference.kind,
        evidence,
        frozenset(value.text.casefold() for value in difference.values),
        difference.updated,
    )


def _change_of(row: sqlite3.Row, database: str) -> Change:
    values = as_dict(row)
    return Change(
        cursor=f"{database}.{values['row']}",
        at=datetime.fromisoformat(values["at"].replace("Z", "+00:00")),
        kind=values["kind"],
        story_id=values["story_id"],
        other_id=values["other_id"],
        article_id=values["article_id"],
        words=tuple(json.loads(values["words"])),
    )
