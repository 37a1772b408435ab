"""The annotated stories, run through extraction, as training and the benchmark of claims read them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.gold_tools import load_rows
from newsfold.compare import statements
from newsfold.extract import annotate, link
from newsfold.records import Annotations, Article, Span, Statement

GOLD = Path(__file__).with_name("gold")
SETS = ("pass1", "extra", "later")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStory:
    """An annotated story: its record in the gold set, its articles in that order, and what was found."""

    record: dict[str, Any]
    articles: tuple[Article, ...]
    annotations: dict[str, Annotations]

    @property
    def name(self) -> str:
        """The story's id."""
        return str(self.record["story"])

    def statements(self) -> list[Statement]:
        """The statements of all articles, as the product cuts them."""
        return [s for a in self.articles for s in statements(a, self.annotations[a.id])]

    def sentence_of(self, article: int, span: Span) -> int:
        """The gold set's number (from 1) of the sentence that a span begins in; 0 where there is none."""
        rows = self.record["articles"][article]["sentences"]
        return next((n for n, (start, end, _) in enumerate(rows, 1) if start <= span.start < end), 0)


def load(data: Path, names: Sequence[str], cache: Path | None = None) -> list[GoldStory]:
    """The AllSides stories of gold files such as "pass1"; `cache` keeps what extraction found."""
    rows = {key: {row["id"]: row for row in story} for key, story in load_rows(data).items()}
    found = []
    for name in names:
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["story"] in rows:
                found.append(_story(record, rows[record["story"]], cache))
    return found


def _story(record: dict[str, Any], rows: dict[str, Any], cache: Path | None) -> GoldStory:
    articles = tuple(article_of(rows[a["id"]]) for a in record["articles"])
    kept = cache / f"{record['story']}.pickle" if cache else None
    if kept and kept.exists():
        return GoldStory(record=record, articles=articles, annotations=pickle.loads(kept.read_bytes()))
    found = {article.id: annotate(article) for article in articles}
    _, mentions = link([(a, found[a.id].mentions) for a in articles])
    linked = {id: replace(one, mentions=tuple(mentions[id])) for id, one in found.items()}
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(linked))
    return GoldStory(record=record, articles=articles, annotations=linked)


def article_of(row: dict[str, Any]) -> Article:
    """The article of a row; a date that is not in ISO 8601 counts as none."""
    try:
        published = datetime.fromisoformat(row.get("published") or "").replace(tzinfo=UTC)
    except ValueError:
        published = None
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
