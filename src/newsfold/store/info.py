"""What a database holds, how large it is, and what is still to do."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from newsfold.records import Encoder
from newsfold.store.schema import BY_ARTICLE, DERIVED
from newsfold.store.whole import Whole

_SEARCH = "articles_search"
# Of what is found in articles the records are counted, which stand in a row for each article.
_RECORD_COUNTS = dict.fromkeys(BY_ARTICLE, "coalesce(sum(json_array_length(records)), 0)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseInfo:
    """What a database holds and how it stands. Sizes are bytes; `sizes` has tables with their indexes.

    `sizes` is empty where SQLite can't tell. `described` counts stories; `to_describe` those that are still
    to be, and `to_describe_first` those of them that the next `read` describes, having several articles.
    """

    path: str
    schema: int
    writable: bool
    encoder: Encoder | None  # None before the first article
    bytes: int
    bytes_free: int  # inside the file, filled by what comes
    counts: dict[str, int]  # records of each table
    undated: int
    first_published: str | None
    last_published: str | None
    described: int
    to_describe: int
    to_describe_first: int
    to_fold: int  # articles that are in no story yet
    sizes: dict[str, int]


class Info(Whole):
    """A database that tells of itself."""

    def info(self) -> DatabaseInfo:
        """Counts and sizes as they are now; it reads the whole file once."""
        counts = {
            name: self._number(f"SELECT {_RECORD_COUNTS.get(name, 'count(*)')} FROM {name}")
            for name in self.tables()
        }
        (times,) = self._rows("SELECT min(published_at) AS first, max(published_at) AS last FROM articles")
        page, free = (self._number(f"PRAGMA {what}") for what in ("page_size", "freelist_count"))
        stale = self._number("SELECT count(*) FROM stories WHERE stale")
        return DatabaseInfo(
            path=str(self.path),
            schema=self._schema(),
            writable=self.writable,
            encoder=self.encoder() if counts["articles"] else None,
            bytes=page * self._number("PRAGMA page_count"),
            bytes_free=page * free,
            counts=counts,
            undated=self._number("SELECT count(*) FROM articles WHERE published_at IS NULL"),
            first_published=times["first"],
            last_published=times["last"],
            described=counts["stories"] - stale,
            to_describe=stale,
            to_describe_first=len(self.stale(2)),
            to_fold=len(self.unfolded()),
            sizes=self._sizes(),
        )

    def stale(self, fewest: int = 1) -> list[int]:
        """Ids of the stories of `fewest` articles or more that are to be described, sorted."""
        sql = "SELECT id FROM stories WHERE stale AND json_array_length(article_ids) >= ? ORDER BY +id"
        return [row["id"] for row in self._rows(sql, [fewest])]

    def _number(self, sql: str) -> int:
        rows: list[Any] = self._rows(sql)
        return int(rows[0][0])

    def _sizes(self) -> dict[str, int]:
        """Bytes of each table with its indexes, the largest first."""
        tables = {
            row["name"]: row["tbl_name"] for row in self._rows("SELECT name, tbl_name FROM sqlite_master")
        }
        sizes: dict[str, int] = defaultdict(int)
        with self._lock:
            try:
                rows = self._db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
            except sqlite3.OperationalError:  # a build of SQLite without this table
                return {}
        for name, size in rows:
            table = tables.get(name, "other")
            if table.startswith("sqlite_"):
                table = "other"
            sizes[_SEARCH if table.startswith(_SEARCH) or table in DERIVED else table] += size
        return dict(sorted(sizes.items(), key=lambda item: (-item[1], item[0])))
