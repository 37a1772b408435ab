"""One SQLite database: schema, reads, writes and search.

A table holds one kind of record, a column each field (see `codec`). Everything is written inside
`transaction()`, so a process killed at any moment leaves whole batches behind. What is still to do
is in the data: an article without a story is to be folded, a stale story is to be described.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsfold.addresses import canonical
from newsfold.codec import from_json, from_row, to_json, to_row
from newsfold.compare import outlet_name
from newsfold.records import (
    Annotations,
    Article,
    Claim,
    Encoder,
    NewsfoldError,
    Rejected,
    Span,
    Story,
    StoryDetail,
    StorySummary,
)
from newsfold.store.database import Connection, held
from newsfold.store.entities import EntityRecords
from newsfold.store.folding import FoldRecords
from newsfold.store.outlet_lines import OutletLines
from newsfold.store.schema import BY_ARTICLE, BY_STORY
from newsfold.store.search import Search, terms

__all__ = ["Connection", "Store", "held", "terms"]

# What folding needs of an article, and what stands for the rest.
_TOLD = ("id", "place", "title", "text", "language", "url", "outlet", "domain", "published_at")
_UNTOLD = {field.name: None for field in fields(Article)} | {
    "page_text": "",
    **dict.fromkeys(("authors", "origin_map", "furniture", "found_in"), "[]"),
}


class Store(FoldRecords, EntityRecords, OutletLines, Search):
    """What Newsfold keeps, in the database at `path`, made if it is not there."""

    # ── articles ─────────────────────────────────────────────────────────────────────────────────

    def known(self, ids: Sequence[str]) -> set[str]:
        """Those of `ids` that are stored."""
        return {row["id"] for row in self._in("SELECT id FROM articles WHERE id IN ({})", ids)}

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
        for article, vector in zip(articles, vectors, strict=True):
            row = to_row(article)
            row["page_text"] = zlib.compress(article.page_text.encode())
            row["vector"] = vector.astype(np.float32).tobytes()
            self._insert("articles", [row])
            self.add_lines(article)
            self._db.execute(
                "INSERT INTO articles_search (rowid, title, text) VALUES (last_insert_rowid(), ?, ?)",
                [article.title, article.text],
            )

    def named(self, names: Iterable[str]) -> list[str]:
        """Ids of the articles with these ids, or at these addresses (every version of a page), sorted.

        An address may be any of a page's, not only the one under which it was read.

        Raises NewsfoldError where a name fits none.
        """
        found: set[str] = set()
        for name in names:
            ids = {
                row["id"]
                for row in self._rows("SELECT id FROM articles WHERE id = ? OR url = ?", [name, canonical(name)])
            }
            if not ids:
                raise NewsfoldError(f"there is no article {name}")
            found |= ids
        return sorted(found)

    def remove_articles(self, ids: Sequence[str]) -> set[int]:
        """Delete articles and what was found in them; returns the ids of the stories that go on without.

        Those become stale; a story of nothing else ends, and its id is not given again.
        """
        gone, altered = set(ids), set[int]()
        for story in self.stories_with(ids):
            kept = [id for id in story.article_ids if id not in gone]
            if kept:
                altered.add(story.id)
                self._clear(story.id)
                self.put_entities(story.id, ())
                sql = "UPDATE stories SET article_ids = ?, stale = 1 WHERE id = ?"
                self._db.execute(sql, [json.dumps(kept), story.id])
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
            for name in ("lines", *BY_ARTICLE):
                self._db.execute(f"DELETE FROM {name} WHERE article_id = ?", [id])
            self._db.execute("DELETE FROM articles WHERE id = ?", [id])
        return altered

    def seen(self, articles: Iterable[Article]) -> None:
        """Keep of stored articles the first time that they were fetched, whichever came first."""
        times = [(to_json(a.fetched_at), a.id) for a in articles if a.fetched_at]
        earlier = "fetched_at IS NULL OR fetched_at > ?1"
        self._db.executemany(f"UPDATE articles SET fetched_at = ?1 WHERE id = ?2 AND ({earlier})", times)

    def add_rejected(self, rejected: Iterable[Rejected]) -> int:
        """Store what was rejected; returns how many were not stored already."""
        before = self._db.total_changes
        self._insert("rejected", map(to_row, rejected), "INSERT OR IGNORE")
        return self._db.total_changes - before

    def article(self, id: str) -> Article | None:
        """One article, or None."""
        return next(iter(self.articles([id])), None)

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """The articles with these ids that are stored, sorted by id."""
        rows = self._in("SELECT * FROM articles WHERE id IN ({})", ids)
        return sorted(map(_article, rows), key=lambda article: article.id)

    def vectors(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of stored articles, (n, d), in the order of `ids`."""
        found = {
            row["id"]: row["vector"]
            for row in self._in("SELECT id, vector FROM articles WHERE id IN ({})", ids)
        }
        return np.array([np.frombuffer(found[id], dtype=np.float32) for id in ids], dtype=np.float32)

    def told(self, ids: Sequence[str], letters: int) -> list[Article]:
        """Stored articles as folding sees them, sorted by id: the first letters of the text, no page."""
        names = [field for field in _TOLD if field != "text"]
        sql = (
            f"SELECT {', '.join(names)}, substr(text, 1, {letters}) AS text FROM articles WHERE id IN ({{}})"
        )
        rows = (from_row(Article, _UNTOLD | _dict(row)) for row in self._in(sql, ids))
        return sorted(rows, key=lambda article: article.id)

    def unfolded(self) -> list[str]:
        """Ids of the articles that have no story yet, by time of publication, the undated last."""
        sql = "SELECT id FROM articles WHERE story_id IS NULL ORDER BY published_at IS NULL, published_at, id"
        return [row["id"] for row in self._rows(sql)]

    def folded(self, first: datetime, last: datetime, most: int, *, undated: bool) -> list[str]:
        """At most so many articles in a story, published in [first, last] (or undated), last read first."""
        sql = (
            "SELECT id FROM articles WHERE story_id IS NOT NULL AND "
            f"(published_at BETWEEN ? AND ? {'OR published_at IS NULL' if undated else ''}) "
            "ORDER BY row DESC LIMIT ?"
        )
        return [row["id"] for row in self._rows(sql, [to_json(first), to_json(last), most])]

    def written_elsewhere(self) -> int:
        """A number that changes when another connection has written to the database."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def copies(self, ids: Sequence[str]) -> int:
        """How many of these articles are for the most part copied from another or an agency."""
        sql = "SELECT article_id, grade FROM derivations WHERE article_id IN ({})"
        return len({row["article_id"] for row in self._in(sql, ids) if row["grade"] != "part"})

    def rejected(self) -> list[Rejected]:
        """All that was rejected, in the order it came."""
        return [from_row(Rejected, _dict(row)) for row in self._rows("SELECT * FROM rejected ORDER BY row")]

    # ── stories ──────────────────────────────────────────────────────────────────────────────────

    def stories_with(self, article_ids: Sequence[str]) -> list[Story]:
        """The stories that hold any of these articles, sorted by id."""
        ids = {
            row["story_id"]
            for row in self._in("SELECT DISTINCT story_id FROM articles WHERE id IN ({})", article_ids)
        }
        rows = self._in("SELECT * FROM stories WHERE id IN ({})", sorted(ids - {None}))
        return sorted((from_row(Story, _dict(row)) for row in rows), key=lambda story: story.id)

    def put_stories(self, stories: Iterable[Story], outlets: Mapping[str, str]) -> None:
        """Store stories that are new or hold other articles than before; they become stale.

        `outlets` names the outlet of each of their articles.
        """
        for story in stories:
            names = sorted({outlets[id] for id in story.article_ids})
            origins = 1 if len(story.article_ids) == 1 else 0
            extra = {
                "stale": 1,
                "outlets": json.dumps(names),
                "origin_count": origins,
                "inferred_dates": "[]",
            }
            self._insert("stories", [to_row(story) | extra], "INSERT OR REPLACE")
            for id in story.article_ids:
                self._db.execute("UPDATE articles SET story_id = ? WHERE id = ?", [story.id, id])

    def end_story(self, id: int) -> None:
        """Forget a story whose articles have all gone to others."""
        self._clear(id)
        self.put_entities(id, ())
        self._db.execute("DELETE FROM stories WHERE id = ?", [id])

    def stale(self, fewest: int = 1) -> list[int]:
        """Ids of the stories of `fewest` articles or more that are to be described, sorted."""
        sql = "SELECT id FROM stories WHERE stale AND json_array_length(article_ids) >= ? ORDER BY +id"
        return [row["id"] for row in self._rows(sql, [fewest])]

    def is_stale(self, id: int) -> bool:
        """Whether a story is there and still to be described."""
        return bool(self._rows("SELECT 1 FROM stories WHERE id = ? AND stale", [id]))

    def story(self, id: int) -> Story | None:
        """One story, or None."""
        rows = self._rows("SELECT * FROM stories WHERE id = ?", [id])
        return from_row(Story, _dict(rows[0])) if rows else None

    def summaries(self, limit: int | None, offset: int, query: str | None) -> list[StorySummary]:
        """Stories newest first (undated last), of which an article fits the words of `query`."""
        where, values = "", []
        if query is not None:
            where = (
                "WHERE id IN (SELECT story_id FROM articles WHERE row IN "
                "(SELECT rowid FROM articles_search WHERE articles_search MATCH ?))"
            )
            values.append(" ".join('"' + word.replace('"', '""') + '"' for word in query.split()) or '""')
        rows = self._rows(
            f"SELECT * FROM stories {where} "
            "ORDER BY last_seen IS NULL, last_seen DESC, id DESC LIMIT ? OFFSET ?",
            [*values, -1 if limit is None else limit, offset],
        )
        return [_summary(row) for row in rows]

    # ── what a story says ────────────────────────────────────────────────────────────────────────

    def annotations(self, article_ids: Sequence[str]) -> dict[str, Annotations]:
        """What extraction found, by article; articles that were not extracted yet are left out."""
        rows = self._in(
            "SELECT id, sentences, clauses FROM articles WHERE sentences IS NOT NULL AND id IN ({})",
            article_ids,
        )
        result = {
            row["id"]: {
                "article_id": row["id"],
                "sentences": _spans(row["sentences"]),
                "clauses": _spans(row["clauses"]),
                **{n: [] for n in BY_ARTICLE},
            }
            for row in rows
        }
        for name, kind in BY_ARTICLE.items():
            sql = f"SELECT * FROM {name} WHERE article_id IN ({{}}) ORDER BY row"
            for row in self._in(sql, list(result)):
                result[row["article_id"]][name].append(from_row(kind, _dict(row)))
        return {id: Annotations(**{k: _tupled(v) for k, v in found.items()}) for id, found in result.items()}

    def keep(self, detail: StoryDetail) -> bool:
        """Store what is known of a story, if the database can be written; returns whether it was."""
        try:
            with self.transaction():
                self.put_detail(detail)
        except sqlite3.OperationalError:  # read-only, or held by a reader-in for too long
            return False
        return True

    def put_detail(self, detail: StoryDetail) -> None:
        """Store all that is known of a story, in place of what was; it is no longer stale."""
        story = detail.story
        self._clear(story.id)
        extra = {
            "stale": 0,
            "outlets": json.dumps(sorted({outlet_name(a) for a in detail.articles})),
            "origin_count": len(detail.origins),
            "inferred_dates": json.dumps(to_json(detail.inferred_dates)),
        }
        self._insert("stories", [to_row(story) | extra], "INSERT OR REPLACE")
        for found in detail.annotations:
            self._put_annotations(found)
        for name in BY_STORY:
            own = {"story_id": story.id}
            self._insert(name, (own | to_row(record) for record in getattr(detail, name)))
        self.put_entities(story.id, detail.entities)

    def _clear(self, story_id: int) -> None:
        for name in BY_STORY:
            self._db.execute(f"DELETE FROM {name} WHERE story_id = ?", [story_id])

    def _put_annotations(self, found: Annotations) -> None:
        spans = [json.dumps([[s.start, s.end] for s in some]) for some in (found.sentences, found.clauses)]
        self._db.execute(
            "UPDATE articles SET sentences = ?, clauses = ? WHERE id = ?", [*spans, found.article_id]
        )
        for name in BY_ARTICLE:
            self._db.execute(f"DELETE FROM {name} WHERE article_id = ?", [found.article_id])
            self._insert(name, map(to_row, getattr(found, name)))

    def detail(self, id: int) -> StoryDetail | None:
        """A story with all that is stored of it, or None; its entities have this story's spellings."""
        rows = self._rows("SELECT * FROM stories WHERE id = ?", [id])
        if not rows:
            return None
        story = from_row(Story, _dict(rows[0]))
        annotations = self.annotations(story.article_ids)
        parts: dict[str, Any] = {
            name: tuple(
                from_row(kind, _dict(row))
                for row in self._rows(f"SELECT * FROM {name} WHERE story_id = ? ORDER BY row", [id])
            )
            for name, kind in BY_STORY.items()
        }
        return StoryDetail(
            story=story,
            articles=tuple(self.articles(story.article_ids)),
            annotations=tuple(annotations[i] for i in story.article_ids if i in annotations),
            entities=tuple(self.story_entities(id)),
            inferred_dates=from_json(tuple[tuple[str, datetime], ...], json.loads(rows[0]["inferred_dates"])),
            **parts,
        )

    def claims_of(self, story_id: int, article_ids: Sequence[str]) -> list[Claim]:
        """The claims of a story that any of these articles is evidence of, in order."""
        found: dict[int, Claim] = {}
        for id in article_ids:
            rows = self._rows(
                "SELECT * FROM claims WHERE story_id = ? AND instr(evidence, ?)", [story_id, f'"{id}"']
            )
            found |= {row["row"]: from_row(Claim, _dict(row)) for row in rows}
        return [found[row] for row in sorted(found)]

    # ── whole tables ─────────────────────────────────────────────────────────────────────────────

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table, a thousand at a time, nested values decoded; for export."""
        key = "id" if name in ("stories", "entities") else "row"
        last: Any = "" if name == "entities" else 0
        while rows := self._rows(f"SELECT * FROM {name} WHERE {key} > ? ORDER BY {key} LIMIT 1000", [last]):
            last = rows[-1][key]
            yield from map(_dict, rows)

    def counts(self) -> dict[str, int]:
        """How many articles, stories, entities, claims and rejected inputs there are."""
        names = ("articles", "stories", "claims", "entities", "rejected")
        return {name: self._rows(f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in names}


def _dict(row: sqlite3.Row) -> dict[str, Any]:
    return dict(zip(row.keys(), row, strict=True))


def _article(row: sqlite3.Row) -> Article:
    values = _dict(row)
    values["page_text"] = zlib.decompress(values["page_text"]).decode()
    return from_row(Article, values)


def _summary(row: sqlite3.Row) -> StorySummary:
    story = from_row(Story, _dict(row))
    return StorySummary(
        story=story,
        outlets=tuple(json.loads(row["outlets"])),
        articles=len(story.article_ids),
        origins=row["origin_count"],
    )


def _spans(text: str) -> list[Any]:
    return [Span(start=start, end=end) for start, end in json.loads(text)]


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
