"""What each schema means otherwise than the one before, done to what is stored.

A step knows the schema it begins with, as it was then, and never asks the records of today for it.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable

from newsfold.addresses import canonical
from newsfold.codec import article_id, from_json
from newsfold.derive import recurring
from newsfold.records import Segment
from newsfold.store import packed

_OF_ARTICLES = ("lines", "mentions", "attributions", "figures", "times")
_OF_STORIES = ("derivations", "claims", "differences", "account", "timeline", "series", "origins")


def _from_3(db: sqlite3.Connection) -> None:
    """A page has one address, and an article's id is made of that: articles that become one are one."""
    db.execute("ALTER TABLE articles ADD COLUMN address TEXT")
    db.execute("UPDATE articles SET address = url")
    db.execute("CREATE INDEX IF NOT EXISTS articles_story ON articles(story_id)")
    renamed: dict[str, str] = {}
    rows: dict[str, list[int]] = defaultdict(list)
    moved: set[int | None] = set()
    addresses: list[tuple[str | None, int]] = []
    stored = db.execute("SELECT row, id, url, key, place, text, story_id FROM articles ORDER BY row")
    for row, id, url, key, place, text, story in stored:
        address = canonical(url)
        new = article_id(address, key, place, text)
        if address != url:
            addresses.append((address, row))
        if new != id:
            renamed[id] = new
            moved.add(story)
        rows[new].append(row)
    db.executemany("UPDATE articles SET url = ? WHERE row = ?", addresses)
    moved |= _merge(db, {id: same for id, same in rows.items() if len(same) > 1})
    for id, new in renamed.items():
        for table in _OF_ARTICLES:
            db.execute(f"UPDATE OR IGNORE {table} SET article_id = ? WHERE article_id = ?", [new, id])
        db.execute("UPDATE articles SET id = ? WHERE id = ?", [new, id])
    _rename_links(db, renamed)
    for story in sorted(story for story in moved if story is not None):
        _reset_story(db, story)


def _merge(db: sqlite3.Connection, same: dict[str, list[int]]) -> set[int | None]:
    """Delete all but the first of rows that are one article; the ids of their stories."""
    stories: set[int | None] = set()
    for rows in same.values():
        for row in rows[1:]:
            (id, story) = db.execute("SELECT id, story_id FROM articles WHERE row = ?", [row]).fetchone()
            stories.add(story)
            db.execute(
                "INSERT INTO articles_search (articles_search, rowid, title, text) "
                "SELECT 'delete', row, title, text FROM articles WHERE row = ?",
                [row],
            )
            for table in _OF_ARTICLES:
                db.execute(f"DELETE FROM {table} WHERE article_id = ?", [id])
            db.execute("DELETE FROM articles WHERE row = ?", [row])
    return stories


def _rename_links(db: sqlite3.Connection, renamed: dict[str, str]) -> None:
    """Links under the new ids; of those that become one the likelier stays, and none leads to itself."""
    links: dict[tuple[str, str], float] = {}
    for left, right, likelihood in db.execute("SELECT left, right, likelihood FROM links").fetchall():
        pair = sorted((renamed.get(left, left), renamed.get(right, right)))
        key = (pair[0], pair[1])
        if key[0] != key[1]:
            links[key] = max(likelihood, links.get(key, 0.0))
    db.execute("DELETE FROM links")
    db.executemany("INSERT INTO links VALUES (?, ?, ?)", [(*pair, p) for pair, p in sorted(links.items())])


def _reset_story(db: sqlite3.Connection, story: int) -> None:
    """A story of the articles that are said to be in it, to be described anew; one of none has ended."""
    for table in (*_OF_STORIES, "story_entities"):
        db.execute(f"DELETE FROM {table} WHERE story_id = ?", [story])
    members = db.execute("SELECT id FROM articles WHERE story_id = ? ORDER BY id", [story]).fetchall()
    ids = json.dumps([id for (id,) in members])
    if members:
        sql = "UPDATE stories SET article_ids = ?, stale = 1, inferred_dates = '[]' WHERE id = ?"
        db.execute(sql, [ids, story])
        return
    db.execute("DELETE FROM stories WHERE id = ?", [story])
    db.execute(
        "INSERT INTO story_history (event, story_id, other_id) VALUES ('removed', ?, ?)", [story, story]
    )


def _from_4(db: sqlite3.Connection) -> None:
    """Undated articles have a window: when they were fetched, where that is known."""
    db.execute("ALTER TABLE articles ADD COLUMN window_at TEXT")
    db.execute("UPDATE articles SET window_at = fetched_at WHERE published_at IS NULL")


def _from_5(db: sqlite3.Connection) -> None:
    """What refers to what is said in the tables, and there are views: nothing that rows have otherwise."""


def _from_6(db: sqlite3.Connection) -> None:
    """Less on disk: pages packed by their articles' texts, origin maps by gaps, lines by rows of articles."""
    db.create_function("packed_page", 2, _repacked_page, deterministic=True)
    db.create_function("packed_map", 1, _repacked_map, deterministic=True)
    db.execute("ALTER TABLE articles RENAME COLUMN origin_map TO origin_json")
    db.execute("ALTER TABLE articles ADD COLUMN origin_map BLOB")
    db.execute(
        "UPDATE articles SET page_text = packed_page(page_text, text), origin_map = packed_map(origin_json)"
    )
    db.execute("DROP TABLE lines")
    db.execute(
        "CREATE TABLE lines "
        "(line INTEGER, article INTEGER, PRIMARY KEY (line, article)) STRICT, WITHOUT ROWID"
    )
    for row, outlet, text in db.execute(
        "SELECT row, coalesce(nullif(domain, ''), outlet), text FROM articles"
    ):
        pairs = [(line, row) for line in recurring.lines_of(outlet, text)]
        db.executemany("INSERT INTO lines VALUES (?, ?)", pairs)


def _repacked_page(deflated: bytes, text: str) -> bytes:
    return packed.packed_page(zlib.decompress(deflated).decode(), text)


def _repacked_map(segments: str) -> bytes:
    return packed.packed_map(from_json(tuple[Segment, ...], json.loads(segments)))


def _from_7(db: sqlite3.Connection) -> None:
    """What articles assert is found too, by reading them anew: nothing that rows have otherwise."""


def _from_8(db: sqlite3.Connection) -> None:
    """What describing finds stands in less room, and is found anew.

    Lists of stories are kept in columns, and the index tells where words stand: all of that is derived.
    What is set aside of a page is called boilerplate, which was furniture.
    Stories are linked into threads, which the next `read` does for all that are there.
    """
    for table in _OF_STORIES:
        db.execute(f"DROP TABLE IF EXISTS {table}")
    db.execute("ALTER TABLE articles RENAME COLUMN furniture TO boilerplate")
    db.execute("CREATE TABLE unlogged (row INTEGER PRIMARY KEY, story_id INTEGER NOT NULL UNIQUE) STRICT")
    db.execute("INSERT INTO unlogged (story_id) SELECT id FROM stories ORDER BY id")
    db.execute("CREATE TABLE thread_work (row INTEGER PRIMARY KEY, unit TEXT NOT NULL UNIQUE) STRICT")
    db.execute(
        "INSERT INTO thread_work (unit) SELECT json_extract(article_ids, '$[0]') FROM stories ORDER BY id"
    )


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {
    3: _from_3,
    4: _from_4,
    5: _from_5,
    6: _from_6,
    7: _from_7,
    8: _from_8,
}
