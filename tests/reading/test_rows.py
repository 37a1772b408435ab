"""Rows as other programs write them become pages, and what was understood of them is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsfold.reading import Columns, Summary, field_names, pages
from newsfold.records import Page, Rejected
from tests import REPOSITORY

TEXT = (
    "The swing bridge at Orlow was shut on Monday after a barge had struck its pier, the harbour office said."
)


def read(path: Path, **named: Any) -> tuple[list[Page | Rejected], Summary]:
    summary = Summary()
    return list(pages(path, columns=Columns(**named), summary=summary)), summary


def rows(folder: Path, *given: dict[str, Any], **named: Any) -> tuple[list[Page | Rejected], Summary]:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in given), encoding="utf-8")
    return read(path, **named)


def the_page(result: tuple[list[Page | Rejected], Summary]) -> Page:
    [page] = result[0]
    assert isinstance(page, Page)
    return page


SHAPES: dict[str, dict[str, Any]] = {
    "news-please": {
        "authors": ["Ida Holm"], "date_download": "2021-02-04 09:00:00", "date_modify": None,
        "date_publish": "2021-02-03 08:00:00", "description": "A barge struck the pier.",
        "filename": "https%3A%2F%2Forlow.example%2Fbridge.json", "image_url": None, "language": "en",
        "localpath": None, "title": "Bridge at Orlow shut", "title_page": None, "title_rss": None,
        "source_domain": "orlow.example", "maintext": TEXT, "url": "https://orlow.example/bridge",
    },
    "fundus": {
        "title": "Bridge at Orlow shut", "authors": ["Ida Holm"], "topics": [], "free_access": True,
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT]}]},
        "publishing_date": "2021-02-03 08:00:00+00:00", "url": "https://orlow.example/bridge",
        "publisher": "orlow.example",
    },
    "trafilatura": {
        "title": "Bridge at Orlow shut", "author": "Ida Holm", "hostname": "orlow.example",
        "date": "2021-02-03 08:00:00", "fingerprint": "9e0d", "id": None, "license": None, "comments": "",
        "raw_text": TEXT, "text": TEXT, "language": "en", "image": None, "pagetype": None,
        "source": "https://orlow.example/bridge", "source-hostname": "orlow.example",
        "excerpt": None, "categories": "", "tags": "",
    },
    "an answer's article": {
        "source": {"id": None, "name": "orlow.example"}, "author": "Ida Holm",
        "title": "Bridge at Orlow shut",
        "description": "A barge struck the pier.", "url": "https://orlow.example/bridge", "urlToImage": None,
        "publishedAt": "2021-02-03T08:00:00Z", "content": f"{TEXT} The ship\u2026 [+1234 chars]",
    },
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_articles_of_other_programs_are_read_as_they_come(tmp_path: Path, shape: str) -> None:
    result = rows(tmp_path, SHAPES[shape])
    page = the_page(result)
    assert page.title == "Bridge at Orlow shut" and page.authors == ("Ida Holm",)
    assert page.url == "https://orlow.example/bridge" and page.outlet == "orlow.example"
    assert (page.published or "").startswith("2021-02-03") and TEXT in page.body.decode()
    assert not result[1].undated and not result[1].unnamed
    assert result[1].cut == (shape == "an answer's article") and b"chars]" not in page.body


def test_the_closing_report_says_which_column_gave_what(tmp_path: Path) -> None:
    given = [
        {"Headline": "A", "content": TEXT, "publishedAt": f"2021-02-0{n}", "mood": 1} for n in range(1, 4)
    ]
    _, summary = rows(tmp_path, *given, {"Headline": "B", "content": TEXT})
    (note,) = summary.notes()
    assert "published from `publishedAt` in 3 of 4 rows" in note and "title from `Headline` in 4 of 4" in note
    assert note.endswith("fields not used: mood")
    undated, unnamed = summary.warnings()
    assert undated.startswith("1 of 4 rows without a date") and unnamed.startswith(
        "4 of 4 rows without an outlet"
    )


def test_a_mapping_goes_before_names_that_are_known(tmp_path: Path) -> None:
    row = {"title": "T", "text": TEXT, "date": "2021-02-03", "posted": "2021-02-01", "paper": "Orlow News"}
    page = the_page(rows(tmp_path, row, named={"posted": "published", "paper": "outlet"}))
    assert (page.published, page.outlet) == ("2021-02-01", "Orlow News")
    assert the_page(rows(tmp_path, row, named={"date": ""})).published is None
    with pytest.raises(ValueError, match="there is no field 'publised'"):
        Columns(named={"date": "publised"})


def test_a_day_and_month_are_settled_by_the_file_s_other_dates(tmp_path: Path) -> None:
    def published(*dates: str, **named: Any) -> tuple[list[str | None], Summary]:
        items, summary = rows(tmp_path, *({"title": "T", "text": TEXT, "date": d} for d in dates), **named)
        return [page.published for page in items if isinstance(page, Page)], summary

    dates, summary = published("05/07/2018 10:30", "6/7/18", "25/07/2018")
    assert dates == ["2018-07-05 10:30", "2018-07-06", "25/07/2018"] and not summary.open_dates
    assert published("05/07/2018", "07/25/2018")[0][0] == "2018-05-07"
    for others in ((), ("25/07/2018", "07/25/2018"), ("05/05/2018",)):
        dates, summary = published("05/07/2018", *others)
        assert dates[0] == "05/07/2018" and summary.open_dates == {"date": 1}
        assert any("can be two days" in warning for warning in summary.warnings())
    assert published("05/07/2018", day_first=False)[0] == ["2018-05-07"]
    assert published("05/07/2018", day_first=True)[0] == ["2018-07-05"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"text": "<p>One.</p><p>Two.</p>"}, ("text/html", b"<p>One.</p><p>Two.</p>")),
        ({"text": "A < b and c > d."}, ("text/plain", b"A < b and c > d.")),
        ({"_source": {"headline": "H", "body": "B"}}, ("text/plain", b"B")),
        ({"title": "H", "text": None, "content": "C"}, ("text/plain", b"C")),
    ],
)
def test_what_a_row_s_text_is(tmp_path: Path, row: dict[str, Any], expected: tuple[str, bytes]) -> None:
    page = the_page(rows(tmp_path, row))
    assert (page.media_type, page.body) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Ida Holm; Bo Ek", ("Ida Holm", "Bo Ek")),
        (["Ida Holm", {"name": "Bo Ek"}, 3], ("Ida Holm", "Bo Ek")),
        ("['Ida Holm', 'Bo Ek']", ("Ida Holm", "Bo Ek")),
        ('["Ida Holm"]', ("Ida Holm",)),
        ({"name": "Ida Holm"}, ("Ida Holm",)),
        ("None", ()),
        ("[" * 900 + "]" * 900, ()),
    ],
)
def test_authors(tmp_path: Path, given: object, expected: tuple[str, ...]) -> None:
    assert the_page(rows(tmp_path, {"text": TEXT, "authors": given})).authors == expected


def test_a_hostile_file_of_ever_new_columns_is_told_in_few_words(tmp_path: Path) -> None:
    _, summary = rows(tmp_path, *({"text": TEXT, f"c{n}": 1} for n in range(3000)))
    assert len(summary.unused) == 1000 and len(summary.notes()[0]) < 500


def test_the_documented_names_are_those_that_are_read() -> None:
    lines = (REPOSITORY / "docs" / "reading.md").read_text(encoding="utf-8").splitlines()
    for name, names in field_names().items():
        row = next(line for line in lines if line.startswith(f"| `{name}` | "))
        assert row.split(" | ")[1].strip(" |").replace("`", "").split(", ") == list(names)
