"""Does reading one more article stay as cheap as a database grows, and do floods stay bounded?

    python -m benchmarks.growth --data DATA [--articles 20000 --batch 1] [--per-day 40] [--encoder static]
        [--shape news] [--singles 0] [--plot growth.png]

Without `--articles` a short run is held against its floors: 2,000 articles in batches of 200, then 500 one by
one, static encoder.

Articles of `load/`, cleaned text, `--per-day` of them a day; where more are asked for than there are, they
come again with later dates, some words changed and some sentences cut. A batch is encoded, stored and folded,
and its stories are linked into threads, by a newsroom on a database on disk. Shapes:

- `news`: a fifth without a date, quiet days and busy ones, events that up to 200 articles retell within days,
  and an outlet that prints one report again and again, a tenth of all;
- `archive`: spread evenly over time; `undated`: the same without dates;
- `event`: one article retold again and again; `boilerplate`: all articles after the same four paragraphs.

With `--singles N` the last N articles of each tenth come in one by one, and their times are printed apart, so
that a large database is reached in batches and what one more article costs there is still seen.

Printed at each tenth: articles a second of processor time, what each step took of an
article, the memory held and the size of the database. `--check` also folds the first 1,000 both ways and
compares the stories. The plot needs matplotlib.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

from benchmarks import floors
from evaluation.datasets import load
from newsfold.describing import silent
from newsfold.encode import article_text, encode
from newsfold.fold import with_windows
from newsfold.newsroom import Newsroom, _Tally
from newsfold.records import Article, Encoder

STEPS = ("encode", "store", "compare", "group", "thread")
SHAPES = ("news", "archive", "undated", "event", "boilerplate")
UNDATED = 0.2  # of all articles
BURSTS = 0.1  # of articles: those that others retell, as many as a Pareto distribution says
MOST_RETOLD = 200
FLOODS = 0.2  # reports of the outlet that floods, for each article that is no retelling
AFRESH = 0.6  # of all articles: those that are neither
START = datetime(1990, 1, 1, tzinfo=UTC)
CHECKED = 1000
SWAPS = {
    "said": "stated",
    "also": "too",
    "new": "fresh",
    "people": "persons",
    "would": "will",
    "after": "following",
}
BOILERPLATE = "\n\n".join(
    [
        "You have read all your free articles of this month. Register with your address to go on reading.",
        "Our reporters work every day so that you know what happens near you and far away. Thank you.",
        "This site keeps small files on your machine to count its visitors and to remember what you chose.",
        "For questions about your subscription call our readers' desk on weekdays between nine and five.",
    ]
)


def articles(data: Path, per_day: float, shape: str) -> Iterator[Article]:
    """Endless, in order of time: the set again and again, each time later and in slightly other words."""
    texts = news(data, per_day) if shape == "news" else evenly(data, per_day, shape)
    yield from with_windows(_numbered(texts, shape))


@dataclass(frozen=True, order=True)
class DatedText:
    """A row of the set as it is published on one day."""

    day: float  # since `START`
    number: int
    row: Any = field(compare=False)
    outlet: str = field(compare=False)
    text: str = field(compare=False)


def _numbered(texts: Iterable[DatedText], shape: str) -> Iterator[Article]:
    dice = random.Random(2)
    undated = {"undated": 1.0, "news": UNDATED}.get(shape, 0.0)
    for at, dated in enumerate(texts):
        has_date = dice.random() >= undated
        yield Article(
            id=f"{at:07}",
            place=f"news:{at}",
            text=f"{BOILERPLATE}\n\n{dated.text}" if shape == "boilerplate" else dated.text,
            title=dated.row["title"],
            language="en",
            outlet=dated.outlet,
            published_at=START + timedelta(days=dated.day) if has_date else None,
            published_grain="minute" if has_date else None,
        )


def evenly(data: Path, per_day: float, shape: str) -> Iterator[DatedText]:
    """So many a day, one after the other."""
    for at, (turn, row, rng) in enumerate(_turns(data, shape)):
        text = row["text"] if turn == 0 and shape != "event" else reworded(row["text"], rng)
        yield DatedText(at / per_day, at, row, row["outlet"], text)


def _turns(data: Path, shape: str) -> Iterator[tuple[int, Any, random.Random]]:
    for turn in itertools.count():
        rng = random.Random(turn)
        rows = load.articles(data)
        if shape == "event":
            rows = itertools.repeat(next(itertools.islice(rows, 1000, None)), 1000)
        yield from ((turn, row, rng) for row in rows)


def news(data: Path, per_day: float) -> Iterator[DatedText]:
    """As news comes: fewer at weekends, more on some days, events that many outlets retell within days, and
    one outlet that prints one and the same report again and again in other words, a tenth of all there is.
    """
    dice = random.Random(1)
    report = next(itertools.islice(load.articles(data), 1000, None))
    number = itertools.count()
    waiting: list[DatedText] = []
    day = 0.0
    for turn, row, rng in _turns(data, "news"):
        busy = (0.5 if int(day) % 7 > 4 else 1.0) * (2.0 if random.Random(int(day)).random() < 0.1 else 1.0)
        day += dice.expovariate(per_day * AFRESH * busy)
        while waiting and waiting[0].day <= day:
            yield heappop(waiting)
        yield DatedText(
            day, next(number), row, row["outlet"], reworded(row["text"], rng) if turn else row["text"]
        )
        retellings = min(MOST_RETOLD, int(dice.paretovariate(1.1))) if dice.random() < BURSTS else 0
        for _ in range(retellings):
            when, outlet = day + dice.expovariate(1 / 1.5), f"Outlet {dice.randrange(200)}"
            heappush(waiting, DatedText(when, next(number), row, outlet, reworded(row["text"], rng)))
        if dice.random() < FLOODS:
            when = day + dice.random() / 10
            heappush(
                waiting, DatedText(when, next(number), report, "The Flood", reworded(report["text"], rng))
            )


def reworded(text: str, rng: random.Random) -> str:
    """Some sentences less, some words exchanged."""
    sentences = [sentence for sentence in text.split(". ") if rng.random() < 0.85] or [text]
    words = ". ".join(sentences).split(" ")
    return " ".join(SWAPS.get(word, word) if rng.random() < 0.7 else word for word in words)


class Timed:
    """Processor seconds, by step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def __call__(self, step: str, work: Callable[..., Any], *given: Any) -> Any:
        """What `work` gives; its time counts for `step`."""
        begin = time.process_time()
        try:
            return work(*given)
        finally:
            self.spent[step] += time.process_time() - begin


