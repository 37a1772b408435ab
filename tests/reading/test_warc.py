"""Web archives, made here from real HTTP responses."""

from __future__ import annotations

import gzip
import io
import random
import re
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
from fastwarc.stream_io import GzipWriter, ZstdWriter, zstd_train_dictionary_from_samples
from fastwarc.warc import WarcRecord, WarcRecordType

from newsfold.reading import Limits, pages
from newsfold.records import Page, Rejected

HTML = (
    b"<html><title>Bridge opens</title><p>" + b"The mayor opened the bridge on Monday. " * 20 + b"</p></html>"
)


def record(
    body: bytes, kind: WarcRecordType = WarcRecordType.response, url: str = "https://a.example/x"
) -> WarcRecord:
    made = WarcRecord()
    made.init_headers(kind)
    made.headers["WARC-Target-URI"] = url
    made.headers["WARC-Date"] = "2019-04-25T10:00:00Z"
    if kind == WarcRecordType.response:
        made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(body)
    return made


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    sent = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def archive(records: list[WarcRecord], zipped: bool) -> bytes:
    stream = io.BytesIO()
    target = GzipWriter(stream) if zipped else stream
    for each in records:
        each.write(target)
    if zipped:
        target.close()
    return stream.getvalue()


@pytest.mark.parametrize("zipped", [False, True])
def test_an_archive(tmp_path: Path, zipped: bool) -> None:
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (HTML[:100], HTML[100:])) + b"0\r\n\r\n"
    )
    records = [
        record(b"software: test\r\n", WarcRecordType.warcinfo),
        record(b"GET / HTTP/1.1\r\n\r\n", WarcRecordType.request),
        record(http(HTML), url="https://a.example/plain"),
        record(http(gzip.compress(HTML), Content_Encoding="gzip"), url="https://a.example/gzip"),
        record(http(chunked, Transfer_Encoding="chunked"), url="https://a.example/chunked"),
        record(http(HTML, Content_Encoding="gzip"), url="https://a.example/decoded-already"),
        record(http(b"gone", "404 Not Found"), url="https://a.example/gone"),
        record(http(b"\x89PNG", Content_Type="image/png"), url="https://a.example/picture"),
        record(http(b"  "), url="https://a.example/empty"),
        record(http(gzip.compress(b"x" * 10_000_000), Content_Encoding="gzip"), url="https://a.example/bomb"),
        record(http(b"no gzip", Content_Encoding="gzip"), url="https://a.example/broken"),
    ]
    path = tmp_path / ("news.warc.gz" if zipped else "news.warc")
    path.write_bytes(archive(records, zipped))
    items = list(pages(path, Limits(page_bytes=100_000)))
    taken = [item for item in items if isinstance(item, Page)]
    assert [item.body for item in taken] == [HTML] * 4
    first = taken[0]
    assert (first.place, first.url, first.charset) == (f"{path}:1", "https://a.example/plain", "utf-8")
    assert first.fetched_at is not None and first.fetched_at.isoformat() == "2019-04-25T10:00:00+00:00"
    reasons = [item.reason for item in items if isinstance(item, Rejected)]
    assert reasons == ["not an article", "unsupported", "empty", "too large", "unreadable"]


