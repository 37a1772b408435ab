"""One SQLite database: schema, reads, writes and search.

A table holds one kind of record, a column each field (see `codec`). Everything is written inside
`transaction()`, so a process killed at any moment leaves whole batches behind. What is still to do
is in the data: an article without a story is to be folded, a stale story is to be described.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from newsfold.codec import to_row
from newsfold.records import Story
from newsfold.store.changes import cursor_or_time
from newsfold.store.database import backup, file_lock
from newsfold.store.entity_lists import EntityLists
from newsfold.store.folding import FoldRecords
from newsfold.store.info import DatabaseInfo, Info
from newsfold.store.listing import Listing
from newsfold.store.older import Older, older_schema
from newsfold.store.outlets import OutletRecords
from newsfold.store.schema import BY_ARTICLE
from newsfold.store.search import terms
from newsfold.store.state_file import StateFile
from newsfold.store.threads import StoryHead, ThreadRecords

__all__ = [
    "DatabaseInfo",
    "Older",
    "StateFile",
    "Store",
    "StoryHead",
    "backup",
    "cursor_or_time",
    "file_lock",
    "older_schema",
    "terms",
]


class Store(Info, FoldRecords, ThreadRecords, Listing, OutletRecords, EntityLists):
    """What Newsfold keeps, in the database at `path`, made if it is not there."""

    def remove_articles(self, ids: Sequence[str]) -> set[int]:
        """Delete articles and what was found in them; returns the ids of the stories that go on without.

        Those become stale; a story of nothing else ends, and its id is not given again.
        """
        gone, altered = set(ids), set[int]()
        for story in self.stories_with(ids):
            remaining = [id for id in story.article_ids if id not in gone]
            self.to_thread([story.article_ids[0], *remaining[:1]])
            if remaining:
                altered.add(story.id)
                self.start_anew([story.id])
                self._clear(story.id)
                self.put_entities(story.id, ())
                sql = "UPDATE stories SET article_ids = ?, stale = 1 WHERE id = ?"
                self._db.execute(sql, [json.dumps(remaining), story.id])
                self.changed([story.id])
            else:
                self.end_story(story.id)
                self.add_history("removed", story.id, story.id)
        for id in ids:
            self._db.execute(
                "INSERT INTO articles_search (articles_search, rowid, title, text) "
                "SELECT 'delete', row, title, text FROM articles WHERE id = ?",
                [id],
            )
            self.remove_links(id)
            self.remove_lines(id)
            for name in BY_ARTICLE:
                self._db.execute(f"DELETE FROM {name} WHERE article_id = ?", [id])
            self._db.execute("DELETE FROM meanings WHERE article_id = ?", [id])
            self._db.execute("DELETE FROM articles WHERE id = ?", [id])
        return altered

    def put_stories(self, stories: Iterable[Story], outlets: Mapping[str, str]) -> None:
        """Store stories that are new or hold other articles than before; they become stale.

        `outlets` names the outlet of each of their articles.
        """
        for story in stories:
            self.to_thread([*self._first_article(story.id), story.article_ids[0]])
            names = sorted({outlets[id] for id in story.article_ids})
            origins = 1 if len(story.article_ids) == 1 else 0
            extra = {
                "stale": 1,
                "outlets": json.dumps(names),
                "origin_count": origins,
                "inferred_dates": "[]",
            }
            is_new = not self._first_article(story.id)
            self._insert("stories", [to_row(story) | extra], "INSERT OR REPLACE")
            self.changed([story.id])
            fresh = self._unfiled(story.article_ids)
            if is_new and fresh:
                self.log("new story", story.id, [story.title])
            for id in story.article_ids:
                if id in fresh:
                    self._log_article(story.id, id, is_new)
                self._db.execute("UPDATE articles SET story_id = ? WHERE id = ?", [story.id, id])

    def end_story(self, id: int) -> None:
        """Forget a story whose articles have all gone to others."""
        self.to_thread(self._first_article(id))
        self._clear(id)
        self.put_entities(id, ())
        self._db.execute("DELETE FROM stories WHERE id = ?", [id])
        self.changed([id])

    def _unfiled(self, ids: Sequence[str]) -> dict[str, str]:
        """The titles of those of these articles that are in no story yet."""
        # The plus keeps SQLite from going through all that are in no story yet, of which there may be many.
        rows = self._in("SELECT id, title FROM articles WHERE +story_id IS NULL AND id IN ({})", ids)
        return {row["id"]: row["title"] for row in rows}

    def _log_article(self, story_id: int, id: str, in_new_story: bool) -> None:
        """Write down that an article came: a later version of a page, or one more of an older story."""
        sql = (
            "SELECT a.title, EXISTS (SELECT 1 FROM articles AS b "
            "WHERE b.url = a.url AND b.id <> a.id AND b.story_id IS NOT NULL) AS later "
            "FROM articles AS a WHERE a.id = ?"
        )
        ((title, later),) = self._rows(sql, [id])
        if later:
            self.log("correction", story_id, [title], article_id=id)
        elif not in_new_story:
            self.log("new article", story_id, [title], article_id=id)

    def _first_article(self, story_id: int) -> list[str]:
        """The first article of a story that is stored, if it is."""
        rows = self._rows(
            "SELECT json_extract(article_ids, '$[0]') AS id FROM stories WHERE id = ?", [story_id]
        )
        return [row["id"] for row in rows]

    def articles_in(self, stories: Sequence[int]) -> int:
        """How many articles are in these stories."""
        sql = "SELECT total(json_array_length(article_ids)) AS n FROM stories WHERE id IN ({})"
        return sum(int(row["n"]) for row in self._in(sql, stories))

    def chosen(
        self, fewest: int = 1, since: date | None = None, until: date | None = None, query: str | None = None
    ) -> list[int] | None:
        """Ids of the stories of `fewest` articles or more, sorted; None where that is all there are.

        With days or words of `query` those of which an article was published then and has what is asked.
        """
        article, values = [], list[object]()
        for asked, sql in ((since, "published_at >= ?"), (until, "published_at < ?")):
            if asked is not None:
                article.append(sql)
                values.append(asked.isoformat() + ("~" if asked is until else ""))  # "~" is behind all hours
        if query is not None:
            article.append("row IN (SELECT rowid FROM articles_search WHERE articles_search MATCH ?)")
            values.append(self.expression(query) or '""')
        if fewest <= 1 and not article:
            return None
        among = f"AND id IN (SELECT story_id FROM articles WHERE {' AND '.join(article)})" if article else ""
        sql = f"SELECT id FROM stories WHERE json_array_length(article_ids) >= ? {among} ORDER BY id"
        return [row["id"] for row in self._rows(sql, [fewest, *values])]

    def counts(self) -> dict[str, int]:
        """How many articles, stories, entities, claims and rejected inputs there are."""
        names = ("articles", "stories", "claims", "entities", "rejected")
        return {name: self._rows(f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in names}
