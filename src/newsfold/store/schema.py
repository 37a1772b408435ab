"""The tables of the database, made from the records."""

from __future__ import annotations

from newsfold.codec import columns
from newsfold.records import (
    AccountSentence,
    Article,
    Assertion,
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
    Thread,
    TimelineEntry,
    TimeRef,
)

SCHEMA_VERSION = 9

# Records of one article, found once and kept: a row an article.
BY_ARTICLE = {
    "mentions": Mention,
    "attributions": Attribution,
    "figures": Figure,
    "times": TimeRef,
    "assertions": Assertion,
}
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

THREADS = (
    *("threads", "thread_stories", "thread_history", "thread_links"),
    *("thread_profiles", "thread_keys", "thread_work"),
)
# What searching, lists and folding need, worked out from the other tables: by `derived`, or when asked.
DERIVED = ("catalogue", "catalogue_values", "entity_words", "meanings")

WINDOW_SQL = "coalesce(published_at, window_at)"  # where the window of an article lies, in folding

OUTLET = "coalesce(nullif(outlet, ''), nullif(domain, ''))"  # whose an article is, where that is known

# No question that reading asks may look through a whole table.
INDEXES = {
    # What outlet pages ask of all articles of a story, or of an outlet, stands in the index itself.
    "articles_story": f"articles(story_id, published_at, published_grain, {OUTLET})",
    "articles_outlet": f"articles({OUTLET}, story_id, published_at, published_grain, id)",
    "articles_window": f"articles({WINDOW_SQL})",
    "articles_url": "articles(url)",
    "links_right": "links(right)",
    "stories_newest": "stories(last_seen IS NULL, last_seen DESC, id DESC)",
    "stories_stale": "stories(json_array_length(article_ids)) WHERE stale",
    "story_history_story": "story_history(story_id)",
    "story_history_other": "story_history(other_id)",
    "story_entities_entity": "story_entities(entity_id, aliases)",
    "threads_newest": "threads(last_seen IS NULL, last_seen DESC, id DESC)",
    "changes_at": "changes(at)",
    "changes_story": "changes(story_id)",
    "changes_other": "changes(other_id)",
    "thread_links_right": "thread_links(right)",
    "thread_stories_thread": "thread_stories(thread_id, unit)",
    "thread_stories_story": "thread_stories(story_id)",
    "thread_history_thread": "thread_history(thread_id)",
    "thread_history_other": "thread_history(other_id)",
    "derivations_article": "derivations(article_id)",
    "derivations_from": "derivations(from_article_id)",
    **{f"{name}_story": f"{name}(story_id)" for name in BY_STORY},
}


# What refers to what, for those who look: it is not enforced, since stories come and go inside a transaction.
_TO_ARTICLE, _TO_STORY = "REFERENCES articles(id)", "REFERENCES stories(id)"


def _create_table(name: str, kind: type, extra: str) -> str:
    definitions = ", ".join(
        f'"{column}" {sql}' for column, sql in columns(kind) if f'"{column}"' not in extra
    )
    return f"CREATE TABLE {name} ({extra}, {definitions}) STRICT;"


