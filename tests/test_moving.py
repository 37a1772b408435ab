"""A newsroom goes to a folder of Parquet files and comes back as it was, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from newsfold import export
from newsfold.clean import clean
from newsfold.moving import export_all, import_all
from newsfold.newsroom import Newsroom
from newsfold.reading import pages
from newsfold.records import Article, NewsfoldError, Page
from newsfold.store import Store
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
        found = {table: [row for rows in store.whole(table) for row in rows] for table in store.tables()}
    store.close()
    return found


def test_everything_comes_back(database: Path, folder: Path, tmp_path: Path) -> None:
    rows = import_all(folder, tmp_path / "back.db")
    assert held(tmp_path / "back.db") == held(database)
    assert rows["articles"] > 2 and rows["claims"] and rows["links"] >= 0
    with Newsroom(database, create=False) as one, Newsroom(tmp_path / "back.db", create=False) as two:
        assert two.stories(query="ferry") == one.stories(query="ferry") != []
        assert [two.story(s.story.id) for s in two.stories()] == [
            one.story(s.story.id) for s in one.stories()
        ]
        for table in export.RECORDS:
            assert list(two.rows(table)) == list(one.rows(table))


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
    assert isinstance(article, Article) and article.page_text.startswith(HEADLINE) and article.furniture
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
    import pyarrow as pa

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
        (_other_schema, "another version of Newsfold"),
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
    assert Run(capfd, "export", "--all", out, "--db", str(database)).status == 2
    assert Run(capfd, "export", "--db", str(database)).status == 2
    assert Run(capfd, "export", "claims", "--all", f"{out}2", "--db", str(database)).status == 2
    assert Run(capfd, "stories", "--db", back).out == Run(capfd, "stories", "--db", str(database)).out
