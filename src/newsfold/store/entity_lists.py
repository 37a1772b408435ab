"""Entities of the whole database: the most spoken of, and the stories of one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from newsfold.codec import from_row
from newsfold.records import Claim, Entity
from newsfold.store.database import Database, as_dict
from newsfold.store.errors import decoding

_FITTING = 5_000  # bounds a search: entities that fit it


class EntityLists(Database):
    """The tables `entities` and `story_entities`, looked at across stories."""

    @decoding
    def entity(self, id: str) -> Entity | None:
        """An entity with the spellings of all stories, or None."""
        rows = self._rows("SELECT * FROM entities WHERE id = ?", [id])
        return from_row(Entity, as_dict(rows[0])) if rows else None

    @decoding
    def entities_by_stories(
        self, query: str, kind: str | None, limit: int, offset: int
    ) -> list[tuple[Entity, int]]:
        """Entities in the most stories first, each with how many; `query` stands in a name or spelling."""
        where, values = ["entity_id >= ? AND entity_id < ?"] if kind else [], list[object]()
        if kind:
            values += [f"{kind}-", f"{kind}."]  # "." is the next character
        if query:
            where.append("entity_id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(self._named(query)))
        among = f"WHERE {' AND '.join(where)}" if where else ""
        rows = self._rows(
            f"SELECT entity_id, count(*) AS stories FROM story_entities {among} "
            "GROUP BY entity_id ORDER BY stories DESC, entity_id LIMIT ? OFFSET ?",
            [*values, limit, offset],
        )
        known = {
            row["id"]: from_row(Entity, as_dict(row))
            for row in self._in("SELECT * FROM entities WHERE id IN ({})", [row["entity_id"] for row in rows])
        }
        return [(known[row["entity_id"]], row["stories"]) for row in rows if row["entity_id"] in known]

    def _named(self, query: str) -> list[str]:
        rows = self._rows(
            "SELECT id FROM entities WHERE instr(lower(name), lower(?)) OR instr(lower(aliases), lower(?)) "
            "LIMIT ?",
            [query, json.dumps(query, ensure_ascii=False)[1:-1], _FITTING],
        )
        return [row["id"] for row in rows]

    def stories_of_entity(self, id: str) -> list[sqlite3.Row]:
        """The stories that an entity is in, newest first, undated last: rows of id, first_seen, last_seen."""
        return self._rows(
            "SELECT id, first_seen, last_seen FROM story_entities JOIN stories ON id = story_id "
            "WHERE entity_id = ? ORDER BY last_seen IS NULL, last_seen DESC, id DESC",
            [id],
        )

    @decoding
    def first_claims(self, story_id: int, most: int) -> list[Claim]:
        """The first claims of a story, in order."""
        rows = self._rows("SELECT * FROM claims WHERE story_id = ? ORDER BY row LIMIT ?", [story_id, most])
        return [from_row(Claim, as_dict(row)) for row in rows]

    def article_ids_of(self, story_ids: Sequence[int]) -> dict[int, list[str]]:
        """The articles of stories, by story."""
        rows = self._in("SELECT id, article_ids FROM stories WHERE id IN ({})", story_ids)
        return {row["id"]: json.loads(row["article_ids"]) for row in rows}
