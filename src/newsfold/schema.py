"""The tables of the database, made from the records."""

from __future__ import annotations

from newsfold.codec import columns
from newsfold.records import (
    AccountSentence,
    Article,
    Attribution,
    Claim,
    Derivation,
    Difference,
    Entity,
    Figure,
    FigureSeries,
    Mention,
    Origin,
    Rejected,
    Story,
    TimelineEntry,
    TimeRef,
)

SCHEMA_VERSION = 2

# Records of one article, found once and kept.
BY_ARTICLE = {"mentions": Mention, "attributions": Attribution, "figures": Figure, "times": TimeRef}
# Records of one story, written anew whenever it changes.
BY_STORY = {
    "derivations": Derivation,
    "claims": Claim,
    "differences": Difference,
    "account": AccountSentence,
    "timeline": TimelineEntry,
    "series": FigureSeries,
    "origins": Origin,
}


def _table(name: str, kind: type, extra: str) -> str:
    own = ", ".join(f'"{column}" {sql}' for column, sql in columns(kind) if f'"{column}"' not in extra)
    return f"CREATE TABLE {name} ({extra}, {own}) STRICT;"


def schema() -> str:
    """SQL that makes an empty database, statements ending in a semicolon and a line break."""
    parts = [
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) STRICT;",
        _table(
            "articles",
            Article,
            '"row" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "page_text" BLOB, '
            '"vector" BLOB, "story_id" INTEGER, "sentences" TEXT, "clauses" TEXT',
        ),
        "CREATE INDEX articles_story ON articles(story_id);",
        "CREATE INDEX articles_published ON articles(published_at);",
        "CREATE INDEX articles_url ON articles(url);",
        "CREATE VIRTUAL TABLE articles_search "
        "USING fts5(title, text, content='articles', content_rowid='row');",
        "CREATE TABLE links "
        "(left TEXT, right TEXT, likelihood REAL, PRIMARY KEY (left, right)) STRICT, WITHOUT ROWID;",
        "CREATE TABLE lines "
        "(line INTEGER, article_id TEXT, PRIMARY KEY (line, article_id)) STRICT, WITHOUT ROWID;",
        "CREATE INDEX links_right ON links(right);",
        _table("rejected", Rejected, '"row" INTEGER PRIMARY KEY'),
        "CREATE UNIQUE INDEX rejected_once ON rejected(place, reason, detail);",
        _table(
            "stories",
            Story,
            '"id" INTEGER PRIMARY KEY, "stale" INTEGER NOT NULL, "outlets" TEXT NOT NULL, '
            '"origin_count" INTEGER NOT NULL, "inferred_dates" TEXT NOT NULL',
        ),
        "CREATE INDEX stories_seen ON stories(last_seen);",
        "CREATE TABLE story_history "
        "(row INTEGER PRIMARY KEY, event TEXT, story_id INTEGER, other_id INTEGER) STRICT;",
        _table("entities", Entity, '"id" TEXT PRIMARY KEY'),
        "CREATE TABLE story_entities (story_id INTEGER, entity_id TEXT, aliases TEXT, "
        "PRIMARY KEY (story_id, entity_id)) STRICT;",
    ]
    for name, kind in BY_ARTICLE.items():
        parts.append(_table(name, kind, '"row" INTEGER PRIMARY KEY, "article_id" TEXT NOT NULL'))
        parts.append(f"CREATE INDEX {name}_article ON {name}(article_id);")
    for name, kind in BY_STORY.items():
        parts.append(_table(name, kind, '"row" INTEGER PRIMARY KEY, "story_id" INTEGER NOT NULL'))
        parts.append(f"CREATE INDEX {name}_story ON {name}(story_id);")
    return "\n".join(parts)
