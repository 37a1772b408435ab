"""Reading a large WARC archive: pages a second, and memory at each tenth of the way.

python -m benchmarks.archive --data DIR [--records 20000] [--encoding gzip]

The archive is made in a temporary folder from the pages of the extraction sets, again and again, each record
a gzip member as Common Crawl has them; every thousandth is damaged. It is read and cleaned the fast way.
"""

from __future__ import annotations

import gzip
import itertools
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation import arguments
from evaluation.datasets.web_pages import SETS
from evaluation.datasets.web_pages import pages as pages_of
from newsfold.clean import Cleaning, clean
from newsfold.reading import pages
from newsfold.records import Page


def make(path: Path, sources: list[bytes], records: int, encoding: str) -> None:
    with path.open("wb") as archive:
        for number, body in zip(range(records), itertools.cycle(sources), strict=False):
            record = gzip.compress(_record(body, number, encoding), 1)
            archive.write(record[:-40] if number % 1000 == 999 else record)


def _record(body: bytes, number: int, encoding: str) -> bytes:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    if encoding == "gzip":
        head, body = head + "Content-Encoding: gzip\r\n", gzip.compress(body, 1)
    block = head.encode() + b"\r\n" + body
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://pages.example/{number}\r\n"
        f"WARC-Date: 2019-04-25T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n".encode()
        + block
        + b"\r\n\r\n"
    )


def read(path: Path, *, cleaned: bool) -> Iterator[str]:
    """What becomes of each record."""
    options = Cleaning(fast=True)
    for item in pages(path):
        result = clean(item, options) if cleaned and isinstance(item, Page) else item
        yield getattr(result, "reason", "page")


def measure(path: Path, records: int, *, cleaned: bool) -> None:
    began, counts, peaks = time.process_time(), Counter[str](), []
    for number, outcome in enumerate(read(path, cleaned=cleaned), 1):
        counts[outcome] += 1
        if number % (records // 10) == 0:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    taken = time.process_time() - began
    print(f"\n{'read and cleaned' if cleaned else 'read'}: {counts.total():,} of {records:,} records")
    print(f"{taken / records * 1000:.2f} ms a record, {records / taken:,.0f} a second of processor")
    print("peak memory, MiB, at each tenth: " + " ".join(f"{peak:,}" for peak in peaks))
    print(", ".join(f"{outcome} {number:,}" for outcome, number in counts.most_common()))


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--encoding", choices=("", "gzip"), default="gzip")
    options = parser.parse_args()
    sources = [page.body for name in SETS for page in pages_of(options.data, name)]
    for source in sources:  # what loads once, and the largest page, are no growth
        clean(Page(place="x", body=source), Cleaning(fast=True))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        make(path, sources, options.records, options.encoding)
        size = sum(map(len, sources)) / len(sources)
        packed = path.stat().st_size / 1e6
        print(f"{len(sources)} pages of {size / 1000:,.0f} kB; an archive of {packed:,.0f} MB")
        measure(path, options.records, cleaned=False)
        measure(path, options.records, cleaned=True)


if __name__ == "__main__":
    main()
