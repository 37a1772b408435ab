"""A file of any name is read, or rejected for a reason; packing is seen by the bytes."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest

from newsfold.reading import check, pages, shown
from newsfold.records import NewsfoldError, Page, Rejected

HTML = b"<html><title>Ferry shut</title><p>" + b"The ferry was shut on Monday. " * 20 + b"</p></html>"
ROWS = b'{"text": "The ferry was shut."}\n'


def zstd(body: bytes) -> bytes:
    return bytes(pyarrow.Codec("zstd").compress(body, asbytes=True))


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"caf\xe9.html", "caf\\xe9.html"),
        (b"\x8bL\x8e\x96.html", "\\x8bL\\x8e\\x96.html"),
        (b"cut\xe2\x82.html", "cut\\xe2\\x82.html"),
        (b"half\xed\xa0\x80.html", "half\\xed\\xa0\\x80.html"),
        ("café.html".encode(), "café.html"),
        (b"two\nlines.html", "two\nlines.html"),
        (b"-rf.html", "-rf.html"),
        (b"x" * 250 + b".html", "x" * 250 + ".html"),
    ],
)
def test_any_name(tmp_path: Path, name: bytes, expected: str) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/f\xfcr"))
    folder.mkdir()
    for file in (name, name.replace(b".html", b".bin"), name.replace(b".html", b".xml")):
        (folder / os.fsdecode(file)).write_bytes(HTML)
    items = list(pages(tmp_path))
    assert {type(item) for item in items} == {Page, Rejected} and len(items) == 3
    for item in items:
        assert item.place.startswith(f"{tmp_path}/f\\xfcr/")
        f"{item.place}{item.key}".encode()
    assert expected in {item.key for item in items}


def test_a_name_that_no_file_can_have() -> None:
    for name in ("x" * 5000, "a\0b", "\ud800.html"):
        with pytest.raises(NewsfoldError, match="no such file or folder"):
            check(name)
    assert shown("caf\udce9\ud800") == "caf\\xe9\\ud800"


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress,
        lambda body: gzip.compress(gzip.compress(body)),
        lambda body: gzip.compress(body[:50]) + gzip.compress(body[50:]),
        zstd,
        lambda body: gzip.compress(zstd(body)),
        bytes,
    ],
)
@pytest.mark.parametrize("name", ["page.html", "page.html.gz", "page.htm.zst", "rows.jsonl", "rows.jsonl.gz"])
def test_packing_is_seen_by_the_bytes(tmp_path: Path, name: str, packed: Callable[[bytes], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(packed(ROWS if name.startswith("rows") else HTML))
    [item] = pages(path)
    assert isinstance(item, Page) and b"The ferry was shut" in item.body


def test_a_package_without_archives(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("pages/pages.jsonl", "{}")
    for body, reason, detail in (
        (held.getvalue(), "empty", "no WARC"),
        (b"PK\3\4cut", "unsupported", "no zip of WARC"),
    ):
        path = tmp_path / "a.wacz"
        path.write_bytes(body)
        [item] = pages(path)
        assert isinstance(item, Rejected) and item.reason == reason and item.detail.startswith(detail)
