"""CSV and its kin, and Parquet: every row is a page or has a reason, whatever the table's state."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsfold.reading import Limits, Summary, pages
from newsfold.records import Page, Rejected
from tests.reading.test_rows import TEXT

HEADER = ["title", "text", "published_at", "media_name", "url"]
ROW = [
    "Bridge, shut",
    f'{TEXT}\n\nA second paragraph with “quoted” and "more".',
    "2021-02-03",
    "Orlow News",
    "",
]


def table(separator: str = ",", rows: int = 3) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(HEADER)
    writer.writerows([ROW] * rows)
    return out.getvalue()


def read(folder: Path, name: str, body: bytes, limits: Limits = Limits()) -> list[Page | Rejected]:
    path = folder / name
    path.write_bytes(body)
    return list(pages(path, limits))


def reasons(items: list[Page | Rejected]) -> list[str]:
    return [item.reason if isinstance(item, Rejected) else "" for item in items]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_separators_and_encodings(tmp_path: Path, separator: str, encoding: str) -> None:
    items = read(tmp_path, "news.tsv" if separator == "\t" else "news.csv", table(separator).encode(encoding))
    assert reasons(items) == [""] * 3
    assert isinstance(items[0], Page) and items[0].body.decode() == ROW[1] and items[0].outlet == "Orlow News"
    assert [item.place[-2:] for item in items] == [":2", ":5", ":8"]


def test_a_table_of_several_encodings(tmp_path: Path) -> None:
    body = table(rows=1).encode() + b'Caf\xe9,"' + TEXT.encode() + b'",,,\r\n'
    first, second = read(tmp_path, "news.csv", body)
    assert isinstance(first, Page) and "“quoted”" in first.body.decode()
    assert isinstance(second, Page) and second.title == "Café"


def test_a_line_for_spreadsheets_comes_first(tmp_path: Path) -> None:
    assert reasons(read(tmp_path, "news.csv", b"sep=;\r\n" + table(";").encode())) == [""] * 3


def test_a_table_that_breaks_off(tmp_path: Path) -> None:
    whole = table().encode()
    assert reasons(read(tmp_path, "a.csv", whole[:-60])) == ["", "", "bad line"]  # within a quotation
    assert reasons(read(tmp_path, "b.csv", whole[:-14])) == ["", "", "bad line"]  # within a row
    assert reasons(read(tmp_path, "c.csv", whole.rstrip())) == [""] * 3


def test_rows_that_fit_no_header_are_rejected_alone(tmp_path: Path) -> None:
    items = read(tmp_path, "news.csv", (table(rows=1) + "a,b,c,d,e,f\r\n" + 'T,"' + TEXT + '"\r\n').encode())
    assert reasons(items) == ["", "bad line", ""]
    assert isinstance(items[1], Rejected) and items[1].detail == "6 cells under a header of 5"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"title,text\n", "empty"),
        (b"a,b\n1,2\n3,4\n", "missing field"),
        (b"%PDF-1.7\n\x00\x01", "binary"),
        (b"\x00" * 5000, "binary"),
    ],
)
def test_tables_that_hold_no_article_have_one_reason(tmp_path: Path, body: bytes, reason: str) -> None:
    assert reasons(read(tmp_path, "news.csv", body)) == [reason]


def test_an_endless_cell_is_too_large(tmp_path: Path) -> None:
    body = b'title,text\nT,"' + b"words\n" * 100_000
    assert "too large" in reasons(read(tmp_path, "news.csv", body, Limits(line_bytes=10_000)))


def test_gdelt_answers_and_tables(tmp_path: Path) -> None:
    answer = (
        b"\xef\xbb\xbfURL,MobileURL,Date,Title\nhttps://orlow.example/b,,2021-02-03 08:00:00,Bridge shut\n"
    )
    [page] = read(tmp_path, "artlist.csv", answer)
    assert isinstance(page, Page) and (page.title, page.published) == ("Bridge shut", "2021-02-03 08:00:00")
    cells = [""] * 27
    cells[:5] = ["20210203081500-7", "20210203081500", "1", "orlow.example", "https://orlow.example/b"]
    cells[26] = "<PAGE_AUTHORS>Ida Holm</PAGE_AUTHORS><PAGE_TITLE>Bridge &amp; lock shut</PAGE_TITLE>"
    bare = [*cells[:26], ""]
    body = "".join("\t".join(row) + "\n" for row in (cells, bare, cells[:9]))
    page, without, short = read(tmp_path, "20210203081500.gkg.csv", body.encode())
    assert isinstance(page, Page) and page.title == "Bridge & lock shut" and page.authors == ("Ida Holm",)
    assert page.outlet == "orlow.example" and page.published == "20210203081500"
    assert reasons([without, short]) == ["missing field", "bad line"]
    events = "\t".join(["1000", *["x"] * 59, "https://orlow.example/b"])
    assert reasons(read(tmp_path, "20210203081500.export.CSV", f"{events}\n".encode() * 9)) == ["unsupported"]


def test_a_media_cloud_export(tmp_path: Path) -> None:
    body = (
        b"id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        b"f1,2024-01-02 03:04:05,en,orlow.example,orlow.example,2021-02-03,Bridge shut,https://orlow.example/b\n"
    )
    [page] = read(tmp_path, "mc.csv", body)
    assert isinstance(page, Page) and (page.key, page.outlet) == ("f1", "orlow.example")
    assert (page.title, page.published, page.url) == ("Bridge shut", "2021-02-03", "https://orlow.example/b")


# ── Parquet ───────────────────────────────────────────────────────────────────────────────────────


def parquet(path: Path, **columns: object) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_of_nested_and_typed_columns(tmp_path: Path) -> None:
    day = pa.array([1612339200], pa.timestamp("s", tz="UTC"))
    path = parquet(
        tmp_path / "news.parquet", title=["T"], text=[TEXT], date=day, source=[{"name": "Orlow News"}],
        author=[["Ida Holm"]], vector=[[0.5] * 9],
    )  # fmt: skip
    summary = Summary()
    [page] = pages(path, summary=summary)
    assert isinstance(page, Page) and page.published == "2021-02-03T08:00:00+00:00"
    assert (page.outlet, page.authors) == ("Orlow News", ("Ida Holm",))
    assert summary.notes()[0].endswith("fields not used: vector")


def test_parquet_that_is_none(tmp_path: Path) -> None:
    whole = parquet(tmp_path / "a.parquet", title=["T"] * 9, text=[TEXT] * 9).read_bytes()
    for body in (b"", b"PAR1", whole[:-20], whole[20:], b"title,text\n"):
        assert reasons(read(tmp_path, "b.parquet", body)) == ["unreadable"]
    damaged = whole[:40] + bytes(255 - byte for byte in whole[40:160]) + whole[160:]
    assert set(reasons(read(tmp_path, "c.parquet", damaged))) <= {"", "unreadable"}
    assert reasons(list(pages(parquet(tmp_path / "d.parquet", a=[1], b=["x"])))) == ["missing field"]


def test_rows_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("title,text,date\n")
        for start in range(0, 100_000, 1000):
            out.writelines(
                f"Title {n},Some words of a text,2021-02-{n % 28 + 1:02}\n"
                for n in range(start, start + 1000)
            )
    tracemalloc.start()
    try:
        number = sum(1 for _ in pages(path))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert number == 100_000 and peak < 2 * 2**20
