"""UCI News Aggregator (Gasparetti 2016): headlines with outlets and times, in stories."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

from evaluation.datasets.corpus import Corpus
from evaluation.splits import percentile
from newsfold.records import Article


def corpus(data: Path) -> Corpus:
    """The set as a corpus to fold; half of its stories, by hash, are held out."""
    articles, events = [], []
    with gzip.open(data / "stories" / "uci_headlines.csv.gz") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
            if row["TIMESTAMP"]:  # the last row is cut off
                articles.append(_article(row))
                events.append(row["STORY"])
    return Corpus("UCI", articles, events, [percentile(e) < 50 for e in events], events)


def _article(row: dict[str, str]) -> Article:
    when = datetime.fromtimestamp(int(row["TIMESTAMP"]) / 1000, UTC)
    return Article(
        id=row["ID"],
        place=row["ID"],
        text="",
        title=row["TITLE"],
        language="en",
        outlet=row["PUBLISHER"],
        published_at=when,
        published_grain="day" if when.time() == datetime.min.time() else "second",
    )
