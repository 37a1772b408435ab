"""What folding keeps beside articles and stories: how articles are linked, and what became of stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from newsfold.fold import Link
from newsfold.store.changes import ChangeLog


class FoldRecords(ChangeLog):
    """The tables `links` and `story_history`."""

    def add_links(self, links: Iterable[Link]) -> None:
        """Keep pairs of articles (left, right by id) and how likely they tell of one event."""
        self._db.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", links)

    def links_of(self, ids: Collection[str]) -> Iterator[Link]:
        """The links of these articles with any other; one between two of them may come twice."""
        listed = sorted(ids)
        for side in ("left", "right"):
            rows = self._in(f"SELECT left, right, likelihood FROM links WHERE {side} IN ({{}})", listed)
            yield from map(Link._make, rows)

    def links(self, ids: Sequence[str]) -> list[Link]:
        """The links between two of these articles."""
        inside = set(ids)
        rows = self._in("SELECT * FROM links WHERE left IN ({}) ORDER BY left, right", ids)
        return [Link(row["left"], row["right"], row["likelihood"]) for row in rows if row["right"] in inside]

    def remove_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Delete the links of these pairs (left, right by id), where there are any."""
        self._db.executemany("DELETE FROM links WHERE left = ? AND right = ?", pairs)

    def remove_links(self, id: str) -> None:
        """Delete all links of an article."""
        for side in ("left", "right"):
            self._db.execute(f"DELETE FROM links WHERE {side} = ?", [id])

    def next_story_id(self) -> int:
        """An id that no story has, or had."""
        (last,) = self._rows(
            "SELECT max(coalesce((SELECT max(id) FROM stories), 0), "
            "coalesce((SELECT max(story_id) FROM story_history), 0), "
            "coalesce((SELECT max(other_id) FROM story_history), 0))"
        )[0]
        return int(last) + 1

    def add_history(self, event: Literal["merged", "split", "removed"], story_id: int, other_id: int) -> None:
        """Record that a story was merged into another, split from one, or removed (other: itself)."""
        self._db.execute(
            "INSERT INTO story_history (event, story_id, other_id) VALUES (?, ?, ?)",
            [event, story_id, other_id],
        )
        if event == "merged":
            self.hand_on(story_id, other_id)
        elif event == "split":
            self.start_anew([story_id, other_id])
        self.log(event, story_id, other_id=None if other_id == story_id else other_id)

    def history(self, story_id: int) -> list[tuple[str, int, int]]:
        """What happened to a story: (event, story, other story), in order."""
        sql = "SELECT * FROM story_history WHERE story_id = ? OR other_id = ? ORDER BY row"
        return [
            (row["event"], row["story_id"], row["other_id"]) for row in self._rows(sql, [story_id, story_id])
        ]
