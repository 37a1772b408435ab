"""How long the main path takes and how much memory, stage by stage.

python -m benchmarks.speed --data DIR [--articles 1000]

First cleans the pages of `extraction/`, which real outlets sent, with trafilatura beside it on each. Then
reads the bundled sample and the first articles of `load/` into temporary databases. Beside each stage stands
its floor: what the stage's library alone takes for the same work, as the design measured it.
"""

from __future__ import annotations

import gzip
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path

import trafilatura

import newsfold
from evaluation import arguments
from evaluation.datasets import load
from evaluation.datasets.web_pages import SETS, WebPage, pages
from newsfold.clean import Cleaning, clean
from newsfold.newsroom import Newsroom
from newsfold.records import Page

SAMPLE = Path(newsfold.__file__).parent / "sample" / "pages"
FLOORS = {"clean": "18 ms (trafilatura, a page of HTML)", "encode": "14 ms (128 word pieces)"}


STAGES = {  # where the newsroom takes each stage from
    "clean": (import_module("newsfold.clean"), "clean"),
    "encode": (import_module("newsfold.encode"), "encode"),
    "fold": (Newsroom, "_fold"),
    "describe": (import_module("newsfold.describe"), "describe"),
}


@contextmanager
def timed(totals: dict[str, float]) -> Iterator[None]:
    """Add up the processor seconds spent in each stage while inside."""

    def wrapped(name: str, stage: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **more: object) -> object:
            start = time.process_time()
            try:
                return stage(*args, **more)
            finally:
                totals[name] = totals.get(name, 0.0) + time.process_time() - start

        return run

    plain = {name: getattr(home, of) for name, (home, of) in STAGES.items()}
    for name, (home, of) in STAGES.items():
        setattr(home, of, wrapped(name, plain[name]))
    try:
        yield
    finally:
        for name, (home, of) in STAGES.items():
            setattr(home, of, plain[name])


def measure(title: str, source: Path, folder: Path) -> None:
    totals: dict[str, float] = {}
    start, used = time.perf_counter(), time.process_time()
    with timed(totals), Newsroom(folder / f"{title.split()[0]}.db") as newsroom:
        done = newsroom.read(source)
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    articles = max(1, done.new)
    print(
        f"\n{title}: {done.new} articles, {done.stories_new} stories, {sum(done.rejected.values())} rejected"
    )
    print(f"{seconds:.1f} s ({cpu:.1f} s of processor), peak memory so far {peak:.0f} MB")
    print(f"{'stage':10s} {'s':>8s} {'ms an article':>14s} {'share':>7s}   floor")
    for name, value in [*totals.items(), ("other", cpu - sum(totals.values()))]:
        row = f"{name:10s} {value:8.2f} {1000 * value / articles:14.1f} {value / cpu:7.0%}"
        print(f"{row}   {FLOORS.get(name, '')}")


def real_pages(data: Path) -> None:
    """Milliseconds that cleaning takes of a real page, the better of two turns, each page by every way."""
    ways: dict[str, Callable[[WebPage], object]] = {
        "clean": lambda page: clean(Page(place=page.url, url=page.url, body=page.body)),
        "clean, fast": lambda page: clean(
            Page(place=page.url, url=page.url, body=page.body), Cleaning(fast=True)
        ),
        "trafilatura, precision": lambda page: trafilatura.extract(
            page.body.decode("utf-8", "replace"), favor_precision=True, include_comments=False
        ),
    }
    listed = [page for name in SETS for page in pages(data, name)]
    best = {name: [float("inf")] * len(listed) for name in ways}
    for _ in range(2):
        for at, page in enumerate(listed):
            for name, way in ways.items():
                began = time.process_time()
                way(page)
                best[name][at] = min(best[name][at], time.process_time() - began)
    print(f"{len(listed)} real pages, ms of processor each")
    for name, spent in best.items():
        print(f"{name:24}{1000 * statistics.mean(spent):8.1f}  median {1000 * statistics.median(spent):.1f}")


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    chosen = parser.parse_args()
    real_pages(chosen.data)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure("sample", SAMPLE, folder)
        part = folder / "load.jsonl"
        with gzip.open(load.path(chosen.data), "rt", encoding="utf-8") as lines:
            part.write_text("".join(islice(lines, chosen.articles)), encoding="utf-8")
        measure(f"load {chosen.articles}", part, folder)


if __name__ == "__main__":
    main()
