"""What in a database can't have been written by Newsfold: pages, rows, what rows refer to, spans."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

from newsfold.codec import from_row, to_jsonable, to_row
from newsfold.records import Article, BusyError, Claim, Entity, Rejected, Story
from newsfold.store import packed
from newsfold.store.database import as_dict
from newsfold.store.details import Details
from newsfold.store.errors import GARBLED, damaged, decoding
from newsfold.store.schema import BY_ARTICLE, BY_STORY
from newsfold.text import collapse

_RECORD_TYPES = {"stories": Story, "entities": Entity, "rejected": Rejected, **BY_ARTICLE, **BY_STORY}
_CACHED_TEXTS = 100  # bounds the memory: texts of articles


class Integrity(Details):
    """A database that can look at all of itself."""

    @decoding
    def check_integrity(self) -> None:
        """Look at everything there is; raises DamagedError where something is not as it was written."""
        self.check_pages()
        for problem in self._wrong_rows():
            raise damaged(self.path, problem)

    def problems(self) -> Iterator[str]:
        """All that is not as it was written, in words: pages and indexes, keys, search, rows, spans.

        Raises DamagedError where so much is damaged that no more can be looked at.
        """
        lines = [" ".join(str(row[0]).split()) for row in self._rows("PRAGMA integrity_check(100)")]
        yield from (line for line in lines if line != "ok")
        for table, row, parent, _ in self._rows("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} speaks of something in {parent} that is not there"
        if self.writable and not self._search_fits():
            yield "the search index is not that of the articles"
        yield from self._wrong_rows()

    def _search_fits(self) -> bool:
        """Whether the index of words is sound; a database that is being written is believed."""
        with suppress(BusyError), self.transaction():
            try:
                self._db.execute("INSERT INTO articles_search (articles_search) VALUES ('integrity-check')")
            except sqlite3.DatabaseError:
                return False
        return True

    def _wrong_rows(self) -> Iterator[str]:
        text = lru_cache(maxsize=_CACHED_TEXTS)(self._text)
        known: dict[str, Any] = {"article": set(), "story": {row["id"] for row in self._stored("stories")}}
        for row in self._stored("articles"):
            known["article"].add(row["id"])
            yield from _wrong_article(row)
        for name in _RECORD_TYPES:
            for row in self._stored(name):
                try:
                    for record in _records_in(name, row):
                        value = to_jsonable(record)
                        referred = list(_referred({**row, "record": value}))
                        yield from (
                            f"{name} speaks of the {what} {id}, which is not there"
                            for what, id in referred
                            if id not in known[what]
                        )
                        yield from (f"{name}: {problem}" for problem in _misplaced_spans(record, value, text))
                except GARBLED as error:
                    yield f"a row of {name} that can't be read: {error}"

    def _text(self, id: str) -> str | None:
        rows = self._rows("SELECT text FROM articles WHERE id = ?", [id])
        return rows[0]["text"] if rows else None

    def table(self, name: str, stories: Sequence[int] | None = None) -> Iterator[dict[str, Any]]:
        """The rows of a table, one a record, nested values as JSON text with names; for export.

        With `stories`, by id, those of them alone and of their articles.
        """
        for row in self._stored(name) if stories is None else self._rows_of(name, stories):
            if name in BY_ARTICLE:
                yield from map(to_row, _records_in(name, row))
            else:
                yield row | (to_row(*_records_in(name, row)) if name in BY_STORY else {})

    def _stored(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table as they are, a thousand at a time."""
        key = _id_column(name)
        last: Any = 0 if key == "row" or name == "stories" else ""
        while rows := self._rows(f"SELECT * FROM {name} WHERE {key} > ? ORDER BY {key} LIMIT 1000", [last]):
            last = rows[-1][key]
            yield from map(as_dict, rows)

    def _rows_of(self, name: str, stories: Sequence[int]) -> Iterator[dict[str, Any]]:
        wanted, column = list[Any](stories), "id" if name == "stories" else "story_id"
        if name in BY_ARTICLE:
            column, sql = "article_id", "SELECT id FROM articles WHERE story_id IN ({})"
            wanted = sorted(row["id"] for row in self._in(sql, wanted))
        elif name == "entities":
            column, sql = "id", "SELECT entity_id FROM story_entities WHERE story_id IN ({})"
            wanted = sorted({row["entity_id"] for row in self._in(sql, wanted)})
        sql = f"SELECT * FROM {name} WHERE {column} IN ({{}}) ORDER BY {_id_column(name)}"
        yield from map(as_dict, self._in(sql, wanted))


def _id_column(table: str) -> str:
    return "article_id" if table in BY_ARTICLE else "id" if table in ("stories", "entities") else "row"


def _records_in(name: str, row: dict[str, Any]) -> Sequence[Any]:
    """What stands in a row of a table."""
    kind = _RECORD_TYPES[name]
    return packed.unpacked_records(kind, row) if name in BY_ARTICLE else [from_row(kind, row)]


def _wrong_article(row: dict[str, Any]) -> Iterator[str]:
    """What of an article's row can't have been written, or leads to no place in its text or page."""
    try:
        packed.unpack(row)
        page, article = row["page_text"], from_row(Article, row)
        for segment in article.origin_map:
            here = article.text[segment.text_start : segment.text_start + segment.length]
            if len(here) != segment.length or not page.startswith(here, segment.page_start):
                yield f"the article {article.id} has words that do not stand in its page"
                break
        ends = [part.end for part in article.boilerplate]
        if max(ends, default=0) > len(page):
            yield f"the article {article.id} has boilerplate outside its page"
        spans = [*json.loads(row["sentences"] or "[]"), *json.loads(row["clauses"] or "[]")]
        if any(not 0 <= start <= end <= len(article.text) for start, end in spans):
            yield f"the article {article.id} has sentences outside its text"
    except GARBLED as error:
        yield f"the article {row['id']} can't be read: {error}"


def _misplaced_spans(record: Any, value: Any, text: Callable[[str], str | None]) -> Iterator[str]:
    """Spans of a record that are not in their article's text, and a claim that does not stand there.

    `value` is the record as in JSON, `text` the text of an article, by its id.
    """
    for id, span in _located_spans(value, None):
        words = text(id)
        if words is not None and span["end"] > len(words):
            place = f"{span['start']} to {span['end']}"
            yield f"characters {place} of the article {id}, which ends at {len(words)}"
    if isinstance(record, Claim):
        first = record.evidence[0]
        words = text(first.article_id)
        if words is not None and collapse(first.span.of(words)) != collapse(record.text):
            yield f"the claim {record.id} does not stand where its evidence says"


def _located_spans(value: Any, article: str | None) -> Iterator[tuple[str, dict[str, int]]]:
    """Every span in a value as in JSON, with the article that it is of."""
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end"} and isinstance(value["start"], int):
            if article is not None:
                yield article, dict(value)
            return
        article = value.get("article_id", article)
        for part in value.values():
            yield from _located_spans(part, article)
    elif isinstance(value, list):
        for part in value:
            yield from _located_spans(part, article)


def _referred(value: Any) -> Iterator[tuple[str, Any]]:
    """Every id of an article or a story in a value as in JSON, with what it is of."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name in ("article_id", "story_id", "from_article_id") and part is not None:
                yield name.removeprefix("from_").removesuffix("_id"), part
            elif name == "article_ids" and not isinstance(part, str):
                yield from (("article", id) for id in part)
            else:
                yield from _referred(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _referred(part)
