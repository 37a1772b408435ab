"""What threads are kept in: what is known of stories, by which they are looked up, links, and the threads.

A story goes by the id of its first article here, which a set of stories alone decides; which stories are to
be looked at anew is in the data, too, so that a process that was killed goes on where it stopped.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from newsfold.codec import from_json, from_row, to_row
from newsfold.fold import Link, Profile, RareWord, packed_profile, unpacked_profile
from newsfold.records import FigureSeries, Story, StorySummary, Thread
from newsfold.store.database import as_dict
from newsfold.store.details import Details
from newsfold.store.errors import decoding


class StoryHead(NamedTuple):
    """A story as threads show it; `unit` is its first article."""

    id: int
    unit: str
    title: str
    first_seen: datetime | None
    last_seen: datetime | None


class StoredProfile(NamedTuple):
    """What is known of a story, and the row that it stands in."""

    row: int
    profile: Profile


class ThreadRecords(Details):
    """The tables `threads`, `thread_history`, and those that threads are worked out from."""

    def to_thread(self, units: Iterable[str]) -> None:
        """Have these stories, by their first articles, looked at at the next call: new, other, or gone."""
        self._db.executemany(
            "INSERT OR IGNORE INTO thread_work (unit) VALUES (?)", [(unit,) for unit in units]
        )

    def waiting_for_threads(self, most: int | None = None) -> list[str]:
        """First articles of the stories that are to be looked at, sorted."""
        sql = "SELECT unit FROM thread_work WHERE unit > '' ORDER BY unit LIMIT ?"
        return [row["unit"] for row in self._rows(sql, [-1 if most is None else most])]

    def threads_to_do(self) -> int:
        """How many stories are to be looked at."""
        return int(self._rows("SELECT count(*) FROM thread_work")[0][0])

    def threaded(self, units: Iterable[str]) -> None:
        """Say that these have been looked at."""
        self._db.executemany("DELETE FROM thread_work WHERE unit = ?", [(unit,) for unit in units])

    @decoding
    def stories_at(self, units: Sequence[str]) -> dict[str, Story]:
        """The stories whose first article is one of these, by it."""
        return {
            story.article_ids[0]: story
            for story in self.stories_with(units)
            if story.article_ids[0] in set(units)
        }

    @decoding
    def story_heads(self, units: Sequence[str]) -> dict[str, StoryHead]:
        """What threads show of the stories whose first article is one of these, by it."""
        sql = (
            "SELECT stories.id, articles.id AS unit, stories.title, first_seen, last_seen "
            "FROM articles JOIN stories ON stories.id = story_id "
            "WHERE json_extract(article_ids, '$[0]') = articles.id AND articles.id IN ({})"
        )
        return {
            row["unit"]: StoryHead(
                row["id"], row["unit"], row["title"], _moment(row["first_seen"]), _moment(row["last_seen"])
            )
            for row in self._in(sql, units)
        }

    # ── what is known of stories ─────────────────────────────────────────────────────────────────

    def put_profile(self, profile: Profile, before: StoredProfile | None) -> None:
        """Keep what is known of a story in place of what was, whose row it takes."""
        packed = packed_profile(profile)
        if before:
            row = before.row
            self._db.execute("UPDATE thread_profiles SET profile = ? WHERE row = ?", [packed, row])
        else:
            sql = "INSERT INTO thread_profiles (unit, profile) VALUES (?, ?) RETURNING row"
            ((row,),) = self._db.execute(sql, [profile.id, packed]).fetchall()
        keys, keys_before = set(profile.keys), set(before.profile.keys if before else ())
        self._remove_keys(row, keys_before - keys)
        self._db.executemany(
            "INSERT INTO thread_keys VALUES (?, ?, ?)", [(*key, row) for key in sorted(keys - keys_before)]
        )

    def remove_profile(self, stored: StoredProfile) -> None:
        """Forget what is known of a story."""
        self._remove_keys(stored.row, stored.profile.keys)
        self._db.execute("DELETE FROM thread_profiles WHERE row = ?", [stored.row])

    def _remove_keys(self, row: int, keys: Iterable[RareWord]) -> None:
        sql = "DELETE FROM thread_keys WHERE code = ? AND season = ? AND profile = ?"
        self._db.executemany(sql, [(*key, row) for key in sorted(keys)])

    def profiles(self, units: Sequence[str]) -> dict[str, StoredProfile]:
        """What is known of these stories, by their first articles."""
        stored = self._in("SELECT row, unit, profile FROM thread_profiles WHERE unit IN ({})", units)
        return {
            row["unit"]: StoredProfile(row["row"], unpacked_profile(row["unit"], row["profile"]))
            for row in stored
        }

    def profile_rows(self, rows: Sequence[int]) -> dict[int, Profile]:
        """What is known of stories, by the rows that `with_key` gives."""
        stored = self._in("SELECT row, unit, profile FROM thread_profiles WHERE row IN ({})", rows)
        return {row["row"]: unpacked_profile(row["unit"], row["profile"]) for row in stored}

    def with_key(self, key: RareWord, most: int) -> list[int]:
        """The rows of up to `most` stories that have a key."""
        sql = "SELECT profile FROM thread_keys WHERE code = ? AND season = ? LIMIT ?"
        return [row["profile"] for row in self._rows(sql, [key.code, key.season, most])]

    # ── links ────────────────────────────────────────────────────────────────────────────────────

    def add_thread_links(self, links: Iterable[Link]) -> None:
        """Keep pairs of stories and how likely they belong to one affair."""
        self._db.executemany("INSERT OR REPLACE INTO thread_links VALUES (?, ?, ?)", links)

    def thread_links_of(self, units: Collection[str]) -> Iterator[Link]:
        """The links of these stories with any other; one between two of them may come twice."""
        listed = sorted(units)
        for side in ("left", "right"):
            stored = self._in(
                f"SELECT left, right, likelihood FROM thread_links WHERE {side} IN ({{}})", listed
            )
            yield from map(Link._make, stored)

    def remove_thread_links(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Delete the links between these stories."""
        self._db.executemany("DELETE FROM thread_links WHERE left = ? AND right = ?", pairs)

    # ── threads ──────────────────────────────────────────────────────────────────────────────────

    def threads_of(self, units: Collection[str]) -> dict[str, int]:
        """The threads of stories, by their first articles; a story that is in none is left out."""
        stored = self._in("SELECT unit, thread_id FROM thread_stories WHERE unit IN ({})", sorted(units))
        return {row["unit"]: row["thread_id"] for row in stored}

    def threads_of_stories(self, ids: Sequence[int]) -> dict[int, int]:
        """The threads of stories, by the stories' ids when they were put there."""
        stored = self._in("SELECT story_id, thread_id FROM thread_stories WHERE story_id IN ({})", ids)
        return {row["story_id"]: row["thread_id"] for row in stored}

    def thread_members(self, ids: Collection[int]) -> dict[int, list[str]]:
        """The first articles of the stories of threads, sorted."""
        sql = "SELECT unit, thread_id FROM thread_stories WHERE thread_id IN ({}) ORDER BY unit"
        members: dict[int, list[str]] = {}
        for row in self._in(sql, sorted(ids)):
            members.setdefault(row["thread_id"], []).append(row["unit"])
        return members

    def next_thread_id(self) -> int:
        """An id that no thread has, or had."""
        (last,) = self._rows(
            "SELECT max(coalesce((SELECT max(id) FROM threads), 0), "
            "coalesce((SELECT max(thread_id) FROM thread_history), 0), "
            "coalesce((SELECT max(other_id) FROM thread_history), 0))"
        )[0]
        return int(last) + 1

    def put_thread(self, id: int, title: str, stories: Sequence[StoryHead]) -> None:
        """Store a thread of these stories, in order; none of them is in another."""
        times = [t for story in stories for t in (story.first_seen, story.last_seen) if t]
        record = Thread(
            id=id,
            title=title,
            story_ids=tuple(story.id for story in stories),
            first_seen=min(times, default=None),
            last_seen=max(times, default=None),
        )
        self._insert("threads", [to_row(record)])
        self._db.executemany(
            "INSERT INTO thread_stories VALUES (?, ?, ?)",
            [(story.unit, story.id, id) for story in stories],
        )

    def end_threads(self, ids: Iterable[int]) -> None:
        """Forget threads that are none any more, or are put anew."""
        for id in ids:
            self._db.execute("DELETE FROM thread_stories WHERE thread_id = ?", [id])
            self._db.execute("DELETE FROM threads WHERE id = ?", [id])

    def add_thread_history(self, event: str, thread_id: int, other_id: int) -> None:
        """Record that a thread was merged into another, split from one, or ended (other: itself)."""
        self._db.execute(
            "INSERT INTO thread_history (event, thread_id, other_id) VALUES (?, ?, ?)",
            [event, thread_id, other_id],
        )

    def thread_history(self, id: int) -> list[tuple[str, int, int]]:
        """What happened to a thread: (event, thread, other thread), in order."""
        sql = "SELECT * FROM thread_history WHERE thread_id = ? OR other_id = ? ORDER BY row"
        return [(row["event"], row["thread_id"], row["other_id"]) for row in self._rows(sql, [id, id])]

    @decoding
    def threads(self, limit: int | None = None, offset: int = 0) -> list[Thread]:
        """Threads, the one with the newest article first, undated ones last."""
        rows = self._rows(
            "SELECT * FROM threads ORDER BY last_seen IS NULL, last_seen DESC, id DESC LIMIT ? OFFSET ?",
            [-1 if limit is None else limit, offset],
        )
        return [from_row(Thread, as_dict(row)) for row in rows]

    @decoding
    def thread(self, id: int) -> Thread | None:
        """One thread, or None."""
        rows = self._rows("SELECT * FROM threads WHERE id = ?", [id])
        return from_row(Thread, as_dict(rows[0])) if rows else None

    @decoding
    def summaries_of(self, ids: Sequence[int]) -> list[StorySummary]:
        """These stories, those that are there, in the order of `ids`."""
        rows = self._in("SELECT * FROM stories WHERE id IN ({})", ids)
        summaries = {row["id"]: _summary(row) for row in rows}
        return [summaries[id] for id in ids if id in summaries]

    @decoding
    def series_of(self, story_ids: Sequence[int]) -> list[tuple[int, FigureSeries]]:
        """The counted things of these stories, those that are described, each with its story's id."""
        rows = self._in("SELECT * FROM series WHERE story_id IN ({}) ORDER BY row", story_ids)
        return [(row["story_id"], from_row(FigureSeries, as_dict(row))) for row in rows]

    def described(self, story_ids: Sequence[int]) -> int:
        """How many of these stories are described."""
        sql = "SELECT count(*) AS n FROM stories WHERE NOT stale AND id IN ({})"
        return sum(int(row["n"]) for row in self._in(sql, story_ids))

    def thread_of(self, story_id: int) -> int | None:
        """The thread that a story is in, if it is in one."""
        rows = self._rows("SELECT thread_id FROM thread_stories WHERE story_id = ?", [story_id])
        return int(rows[0]["thread_id"]) if rows else None


def _moment(stored: str | None) -> datetime | None:
    return from_json(datetime, stored) if stored else None


def _summary(row: sqlite3.Row) -> StorySummary:
    story = from_row(Story, as_dict(row))
    return StorySummary(
        story=story,
        outlets=tuple(json.loads(row["outlets"])),
        articles=len(story.article_ids),
        origins=row["origin_count"],
    )
