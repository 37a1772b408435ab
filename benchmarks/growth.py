"""Does reading one more article stay as cheap as a database grows?

    python benchmarks/growth.py --data DATA [--articles 20000] [--batch 1] [--per-day 40] [--plot growth.svg]

Articles of `load/`, spread evenly over time, `--per-day` of them a day; where more are asked for than there
are, they come again with later dates and some words changed. Each batch is encoded, held against the
articles of the last two weeks, and the parts of the graph it touches are grouped anew. Printed at each
tenth: articles a second of processor time, where it went, and the memory held.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import resource
import time
from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from floors import check

from newsfold.encode import article_text, encode
from newsfold.fold import Folding, Link, Traits, groups, links, traits
from newsfold.records import Article

STEPS = ("encode", "traits", "links", "group")
START = datetime(2010, 1, 1, tzinfo=UTC)
SWAPS = {
    "said": "stated",
    "also": "too",
    "new": "fresh",
    "people": "persons",
    "would": "will",
    "after": "following",
}


def articles(data: Path, per_day: float) -> Iterator[Article]:
    """Endless: the set again and again, each time later and in slightly other words."""
    with gzip.open(data / "load" / "articles.jsonl.gz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    count = itertools.count()
    for turn in itertools.count():
        rng = random.Random(turn)
        for row in rows:
            at = next(count)
            text = row["text"] if turn == 0 else reworded(row["text"], rng)
            yield Article(
                id=f"{at:07}",
                place=row["url"],
                text=text,
                title=row["title"],
                language="en",
                outlet=row["outlet"],
                published_at=START + timedelta(days=at / per_day),
                published_grain="minute",
            )


def reworded(text: str, rng: random.Random) -> str:
    return " ".join(SWAPS.get(word, word) if rng.random() < 0.7 else word for word in text.split(" "))


class Graph:
    """The links kept so far, and the groups of each part of it that was touched."""

    def __init__(self) -> None:
        self.near: dict[str, dict[str, float]] = {}
        self.groups: dict[str, tuple[str, ...]] = {}

    def add(self, ids: list[str], found: list[Link], join: float) -> int:
        """Regroups what the new ids are linked to, however far; the size of the largest part."""
        for id in ids:
            self.near.setdefault(id, {})
        for link in found:
            self.near[link.left][link.right] = self.near[link.right][link.left] = link.likelihood
        left, largest = set(ids), 0
        while left:
            part = self.part(left.pop(), join)
            left -= part
            largest = max(largest, len(part))
            own = [
                Link(left=a, right=b, likelihood=p) for a in part for b, p in self.near[a].items() if a < b
            ]
            for group in groups(part, own, join):
                for id in group:
                    self.groups[id] = group
        return largest

    def part(self, id: str, join: float) -> set[str]:
        """All that one article is joined to by likely links: a group never reaches further."""
        seen, open_ = {id}, [id]
        while open_:
            for other, likelihood in self.near[open_.pop()].items():
                if likelihood >= join and other not in seen:
                    seen.add(other)
                    open_.append(other)
        return seen


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--per-day", type=float, default=40)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--lower-floors", action="store_true")
    asked = parser.parse_args()
    folding = Folding()
    graph, window = Graph(), deque[Traits]()
    feed = itertools.islice(articles(asked.data, asked.per_day), asked.articles)
    spent: Counter[str] = Counter()
    points: list[tuple[int, float, float]] = []
    done = largest = 0
    titles = "".join(f"{step:>9}" for step in STEPS)
    print(f"{'articles':>10}{'a second':>10}{titles}{'MB':>8}{'part':>7}{'stories':>9}")
    while batch := list(itertools.islice(feed, asked.batch)):
        begin = time.process_time()

        def lap(step: str) -> None:
            nonlocal begin
            now = time.process_time()
            spent[step] += now - begin
            begin = now

        rows = encode([article_text(one) for one in batch])
        lap("encode")
        new = [traits(one, row) for one, row in zip(batch, rows, strict=True)]
        lap("traits")
        while window and (window[0].day or 0) < (new[0].day or 0) - folding.days:
            window.popleft()
        found = links(new, list(window), folding.days, folding.weakest)
        window.extend(new)
        lap("links")
        largest = max(largest, graph.add([one.id for one in new], found, folding.join))
        lap("group")
        before, done = done, done + len(batch)
        if done * 10 // asked.articles > before * 10 // asked.articles:
            total, count = sum(spent.values()), asked.articles / 10
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            points.append((done, count / total, memory))
            shares = "".join(f"{1000 * spent[step] / count:7.1f}ms" for step in STEPS)
            stories = len(set(graph.groups.values()))
            print(f"{done:10}{count / total:10.1f}{shares}{memory:8.0f}{largest:7}{stories:9}", flush=True)
            spent.clear()
    speeds = [speed for _, speed, _ in points]
    if asked.plot:
        asked.plot.write_text(plotted(points), encoding="utf-8")
    check("growth", {"slowest_share": min(speeds) / max(speeds), "a_second": min(speeds)}, asked.lower_floors)


def plotted(points: list[tuple[int, float, float]]) -> str:
    """Articles a second (line) and memory (dashes), each against its own largest value, as SVG."""
    last, fast, big = points[-1][0], max(p[1] for p in points), max(p[2] for p in points)
    line = " ".join(f"{40 + 500 * n / last:.0f},{220 - 180 * speed / fast:.0f}" for n, speed, _ in points)
    dashes = " ".join(f"{40 + 500 * n / last:.0f},{220 - 180 * memory / big:.0f}" for n, _, memory in points)
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 580 260" font-size="12">'
    what = f"articles a second (line, up to {fast:.0f}) and memory (dashes, up to {big:.0f} MB)"
    return (
        f'{head}<polyline points="{line}" fill="none" stroke="#124"/>'
        f'<polyline points="{dashes}" fill="none" stroke="#a40" stroke-dasharray="5 4"/>'
        f'<text x="40" y="20">{what}</text><text x="40" y="245">0</text>'
        f'<text x="500" y="245">{last} articles</text></svg>\n'
    )


if __name__ == "__main__":
    main()
