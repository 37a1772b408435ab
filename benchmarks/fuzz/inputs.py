"""Broken inputs of every kind: no crash, no hang, none lost from the counts.

python benchmarks/fuzz/inputs.py [--count 1000000] [--seed 0] [--seconds 5]
python benchmarks/fuzz/inputs.py --atheris [libFuzzer options]   (needs the atheris package)

Inputs are the bundled sample's pages, and feeds, JSON lines, text and archives made of them, with bytes
cut, doubled, swapped, replaced, and hostile pieces put in. The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

import newsfold
from newsfold.clean import Cleaning, clean
from newsfold.reading import Limits, pages
from newsfold.records import Article, Page, Rejected

SUFFIXES = (".html", ".txt", ".jsonl", ".xml", ".json", ".warc", ".html.gz", ".warc.gz")
HOSTILE = (
    b"\x00", b"\xff\xfe", b"\xf0\x9f\x98", b"<div>" * 500, b"</p>" * 50, b"&#x110000;", b"&#0;", b"<!--",
    b"<![CDATA[",
    b"<script>", b"</script>", b"<style>", b'<meta charset="utf-7">', b'<meta charset="rot13">', b"\\ud800",
    b'{"@type": "NewsArticle", "author": [[[[]]]]}', b"<table><tr><td>", b"\xe2\x80\xae", b"9" * 400, b"]]>",
    b"<a href='http://[::1'>x</a>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\r\n\r\n", b"<template>",
    b"<base href=x>",
    b"2019-13-45T99:99:99+99:99", b"'\"><", b"Content-Length: -1\r\n", b"<plaintext>", b"\xc2\xa0" * 300,
)  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """One input of each kind for every sample page."""
    found: list[tuple[str, bytes]] = []
    for path in sorted((Path(newsfold.__file__).parent / "sample" / "pages").rglob("*.html")):
        body = path.read_bytes()
        text = body.decode("utf-8", "replace")
        row = json.dumps(
            {"id": path.name, "title": "A title", "text": text[2000:5000], "published": "2019-04-25"}
        )
        link = "<title>One</title><link>https://a.example/x</link>"
        item = f"<item>{link}<description><![CDATA[{text}]]></description></item>"
        found += [(".html", body), (".html.gz", gzip.compress(body)), (".txt", body[3000:])]
        found += [
            (".jsonl", f"{row}\n{row}\n".encode()),
            (".xml", f"<rss><channel>{item}</channel></rss>".encode()),
        ]
        feed = {"version": "https://jsonfeed.org/version/1", "items": [{"content_html": text}]}
        found.append((".json", json.dumps(feed).encode()))
        found += [(".warc", warc(body)), (".warc.gz", gzip.compress(warc(body)))]
    return found


def warc(body: bytes) -> bytes:
    stream = io.BytesIO()
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = "https://a.example/x"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body)
    record.write(stream)
    return stream.getvalue()


def broken(chance: random.Random, body: bytes) -> bytes:
    """`body` with one to six accidents."""
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randrange(len(body) + 1) for _ in range(2))
        to = min(to, at + chance.choice((1, 8, 200, 100_000)))
        kind = chance.randrange(6)
        if kind == 0:
            body = body[:at] + body[to:]
        elif kind == 1:
            body = body[:to] + body[at:to] + body[to:]
        elif kind == 2:
            body = body[:at] + chance.choice(HOSTILE) + body[at:]
        elif kind == 3:
            body = body[:at] + bytes(chance.randrange(256) for _ in range(min(to - at, 50))) + body[to:]
        elif kind == 4:
            body = body[:at]
        else:
            body = body[:at] + body[at:to][::-1] + body[to:]
    return body


def run(path: Path, tally: Counter[str]) -> None:
    """Read and clean one file; raises where something comes out that must not."""
    for item in pages(path, Limits(page_bytes=2**20, line_bytes=2**20)):
        for options in (Cleaning(), Cleaning(fast=True, min_words=0)):
            found = clean(item, options) if isinstance(item, Page) else item
            if isinstance(found, Article):
                for s in found.origin_map:
                    page = found.page_text[s.page_start : s.page_start + s.length]
                    assert page == found.text[s.text_start : s.text_start + s.length], (
                        "an offset leads astray"
                    )
                tally["article"] += 1
            else:
                assert isinstance(found, Rejected)
                tally[found.reason] += 1


def fuzz(count: int, seed: int, limit: float) -> None:
    chance, tally, known = random.Random(seed), Counter[str](), seeds()
    worst = 0.0
    clean(Page(place="x", body=known[0][1]))  # the models load before the clock runs
    clean(Page(place="x", body=known[0][1]), Cleaning(fast=True))
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            suffix, body = chance.choice(known)
            body = broken(chance, body)
            path = Path(folder) / f"input{suffix}"
            path.write_bytes(body)
            started = time.perf_counter()
            try:
                run(path, tally)
            except Exception as error:
                kept = Path(tempfile.gettempdir()) / f"newsfold-fuzz-{seed}-{number}{suffix}"
                kept.write_bytes(body)
                raise SystemExit(
                    f"input {number} (kept as {kept}): {type(error).__name__}: {error}"
                ) from error
            worst = max(worst, time.perf_counter() - started)
            if worst > limit:
                raise SystemExit(f"input {number} took {worst:.1f} s")
            path.unlink()
    print(f"{count:,} inputs, none lost, the slowest took {worst:.2f} s")
    for reason, seen in tally.most_common():
        print(f"{reason:20}{seen:10,}")


def with_atheris() -> None:
    import atheris

    folder = Path(tempfile.mkdtemp())

    def one(data: bytes) -> None:
        path = folder / f"input{SUFFIXES[data[0] % len(SUFFIXES)] if data else '.html'}"
        path.write_bytes(data[1:])
        run(path, Counter())

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *sys.argv[2:]], one)
    atheris.Fuzz()


def main() -> None:
    if "--atheris" in sys.argv[1:2]:
        with_atheris()
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    fuzz(options.count, options.seed, options.seconds)


if __name__ == "__main__":
    main()
