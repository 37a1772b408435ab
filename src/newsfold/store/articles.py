"""Articles with their vectors, and what did not become one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import fields
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from newsfold.addresses import canonical
from newsfold.codec import from_json, from_row, to_jsonable, to_row
from newsfold.records import Article, Encoder, NewsfoldError, Rejected
from newsfold.store import packed
from newsfold.store.changes import ChangeLog
from newsfold.store.database import as_dict
from newsfold.store.errors import decoding
from newsfold.store.outlet_lines import RecurringLines
from newsfold.store.schema import WINDOW_SQL

# What folding needs of an article, and what stands for the rest.
_FOLDING_FIELDS = (
    *("id", "place", "title", "text", "language", "url", "outlet", "domain"),
    *("published_at", "window_at", "found_in"),
)
_UNTOLD = {field.name: None for field in fields(Article)} | {
    "page_text": "",
    **dict.fromkeys(("authors", "origin_map", "boilerplate", "found_in"), "[]"),
}


class ArticleRecords(RecurringLines, ChangeLog):
    """The tables `articles` and `rejected`."""

    def known(self, ids: Sequence[str]) -> set[str]:
        """Those of `ids` that are stored."""
        return {row["id"] for row in self._in("SELECT id FROM articles WHERE id IN ({})", ids)}

    @decoding
    def encoder(self) -> Encoder | None:
        """What the articles were encoded with; None where there are none yet."""
        for row in self._rows("SELECT value FROM meta WHERE key = 'encoder'"):
            return "static" if row["value"] == "static" else "full"
        return "full" if self._rows("SELECT 1 FROM articles LIMIT 1") else None

    def set_encoder(self, encoder: Encoder) -> None:
        """Write down what articles are encoded with."""
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO meta VALUES ('encoder', ?)", [encoder])

    def add_articles(self, articles: Sequence[Article], vectors: NDArray[np.float32]) -> None:
        """Store new articles, still without a story, each with its row of `vectors` (n, d)."""
        (last,) = self._rows("SELECT coalesce(max(row), 0) FROM articles")[0]
        for at, (article, vector) in enumerate(zip(articles, vectors, strict=True), last + 1):
            row = to_row(article) | {"row": at}
            packed.pack(row, article.origin_map)
            row["vector"] = vector.astype(np.float32).tobytes()
            if article.language != "en":
                self._db.execute("INSERT OR IGNORE INTO meta VALUES ('languages', 'several')")
            self._insert("articles", [row])
            self.add_lines(article, at)
            self._db.execute(
                "INSERT INTO articles_search (rowid, title, text) VALUES (?, ?, ?)",
                [at, article.title, article.text],
            )

    def named(self, names: Iterable[str]) -> list[str]:
        """Ids of the articles with these ids, or at these addresses (every version of a page), sorted.

        An address may be any of a page's, not only the one under which it was read.

        Raises NewsfoldError where a name fits none.
        """
        ids_named: set[str] = set()
        for name in names:
            ids = {
                row["id"]
                for row in self._rows(
                    "SELECT id FROM articles WHERE id = ? OR url = ?", [name, canonical(name)]
                )
            }
            if not ids:
                raise NewsfoldError(f"there is no article {name}")
            ids_named |= ids
        return sorted(ids_named)

    def seen(self, articles: Iterable[Article]) -> None:
        """Keep of stored articles the first time that they were fetched, whichever came first."""
        times = [(to_jsonable(a.fetched_at), a.id) for a in articles if a.fetched_at]
        earlier = "fetched_at IS NULL OR fetched_at > ?1"
        for known in times:
            sql = f"UPDATE articles SET fetched_at = ?1 WHERE id = ?2 AND ({earlier})"
            if self._db.execute(sql, known).rowcount:
                rows = self._rows("SELECT story_id FROM articles WHERE id = ?", [known[1]])
                self.changed(row["story_id"] for row in rows if row["story_id"] is not None)

    def under_one_address(self, stories: Sequence[int] | None) -> Iterator[tuple[int, list[str]]]:
        """Ids of the articles of a story that are at one address, two or more, with the story's id.

        Of these stories, by id, or all; by story and address.
        """
        wanted = None if stories is None else set(stories)
        rows = self._rows(
            "SELECT story_id, json_group_array(id) AS ids FROM articles WHERE url IS NOT NULL "
            "AND story_id IS NOT NULL GROUP BY story_id, url HAVING count(*) > 1 ORDER BY story_id, url"
        )
        for row in rows:
            if wanted is None or row["story_id"] in wanted:
                yield row["story_id"], json.loads(row["ids"])

    def add_rejected(self, rejected: Iterable[Rejected]) -> int:
        """Store what was rejected; returns how many were not stored already."""
        before = self._db.total_changes
        self._insert("rejected", map(to_row, rejected), "INSERT OR IGNORE")
        return self._db.total_changes - before

    def keys(self, ids: Sequence[str]) -> dict[str, str]:
        """The key that the input gave each of these articles, or its id, by id."""
        rows = self._in("SELECT id, coalesce(nullif(key, ''), id) AS key FROM articles WHERE id IN ({})", ids)
        return {row["id"]: row["key"] for row in rows}

    def article(self, id: str) -> Article | None:
        """One article, or None."""
        return next(iter(self.articles([id])), None)

    @decoding
    def articles(self, ids: Sequence[str]) -> list[Article]:
        """The articles with these ids that are stored, sorted by id."""
        rows = self._in("SELECT * FROM articles WHERE id IN ({})", ids)
        return sorted(map(_article_of, rows), key=lambda article: article.id)

    @decoding
    def vectors(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of stored articles, (n, d), in the order of `ids`."""
        blobs = {
            row["id"]: row["vector"]
            for row in self._in("SELECT id, vector FROM articles WHERE id IN ({})", ids)
        }
        return np.array([np.frombuffer(blobs[id], dtype=np.float32) for id in ids], dtype=np.float32)

    @decoding
    def meanings(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors that hold in every language, of those of these articles that have one."""
        rows = self._in("SELECT article_id, vector FROM meanings WHERE article_id IN ({})", ids)
        return {
            row["article_id"]: np.frombuffer(row["vector"], dtype=np.float16).astype(np.float32)
            for row in rows
        }

    def add_meanings(self, rows: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep such vectors, by article, rounded; inside a transaction as a part of it, else in one."""
        with nullcontext() if self._db.in_transaction else self.transaction():
            for id, row in sorted(rows.items()):
                values = [id, row.astype(np.float16).tobytes()]
                self._db.execute("INSERT OR REPLACE INTO meanings VALUES (?, ?)", values)

    def has_other_languages(self) -> bool:
        """Whether articles that are not English were ever stored."""
        return bool(self._rows("SELECT 1 FROM meta WHERE key = 'languages'"))

    @decoding
    def load_for_folding(self, ids: Sequence[str], letters: int) -> list[Article]:
        """Stored articles as folding sees them, sorted by id: the first letters of the text, no page."""
        names = [field for field in _FOLDING_FIELDS if field != "text"]
        sql = (
            f"SELECT {', '.join(names)}, substr(text, 1, {letters}) AS text FROM articles WHERE id IN ({{}})"
        )
        rows = (from_row(Article, _UNTOLD | as_dict(row)) for row in self._in(sql, ids))
        return sorted(rows, key=lambda article: article.id)

    def windows(self, ids: Sequence[str]) -> list[datetime]:
        """When these articles are of, for folding; those of which nothing tells are left out."""
        sql = f"SELECT {WINDOW_SQL} AS time FROM articles WHERE time IS NOT NULL AND id IN ({{}})"
        return [from_json(datetime, row["time"]) for row in self._in(sql, ids)]

    def unfolded(self) -> list[str]:
        """Ids of the articles that have no story yet, in order of time, those without a window first.

        So they come as they stand before one another: what comes later pushes nothing out of a crowd.
        """
        sql = f"SELECT id FROM articles WHERE story_id IS NULL ORDER BY {WINDOW_SQL}, id"
        return [row["id"] for row in self._rows(sql)]

    def folded(self, first: datetime, last: datetime, *, unplaced: bool) -> list[str]:
        """The articles in a story with a window in [first, last] (or none)."""
        sql = (
            "SELECT id FROM articles WHERE story_id IS NOT NULL AND "
            f"({WINDOW_SQL} BETWEEN ? AND ? {f'OR {WINDOW_SQL} IS NULL' if unplaced else ''})"
        )
        return [row["id"] for row in self._rows(sql, [to_jsonable(first), to_jsonable(last)])]

    def data_version(self) -> int:
        """A number that changes when another connection has written to the database."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def copies(self, ids: Sequence[str]) -> int:
        """How many of these articles are for the most part copied from another or an agency."""
        sql = "SELECT article_id, grade FROM derivations WHERE article_id IN ({})"
        return len({row["article_id"] for row in self._in(sql, ids) if row["grade"] != "part"})

    @decoding
    def rejected(self) -> list[Rejected]:
        """All that was rejected, in the order it came."""
        return [from_row(Rejected, as_dict(row)) for row in self._rows("SELECT * FROM rejected ORDER BY row")]


def _article_of(row: sqlite3.Row) -> Article:
    values = as_dict(row)
    packed.unpack(values)
    return from_row(Article, values)
