"""Inputs become pages or `Rejected`; nothing is lost, nothing raises."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsfold.reading import Limits, pages
from newsfold.records import NewsfoldError, Page, Rejected


def _write(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.txt", "a/b.htm", "c.txt", ".hidden.html", ".git/x.html"):
        _write(tmp_path, name, b"some words")
    places = [item.place for item in pages(tmp_path)]
    assert places == [str(tmp_path / name) for name in ("b.html", "c.txt", "a/b.htm", "a/z.txt")]


def test_kinds_of_files(tmp_path: Path) -> None:
    html = next(pages(_write(tmp_path, "one.HTML", b"<p>words")))
    assert isinstance(html, Page)
    assert (html.media_type, html.key, html.body) == ("text/html", "one.HTML", b"<p>words")
    text = next(pages(str(_write(tmp_path, "two.txt", b"words"))))
    assert isinstance(text, Page) and text.media_type == "text/plain"
    zipped = next(pages(_write(tmp_path, "three.html.gz", gzip.compress(b"<p>zipped"))))
    assert isinstance(zipped, Page) and zipped.body == b"<p>zipped"


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("empty.html", b"", "empty"),
        ("spaces.txt", b" \n\t ", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n123", "binary"),
        ("nul.txt", bytes(range(256)) * 3, "binary"),
        ("big.html", b"x" * 2000, "too large"),
        ("bomb.html.gz", gzip.compress(b"x" * 10_000_000, mtime=0), "too large"),
        ("broken.html.gz", b"\x1f\x8b\x08\x00garbage", "unreadable"),
        ("cut.html.gz", gzip.compress(b"some words " * 50, mtime=0)[:-12], "unreadable"),
        ("song.mp3", b"ID3", "unsupported"),
        ("noname", b"words", "unsupported"),
    ],
)
def test_files_that_are_no_pages(tmp_path: Path, name: str, body: bytes, reason: str) -> None:
    path = _write(tmp_path, name, body)
    [item] = pages(path, Limits(page_bytes=1000))
    assert isinstance(item, Rejected)
    assert (item.place, item.stage, item.reason) == (str(path), "reading", reason)


def test_utf16_without_a_mark_is_text(tmp_path: Path) -> None:
    [item] = pages(_write(tmp_path, "wide.txt", "A title\n\nSome words follow here.".encode("utf-16-le")))
    assert isinstance(item, Page)


def test_a_missing_path_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match=r"nowhere\.html: no such file"):
        pages(tmp_path / "nowhere.html")


def test_limits_must_be_positive() -> None:
    with pytest.raises(ValueError, match="page_bytes is 0"):
        Limits(page_bytes=0)


def test_jsonl_rows(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {
                "id": 7,
                "url": "https://a.example/x",
                "outlet": "The Post",
                "title": "A title",
                "published": "2019-04-25",
                "text": "Words.",
                "language": "en",
                "authors": ["Ann Lee", 3],
                "more": {"x": 1},
            }
        ),
        json.dumps({"html": "<p>Words", "authors": "Bo Ek"}),
        "",
        json.dumps({"title": "A headline alone"}),
        "{broken",
        json.dumps([1]),
        json.dumps({"id": "k", "url": "u"}),
        "[" * 100_000,
        json.dumps({"text": "lone \ud800 surrogate"}),
        '{"text": "' + "x" * 200_000 + '"}',
        '{"text": "no line end after it"}',
    ]
    body = b"\xef\xbb\xbf" + "\n".join(lines).encode() + b""
    for name, data in (("rows.jsonl", body), ("rows.jsonl.gz", gzip.compress(body))):
        path = _write(tmp_path, name, data)
        items = list(pages(path, Limits(line_bytes=150_000)))
        assert [item.place for item in items] == [f"{path}:{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11)]
        first, second, headline = items[:3]
        assert first == Page(
            place=f"{path}:1",
            body=b"Words.",
            media_type="text/plain",
            charset="utf-8",
            key="7",
            url="https://a.example/x",
            outlet="The Post",
            title="A title",
            published="2019-04-25",
            language="en",
            authors=("Ann Lee",),
        )
        assert isinstance(second, Page)
        assert (second.media_type, second.key, second.authors) == ("text/html", f"{name}:2", ("Bo Ek",))
        assert isinstance(headline, Page) and headline.body == b""
        reasons = [item.reason if isinstance(item, Rejected) else "" for item in items[3:]]
        assert reasons == ["bad line", "bad line", "missing field", "bad line", "", "too large", ""]


def test_a_line_that_is_not_utf8_is_rejected_alone(tmp_path: Path) -> None:
    path = _write(tmp_path, "rows.jsonl", b'{"text": "caf\xe9"}\n{"text": "fine"}\n')
    bad, good = pages(path)
    assert isinstance(bad, Rejected) and bad.reason == "encoding"
    assert isinstance(good, Page)


def test_an_unreadable_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _write(tmp_path, "shut.html", b"<p>words")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    [item] = pages(path)
    assert isinstance(item, Rejected)
    assert (item.reason, item.detail) == ("unreadable", "Permission denied")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=400),
    name=st.sampled_from(["x.html", "x.txt", "x.jsonl", "x.html.gz", "x.jsonl.gz"]),
)
def test_any_bytes_give_pages_or_reasons(tmp_path: Path, body: bytes, name: str) -> None:
    path = _write(tmp_path, name, body)
    items = list(pages(path))
    assert all(isinstance(item, Page | Rejected) for item in items)
    if "jsonl" not in name:
        assert len(items) == 1
    elif not name.endswith("gz"):
        lines = [line for line in body.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
        assert len(items) == max(1, len(lines))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("rows.jsonl", b"\n \n"),
        ("feed.xml", b"<rss><channel><title>The Beacon</title></channel></rss>"),
        ("feed.json", b'{"version": "https://jsonfeed.org/version/1", "items": []}'),
        ("feeds.opml", b"<opml><body></body></opml>"),
        ("warc.paths", b"\n"),
    ],
)
def test_what_holds_nothing_is_counted(tmp_path: Path, name: str, body: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    (item,) = pages(path)
    assert isinstance(item, Rejected) and (item.reason, item.place) == ("empty", str(path))
