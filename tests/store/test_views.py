"""What other programs see of a database: words beside every span, nothing binary, references that lead on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsfold.store.schema import BY_ARTICLE, BY_STORY
from newsfold.store.views import VIEWS
from tests import REPOSITORY, press

Row = dict[str, object]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = press.database(tmp_path_factory.mktemp("views"), extra=2)
    db = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    yield db
    db.close()


def rows(db: sqlite3.Connection, sql: str) -> list[Row]:
    return [dict(zip(row.keys(), row, strict=True)) for row in db.execute(sql)]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_something_and_nothing_binary(database: sqlite3.Connection, view: str) -> None:
    listed = rows(database, f"SELECT * FROM {view}")
    assert listed
    assert not [row for row in listed if any(isinstance(value, bytes) for value in row.values())]
    assert all(not name.startswith("json") and ":" not in name for name in listed[0])


@pytest.mark.parametrize("view", [name for name in VIEWS if name not in ("v_stories", "v_entities")])
def test_what_is_of_an_article_has_its_outlet_date_and_address(
    database: sqlite3.Connection, view: str
) -> None:
    listed = rows(database, f"SELECT * FROM {view}")
    for row in listed:
        key = str(row["article_id"]).removeprefix("id-")
        if key.isdigit():
            continue
        outlet, _, _, hours = press.TEXTS[key]
        assert row["outlet"] == (outlet or key) and (row["published_at"] is None) == (hours is None)
        assert str(row["address"]).startswith(("https://", "javascript:"))


@pytest.mark.parametrize("view", ["v_claims", "v_differences", "v_figures", "v_times", "v_mentions",
                                  "v_account", "v_timeline", "v_series"])  # fmt: skip
def test_words_are_the_characters_of_the_span(database: sqlite3.Connection, view: str) -> None:
    texts = {row["article_id"]: str(row["text"]) for row in rows(database, "SELECT * FROM v_articles")}
    for row in rows(database, f"SELECT * FROM {view}"):
        start, end = row["span_start"], row["span_end"]
        assert isinstance(start, int) and isinstance(end, int) and row["words"]
        assert row["words"] == texts[row["article_id"]][start:end]


def test_characters_beyond_the_first_plane_count_once(tmp_path: Path) -> None:
    db = sqlite3.connect(press.database(tmp_path))
    db.execute("UPDATE articles SET text = '🚢' || substr(text, 2)")
    (words,) = db.execute("SELECT words FROM v_claims WHERE claim_id = 'c-door'").fetchone()
    assert words.startswith("“The bow door")
    db.close()


def test_claims_differences_and_sayings_stand_in_words(database: sqlite3.Connection) -> None:
    sank = rows(database, "SELECT * FROM v_claims WHERE claim_id = 'c-sank' ORDER BY position")
    assert [row["outlet"] for row in sank][:2] == ["Harbour Courier", "Northern Ledger"]
    assert sank[0]["words"] == sank[0]["claim"] and sank[1]["how"] == "relayed"
    assert sank[1]["via"] == "Meridian Wire" and {row["origins"] for row in sank} == {4}
    values = rows(database, "SELECT value, outlet FROM v_differences WHERE about = 'people aboard'")
    assert {"value": "230", "outlet": "Island Post"} in values
    said = rows(database, "SELECT * FROM v_attributions WHERE speaker = 'Ada Quill'")
    assert [row["words"] for row in said] == ["“We ask every family to be patient,”"]
    assert said[0]["relayed_by"] == "the state broadcaster"
    (copy,) = rows(database, "SELECT * FROM v_derivations WHERE from_article_id IS NOT NULL")
    assert copy["from_outlet"] == "Northern Ledger" and " … " in str(copy["words"])
    (story,) = rows(database, "SELECT * FROM v_stories WHERE id = 1")
    assert (story["articles"], story["independent_texts"], story["described"]) == (6, 5, 1)


def test_references_lead_to_rows_under_their_own_key(database: sqlite3.Connection) -> None:
    """As a program needs them that shows a row under its primary key, and links to it."""
    for table in ("articles", "links", "story_entities", *BY_ARTICLE, *BY_STORY):
        keys = rows(database, f"PRAGMA foreign_key_list({table})")
        assert keys, table
        for key in keys:
            columns = rows(database, f"PRAGMA table_info({key['table']})")
            assert [column["name"] for column in columns if column["pk"]] == [key["to"]]
    assert not rows(database, "PRAGMA foreign_key_check")


def test_the_documents_name_every_view() -> None:
    text = (REPOSITORY / "docs" / "database.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in VIEWS)
