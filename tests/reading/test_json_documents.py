"""JSON documents: lists of articles, answers that hold one, one article, however large and however broken."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from newsfold.reading import Limits, pages
from newsfold.records import Page, Rejected
from tests.reading.test_rows import SHAPES, TEXT

ARTICLE = {"title": "Bridge at Orlow shut", "text": TEXT}


def read(folder: Path, document: Any, limits: Limits = Limits()) -> list[Page | Rejected]:
    path = folder / "news.json"
    path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    return list(pages(path, limits))


def reasons(items: list[Page | Rejected]) -> list[str]:
    return [item.reason if isinstance(item, Rejected) else "" for item in items]


@pytest.mark.parametrize(
    "document",
    [
        [ARTICLE, ARTICLE],
        {"status": "ok", "totalResults": 2, "articles": [SHAPES["an answer's article"], ARTICLE]},
        {"response": {"status": "ok", "results": [{"webTitle": "T", "fields": {"bodyText": TEXT}}, ARTICLE]}},
        {"articles": {"results": [ARTICLE, ARTICLE], "page": 1}},
        {"hits": {"hits": [{"_source": ARTICLE}, {"_source": ARTICLE}]}},
        {"0": ARTICLE, "1": ARTICLE},
        {"title": {"0": "T", "1": "U"}, "text": {"0": TEXT, "1": TEXT}},
    ],
)
def test_where_articles_stand(tmp_path: Path, document: Any) -> None:
    items = read(tmp_path, document)
    assert reasons(items) == ["", ""]
    assert all(isinstance(page, Page) and TEXT in page.body.decode() for page in items)
    assert [page.place for page in items] == [f"{tmp_path}/news.json:{n}" for n in (1, 2)]


def test_one_article_and_lines_under_the_name_of_a_document(tmp_path: Path) -> None:
    assert reasons(read(tmp_path, SHAPES["news-please"])) == [""]
    assert reasons(read(tmp_path, b"\n".join([json.dumps(ARTICLE).encode()] * 3) + b"\n{cut")) == [
        "",
        "",
        "",
        "bad line",
    ]
    assert reasons(read(tmp_path, json.dumps([ARTICLE]).encode("utf-16"))) == [""]
    gdelt = {"url": "https://o.example/b", "title": "Bridge shut", "seendate": "20210203T081500Z",
             "domain": "o.example", "language": "English", "sourcecountry": "Norway"}  # fmt: skip
    [page] = read(tmp_path, {"articles": [gdelt]})
    assert isinstance(page, Page) and (page.language, page.published) == ("en", "20210203T081500Z")


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"[]", "unsupported"),
        (b"{}", "unsupported"),
        (b"null", "unsupported"),
        (b'{"status": "error", "message": "no key"}', "unsupported"),
        (b"{broken", "bad line"),
        (b"<html></html>", "bad line"),
        (b"[" * 100_000, "bad line"),
        (b'{"articles":' * 50_000, "bad line"),
    ],
)
def test_documents_without_articles_have_one_reason(tmp_path: Path, document: bytes, reason: str) -> None:
    assert reasons(read(tmp_path, document)) == [reason]


def test_a_list_that_breaks_off_gives_what_is_whole(tmp_path: Path) -> None:
    body = json.dumps([ARTICLE] * 5).encode()
    for cut in (10, 2, 1):
        assert reasons(read(tmp_path, body[:-cut])) == [""] * (5 if cut == 1 else 4) + ["bad line"]
    damaged = body.replace(b"}, {", b"}, {]x, {", 1)
    assert reasons(read(tmp_path, damaged)).count("") >= 3
    assert "bad line" in reasons(read(tmp_path, damaged))


def test_large_documents_are_read_article_by_article(tmp_path: Path) -> None:
    for begin, end in ((b"[", b"]"), (b'{"status": "ok", "articles": [', b"]}")):
        body = begin + b",\n".join([json.dumps(ARTICLE).encode()] * 5000) + end
        path = tmp_path / "large.json"
        path.write_bytes(body)
        tracemalloc.start()
        try:
            number = sum(
                isinstance(page, Page) for page in pages(path, Limits(page_bytes=10**5, line_bytes=10**5))
            )
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert number == 5000 and peak < 6 * 2**20


def test_an_endless_article_is_too_large(tmp_path: Path) -> None:
    body = b'[{"title": "T", "text": "' + b"x" * 10**6
    assert reasons(read(tmp_path, body, Limits(page_bytes=10**5, line_bytes=10**5))) == ["too large"]
