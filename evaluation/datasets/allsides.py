"""AllSides: full articles in stories of about three, each story with a neutral summary that editors wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from evaluation.datasets.corpus import Corpus
from evaluation.datasets.jsonl import Row, rows
from evaluation.splits import percentile
from newsfold.records import Article

TRAIN_SHARE = 0.65  # of the dated stories, the oldest; of the undated, by hash


def articles(data: Path) -> Iterator[Row]:
    """The rows of the training part; an article that stands in two stories comes twice."""
    return rows(data / "stories" / "allsides_train.jsonl.gz")


def stories(data: Path) -> dict[str, list[Row]]:
    """The rows of each story, in the order of the file."""
    result: defaultdict[str, list[Row]] = defaultdict(list)
    for row in articles(data):
        result[row["story"]].append(row)
    return dict(result)


def date(written: str | None) -> datetime | None:
    """A date as the set writes it: mostly 2018-08-29, now and then 8/29/18; None where there is none."""
    if not written:
        return None
    form = "%m/%d/%y" if "/" in written else "%Y-%m-%d"
    return datetime.strptime(written[:10], form).replace(tzinfo=UTC)


def article(row: Row) -> Article:
    """The article of a row, without its address."""
    published = date(row["published"])
    return Article(
        id=row["id"],
        place=row["id"],
        text=row["text"],
        title=row["title"] or "",
        language="en",
        outlet=row["outlet"],
        published_at=published,
        published_grain="day" if published else None,
    )


def corpus(data: Path) -> Corpus:
    """The set as a corpus to fold; the newest stories are held out, and as many of the undated ones."""
    by_id: dict[str, Row] = {}
    for row in articles(data):
        by_id.setdefault(row["id"], row)
    listed, events = [article(row) for row in by_id.values()], [row["story"] for row in by_id.values()]
    first: dict[str, float] = {}
    for item, event in zip(listed, events, strict=True):
        if item.published_at and "-" in by_id[item.id]["published"]:  # the split was made on these
            first[event] = min(first.get(event, 1e12), item.published_at.timestamp())
    cut = float(np.quantile(list(first.values()), TRAIN_SHARE))
    held = [first[e] > cut if e in first else percentile(e) < 100 * (1 - TRAIN_SHARE) for e in events]
    return Corpus("AllSides", listed, events, held, events)
