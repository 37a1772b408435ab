"""A newsroom goes to a folder of Parquet files and comes back as it was, or not at all."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsfold import export
from newsfold.clean import clean
from newsfold.moving import export_all, import_all
from newsfold.newsroom import Newsroom
from newsfold.reading import pages
from newsfold.records import Article, NewsfoldError, Page
from newsfold.store import Older, Store, packed
from tests import press
from tests.command import Run
from tests.reading.making import HEADLINE, HTML, read


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("moving"), extra=3)


@pytest.fixture
def folder(database: Path, tmp_path: Path) -> Path:
    store = Store(database, create=False)
    export_all(store, tmp_path / "out")
    store.close()
    return tmp_path / "out"


def held(path: Path) -> dict[str, list[dict[str, Any]]]:
    store = Store(path, create=False)
    with store.as_it_stands():
        tables = {table: [row for rows in store.whole(table) for row in rows] for table in store.tables()}
    store.close()
    return tables


def test_everything_comes_back(database: Path, folder: Path, tmp_path: Path) -> None:
    rows = import_all(folder, tmp_path / "back.db")
    assert held(tmp_path / "back.db") == held(database)
    assert rows["articles"] > 2 and rows["claims"] and rows["links"] >= 0
    with Newsroom(database, create=False) as original, Newsroom(tmp_path / "back.db", create=False) as copy:
        assert copy.stories(query="ferry").stories == original.stories(query="ferry").stories != ()
        assert [copy.story(s.story.id) for s in copy.stories()] == [
            original.story(s.story.id) for s in original.stories()
        ]
        for table in export.RECORDS:
            assert list(copy.rows(table)) == list(original.rows(table))


def test_the_tables_are_open(database: Path, folder: Path) -> None:
    articles = pq.read_table(folder / "articles.parquet").to_pylist()
    store = Store(database, create=False)
    assert [row["page_text"] for row in articles] == [
        a.page_text for a in store.articles([r["id"] for r in articles])
    ]
    assert all(isinstance(number, float) for row in articles for number in row["vector"])
    store.close()
    listed = json.loads((folder / "newsfold.json").read_text())
    assert listed["rows"] == {table: len(rows) for table, rows in held(database).items()}
    assert {path.stem for path in folder.glob("*.parquet")} == set(listed["rows"])


def test_any_version_reads_its_articles(tmp_path: Path) -> None:
    [page] = read(tmp_path, "ferry.html", HTML.replace(b"<p>", f"<h1>{HEADLINE}</h1><p>".encode(), 1))
    assert isinstance(page, Page)
    article = clean(page)
    assert isinstance(article, Article) and article.page_text.startswith(HEADLINE) and article.boilerplate
    article = replace(article, paywalled=True)
    store = Store(tmp_path / "one.db")
    with store.transaction():
        store.add_articles([article], np.ones((1, 4), np.float32))
    export_all(store, tmp_path / "out")
    store.close()
    [back] = pages(tmp_path / "out" / "articles.parquet")
    assert isinstance(back, Page) and clean(back) == article


def test_what_is_there_is_left_alone(database: Path, folder: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    store = Store(database, create=False)
    with pytest.raises(NewsfoldError, match="is there already"):
        export_all(store, folder)
    store.close()
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    (tmp_path / "mine.db").write_bytes(b"mine")
    with pytest.raises(NewsfoldError, match="is there already"):
        import_all(folder, tmp_path / "mine.db")
    assert (tmp_path / "mine.db").read_bytes() == b"mine"


def _without(folder: Path) -> None:
    (folder / "claims.parquet").unlink()


def _cut(folder: Path) -> None:
    whole = (folder / "claims.parquet").read_bytes()
    (folder / "claims.parquet").write_bytes(whole[: len(whole) // 2])


def _empty(folder: Path) -> None:
    (folder / "claims.parquet").write_bytes(b"")


def _fewer_rows(folder: Path) -> None:
    table = pq.read_table(folder / "times.parquet")
    pq.write_table(table.slice(1), folder / "times.parquet")


def _fewer_columns(folder: Path) -> None:
    table = pq.read_table(folder / "claims.parquet")
    pq.write_table(table.drop_columns([table.column_names[-1]]), folder / "claims.parquet")


def _twice(folder: Path) -> None:
    table = pq.read_table(folder / "articles.parquet")
    pq.write_table(pa.concat_tables([table, table]), folder / "articles.parquet")


def _other_articles(folder: Path) -> None:
    (folder / "articles.parquet").write_bytes((folder / "claims.parquet").read_bytes())


def _without_articles(folder: Path) -> None:
    table = pq.read_table(folder / "articles.parquet")
    pq.write_table(table.slice(1), folder / "articles.parquet")


def _no_list(folder: Path) -> None:
    (folder / "newsfold.json").write_text("[]")


def _other_schema(folder: Path) -> None:
    listed = json.loads((folder / "newsfold.json").read_text())
    (folder / "newsfold.json").write_text(json.dumps(listed | {"schema": 1}))


def _newer_schema(folder: Path) -> None:
    listed = json.loads((folder / "newsfold.json").read_text())
    (folder / "newsfold.json").write_text(json.dumps(listed | {"schema": Store.schema_version + 1}))


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (_without, "claims.parquet can't be read"),
        (_cut, "claims.parquet can't be read"),
        (_empty, "claims.parquet can't be read"),
        (_fewer_rows, "not whole: times"),
        (_fewer_columns, "claims has other columns"),
        (_twice, "not as it was written"),
        (_other_articles, "articles has other columns"),
        (_without_articles, "not as it was written"),
        (_no_list, "was not written by"),
        (
            _other_schema,
            "schema 1, and folders can be imported from schema 5 on.*newsfold read .*articles.parquet",
        ),
        (_newer_schema, "newer version of Newsfold"),
    ],
)
def test_a_folder_that_is_not_as_it_was_written(
    folder: Path, tmp_path: Path, harm: object, message: str
) -> None:
    assert callable(harm)
    harm(folder)
    with pytest.raises(NewsfoldError, match=message) as raised:
        import_all(folder, tmp_path / "new.db")
    assert ".part" not in str(raised.value) and "\n" not in str(raised.value)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_commands(database: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out, back = str(tmp_path / "out"), str(tmp_path / "back.db")
    assert Run(capfd, "export", "--all", out, "--db", str(database)).status == 0
    assert Run(capfd, "import", out, "--db", back).status == 0
    assert Run(capfd, "import", out, "--db", back).status == 2
    run = Run(capfd, "import", f"{out}-none", "--db", f"{back}-none")
    assert run.status == 2 and "is no folder" in run.err
    assert Run(capfd, "export", "--all", out, "--db", str(database)).status == 2
    assert Run(capfd, "export", "--db", str(database)).status == 2
    assert Run(capfd, "export", "claims", "--all", f"{out}2", "--db", str(database)).status == 2
    assert Run(capfd, "stories", "--db", back).out == Run(capfd, "stories", "--db", str(database)).out


def written_then(file: Path, folder: Path) -> tuple[int, Path]:
    """What `export --all` of its version wrote of a database that is kept: its schema, and the folder."""
    path = folder / "then.db"
    path.write_bytes(gzip.decompress(file.read_bytes()))
    (out := folder / "then").mkdir()
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    (made,) = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    rows = {}
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table.startswith("articles_search"):
            continue
        listed = [dict(row) for row in db.execute(f"SELECT * FROM {table}")]
        for row in listed:
            if "vector" in row:
                row["vector"] = np.frombuffer(row["vector"], "<f4")
            if int(made) < 7 and "page_text" in row:
                row["page_text"] = zlib.decompress(row["page_text"]).decode()
            elif "page_text" in row:
                packed.unpack(row)
        names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        columns = {name: [row[name] for row in listed] for name in names}
        pq.write_table(pa.table(columns), out / f"{table}.parquet")
        rows[table] = len(listed)
    db.close()
    (out / "newsfold.json").write_text(
        json.dumps({"format": "newsfold", "schema": int(made), "rows": rows}), encoding="utf-8"
    )
    return int(made), out


SCHEMAS = sorted((Path(__file__).parent / "store" / "schemas").glob("*.db.gz"))
IMPORTED = [file for file in SCHEMAS if Older.OLDEST <= int(file.name[7]) < Store.schema_version]


@pytest.mark.parametrize("file", IMPORTED, ids=lambda file: file.name)
def test_a_folder_of_an_older_version_comes_in_as_its_database_would(file: Path, tmp_path: Path) -> None:
    made, out = written_then(file, tmp_path)
    rows = import_all(out, tmp_path / "new.db")
    assert rows["articles"] == 4 and made < Store.schema_version
    assert {path.name for path in tmp_path.iterdir()} == {"then.db", "then", "new.db"}
    (tmp_path / "other.db").write_bytes((tmp_path / "then.db").read_bytes())
    assert held(tmp_path / "new.db") == held(tmp_path / "other.db")
    with Newsroom(tmp_path / "new.db", create=False) as imported, Newsroom(tmp_path / "other.db") as migrated:
        assert not list(imported.problems())
        assert imported.stories(query="tunnel").stories == migrated.stories(query="tunnel").stories != ()
        for summary in imported.stories():
            assert imported.story(summary.story.id) == migrated.story(summary.story.id)
        assert list(imported.rows("assertions" if "assertions" in export.RECORDS else "claims"))


def _no_texts(folder: Path) -> None:
    pq.write_table(
        pq.read_table(folder / "articles.parquet").drop_columns(["text"]), folder / "articles.parquet"
    )


def _unknown_table(folder: Path) -> None:
    listed = json.loads((folder / "newsfold.json").read_text())
    listed["rows"]["notes"] = 0
    (folder / "newsfold.json").write_text(json.dumps(listed))
    (folder / "notes.parquet").write_bytes((folder / "meta.parquet").read_bytes())


def _unlisted(folder: Path) -> None:
    listed = json.loads((folder / "newsfold.json").read_text())
    del listed["rows"]["links"]
    (folder / "newsfold.json").write_text(json.dumps(listed))


def _same_id(folder: Path) -> None:
    rows = pq.read_table(folder / "articles.parquet").to_pylist()
    rows[1]["id"] = rows[0]["id"]
    pq.write_table(pa.Table.from_pylist(rows), folder / "articles.parquet")


def _other_kinds(folder: Path) -> None:
    table = pq.read_table(folder / "stories.parquet").to_pylist()
    pq.write_table(pa.Table.from_pylist([row | {"stale": "x"} for row in table]), folder / "stories.parquet")


def _broken_map(folder: Path) -> None:
    rows = pq.read_table(folder / "articles.parquet").to_pylist()
    pq.write_table(
        pa.Table.from_pylist([row | {"origin_map": "[1"} for row in rows]), folder / "articles.parquet"
    )


@pytest.mark.parametrize("file", IMPORTED, ids=lambda file: file.name)
@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (_cut, "claims.parquet can't be read"),
        (_fewer_rows, "not whole: times"),
        (_no_texts, "articles had other columns in that version: text"),
        (_unknown_table, "there is no table notes"),
        (_unlisted, "not whole: links"),
        (_twice, "not whole: articles"),
        (_same_id, "not as it was written"),
        (_without_articles, "not whole: articles"),
        (_other_kinds, "not as it was written"),
        (_broken_map, "not as it was written|holds what no such table does"),
    ],
)
def test_a_folder_of_an_older_version_that_is_not_as_it_was_written(
    file: Path, tmp_path: Path, harm: Callable[[Path], None], message: str
) -> None:
    _, out = written_then(file, tmp_path)
    harm(out)
    with pytest.raises(NewsfoldError, match=message) as raised:
        import_all(out, tmp_path / "new.db")
    assert ".part" not in str(raised.value) and "\n" not in str(raised.value)
    assert {path.name for path in tmp_path.iterdir()} == {"then.db", "then"}


def test_what_describing_fills_is_described_anew_where_it_has_other_columns(tmp_path: Path) -> None:
    _, out = written_then(IMPORTED[-1], tmp_path)
    table = pq.read_table(out / "figures.parquet").slice(0, 0)
    pq.write_table(table.drop_columns([table.column_names[-1]]), out / "figures.parquet")
    listed = json.loads((out / "newsfold.json").read_text())
    listed["rows"]["figures"] = 0
    (out / "newsfold.json").write_text(json.dumps(listed))
    import_all(out, tmp_path / "new.db")
    with Newsroom(tmp_path / "new.db", create=False) as room:
        assert list(room.rows("figures"))