def schema() -> str:
    """SQL that makes the tables of an empty database, statements ending in a semicolon and a line break."""
    parts = [
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) STRICT;",
        # What is asked of many articles at once stands before what is long: a row is read from its start.
        _create_table(
            "articles",
            Article,
            '"id" TEXT NOT NULL PRIMARY KEY, "row" INTEGER NOT NULL UNIQUE, '
            '"story_id" INTEGER REFERENCES stories(id), "published_at" TEXT, "url" TEXT, '
            '"title" TEXT NOT NULL, "vector" BLOB, "page_text" BLOB, "origin_map" BLOB, '
            '"sentences" TEXT, "clauses" TEXT',
        ),
        "CREATE VIRTUAL TABLE articles_search "
        "USING fts5(title, text, content='articles', content_rowid='row');",
        "CREATE TABLE links "
        f"(left TEXT {_TO_ARTICLE}, right TEXT {_TO_ARTICLE}, likelihood REAL, PRIMARY KEY (left, right)) "
        "STRICT, WITHOUT ROWID;",
        # Which articles (by row) have a line; which lines an article has is asked of its text.
        "CREATE TABLE lines "
        "(line INTEGER, article INTEGER, PRIMARY KEY (line, article)) STRICT, WITHOUT ROWID;",
        _create_table("rejected", Rejected, '"row" INTEGER PRIMARY KEY'),
        _create_table(
            "stories",
            Story,
            '"id" INTEGER PRIMARY KEY, "stale" INTEGER NOT NULL, "outlets" TEXT NOT NULL, '
            '"origin_count" INTEGER NOT NULL, "inferred_dates" TEXT NOT NULL',
        ),
        "CREATE TABLE story_history "
        "(row INTEGER PRIMARY KEY, event TEXT, story_id INTEGER, other_id INTEGER) STRICT;",
        # What a person says of outlets; nothing here is worked out.
        "CREATE TABLE outlets (name TEXT PRIMARY KEY, owner TEXT, country TEXT) STRICT;",
        *_thread_tables(),
        *_change_tables(),
        _create_table("entities", Entity, '"id" TEXT PRIMARY KEY'),
        f"CREATE TABLE story_entities (story_id INTEGER {_TO_STORY}, "
        "entity_id TEXT REFERENCES entities(id), aliases TEXT, "
        "PRIMARY KEY (story_id, entity_id)) STRICT;",
    ]
    parts += [
        # A row is a part of a chunk of stories, or says that a chunk has changed (`catalogue`).
        "CREATE TABLE catalogue (part TEXT NOT NULL, chunk INTEGER NOT NULL, data BLOB, "
        "PRIMARY KEY (part, chunk)) STRICT;",
        "CREATE TABLE catalogue_values (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, "
        "UNIQUE (kind, value)) STRICT;",
        # Vectors that hold in every language, in sixteen bits a number: worked out when folding asks.
        f"CREATE TABLE meanings (article_id TEXT PRIMARY KEY {_TO_ARTICLE}, vector BLOB NOT NULL) STRICT;",
        "CREATE TABLE entity_words (word TEXT NOT NULL, entity_id TEXT NOT NULL, "
        "PRIMARY KEY (word, entity_id)) STRICT, WITHOUT ROWID;",
    ]
    for name in BY_ARTICLE:
        # `records` is a list of records, each a list of its fields but the article: see codec.to_list.
        definitions = f'"article_id" TEXT NOT NULL PRIMARY KEY {_TO_ARTICLE}, "records" TEXT NOT NULL'
        parts.append(f"CREATE TABLE {name} ({definitions}) STRICT;")
    for name, kind in BY_STORY.items():
        of = f', "article_id" TEXT NOT NULL {_TO_ARTICLE}' if kind is Derivation else ""
        definitions = f'"row" INTEGER PRIMARY KEY, "story_id" INTEGER NOT NULL {_TO_STORY}{of}'
        parts.append(_create_table(name, kind, definitions))
    return "\n".join(parts)


def _change_tables() -> list[str]:
    """What changed; and the stories of which what they say next is where they start from."""
    return [
        "CREATE TABLE changes (row INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL, "
        "story_id INTEGER NOT NULL, other_id INTEGER, article_id TEXT, words TEXT NOT NULL) STRICT;",
        "CREATE TABLE unlogged (row INTEGER PRIMARY KEY, story_id INTEGER NOT NULL UNIQUE) STRICT;",
    ]


def _thread_tables() -> list[str]:
    """Threads, and what they are worked out from; there a story goes by its first article, `unit`."""
    return [
        _create_table("threads", Thread, '"id" INTEGER PRIMARY KEY'),
        "CREATE TABLE thread_stories "
        "(unit TEXT PRIMARY KEY, story_id INTEGER NOT NULL, thread_id INTEGER NOT NULL) STRICT;",
        "CREATE TABLE thread_history "
        "(row INTEGER PRIMARY KEY, event TEXT, thread_id INTEGER, other_id INTEGER) STRICT;",
        "CREATE TABLE thread_links "
        "(left TEXT, right TEXT, likelihood REAL, PRIMARY KEY (left, right)) STRICT, WITHOUT ROWID;",
        "CREATE TABLE thread_profiles "
        "(row INTEGER PRIMARY KEY, unit TEXT NOT NULL UNIQUE, profile BLOB NOT NULL) STRICT;",
        "CREATE TABLE thread_keys (code INTEGER, season INTEGER, profile INTEGER, "
        "PRIMARY KEY (code, season, profile)) STRICT, WITHOUT ROWID;",
        # The stories that are to be looked at: new, other, or gone.
        "CREATE TABLE thread_work (row INTEGER PRIMARY KEY, unit TEXT NOT NULL UNIQUE) STRICT;",
    ]


def indexes() -> list[str]:
    """SQL that adds the indexes which a database lacks, one statement each."""
    unique = "CREATE UNIQUE INDEX IF NOT EXISTS rejected_once ON rejected(place, reason, detail)"
    return [unique, *(f"CREATE INDEX IF NOT EXISTS {name} ON {what}" for name, what in INDEXES.items())]
