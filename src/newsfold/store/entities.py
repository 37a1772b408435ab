"""Who and what stories speak of, each with the spellings that all stories have for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from newsfold.codec import from_row, to_row
from newsfold.records import Entity
from newsfold.store.database import Database
from newsfold.store.errors import decoding


class EntityRecords(Database):
    """The tables `entities` and `story_entities`."""

    def put_entities(self, story_id: int, entities: Iterable[Entity]) -> None:
        """Keep a story's entities, in place of those it had."""
        had = self._spellings(story_id)
        self._db.execute("DELETE FROM story_entities WHERE story_id = ?", [story_id])
        for entity in entities:
            own = {"story_id": story_id, "entity_id": entity.id, "aliases": json.dumps(entity.aliases)}
            self._insert("story_entities", [own])
            known = self._rows("SELECT aliases FROM entities WHERE id = ?", [entity.id])
            spelt = {*entity.aliases, *(one for row in known for one in json.loads(row["aliases"]))}
            row = to_row(replace(entity, aliases=tuple(sorted(spelt))))
            self._insert("entities", [row], "INSERT OR REPLACE")
            if not had.pop(entity.id, set()).issubset(entity.aliases):
                self._respell(entity.id)
        for id in had:
            self._respell(id)

    @decoding
    def story_entities(self, id: int) -> list[Entity]:
        """A story's entities, by id, each with this story's spellings."""
        rows = self._rows(
            "SELECT entities.*, story_entities.aliases AS here FROM entities "
            "JOIN story_entities ON entity_id = id WHERE story_id = ? ORDER BY id",
            [id],
        )
        return [replace(from_row(Entity, dict(row)), aliases=tuple(json.loads(row["here"]))) for row in rows]

    @decoding
    def _spellings(self, story_id: int) -> dict[str, set[str]]:
        rows = self._rows("SELECT entity_id, aliases FROM story_entities WHERE story_id = ?", [story_id])
        return {row["entity_id"]: set(json.loads(row["aliases"])) for row in rows}

    def _respell(self, id: str) -> None:
        """Spell an entity as all its stories do, or forget one that has none: it looks at them all."""
        rows = self._rows("SELECT DISTINCT aliases FROM story_entities WHERE entity_id = ?", [id])
        spelt = sorted({one for row in rows for one in json.loads(row["aliases"])})
        if spelt:
            aliases = json.dumps(spelt, ensure_ascii=False, separators=(",", ":"))
            self._db.execute("UPDATE entities SET aliases = ? WHERE id = ?", [aliases, id])
        elif not rows:
            self._db.execute("DELETE FROM entities WHERE id = ?", [id])
