"""The labelled pairs of statements (`gold/pairs`, `judgements`, `corroboration`) as the product sees them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation import pair_labels
from evaluation.datasets import allsides
from evaluation.datasets.jsonl import Row
from evaluation.gold_stories import Record, extracted
from evaluation.splits import reader_fold
from evaluation.statement_pairs import every_row
from evaluation.vectors import encoded_statements, in_order
from newsfold.compare.alignment import Pair, PairReader, pairs
from newsfold.compare.origins import Provenance
from newsfold.describe import read_story
from newsfold.records import Statement

FILES = (pair_labels.PAIRS, pair_labels.JUDGEMENTS, pair_labels.CORROBORATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """A labelled pair: its label, why it was chosen, its statements with their vectors (384,)."""

    label: str
    kinds: tuple[str, ...]  # of `gold/judgements`; none for `gold/pairs`
    pair: Pair
    statements: tuple[Statement, Statement]
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]]

    @property
    def corroborates(self) -> bool:
        """Whether readers say that both assert one thing, each from a root of its own."""
        return pair_labels.roots(self.label) == 2


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedStory:
    """A story's labelled pairs, and what their origins are worked out from."""

    name: str
    provenance: Provenance
    pairs: tuple[JudgedPair, ...]


def judged_stories(data: Path, cache: Path | None, readers: Sequence[PairReader]) -> Iterator[JudgedStory]:
    """The stories of all sets, in order; the folder `cache` keeps what was worked out of each.

    `readers` are those that never saw a fold of the stories, in order: each story is read by its own, so that
    its pairs score as those of a story that nobody labelled. A statement that is none any more, since
    sentences are cut otherwise, is left out with its pairs.
    """
    by_id: dict[str, Row] = {}
    for file in FILES:
        for record in pair_labels.records(file):
            name = f"{file.parent.name}-{record['story']}"
            cached = cache / f"{name}.judged.pickle" if cache else None
            if cached and cached.exists():
                yield pickle.loads(cached.read_bytes())
                continue
            by_id = by_id or every_row(data)
            story = _judged(name, record, by_id, cache, readers[reader_fold(record["story"])])
            if cached:
                cached.write_bytes(pickle.dumps(story))
            yield story


def _judged(
    name: str, record: Record, by_id: dict[str, Row], cache: Path | None, reader: PairReader
) -> JudgedStory:
    rows = sorted((by_id[about["id"]] for about in record["articles"]), key=lambda row: str(row["id"]))
    articles = [allsides.article(row) for row in rows]
    read = read_story(articles, extracted(record["story"], articles, cache))
    statements = in_order(read.statements())
    said = encoded_statements(read.articles, statements)
    scored = {(p.left, p.right): p for p in pairs(said, reader)}
    at = {(s.article_id, s.span.start, s.span.end): k for k, s in enumerate(statements)}
    result = []
    for number, (left, right, labels) in enumerate(record["pairs"]):
        places = sorted(at.get(_place(record, statement), -1) for statement in (left, right))
        pair = scored.get((places[0], places[1]))
        if pair:
            i, j = places
            judged = JudgedPair(
                label=labels[min(labels)],
                kinds=tuple(record["kinds"][number]) if "kinds" in record else (),
                pair=pair,
                statements=(statements[i], statements[j]),
                vectors=(said[i].vector, said[j].vector),
            )
            result.append(judged)
    provenance = Provenance.of(read.articles, read.derivations)
    return JudgedStory(name=record["story"], provenance=provenance, pairs=tuple(result))


def _place(record: Record, statement: int) -> tuple[str, int, int]:
    article, start, end, _ = record["statements"][statement]
    return record["articles"][article]["id"], start, end
