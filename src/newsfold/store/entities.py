"""Who and what stories speak of, each with the spellings that all stories have for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from newsfold.codec import from_row, to_row
from newsfold.records import Entity
from newsfold.store.database import Database
from newsfold.store.derived import add_words, remove_words, words_of
from newsfold.store.errors import decoding


class EntityRecords(Database):
    """The tables `entities`, `story_entities` and `entity_words`."""

    def put_entities(self, story_id: int, entities: Iterable[Entity]) -> None:
        """Keep a story's entities, in place of those it had."""
        had = self._spellings(story_id)
        self._db.execute("DELETE FROM story_entities WHERE story_id = ?", [story_id])
        for entity in entities:
            values = {"story_id": story_id, "entity_id": entity.id, "aliases": json.dumps(entity.aliases)}
            self._insert("story_entities", [values])
            known = self._rows("SELECT aliases FROM entities WHERE id = ?", [entity.id])
            spelt = {*entity.aliases, *(alias for row in known for alias in json.loads(row["aliases"]))}
            row = to_row(replace(entity, aliases=tuple(sorted(spelt))))
            self._insert("entities", [row], "INSERT OR REPLACE")
            add_words(self._db, entity.id, [entity.name, *entity.aliases])
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
    def entities_named(self, name: str) -> dict[str, str]:
        """The kinds of the entities, by id, whose id is `name`, or one of whose names has all its words."""
        rows = self._rows("SELECT id, kind FROM entities WHERE id = ?", [name])
        if not rows and (words := words_of(name)):
            having = " INTERSECT ".join(["SELECT entity_id FROM entity_words WHERE word = ?"] * len(words))
            rows = self._rows(f"SELECT id, kind, name, aliases FROM entities WHERE id IN ({having})", words)
            asked = set(words)
            rows = [
                row
                for row in rows
                if any(
                    asked.issubset(words_of(alias)) for alias in (row["name"], *json.loads(row["aliases"]))
                )
            ]
        return {row["id"]: row["kind"] for row in rows}

    def entity_names(self, ids: Iterable[str]) -> dict[str, str]:
        """The names of entities, by id."""
        rows = self._in("SELECT id, name FROM entities WHERE id IN ({})", sorted(ids))
        return {row["id"]: row["name"] for row in rows}

    @decoding
    def _spellings(self, story_id: int) -> dict[str, set[str]]:
        rows = self._rows("SELECT entity_id, aliases FROM story_entities WHERE story_id = ?", [story_id])
        return {row["entity_id"]: set(json.loads(row["aliases"])) for row in rows}

    def _respell(self, id: str) -> None:
        """Spell an entity as all its stories do, or forget one that has none: it looks at them all."""
        rows = self._rows("SELECT DISTINCT aliases FROM story_entities WHERE entity_id = ?", [id])
        spelt = sorted({alias for row in rows for alias in json.loads(row["aliases"])})
        for known in self._rows("SELECT name, aliases FROM entities WHERE id = ?", [id]):
            remove_words(self._db, id, [known["name"], *json.loads(known["aliases"])])
            if rows:
                add_words(self._db, id, [known["name"], *spelt])
        if spelt:
            aliases = json.dumps(spelt, ensure_ascii=False, separators=(",", ":"))
            self._db.execute("UPDATE entities SET aliases = ? WHERE id = ?", [aliases, id])
        elif not rows:
            self._db.execute("DELETE FROM entities WHERE id = ?", [id])
