"""Whatever befalls a file of any format: a reason from the list, in bounded time, and the rest is read."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastwarc.stream_io import GzipWriter

from newsfold.clean import Cleaning, clean
from newsfold.reading import pages
from newsfold.records import Article, Page, Reason, Rejected
from tests.reading.making import HEADLINE, HTML, SENTENCES, letter, package, pdf
from tests.reading.test_documents import word
from tests.reading.test_epub import book
from tests.reading.test_warc import record

TEXT = "\n\n".join(SENTENCES)
ROW = {"title": HEADLINE, "text": TEXT, "outlet": "Harbour Courier", "published": "2019-03-04"}
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML


def _table(separator: str) -> bytes:
    body = io.StringIO()
    written = csv.DictWriter(body, ROW, delimiter=separator)
    written.writeheader()
    written.writerow(ROW)
    return body.getvalue().encode()


def _parquet() -> bytes:
    body = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([ROW]), body)
    return body.getvalue()


def _warc(packed: bool) -> bytes:
    body = io.BytesIO()
    stream = GzipWriter(body) if packed else body
    record(HTTP).write(stream)
    if packed:
        stream.close()
    return body.getvalue()


def _mhtml() -> bytes:
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/ferry\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n'
        b"----x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://courier.example/ferry"
        b"\r\n\r\n" + HTML + b"\r\n----x--\r\n"
    )


def _feed() -> bytes:
    return (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>Harbour Courier</title><item><title>{HEADLINE}</title><guid>1</guid>"
        f"<content:encoded><![CDATA[<p>{TEXT * 9}</p>]]></content:encoded></item></channel></rss>"
    ).encode()


WHOLE: dict[str, bytes] = {
    "a.html": HTML,
    "a.txt": f"{HEADLINE}\n\n{TEXT}\n".encode(),
    "a.md": f"# {HEADLINE}\n\n{TEXT}\n".encode(),
    "a.csv": _table(","),
    "a.tsv": _table("\t"),
    "a.json": json.dumps({"articles": [ROW]}).encode(),
    "a.jsonl": json.dumps(ROW).encode() + b"\n",
    "a.jsonl.gz": gzip.compress(json.dumps(ROW).encode() + b"\n"),
    "a.parquet": _parquet(),
    "a.eml": bytes(letter(text=TEXT)),
    "a.mbox": b"From news@courier.example Mon Mar  4 07:30:00 2019\n" + bytes(letter(text=TEXT)) + b"\n",
    "a.mhtml": _mhtml(),
    "a.pdf": pdf([(HEADLINE, *SENTENCES)]),
    "a.docx": word(*SENTENCES),
    "a.epub": book({"a.xhtml": HTML}),
    "a.zip": package({"a.html": HTML}),
    "a.warc": _warc(packed=False),
    "a.warc.gz": _warc(packed=True),
    "a.wacz": package({"archive/data.warc.gz": _warc(packed=True)}),
    "a.xml": _feed(),
}
REASONS = set(get_args(Reason))
SLOW = ("a.pdf", "a.docx")


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(1, len(body))]


def _flipped(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(1 + len(body) // 200):
        changed[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _noise(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body))
    return body[:at] + chance.randbytes(300) + body[at:]


def _twice(body: bytes, _: random.Random) -> bytes:
    return body + body


DAMAGE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": _cut, "flipped": _flipped, "noise": _noise, "twice": _twice,
}  # fmt: skip


def _read(folder: Path, seconds: float) -> dict[str, list[Page | Rejected]]:
    """What each file of a folder came to; a whole page that comes last is among it."""
    (folder / "zz last.html").write_bytes(HTML)
    begun = time.monotonic()
    by_file: dict[str, list[Page | Rejected]] = {path.name: [] for path in folder.iterdir()}
    for item in pages(folder):
        by_file[
            item.place.removeprefix(f"{folder}/").split("/")[0].partition(":")[0].partition("#")[0]
        ].append(item)
    assert time.monotonic() - begun < seconds
    assert isinstance(by_file.pop("zz last.html")[0], Page)
    return by_file


def _fair(by_file: dict[str, list[Page | Rejected]]) -> None:
    for name, items in by_file.items():
        assert items, f"{name} came to nothing, and nobody was told"
        for item in items:
            assert isinstance(item, Page) or (item.stage == "reading" and item.reason in REASONS), name


def test_each_is_read_whole(tmp_path: Path) -> None:
    for name, body in WHOLE.items():
        (tmp_path / name).write_bytes(body)
    for name, items in _read(tmp_path, 60).items():
        assert [type(item) for item in items] == [Page], name
        assert "lifeboat" in items[0].body.decode() if isinstance(items[0], Page) else False


def test_each_under_the_name_of_every_other(tmp_path: Path) -> None:
    for of, body in WHOLE.items():
        for name in WHOLE:
            # A document is opened by a process of its own, which takes its time.
            if not (name in SLOW and of not in ("a.html", "a.zip", "a.csv", *SLOW)):
                (tmp_path / f"{of.replace('.', '-')} as {name}").write_bytes(body)
    _fair(_read(tmp_path, 100))


@pytest.mark.parametrize("what", DAMAGE)
def test_each_damaged(tmp_path: Path, what: str) -> None:
    chance = random.Random(what)
    for name, body in WHOLE.items():
        for number in range(2 if name in SLOW else 8):
            (tmp_path / f"{number} {name}").write_bytes(DAMAGE[what](body, chance))
    _fair(_read(tmp_path, 100))


@pytest.mark.parametrize("body", [b"", b" \n\t ", b"\x00" * 4096, b"\xff\xfe", b"\xef\xbb\xbf"], ids=repr)
def test_each_with_nothing_in_it(tmp_path: Path, body: bytes) -> None:
    for name in WHOLE:
        (tmp_path / name).write_bytes(body)
    by_file = _read(tmp_path, 60)
    _fair(by_file)
    for name, (item, *_) in by_file.items():
        rejected = clean(item, Cleaning()) if isinstance(item, Page) else item
        assert isinstance(rejected, Rejected) and rejected.reason in REASONS, name


def test_encodings_mixed_in_one_file(tmp_path: Path) -> None:
    """Members, messages and lines of one file have each an encoding of their own."""
    words = (
        "The ferry to Skerry – “shut” since Monday – will run again on Friday, said Zoë Brandt of the café "
        "at the pier, where 340 people had waited for it"
    )
    members = {f"{e}.txt": f"{HEADLINE}\n\n{words} ({e}).".encode(e) for e in ("utf-8", "cp1252", "utf-16")}
    (tmp_path / "a.zip").write_bytes(package(members))
    letters = []
    for charset in ("utf-8", "cp1252"):
        made = letter(text=f"{words} ({charset}).")
        made.set_content(f"{words} ({charset}).", charset=charset)
        letters.append(b"From a@b.example Mon Mar  4 07:30:00 2019\n" + bytes(made) + b"\n")
    (tmp_path / "a.mbox").write_bytes(b"\n".join(letters))
    by_file = _read(tmp_path, 30)
    for name, number in (("a.zip", 3), ("a.mbox", 2)):
        articles = [clean(item, Cleaning()) for item in by_file[name] if isinstance(item, Page)]
        assert len(articles) == number == len(by_file[name])
        for article in articles:
            assert isinstance(article, Article) and words in article.text, article
