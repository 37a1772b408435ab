"""Shortcuts are read as the address they hold."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from newsfold.reading import pages
from newsfold.reading.shortcuts import address
from newsfold.records import Rejected
from tests.reading.making import HTML, pdf, read, refused

URL = "https://courier.example/ferry"


@pytest.mark.parametrize(
    "body",
    [
        f"[InternetShortcut]\r\nIDList=\r\nURL={URL}\r\n".encode(),
        f"\ufeff[InternetShortcut]\nurl = {URL}".encode("utf-16"),
        plistlib.dumps({"URL": URL}),
        plistlib.dumps({"URL": URL}, fmt=plistlib.FMT_BINARY),
    ],
)
def test_the_address_of_a_shortcut(body: bytes) -> None:
    assert address(body) == URL


@pytest.mark.parametrize(
    "body",
    [b"", HTML, b"bplist00", b"bplist00" + bytes(40), b"<plist", plistlib.dumps({"Name": 1}),
     plistlib.dumps([1]), b"\n" * 60_000, b"URL=" + b"a" * 70_000, pdf([("A sheet.",)])],
)  # fmt: skip
def test_no_address(body: bytes) -> None:
    assert address(body) is None


def test_a_shortcut_is_fetched_where_that_is_allowed(tmp_path: Path) -> None:
    for name, url in (("1.url", "http://127.0.0.1:9/"), ("2.url", "file:///etc/hosts"), ("3.url", "")):
        (tmp_path / name).write_text(f"[InternetShortcut]\nURL={url}\n")
    items = list(pages(tmp_path))
    assert [item.reason for item in items if isinstance(item, Rejected)] == [
        "not fetched", "not fetched", "unreadable",
    ]  # fmt: skip
    assert items[0].place.startswith("http://127.0.0.1:9")
    assert refused(read(tmp_path, "4.webloc", b"<plist>"))[-1] == ("4.webloc", "unreadable")