class Reader:
    """A newsroom that takes in cleaned articles, and the time it takes."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        self.path, self.encoder, self.timed = path, encoder, Timed()
        self.room = Newsroom(path, encoder=encoder)
        self.room._store.set_encoder(encoder)
        self.tally = _Tally()
        compared = self.room._nearby.compared
        self.room._nearby.compared = lambda new: self.timed("compare", compared, new)  # type: ignore[method-assign]

    def take_in(self, batch: list[Article]) -> None:
        """Encode, store, fold, and link stories into threads."""
        rows = self.timed("encode", encode, [article_text(article) for article in batch], self.encoder)
        self.timed("store", self._stored, batch, rows)
        before = self.timed.spent["compare"]
        self.timed("group", self.room._fold, self.tally, silent)
        self.timed.spent["group"] -= self.timed.spent["compare"] - before
        self.timed("thread", self.room._threads.work, silent)

    def _stored(self, batch: list[Article], rows: Any) -> None:
        with self.room._store.transaction():
            self.room._store.add_articles(batch, rows)

    def stories(self) -> set[tuple[str, ...]]:
        """The articles of each story."""
        return {summary.story.article_ids for summary in self.room.stories()}


@dataclass(frozen=True)
class Point:
    """One tenth of a run."""

    articles: int
    a_second: float
    encoding: float  # share of the time that encoding took, which does not depend on what was read before
    memory: float  # MB held
    size: float  # MB of the database


def memory() -> float:
    """MB held now; where the system does not tell, the most held so far."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(reader: Reader, feed: Iterator[Article], count: int, size: int, singles: int = 0) -> list[Point]:
    """Take in so many articles, in batches of that size; what was seen at each tenth, printed too.

    The last `singles` of each tenth come one by one, and have a line of their own, which is not returned.
    """
    points: list[Point] = []
    titles = "".join(f"{step:>9}" for step in STEPS)
    print(f"{'articles':>10}{'a second':>10}{titles}{'MB held':>9}{'MB kept':>9}{'stories':>9}", flush=True)
    ends = [count * tenth // 10 for tenth in range(1, 11)]
    done = 0
    for end in ends:
        for last, most, listed in ((end - singles, size, points), (end, 1, [])):
            since = done
            while batch := list(itertools.islice(feed, max(0, min(most, last - done)))):
                reader.take_in(batch)
                done += len(batch)
            if done > since:
                listed.append(_printed(reader, done, done - since))
    for warning in reader.room._warnings(reader.tally):
        print(f"warning: {warning}")
    return points


def _printed(reader: Reader, done: int, since: int) -> Point:
    """What the last `since` of so many articles took; the time is counted anew from here."""
    spent = reader.timed.spent
    stored = sum(f.stat().st_size for f in reader.path.parent.glob(f"{reader.path.name}*")) / 1e6
    total = sum(spent.values())
    point = Point(done, since / total, spent["encode"] / total, memory(), stored)
    shares = "".join(f"{1000 * spent[step] / since:7.2f}ms" for step in STEPS)
    stories = reader.room.counts()["stories"]
    print(f"{done:10}{point.a_second:10.1f}{shares}{point.memory:9.0f}{stored:9.0f}{stories:9}", flush=True)
    spent.clear()
    return point


def short(asked: argparse.Namespace, folder: Path) -> dict[str, float]:
    """Figures of a short run that do not depend on the machine; more is better."""
    reader = Reader(folder / "news.db", "static")
    feed = articles(asked.data, asked.per_day, "archive")
    batches, single = run(reader, feed, 2000, 200), run(reader, feed, 500, 1)
    figures = {"thousands_for_100_MB": 100 * 1.5 / (single[-1].memory - batches[4].memory)}
    for name, points in (("batches", batches[1:]), ("single", single)):
        speeds = [point.a_second for point in points]
        figures[f"{name}_slowest_share"] = min(speeds) / max(speeds)
        figures[f"{name}_encoding_share"] = min(point.encoding for point in points)
    return figures


def same(asked: argparse.Namespace, folder: Path) -> bool:
    """Whether the first articles fold the same one by one and at once."""
    some = list(itertools.islice(articles(asked.data, asked.per_day, asked.shape), CHECKED))
    single, whole = Reader(folder / "single.db", asked.encoder), Reader(folder / "whole.db", asked.encoder)
    for article in some:
        single.take_in([article])
    whole.take_in(some)
    return single.stories() == whole.stories()


def plotted(points: list[Point], path: Path, title: str) -> None:
    from matplotlib import pyplot

    figure, left = pyplot.subplots(figsize=(6, 3), dpi=80)
    at = [point.articles / 1000 for point in points]
    left.plot(at, [point.a_second for point in points], "o-", color="#114477", label="articles a second")
    left.set(xlabel="thousand articles", ylabel="articles a second and core", title=title)
    left.set_ylim(bottom=0)
    right = left.twinx()
    right.plot(at, [point.memory for point in points], "s--", color="#aa4400", label="memory held")
    right.set_ylabel("MB held")
    right.set_ylim(bottom=0)
    figure.legend(loc="lower center", ncols=2, frameon=False, bbox_to_anchor=(0.5, 0.18))
    figure.tight_layout()
    figure.savefig(path)


def main() -> None:
    parser = floors.parser(__doc__)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--per-day", type=float, default=40)
    parser.add_argument("--encoder", choices=["full", "static"], default="full")
    parser.add_argument("--shape", choices=SHAPES, default="news")
    parser.add_argument("--singles", type=int, default=0)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if asked.articles is None:
            floors.check("growth", short(asked, Path(name)), asked.lower_floors)
            return
        feed = itertools.islice(articles(asked.data, asked.per_day, asked.shape), asked.articles)
        reader = Reader(Path(name) / "news.db", asked.encoder)
        points = run(reader, feed, asked.articles, asked.batch, asked.singles)
        if asked.check:
            print(f"one by one as at once: {same(asked, Path(name))}")
    if asked.plot:
        plotted(points, asked.plot, f"{asked.encoder} encoder, batches of {asked.batch}")


if __name__ == "__main__":
    main()
