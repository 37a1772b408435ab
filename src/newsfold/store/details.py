"""What a story says: written anew as a whole whenever the story changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from newsfold.codec import as_text, from_json, from_row, to_jsonable, to_row, to_short_row
from newsfold.compare import outlet_name
from newsfold.records import (
    Annotations,
    BusyError,
    Claim,
    DamagedError,
    DatabaseError,
    Difference,
    Span,
    Story,
    StoryDetail,
)
from newsfold.store import packed
from newsfold.store.articles import ArticleRecords
from newsfold.store.database import as_dict
from newsfold.store.entities import EntityRecords
from newsfold.store.errors import decoding
from newsfold.store.memory import InMemory
from newsfold.store.schema import BY_ARTICLE, BY_STORY


class Details(ArticleRecords, EntityRecords, InMemory):
    """Stories, and the tables of what was found in them and in their articles."""

    @decoding
    def stories_with(self, article_ids: Sequence[str]) -> list[Story]:
        """The stories that hold any of these articles, sorted by id."""
        ids = {
            row["story_id"]
            for row in self._in("SELECT DISTINCT story_id FROM articles WHERE id IN ({})", article_ids)
        }
        rows = self._in("SELECT * FROM stories WHERE id IN ({})", sorted(ids - {None}))
        return sorted((from_row(Story, as_dict(row)) for row in rows), key=lambda story: story.id)

    @decoding
    def story(self, id: int) -> Story | None:
        """One story, or None."""
        rows = self._rows("SELECT * FROM stories WHERE id = ?", [id])
        return from_row(Story, as_dict(rows[0])) if rows else None

    def is_stale(self, id: int) -> bool:
        """Whether a story is there and still to be described."""
        stale = bool(self._rows("SELECT 1 FROM stories WHERE id = ? AND stale", [id]))
        return stale and self.remembered(id) is None

    @decoding
    def annotations(self, article_ids: Sequence[str]) -> dict[str, Annotations]:
        """What extraction found, by article; articles that were not extracted yet are left out."""
        rows = self._in(
            "SELECT id, sentences, clauses FROM articles WHERE sentences IS NOT NULL AND id IN ({})",
            article_ids,
        )
        result = {
            row["id"]: {
                "article_id": row["id"],
                "sentences": _spans_of(row["sentences"]),
                "clauses": _spans_of(row["clauses"]),
                **{n: [] for n in BY_ARTICLE},
            }
            for row in rows
        }
        for name, kind in BY_ARTICLE.items():
            for row in self._in(f"SELECT * FROM {name} WHERE article_id IN ({{}})", list(result)):
                result[row["article_id"]][name] = packed.unpacked_records(kind, as_dict(row))
        stored = {
            id: Annotations(**{k: _tupled(v) for k, v in fields.items()}) for id, fields in result.items()
        }
        return stored | self._remembered_annotations(article_ids)

    def _remembered_annotations(self, article_ids: Sequence[str]) -> dict[str, Annotations]:
        """What was found in articles of stories that could not be stored."""
        stories = {} if self.writable else {story.id: story for story in self.stories_with(article_ids)}
        details = [known for id in stories if (known := self.remembered(id))]
        wanted = set(article_ids)
        return {a.article_id: a for known in details for a in known.annotations if a.article_id in wanted}

    def keep(self, detail: StoryDetail) -> bool:
        """Store what is known of a story; returns whether that could be done.

        Where it couldn't (no right to write, a full disk, another process that reads in for long), this
        process remembers it. Raises DamagedError.
        """
        try:
            with self.transaction():
                self.put_detail(detail)
        except DamagedError:
            raise
        except (BusyError, DatabaseError):
            self.remember(detail)
            return False
        return True

    def put_detail(self, detail: StoryDetail) -> None:
        """Store all that is known of a story, in place of what was; it is no longer stale."""
        story = detail.story
        self.log_detail(detail)
        self._clear(story.id)
        extra = {
            "stale": 0,
            "outlets": json.dumps(sorted({outlet_name(a) for a in detail.articles})),
            "origin_count": len(detail.origins),
            "inferred_dates": json.dumps(to_jsonable(detail.inferred_dates)),
        }
        self._insert("stories", [to_row(story) | extra], "INSERT OR REPLACE")
        for extracted in detail.annotations:
            self._put_annotations(extracted)
        for name in BY_STORY:
            keys = {"story_id": story.id}
            self._insert(name, (keys | to_short_row(record) for record in getattr(detail, name)))
        self.put_entities(story.id, detail.entities)
        self.changed([story.id])

    def _clear(self, story_id: int) -> None:
        for name in BY_STORY:
            self._db.execute(f"DELETE FROM {name} WHERE story_id = ?", [story_id])

    def _put_annotations(self, annotations: Annotations) -> None:
        spans = [
            as_text([[s.start, s.end] for s in some]) for some in (annotations.sentences, annotations.clauses)
        ]
        self._db.execute(
            "UPDATE articles SET sentences = ?, clauses = ? WHERE id = ?", [*spans, annotations.article_id]
        )
        for name in BY_ARTICLE:
            self._db.execute(f"DELETE FROM {name} WHERE article_id = ?", [annotations.article_id])
            if records := getattr(annotations, name):
                self._insert(name, [packed.packed_records(annotations.article_id, records)])

    @decoding
    def detail(self, id: int) -> StoryDetail | None:
        """A story with all that is stored of it, or None; its entities have this story's spellings."""
        rows = self._rows("SELECT * FROM stories WHERE id = ?", [id])
        if known := self.remembered(id):
            return known
        if not rows:
            return None
        story = from_row(Story, as_dict(rows[0]))
        annotations = self.annotations(story.article_ids)
        parts: dict[str, Any] = {
            name: tuple(
                from_row(kind, as_dict(row))
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

    @decoding
    def claims_of(self, story_id: int, article_ids: Sequence[str]) -> list[Claim]:
        """The claims of a story that any of these articles is evidence of, in order."""
        if known := self.remembered(story_id):
            wanted = set(article_ids)
            return [c for c in known.claims if any(e.article_id in wanted for e in c.evidence)]
        claims: dict[int, Claim] = {}
        for id in article_ids:
            rows = self._rows(
                "SELECT * FROM claims WHERE story_id = ? AND instr(evidence, ?)", [story_id, f'"{id}"']
            )
            claims |= {row["row"]: from_row(Claim, as_dict(row)) for row in rows}
        return [claims[row] for row in sorted(claims)]

    @decoding
    def differences_of(self, story_id: int) -> list[Difference]:
        """The differences of a story, in order."""
        if known := self.remembered(story_id):
            return list(known.differences)
        rows = self._rows("SELECT * FROM differences WHERE story_id = ? ORDER BY row", [story_id])
        return [from_row(Difference, as_dict(row)) for row in rows]


def _spans_of(text: str) -> list[Any]:
    return [Span(start=start, end=end) for start, end in json.loads(text)]


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