def test_a_broken_archive_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(archive([record(http(HTML)), record(http(HTML))], True)[:-40])
    items = list(pages(path))
    assert isinstance(items[0], Page)
    garbage = tmp_path / "garbage.warc.gz"
    garbage.write_bytes(b"\x1f\x8b\x08\x00 nothing that unpacks")
    assert all(isinstance(item, Rejected) for item in pages(garbage))


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a length too large": lambda raw: raw.replace(b"Content-Length: ", b"Content-Length: 9999", 1),
    "a length too small": lambda raw: re.sub(rb"Content-Length: \d+", b"Content-Length: 10", raw, count=1),
    "no length": lambda raw: re.sub(rb"Content-Length: \d+\r\n", b"", raw, count=1),
    "no type": lambda raw: raw.replace(b"WARC-Type: response", b"X-Type: response"),
    "another version line": lambda raw: raw.replace(b"WARC/1", b"WORC/1", 1),
    "junk before it": lambda raw: b"junk junk\r\n\r\n" + raw[:-200],
    "no HTTP header": lambda raw: raw.replace(b"HTTP/1.1 200 OK", b"HTTX"),
    "cut short": lambda raw: raw[: len(raw) // 2],
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_damaged_record_costs_no_other(tmp_path: Path, damage: str, zipped: bool) -> None:
    parts = [archive([record(http(HTML), url=f"https://a.example/{n}")], False) for n in range(4)]
    parts[1] = DAMAGE[damage](parts[1])
    if zipped:
        parts = [gzip.compress(part) for part in parts]
    path = tmp_path / ("news.warc.gz" if zipped else "news.warc")
    path.write_bytes(b"".join(parts))
    items = list(pages(path))
    whole = [item.url for item in items if isinstance(item, Page) and item.body == HTML]
    cut = damage != "a length too large"  # where the page itself is whole
    assert whole == [f"https://a.example/{n}" for n in range(4) if n != 1 or not cut]
    lost = [item for item in items if not (isinstance(item, Page) and item.body == HTML)]
    assert cut <= len(lost) <= 2 * cut and all(isinstance(item, Rejected) and item.detail for item in lost)
    assert len({item.place for item in items}) == len(items)


def bare(number: int, headers: bytes, body: bytes, end: bytes = b"\r\n", kind: bytes = b"response") -> bytes:
    """A record as its bytes, for what no library writes."""
    lines = (
        b"WARC/1.0",
        b"WARC-Type: " + kind,
        b"WARC-Target-URI: https://a.example/%d" % number,
        b"WARC-Date: 2019-04-25T10:00:00Z",
        b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>" % number,
        headers,
        b"Content-Length: %d" % len(body),
        b"",
        b"",
    )
    return end.join(lines) + body + end * 2


@pytest.mark.parametrize("packed", [bytes, gzip.compress])
@pytest.mark.parametrize("ends", [(b"\n", b"\r\n"), (b"\r\n", b"\n"), (b"\n", b"\n")])
@pytest.mark.parametrize("which", [{0, 1, 2}, {0}, {1}, {2}])
def test_lines_that_end_in_lf_alone(
    tmp_path: Path, packed: Callable[[bytes], bytes], ends: tuple[bytes, bytes], which: set[int]
) -> None:
    parts = []
    for number in range(3):
        outer, inner = ends if number in which else (b"\r\n", b"\r\n")
        answer = inner.join((b"HTTP/1.1 200 OK", b"Content-Type: text/html; charset=utf-8", b"", HTML))
        parts.append(packed(bare(number, b"Content-Type: application/http; msgtype=response", answer, outer)))
    path = tmp_path / "news.warc"
    path.write_bytes(b"".join(parts))
    items = list(pages(path))
    assert [(item.url, item.body, item.charset) for item in items if isinstance(item, Page)] == [
        (f"https://a.example/{number}", HTML, "utf-8") for number in range(3)
    ]
    assert len(items) == 3


def test_a_page_without_http_around_it(tmp_path: Path) -> None:
    html = b"Content-Type: text/html; charset=ISO-8859-1"
    path = tmp_path / "news.warc"
    path.write_bytes(
        bare(0, html, HTML, kind=b"resource")
        + bare(1, html, HTML, kind=b"conversion")
        + bare(2, html, HTML)
        + bare(3, b"Content-Type: image/png", b"\x89PNG", kind=b"resource")
        + bare(4, b"Content-Type: text/plain", b"words", kind=b"conversion")
        + bare(5, b"Content-Type: application/json", b"{}", kind=b"resource").replace(
            b"https://a.example", b"urn:info"
        )
        + bare(6, b"Content-Type: text/dns", b"1.2.3.4")
    )
    items = list(pages(path))
    taken = [item for item in items if isinstance(item, Page)]
    assert [(item.url, item.charset) for item in taken] == [
        (f"https://a.example/{number}", "iso-8859-1") for number in range(3)
    ]
    assert [(item.reason, item.detail) for item in items if isinstance(item, Rejected)] == [
        ("unsupported", "image/png"),
        ("unsupported", "not an HTTP response"),
    ]
    assert [item.place for item in items] == [f"{path}:{number}" for number in range(1, 6)]


@pytest.mark.parametrize("name", ["news.wet", "news.wet.gz", "news.warc.wet.gz", "news.warc"])
def test_the_text_of_a_page_where_the_page_is_not_there(tmp_path: Path, name: str) -> None:
    plain = b"Content-Type: text/plain"
    words = "Die Fähre blieb am Montag am Pier.".encode()
    texts = (words, b"", b"\x89PNG\r\n\x1a\n" + bytes(40))
    info = bare(9, b"Content-Type: application/warc-fields", b"isPartOf: news", kind=b"warcinfo")
    records = [info, *(bare(number, plain, text, kind=b"conversion") for number, text in enumerate(texts))]
    path = tmp_path / name
    path.write_bytes(b"".join(gzip.compress(record) if name.endswith("gz") else record for record in records))
    page, *rest = pages(path)
    assert isinstance(page, Page) and page.body == words and page.url == "https://a.example/0"
    assert (page.media_type, page.charset) == ("text/plain", "utf-8") and page.fetched_at is not None
    assert [item.reason for item in rest if isinstance(item, Rejected)] == ["empty", "binary"]


def test_a_text_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "news.wet"
    path.write_bytes(bare(0, b"Content-Type: text/plain", b"words of a ferry", kind=b"conversion")[:-9])
    assert [item.reason for item in pages(path) if isinstance(item, Rejected)] == ["unreadable"]


@pytest.mark.parametrize("coding", [None, "gzip"])
def test_a_length_that_runs_past_the_end(tmp_path: Path, coding: str | None) -> None:
    body = gzip.compress(HTML) if coding else HTML
    answer = http(body, **({"Content_Encoding": coding} if coding else {}))
    whole = archive([record(answer, url="https://a.example/0")], False)
    longer = re.sub(rb"Content-Length: \d+", b"Content-Length: 99999", whole)
    path = tmp_path / "news.warc"
    for body in (longer, whole + longer, longer + whole):
        path.write_bytes(body)
        items = list(pages(path))
        assert all(isinstance(item, Page) and item.body == HTML for item in items)
        assert len(items) == body.count(b"WARC-Type")
    path.write_bytes(longer[:-60] + whole)  # what breaks off is no page, and costs no other
    lost, last = pages(path)
    assert isinstance(lost, Rejected) and isinstance(last, Page)


@pytest.mark.parametrize("dictionary", [False, True])
def test_a_zstandard_archive(tmp_path: Path, dictionary: bool) -> None:
    parts = [archive([record(http(HTML), url=f"https://a.example/{n}")], False) for n in range(3)]
    trained = zstd_train_dictionary_from_samples(parts * 20, 2048) if dictionary else None
    first = b"\x5d\x2a\x4d\x18" + len(trained).to_bytes(4, "little") + trained if trained else b""

    def frame(part: bytes) -> bytes:
        stream = io.BytesIO()
        with ZstdWriter(stream, dictionary=trained) if trained else ZstdWriter(stream) as writer:
            writer.write(part)
        return stream.getvalue().removeprefix(first)

    frames = [frame(part) for part in parts]
    path = tmp_path / "news.warc.zst"
    path.write_bytes(first + b"".join(frames))
    assert [item.url for item in pages(path)] == [f"https://a.example/{n}" for n in range(3)]
    # behind damage the dictionary is still known
    path.write_bytes(first + frames[0] + frames[1][:20] + frames[2])
    items = list(pages(path))
    assert [item.url for item in items if isinstance(item, Page)] == [
        "https://a.example/0",
        "https://a.example/2",
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz(tmp_path: Path, method: int) -> None:
    left, right = (archive([record(http(HTML), url=f"https://a.example/{n}")], True) for n in range(2))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as package:
        package.writestr("datapackage.json", "{}")
        package.writestr("archive/two.warc.gz", right)
        package.writestr("archive/one.warc.gz", left[:40] + b"damage" + left[46:] + left)
    path = tmp_path / "crawl.wacz"
    path.write_bytes(held.getvalue())
    lost, first, second = pages(path)
    assert isinstance(lost, Rejected) and lost.place == f"{path}/archive/one.warc.gz:1"
    assert isinstance(first, Page) and first.url == "https://a.example/0"
    assert isinstance(second, Page) and second.place == f"{path}/archive/two.warc.gz:1"
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", method) as package:
        package.write(path, "crawl.wacz")
    path.write_bytes(outer.getvalue())
    assert len(list(pages(path))) == 3


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 1.0])
def test_a_damaged_gzip_member_costs_no_other(tmp_path: Path, at: float) -> None:
    parts = [archive([record(http(HTML), url=f"https://a.example/{n}")], True) for n in range(3)]
    broken = bytearray(parts[1])
    broken[int(at * (len(broken) - 5))] ^= 0xFF
    path = tmp_path / "news.warc.gz"
    path.write_bytes(parts[0] + bytes(broken) + parts[2])
    first, lost, last = pages(path)
    assert isinstance(first, Page) and isinstance(last, Page) and isinstance(lost, Rejected)
    assert (lost.reason, last.url) == ("bad line", "https://a.example/2")


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "raw deflate", "br", "zstd", "gzip, br"])
def test_content_encodings(tmp_path: Path, coding: str) -> None:
    def packed(name: str, body: bytes) -> bytes:
        if name == "raw deflate":
            squeeze = zlib.compressobj(wbits=-15)
            return squeeze.compress(body) + squeeze.flush()
        if name == "deflate":
            return zlib.compress(body)
        if name in ("br", "zstd"):
            codec = pyarrow.Codec("brotli" if name == "br" else name)
            return bytes(codec.compress(body, asbytes=True))
        return gzip.compress(body)

    def through(body: bytes) -> bytes:
        for name in coding.split(", "):
            body = packed(name, body)
        return body

    named = coding.removeprefix("raw ")
    noise = random.Random(1).randbytes(20_000).hex().encode()
    records = [
        record(http(through(HTML), Content_Encoding=named)),
        record(http(through(HTML + noise)[:-200], Content_Encoding=named)),
        record(http(through(b"<p>" + b"x" * 30_000_000), Content_Encoding=named)),
        record(http(b"\x01\x02 no such thing", Content_Encoding=named)),
    ]
    path = tmp_path / "news.warc"
    path.write_bytes(archive(records, False))
    tracemalloc.start()
    page, cut, bomb, broken = pages(path, Limits(page_bytes=1_000_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(page, Page) and page.body == HTML
    assert [item.reason for item in (cut, bomb, broken) if isinstance(item, Rejected)] == [
        "unreadable", "too large", "unreadable"
    ]  # fmt: skip
    assert most < 12_000_000


def test_a_page_that_its_crawler_cut_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(20_000).hex().encode()
    cut = record(http(gzip.compress(HTML + noise)[:-200], Content_Encoding="gzip"))
    cut.headers["WARC-Truncated"] = "length"
    path = tmp_path / "news.warc"
    path.write_bytes(archive([cut], False))
    (page,) = pages(path)
    assert isinstance(page, Page) and page.body.startswith(HTML)


@pytest.mark.parametrize("body", [b"", b"\n\n", b"<html>no archive</html>", b"WARC/1.0\r\n" * 3000])
def test_what_is_no_archive_is_counted(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(body)
    items = list(pages(path))
    assert items and all(isinstance(item, Rejected) for item in items)


def test_a_list_of_archives(tmp_path: Path) -> None:
    deep = tmp_path / "crawl-data/CC-NEWS/2019/04"
    deep.mkdir(parents=True)
    (deep / "one.warc.gz").write_bytes(archive([record(http(HTML))], True))
    names = "crawl-data/CC-NEWS/2019/04/one.warc.gz\ncrawl-data/CC-NEWS/2019/04/away.warc.gz\n"
    (deep / "warc.paths.gz").write_bytes(gzip.compress(names.encode()))
    (tmp_path / "warc.paths").write_text(names)
    for listed in (deep / "warc.paths.gz", tmp_path / "warc.paths"):
        page, away = pages(listed)
        assert isinstance(page, Page) and page.body == HTML
        assert isinstance(away, Rejected) and away.reason == "not fetched"


def test_memory_stays_flat(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.warc.gz"
        path.write_bytes(archive([record(http(HTML * 20)) for _ in range(count)], True))
        tracemalloc.start()
        assert sum(isinstance(item, Page) for item in pages(path)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(200) < 1.5 * peak(20) + 100_000


def test_a_list_of_archives_that_names_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "warc.paths"
    path.write_bytes(b"warc.paths\n../warc.paths\n" + b"x" * 10_000 + b"\n\x00\n")
    assert {item.reason for item in pages(path) if isinstance(item, Rejected)} == {"not fetched"}
    broken = tmp_path / "warc.paths.gz"
    broken.write_bytes(gzip.compress(b"one.warc.gz\n" * 50)[:-12])
    assert [item.reason for item in pages(broken) if isinstance(item, Rejected)][-1] == "unreadable"
