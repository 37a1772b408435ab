"""The lines of stored articles, and which of them recur in their outlet (see `recurring`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from newsfold.codec import from_json
from newsfold.derive import recurring
from newsfold.records import Article, Span
from newsfold.store.database import Database

# Bounds the time: pages that are looked at first; of nearly every line that recurs they tell it.
_PAGES_ENOUGH = 100


class RecurringLines(Database):
    """The table `lines`: which article has which line, as `recurring.lines` numbers them."""

    def add_lines(self, article: Article, row: int) -> None:
        """Store the lines of a new article, which has this row."""
        pairs = [(line, row) for line in recurring.lines(article)]
        self._db.executemany("INSERT INTO lines VALUES (?, ?)", pairs)

    def remove_lines(self, id: str) -> None:
        """Delete the lines of a stored article."""
        for row, lines in self._lines_of([id]):
            pairs = [(line, row) for line in lines]
            self._db.executemany("DELETE FROM lines WHERE line = ? AND article = ?", pairs)

    def _lines_of(self, ids: Sequence[str]) -> Iterator[tuple[int, Collection[int]]]:
        """The rows of stored articles, each with the keys of its lines, which its text tells."""
        sql = (
            "SELECT row, coalesce(nullif(domain, ''), outlet) AS outlet, text FROM articles WHERE id IN ({})"
        )
        for row in self._in(sql, ids):
            yield row["row"], recurring.lines_of(row["outlet"], row["text"])

    def recurring(self, articles: Iterable[Article]) -> dict[str, tuple[Span, ...]]:
        """Where lines stand in these articles that their outlets print on many pages, by article."""
        listed = list(articles)
        keys = set[int]().union(*(recurring.lines(article) for article in listed))
        often = {key for key in keys if self._recurs(key)}
        spans_by_id = {article.id: recurring.set_aside(article, often) for article in listed}
        return {id: spans for id, spans in spans_by_id.items() if spans}

    def forget_recurring(self, ids: Sequence[str]) -> None:
        """Stories become stale of which a line recurs now that these articles are there, and did not before.

        Call it when they have stories, in one transaction with that.
        """
        keys = {key for _, lines in self._lines_of(ids) for key in lines}
        fresh, stale = set(ids), set()
        for key in sorted(keys):
            if self._recurs(key) and not self._recurs(key, fresh):
                stale |= {page["id"] for page in self._pages_with(key, -1)} - fresh
        for id in sorted(stale):
            self._db.execute("UPDATE articles SET sentences = NULL WHERE id = ?", [id])
            self._db.execute(
                "UPDATE stories SET stale = 1 WHERE id = (SELECT story_id FROM articles WHERE id = ?)", [id]
            )

    def _recurs(self, key: int, without: Collection[str] = ()) -> bool:
        """Whether a line recurs on the pages in stories, some left out."""
        for most in (_PAGES_ENOUGH, -1):  # what recurs on some of its pages does on all
            pages = self._pages_with(key, most)
            if recurring.recurs(key, _dated_pages(page for page in pages if page["id"] not in without)):
                return True
            if len(pages) < most:
                break
        return False

    def _pages_with(self, key: int, most: int) -> list[sqlite3.Row]:
        """Articles in stories that hold a line, at most so many (-1: all)."""
        sql = (
            "SELECT id, url, published_at FROM lines JOIN articles ON article = row "
            "WHERE line = ? AND story_id IS NOT NULL LIMIT ?"
        )
        return self._rows(sql, [key, most])


def _dated_pages(pages: Iterable[sqlite3.Row]) -> list[tuple[str, datetime | None]]:
    """Address or id, and time of publication, of articles."""
    return [
        (row["url"] or row["id"], from_json(datetime, row["published_at"]) if row["published_at"] else None)
        for row in pages
    ]
