"""The stories whose claims are annotated (`gold/claims`), as rows, articles and annotations of extraction."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation.datasets import allsides
from evaluation.datasets.jsonl import Row, rows
from newsfold.compare import statements
from newsfold.extract import annotate_all, link
from newsfold.records import Annotations, Article, Span, Statement

CLAIMS = Path(__file__).with_name("gold") / "claims"
SETS = ("pass1", "extra", "later")

Record = dict[str, Any]
Place = tuple[int, int]  # article from 0, sentence from 1
PlacePair = tuple[Place, Place]


def stories(data: Path) -> dict[str, list[Row]]:
    """The rows of each story, AllSides' and the sample's, in the order of their files.

    The sample's texts are kept as they were when they were annotated, so that sentence numbers stay when
    Newsfold learns to clean its pages better.
    """
    result = allsides.stories(data)
    for row in rows(CLAIMS / "sample.jsonl"):
        result.setdefault(row["story"], []).append(row)
    return result


def articles(story: Sequence[Row]) -> list[Article]:
    """A story's articles, each once."""
    return list({row["id"]: allsides.article(row) for row in story}.values())


def records(name: str) -> list[Record]:
    """The annotations of a set such as "pass1", a record a story."""
    return list(rows(CLAIMS / f"{name}.jsonl"))


def claim_pairs(record: Record, grade: str = "") -> set[PlacePair]:
    """Pairs of sentences of different articles that share a claim; `grade` "clear" keeps the clear ones."""
    result = set()
    for claim in record["claims"]:
        evidence = sorted((a, n) for a, n, g in claim["evidence"] if not grade or g == grade)
        result |= {(left, right) for left, right in combinations(evidence, 2) if left[0] != right[0]}
    return result


def extracted(story: str, listed: Sequence[Article], cache: Path | None) -> dict[str, Annotations]:
    """What extraction finds in each article, by id, mentions not linked; kept in the folder `cache`."""
    file = cache / f"{story}.pickle" if cache else None
    if file and file.exists():
        known: dict[str, Annotations] = pickle.loads(file.read_bytes())
        return known
    result = {annotated.article_id: annotated for annotated in annotate_all(listed)}
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pickle.dumps(result))
    return result


def linked(listed: Sequence[Article], annotations: dict[str, Annotations]) -> dict[str, Annotations]:
    """The same annotations, with each mention's entity in the story."""
    _, mentions = link([(a, annotations[a.id].mentions) for a in listed])
    return {id: replace(annotated, mentions=tuple(mentions[id])) for id, annotated in annotations.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStory:
    """An annotated story: its record in the gold set, its articles in that order, and what was extracted."""

    record: Record
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
        cut = self.record["articles"][article]["sentences"]
        return next((n for n, (start, end, _) in enumerate(cut, 1) if start <= span.start < end), 0)


def load(data: Path, names: Sequence[str], cache: Path | None = None) -> list[GoldStory]:
    """The annotated stories of sets such as "pass1"; the folder `cache` keeps what was extracted."""
    every = stories(data)
    return [
        _story(record, {row["id"]: row for row in every[record["story"]]}, cache)
        for name in names
        for record in records(name)
        if record["story"] in every
    ]


def _story(record: Record, by_id: dict[str, Row], cache: Path | None) -> GoldStory:
    listed = tuple(allsides.article(by_id[a["id"]]) for a in record["articles"])
    annotations = linked(listed, extracted(record["story"], listed, cache))
    return GoldStory(record=record, articles=listed, annotations=annotations)
