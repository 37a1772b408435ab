"""What does linking one more story into threads cost, and how does that grow with the database?

    python -m benchmarks.thread_growth --data DATA [--stories 200000] [--days 365 --days 2920] [--sample 300]

A database of made-up stories, each of one article: the weighted words and names of an article of `load/`, of
which three in ten are those of another. So a story has some others like it, as an affair has. At each quarter
of the way the last `--sample` of them are linked, the others being there as if they had been. Printed are the
milliseconds of processor time for each of these, how many stories it was held against, and how large their
threads are. Vectors are made up, too: alike for stories of one article.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from evaluation import arguments
from evaluation.datasets import allsides, load
from newsfold.describing import silent
from newsfold.fold import ArticleFeatures, Link, Profile, article_features, links_within, profile
from newsfold.fold.article_features import SparseVector
from newsfold.records import Article, Story
from newsfold.store import Store
from newsfold.threads import Threads

START = datetime(2000, 1, 1, tzinfo=UTC)
OTHERS = 0.3  # of a story's words, those of another article
AT_ONCE = 2000  # stories in a transaction
POOL = 20_000  # articles that stories are mixed from
QUARTERS = 4
WIDTH = 384  # of a vector


def pool(data: Path, many: int) -> list[ArticleFeatures]:
    """The features of the first articles of `load/`, each with a vector of its own."""
    dice = np.random.default_rng(1)
    rows = islice(load.articles(data), many)
    made = dice.standard_normal((many, WIDTH)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return [article_features(allsides.article(row), vector) for row, vector in zip(rows, made, strict=True)]


def mixed(base: ArticleFeatures, other: ArticleFeatures, id: str, day: float, seed: int) -> ArticleFeatures:
    """`base` on another day, with three in ten of its words those of `other`."""
    dice = np.random.default_rng(seed)

    def bag(words: SparseVector, others: SparseVector) -> SparseVector:
        weights = dict(zip(words.codes.tolist(), words.weights.tolist(), strict=True))
        for code in [code for code in weights if dice.random() < OTHERS]:
            del weights[code]
        many = int(len(others.codes) * OTHERS)
        chosen = dice.permutation(len(others.codes))[:many]
        weights.update((int(others.codes[at]), float(others.weights[at])) for at in chosen)
        return SparseVector.of(weights)

    vector = 0.8 * base.vector + 0.6 * other.vector
    return replace(
        base,
        id=id,
        day=day,
        window=day,
        vector=(vector / np.linalg.norm(vector)).astype(np.float32),
        body=bag(base.body, other.body),
        lead=bag(base.lead, other.lead),
        names=bag(base.names, other.names),
    )


@dataclass
class Archive:
    """Stories in order of time, and what linking asks of them."""

    store: Store
    features: list[ArticleFeatures]
    days: float
    total: int

    def day(self, number: int) -> float:
        """Days since 1970 of a story."""
        return START.timestamp() / 86400 + self.days * number / self.total

    def of(self, id: str) -> ArticleFeatures:
        """The features of a story's article."""
        number = int(id)
        dice = random.Random(number)
        base, other = dice.choice(self.features), dice.choice(self.features)
        return mixed(base, other, id, self.day(number), number)

    def add(self, numbers: Sequence[int], *, linked: bool) -> None:
        """Put stories in; those that are not to be linked are known as if they had been."""
        articles = [
            Article(
                id=f"{number:07}", place=f"p{number}", text="", title=f"Story {number}", language="en",
                outlet=f"Outlet {number % 200}", published_grain="minute",
                published_at=START + timedelta(days=self.days * number / self.total),
            )
            for number in numbers
        ]  # fmt: skip
        with self.store.transaction():
            self.store.add_articles(articles, np.zeros((len(articles), 1), dtype=np.float32))
            stories = [
                Story(
                    id=number + 1, title=article.title, article_ids=(article.id,),
                    first_seen=article.published_at, last_seen=article.published_at,
                )
                for number, article in zip(numbers, articles, strict=True)
            ]  # fmt: skip
            self.store.put_stories(stories, {article.id: str(article.outlet) for article in articles})
            if not linked:
                units = [article.id for article in articles]
                made = (profile([self.of(id)], [self.day(int(id))]) for id in units)
                for profile_of_story in made:
                    if profile_of_story:
                        self.store.put_profile(profile_of_story, None)
                self.store.threaded(units)


def measured(archive: Archive, numbers: Sequence[int]) -> tuple[float, float, float]:
    """Milliseconds a story, how many others it was held against, and the mean size of their threads."""
    archive.add(numbers, linked=True)
    against: list[int] = []

    def counted(profile: Profile, others: Sequence[Profile], *rest: Any) -> list[Link]:
        against.append(len(others))
        return links_within(profile, others, *rest)

    with patch("newsfold.threads.links_within", counted):
        begun = time.process_time()
        Threads(archive.store, lambda ids: [archive.of(id) for id in ids]).work(silent)
        took = time.process_time() - begun
    units = [f"{number:07}" for number in numbers]
    members = archive.store.thread_members(set(archive.store.threads_of(units).values()))
    sizes = [len(thread) for thread in members.values()]
    return 1000 * took / len(numbers), float(np.mean(against)), float(np.mean(sizes)) if sizes else 0.0


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--stories", type=int, default=200_000)
    parser.add_argument("--days", type=float, nargs="*", default=[365.0, 2920.0])
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--pool", type=int, default=POOL)
    asked = parser.parse_args()
    features = pool(asked.data, asked.pool)
    for days in asked.days:
        print(f"{asked.stories:,} stories in {days:,.0f} days")
        print(f"{'stories':>10}{'ms a story':>12}{'held against':>14}{'stories a thread':>18}{'MB':>8}")
        with tempfile.TemporaryDirectory() as folder, closing(Store(Path(folder) / "news.db")) as store:
            archive = Archive(store, features, days, asked.stories)
            done = 0
            for quarter in range(1, QUARTERS + 1):
                end = asked.stories * quarter // QUARTERS
                for at in range(done, end - asked.sample, AT_ONCE):
                    archive.add(range(at, min(at + AT_ONCE, end - asked.sample)), linked=False)
                took, against, size = measured(archive, range(end - asked.sample, end))
                done = end
                megabytes = (Path(folder) / "news.db").stat().st_size / 1e6
                print(f"{end:10,}{took:12.1f}{against:14,.0f}{size:18.1f}{megabytes:8,.0f}", flush=True)


if __name__ == "__main__":
    main()
