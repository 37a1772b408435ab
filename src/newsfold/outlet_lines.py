"""The lines of stored articles, and which of them recur in their outlet (see `recurring`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from newsfold import recurring
from newsfold.codec import from_json
from newsfold.database import Database
from newsfold.records import Article, Span


class OutletLines(Database):
    """The table `lines`: which article has which line, as `recurring.lines` numbers them."""

    def add_lines(self, article: Article) -> None:
        """Store the lines of a new article."""
        found = [(line, article.id) for line in recurring.lines(article)]
        self._db.executemany("INSERT INTO lines VALUES (?, ?)", found)

    def recurring(self, articles: Iterable[Article]) -> dict[str, tuple[Span, ...]]:
        """Where lines stand in these articles that their outlets print on many pages, by article."""
        listed = list(articles)
        keys = {article.id: set(recurring.lines(article)) for article in listed}
        pages = self._pages_with(sorted(set().union(*keys.values())))
        often = {key for key, on in pages.items() if recurring.recurs(key, _dated(on))}
        found = {article.id: recurring.set_aside(article, often) for article in listed}
        return {id: spans for id, spans in found.items() if spans}

    def forget_recurring(self, ids: Sequence[str]) -> None:
        """Stories become stale of which a line recurs now that these articles are there, and did not before.

        Call it when they have stories, in one transaction with that.
        """
        rows = self._in("SELECT DISTINCT line FROM lines WHERE article_id IN ({})", ids)
        fresh, told = set(ids), set()
        for key, pages in self._pages_with(sorted(row["line"] for row in rows)).items():
            before = [page for page in pages if page["id"] not in fresh]
            if recurring.recurs(key, _dated(pages)) and not recurring.recurs(key, _dated(before)):
                told |= {page["id"] for page in before}
        for id in sorted(told):
            self._db.execute("UPDATE articles SET sentences = NULL WHERE id = ?", [id])
            self._db.execute(
                "UPDATE stories SET stale = 1 WHERE id = (SELECT story_id FROM articles WHERE id = ?)", [id]
            )

    def _pages_with(self, keys: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
        """The articles in stories that hold these lines, by line: those on enough pages to recur."""
        sql = (
            "SELECT line, id, url, published_at FROM lines JOIN articles ON article_id = id WHERE line IN "
            f"(SELECT line FROM lines WHERE line IN ({{}}) GROUP BY line "
            f"HAVING count(*) >= {recurring.LEAST}) AND story_id IS NOT NULL"
        )
        found: dict[int, list[sqlite3.Row]] = {}
        for row in self._in(sql, keys):
            found.setdefault(row["line"], []).append(row)
        return found


def _dated(pages: Iterable[sqlite3.Row]) -> list[tuple[str, datetime | None]]:
    """Address or id, and time of publication, of articles."""
    return [
        (row["url"] or row["id"], from_json(datetime, row["published_at"]) if row["published_at"] else None)
        for row in pages
    ]
