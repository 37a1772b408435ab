"""A database of an older schema becomes one of this: what was read stays, what describing lacks is made anew.

A step of `steps` says what a new schema means otherwise; what it merely has otherwise (columns, keys) is no
step's business: every table whose definition differs is made anew and its rows are copied. Where a table that
describing fills has other columns, its rows are not: stories are described again, since that says more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from newsfold.codec import defaults
from newsfold.records import Article, Entity, Rejected, Story
from newsfold.store.derived import derive_anew
from newsfold.store.schema import BY_ARTICLE, BY_STORY, SCHEMA_VERSION, indexes, schema
from newsfold.store.steps import STEPS
from newsfold.store.views import views

OLDEST = min(STEPS)  # the first schema that can be brought to this one
_RECORDS: dict[str, type] = {"articles": Article, "stories": Story, "entities": Entity, "rejected": Rejected}


def migrate(db: sqlite3.Connection, made: int) -> None:
    """Bring a database of schema `made`, OLDEST or later, to this one; call it inside a transaction."""
    _drop_views(db)
    for version in range(made, SCHEMA_VERSION):
        STEPS[version](db)
    expected = _expected()
    others = [name for name, sql in expected.items() if _definition(db, name) != _table_body(sql)]
    lacking = set()
    for name in others:
        if not expected[name].startswith("CREATE VIRTUAL") and not _remake(db, name, expected[name]):
            lacking.add(name)
    if lacking & BY_ARTICLE.keys():
        db.execute("UPDATE articles SET sentences = NULL, clauses = NULL")
    if lacking:
        db.execute("UPDATE stories SET stale = 1")
    if "articles_search" in others:
        db.execute("DROP TABLE IF EXISTS articles_search")
        db.execute(expected["articles_search"])
        db.execute("INSERT INTO articles_search (articles_search) VALUES ('rebuild')")
    _set_indexes(db)
    derive_anew(db)
    for statement in views():
        db.execute(statement)
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(SCHEMA_VERSION)])


def _expected() -> dict[str, str]:
    """The statements that make the tables of a new database, by the tables' names."""
    statements = {}
    for statement in schema().split(";\n"):
        words = statement.split("(")[0].split()
        if "TABLE" in words:
            statements[words[words.index("TABLE") + 1]] = statement.rstrip().rstrip(";")
    return statements


def _definition(db: sqlite3.Connection, name: str) -> str:
    row = db.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", [name]).fetchone()
    return _table_body(row[0]) if row else ""


def _table_body(sql: str) -> str:
    """What a table is, without its name, which a table that was renamed has in quotation marks."""
    return sql.partition("(")[2].strip()


def _remake(db: sqlite3.Connection, name: str, sql: str) -> bool:
    """Make a table as `sql` says, with the rows of the one that is there.

    Of a table that describing fills and that has other columns now, no rows are kept; then it is False.
    """
    had = set(_column_names(db, name))
    db.execute(sql.replace(f"CREATE TABLE {name} ", f"CREATE TABLE remade_{name} ", 1))
    columns = list(_column_names(db, f"remade_{name}"))
    keeps_rows = (name not in BY_ARTICLE and name not in BY_STORY) or had == set(columns)
    if keeps_rows and had:
        others = defaults(_RECORDS[name]) if name in _RECORDS else {}
        values = ", ".join(f'"{column}"' if column in had else "?" for column in columns)
        given = [others.get(column) for column in columns if column not in had]
        into = ", ".join(f'"{column}"' for column in columns)
        db.execute(f"INSERT INTO remade_{name} ({into}) SELECT {values} FROM {name}", given)
    db.execute(f"DROP TABLE IF EXISTS {name}")
    db.execute(f"ALTER TABLE remade_{name} RENAME TO {name}")
    return keeps_rows


def _column_names(db: sqlite3.Connection, name: str) -> Iterator[str]:
    return (row[1] for row in db.execute(f"PRAGMA table_info({name})"))


def _drop_views(db: sqlite3.Connection) -> None:
    """Views are made anew: what they look at is about to go."""
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        db.execute(f'DROP VIEW "{name}"')


def _set_indexes(db: sqlite3.Connection) -> None:
    """The indexes of this schema and no others."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    for (name,) in db.execute(sql).fetchall():
        db.execute(f'DROP INDEX "{name}"')
    for statement in indexes():
        db.execute(statement)
