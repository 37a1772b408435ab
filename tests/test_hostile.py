"""Bombs and broken inputs: bounded in time and memory, with a clear reason, and none lost."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from benchmarks.fuzz.inputs import KINDS, made
from benchmarks.fuzz.invariants import outcomes
from newsfold.clean import Cleaning, clean
from newsfold.newsroom import Newsroom
from newsfold.reading import Limits, pages
from newsfold.records import Article, Page, Rejected
from newsfold.web.app import create_app
from tests.cost import LINEAR, growth, spent
from tests.factories import page

PROSE = b"The mayor opened the bridge on Monday morning. " * 12
M = 10**6


@pytest.mark.parametrize("number", range(0, 400, 20))
def test_inputs_of_every_kind_keep_the_rules(tmp_path: Path, number: int) -> None:
    """The first of the inputs that `benchmarks/fuzz/run.py` makes a million of."""
    for turn in range(number, number + 20):
        assert outcomes(made(0, turn), tmp_path, turn).total() >= 1
    assert {made(0, turn).kind for turn in range(len(KINDS))} == set(KINDS)


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "deep": (lambda: b"<div>" * 50_000 + PROSE, "deep"),
    "deep and closed": (lambda: b"<div>" * 3000 + PROSE + b"</div>" * 3000, "deep"),
    "attributes": (lambda: b"<p" + b"".join(b" a%d=1" % n for n in range(M)) + b">" + PROSE, "attributes"),
    "quoted attributes": (
        lambda: b"<p" + b"".join(b" a%d='>'" % n for n in range(M // 4)) + b">" + PROSE,
        "attributes",
    ),
    "attributes behind a script in a value": (
        lambda: b"<a title='<script>'><p" + b"".join(b" a%d" % n for n in range(M // 4)) + b">" + PROSE,
        "attributes",
    ),
    "tags": (lambda: b"<p>x</p>" * M, "tags"),
    "one line of 100 MB": (lambda: PROSE * (100 * M // len(PROSE)), "characters"),
    "a long script": (lambda: b"<script>" + b"x" * 11 * M + b"</script><p>" + PROSE, "characters"),
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("fast", [False, True])
def test_bombs_are_refused_before_they_are_parsed(
    bomb: str, fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, why = BOMBS[bomb][0](), BOMBS[bomb][1]
    if fast and bomb == "a long script":
        # the short way drops scripts before it parses
        assert isinstance(clean(page(body), Cleaning(fast=True)), Article)
        return
    for parser in ("parse_html", "main_lines", "head_only"):
        assert callable(getattr(import_module("newsfold.clean.pages"), parser))
        monkeypatch.setattr(f"newsfold.clean.pages.{parser}", None)
    result = clean(page(body), Cleaning(fast=fast))
    assert isinstance(result, Rejected) and result.reason == "too large" and why in result.detail


@pytest.mark.parametrize("fast", [False, True])
def test_an_endless_article_is_refused(fast: bool) -> None:
    result = clean(page(b"<p>" + PROSE * 1200), Cleaning(fast=fast))
    assert isinstance(result, Rejected) and result.reason == "too large" and "characters" in result.detail


LD = b'<script type="application/ld+json">'
PARTS: dict[str, tuple[Callable[[int], bytes], int]] = {
    "tables": (lambda n: b"<table><tr><td>a<td>b</table>" * n, 400),
    "title": (lambda n: b"<title>" + b"a - b | " * n + b"</title>", 30_000),
    "JSON-LD": (lambda n: LD + b"[" * n + b"</script>", 30_000),
    "digits": (lambda n: LD + b'{"datePublished":' + b"9" * n + b"}</script>", 30_000),
    "entities": (
        lambda n: (
            b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '" + b"&a;" * 8 + b"'>]><p>" + b"&b;" * n + b" "
        ),
        3000,
    ),
    "comments": (lambda n: b"<!--" * n, 6000),
    "formatting": (lambda n: b"<b><i><u>" * n, 60),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("fast", [False, True])
def test_hostile_parts_do_not_cost_the_article_its_time(part: str, fast: bool) -> None:
    make, size = PARTS[part]

    def cleaned(body: bytes) -> Article | Rejected:
        return clean(page(body + b"<p>" + PROSE), Cleaning(fast=fast))

    assert growth(cleaned, make, size) < LINEAR
    result = cleaned(make(10 * size))
    if isinstance(result, Article):
        assert len(result.title) <= 1000 and "aaaaaaaaaa" not in result.text


@pytest.mark.parametrize("fast", [False, True])
def test_long_scripts_are_no_tags(fast: bool) -> None:
    script = b"for(var i=0;i<n;i++){a ='x' ; b+= 1 }" * 3000  # "<n" begins no element there
    body = b"<html><script>" + script + b"</SCRIPT><style>" + script + b"</style><p>" + PROSE + b"</html>"
    assert isinstance(clean(page(body), Cleaning(fast=fast)), Article)


def test_long_text_is_refused() -> None:
    result = clean(page(b"A title\n\n" + PROSE * 5000, media_type="text/plain"))
    assert isinstance(result, Rejected) and result.reason == "too large"


@pytest.mark.parametrize(
    "name", ["bomb.html.gz", "bomb.txt.gz", "bomb.xml.gz", "bomb.jsonl.gz", "blank.jsonl.gz"]
)
def test_what_unpacks_to_much_is_given_up(tmp_path: Path, name: str) -> None:
    packed = gzip.compress((b"\n" if "blank" in name else b"x") * 4 * M)
    few, many = tmp_path / f"few {name}", tmp_path / f"many {name}"
    few.write_bytes(packed * 5)
    many.write_bytes(packed * 100)  # 400 MB in 400 kB

    def read(path: Path) -> None:
        (item,) = pages(path, Limits(page_bytes=M, line_bytes=M))
        assert isinstance(item, Rejected) and item.reason == "too large"

    assert spent(partial(read, many)) < 5 * spent(partial(read, few))


def test_what_unpacks_to_much_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"x" * 4 * M) * 50)
    tracemalloc.start()
    (item,) = pages(path, Limits(line_bytes=M))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(item, Rejected) and most < 12 * M


def test_packed_again_and_again_is_no_text(tmp_path: Path) -> None:
    path, body = tmp_path / "page.html.gz", b"<p>" + PROSE
    for _ in range(4):
        body = gzip.compress(body)
    path.write_bytes(body)
    (item,) = pages(path)
    assert isinstance(item, Rejected) and item.reason == "binary"


def test_rows_nested_deep_or_with_long_numbers_are_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = json.dumps({"text": PROSE.decode()}).encode()
    lines = (b'{"text": ' + b"[" * M, b'{"text": ' + b"9" * M + b"}", b'{"a":' * 100_000, good)
    path.write_bytes(b"\n".join(lines))
    *bad, last = pages(path)
    assert [item.reason for item in bad if isinstance(item, Rejected)] == ["bad line"] * 3
    assert isinstance(last, Page)


MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"
WRITTEN = MARKUP.replace("<", "&lt;")  # as a page must write it for a reader to see it


def hostile_page(outlet: str) -> bytes:
    stated = {
        "@type": "NewsArticle",
        "headline": f"Ferry sinks {MARKUP}",
        "author": {"name": f"Jane {MARKUP}"},
        "publisher": {"name": f"{outlet} {MARKUP}"},
        "datePublished": "2019-04-26T08:00:00Z",
        "url": "javascript:alert(3)",
        "image": "javascript:alert(4)",
    }
    data = json.dumps(stated).replace("</", "<\\/")
    return (
        f"<html><head><title>Ferry sinks {WRITTEN}</title><link rel=canonical href='javascript:alert(5)'>"
        f"<script type='application/ld+json'>{data}</script></head><body>"
        f"<article><h1>Ferry sinks {WRITTEN}</h1><p>The ferry Aurora sank off Port Ellery on Thursday night, "
        f"and 12 people died, the coast guard said. {WRITTEN}</p><p>“We called for help three times,” said "
        f"Maria Holt, the captain, on Friday. <a href='javascript:alert(6)'>Read it</a></p>"
        f"<p>{PROSE.decode()}</p></article></body></html>"
    ).encode()


def test_html_of_pages_is_never_shown_raw(tmp_path: Path) -> None:
    """From pages through the newsroom to every page of the web."""
    (tmp_path / "pages").mkdir()
    for name in ("one", "two"):
        (tmp_path / "pages" / f"{name} <script>alert(7)<.html").write_bytes(hostile_page(name.title()))
    (tmp_path / "pages" / "empty <img src=x>.html").write_bytes(b"")
    db = tmp_path / "news.db"
    with Newsroom(db) as room:
        assert room.read(tmp_path / "pages").new == 2
        ids = [row["id"] for row in room.rows("articles")]
        story = room.stories()[0].story.id
    app = create_app(lambda: Newsroom(db, create=False))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        paths = ["/", f"/stories/{story}", *(f"/articles/{id}" for id in ids), "/rejected"]
        shown = [client.get(path) for path in paths]
    for answer in shown:
        assert answer.status_code == 200 and "script-src" in answer.headers["content-security-policy"]
        assert "<img src=x" not in answer.text and "<script>alert" not in answer.text
        assert "javascript:" not in answer.text
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown[2].text
