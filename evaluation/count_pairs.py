"""Pairs of figures of one story that readers labelled (`gold/counts`): are they two values of one thing?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.datasets import allsides
from evaluation.datasets.jsonl import Row, rows
from evaluation.gold_stories import Record
from newsfold.records import Article, Difference, Span

COUNTS = Path(__file__).with_name("gold") / "counts" / "pairs.jsonl"
SAME_THING = ("clash", "grew")  # labels of two values of one thing, that clash or followed each other


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledFigure:
    """A figure and the statement that it was read in."""

    article: Article
    span: Span
    said: Span

    @property
    def words(self) -> str:
        """The figure as printed."""
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPair:
    """Two figures of two outlets whose values exclude each other, and what a reader says of them."""

    left: LabelledFigure
    right: LabelledFigure
    label: str  # "clash", "grew", "other", "open"


def records() -> list[Record]:
    """The labelled stories; the fields stand in gold/counts/README.md."""
    return list(rows(COUNTS))


def pairs(record: Record, by_id: Mapping[str, Row]) -> Iterator[CountPair]:
    """The labelled pairs of a story whose rows are given by id."""
    articles = [allsides.article(by_id[about["id"]]) for about in record["articles"]]
    figures = [
        LabelledFigure(
            article=articles[at],
            span=Span(start=start, end=end),
            said=Span(start=said_start, end=said_end),
        )
        for at, start, end, said_start, said_end, _ in record["figures"]
    ]
    for left, right, label in record["pairs"]:
        yield CountPair(left=figures[left], right=figures[right], label=label)


def sets_apart(difference: Difference, pair: CountPair) -> bool:
    """Whether a difference shows the two figures of a pair as two values of one thing."""
    sides = [
        {
            number
            for number, value in enumerate(difference.values)
            if figure.words.casefold() in value.text.casefold()
            and any(
                e.article_id == figure.article.id and e.span.overlaps(figure.said) for e in value.evidence
            )
        }
        for figure in (pair.left, pair.right)
    ]
    return difference.kind == "figure" and all(sides) and sides[0] != sides[1]
