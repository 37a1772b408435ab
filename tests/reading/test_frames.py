"""Rows that a program holds are read as those of files are."""

from __future__ import annotations

import datetime
from typing import Any

import pyarrow as pa
import pytest

from newsfold.reading import Summary, pages, sources
from newsfold.records import Page, Rejected
from tests.reading.making import HEADLINE, SENTENCES

ROWS: list[dict[str, Any]] = [
    {"headline": HEADLINE, "content": SENTENCES[0], "publishedAt": datetime.datetime(2019, 3, 4, 7, 30)},
    {"headline": float("nan"), "content": SENTENCES[1], "publishedAt": None},
    {"headline": None, "content": None, "publishedAt": None},
]


class Frame:
    """A data frame of a library that gives its rows by the protocol alone."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def read(given: Any, summary: Summary | None = None) -> list[Page | Rejected]:
    return [page for source in sources(given) for page in pages(source, summary=summary)]


TABLE = pa.table({name: [None if row[name] != row[name] else row[name] for row in ROWS] for name in ROWS[0]})


@pytest.mark.parametrize(
    "given", [ROWS, tuple(ROWS), iter(ROWS), TABLE, [TABLE], Frame(TABLE), [Frame(TABLE)]]
)
def test_rows_of_a_program(given: Any) -> None:
    summary = Summary()
    first, second, third = read(given, summary)
    assert isinstance(first, Page) and (first.title, first.body.decode()) == (HEADLINE, SENTENCES[0])
    assert first.published == "2019-03-04T07:30:00"
    assert isinstance(second, Page) and (second.title, second.published) == (None, None)
    assert isinstance(third, Rejected) and third.reason == "missing field" and third.place.endswith(":3")
    assert summary.rows == 3 and summary.undated == 1


def test_dates_that_may_be_two_are_settled_by_the_others() -> None:
    for given in (
        [{"text": SENTENCES[0], "date": date} for date in ("05/07/2018", "25/07/2018")],
        Frame(pa.table({"text": [SENTENCES[0]] * 2, "date": ["05/07/2018", "25/07/2018"]})),
    ):
        assert [page.published for page in read(given) if isinstance(page, Page)] == [
            "2018-07-05",
            "25/07/2018",
        ]


def test_one_mapping_and_mixed_sources(tmp_path: Any) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCES[1])
    assert [page.place for page in read({"text": SENTENCES[0]})] == ["records:1"]
    row = {"text": SENTENCES[0]}
    assert [page.place for page in read([row, row, path, TABLE])][:4] == [
        "records:1", "records:2", str(path), "data frame:1",
    ]  # fmt: skip


@pytest.mark.parametrize("given", [[3], [b"text"], [None], [["text"]]])
def test_what_is_none_of_these(given: Any) -> None:
    with pytest.raises(TypeError, match="is read, not"):
        sources(given)


def test_an_empty_table_is_no_rows() -> None:
    assert read([]) == [] and read(TABLE.slice(0, 0)) == []
