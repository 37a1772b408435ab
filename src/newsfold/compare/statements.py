"""An article's sentences as statements, each with what was found inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from newsfold.compare.asides import boilerplate, capitals, claims_nothing
from newsfold.compare.asides_in import boilerplate_in, claims_nothing_in
from newsfold.language import languages
from newsfold.records import (
    Annotations,
    Article,
    Attribution,
    Evidence,
    Figure,
    Mention,
    Span,
    Statement,
    TimeRef,
)

Spanned = TypeVar("Spanned", Mention, Figure, TimeRef)
Record = TypeVar("Record")


def statements(article: Article, annotations: Annotations) -> list[Statement]:
    """The statements of an article in order: its clauses where extraction split them, else its sentences.

    Lines that claim nothing (`asides`, `asides_in`) are none, and so is all of an article in a language that
    is not read (`languages`): it can't be compared.
    """
    if article.language not in languages():
        return []
    spans = _claiming(article, annotations.clauses or annotations.sentences)
    mentions = _records_inside(spans, annotations.mentions)
    figures = _records_inside(spans, annotations.figures)
    times = _records_inside(spans, annotations.times)
    assertions = _sorted_into(spans, annotations.assertions, lambda assertion: assertion.predicate)
    return [
        Statement(
            article_id=article.id,
            span=span,
            position=position,
            attribution=_attribution(span, annotations.attributions),
            mentions=mentions[position],
            figures=figures[position],
            times=times[position],
            assertions=assertions[position],
        )
        for position, span in enumerate(spans)
    ]


def as_evidence(statement: Statement) -> Evidence:
    """Where a statement stands, as evidence of what it says."""
    return Evidence(article_id=statement.article_id, span=statement.span)


def _claiming(article: Article, whole: Sequence[Span]) -> list[Span]:
    """The spans that are no lines that claim nothing."""
    if article.language != "en":
        lines = boilerplate_in(article.text)
        return [x for x in _outside(whole, lines) if not claims_nothing_in(x.of(article.text))]
    loud = capitals(article.text) > 0.5
    lines = [] if loud else boilerplate(article.text)
    return [x for x in _outside(whole, lines) if not claims_nothing(x.of(article.text), loud)]


def _outside(spans: Iterable[Span], lines: Sequence[Span]) -> Iterator[Span]:
    """The spans that lie in none of the lines, both sorted."""
    at = 0
    for span in spans:
        while at < len(lines) and lines[at].end <= span.start:
            at += 1
        if at == len(lines) or not lines[at].contains(span):
            yield span


def _records_inside(spans: Sequence[Span], records: Iterable[Spanned]) -> list[tuple[Spanned, ...]]:
    """For each span (sorted, apart from each other) the records that lie in it."""
    return _sorted_into(spans, records, lambda record: record.span)


def _sorted_into(
    spans: Sequence[Span], records: Iterable[Record], where: Callable[[Record], Span]
) -> list[tuple[Record, ...]]:
    """For each span (sorted, apart from each other) the records whose place lies in it."""
    result: list[list[Record]] = [[] for _ in spans]
    at = 0
    for record in sorted(records, key=where):
        while at < len(spans) and spans[at].end <= where(record).start:
            at += 1
        if at < len(spans) and spans[at].contains(where(record)):
            result[at].append(record)
    return [tuple(group) for group in result]


def _attribution(span: Span, attributions: Iterable[Attribution]) -> Attribution | None:
    """The attribution whose content covers most of the statement's words, if one covers a third of them."""
    best, best_share = None, 1 / 3
    for attribution in attributions:
        covered = sum(_overlap_length(span, part) for part in attribution.content)
        # Source and cue are words about the saying, not of what was said.
        framing = sum(_overlap_length(span, part) for part in (*attribution.source, *attribution.cue))
        share = covered / max(1, span.end - span.start - framing)
        if share > best_share:
            best, best_share = attribution, share
    return best


def _overlap_length(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start))
