"""What searching and lists need of the other tables, worked out from all of them at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from newsfold.store.catalogue_parts import STORIES_A_ROW
from newsfold.text import ALPHANUMERIC, strip_accents


def derive_anew(db: sqlite3.Connection) -> None:
    """Fill the derived tables, inside a transaction; the catalogue of stories is made when it is needed."""
    db.execute("DELETE FROM catalogue WHERE part != 'id'")
    db.execute("DELETE FROM catalogue_values")
    sql = "INSERT INTO catalogue (part, chunk) SELECT DISTINCT 'changed', id / ? FROM stories"
    db.execute(sql, [STORIES_A_ROW])
    db.execute("DELETE FROM entity_words")
    for id, name, aliases in db.execute("SELECT id, name, aliases FROM entities"):
        add_words(db, id, [name, *json.loads(aliases)])


def add_words(db: sqlite3.Connection, entity: str, names: Iterable[str]) -> None:
    """Have an entity found by the words of its names."""
    db.executemany(
        "INSERT OR IGNORE INTO entity_words VALUES (?, ?)", [(word, entity) for word in words_of(*names)]
    )


def remove_words(db: sqlite3.Connection, entity: str, names: Iterable[str]) -> None:
    """Have it found no more by the words of these names."""
    db.executemany(
        "DELETE FROM entity_words WHERE word = ? AND entity_id = ?",
        [(word, entity) for word in words_of(*names)],
    )


def words_of(*names: str) -> list[str]:
    """The words of names as they are looked for: without accents, case-folded, each once, sorted."""
    return sorted({word for name in names for word in ALPHANUMERIC.findall(strip_accents(name).casefold())})
