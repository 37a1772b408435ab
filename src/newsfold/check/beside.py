"""The differences that a sentence asked about is a part of: the values that accounts give beside its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsfold.extract import figures
from newsfold.records import Article, CheckedClaim, Difference, Evidence, Figure, Value

# Bound an answer: of very many values so many from each end are given, with so many pieces of evidence each.
_VALUES_EACH_END = 24
_EVIDENCE_EACH = 3


def beside(
    asked: Sequence[Figure], checked: Iterable[CheckedClaim], differences: Iterable[Difference]
) -> list[Difference]:
    """Differences in a figure, one side of which is what was compared with a sentence that has `asked`.

    A side is met by a statement that gives an asked figure, or that differs in it. Of very many values the
    first and the last are given, and of each a few places.
    """
    wanted = {figure.value for figure in asked}
    met: list[tuple[Evidence, set[float]]] = []
    for claim in checked:
        if claim.relation == "says so":
            met += [(evidence, wanted) for evidence in claim.evidence]
        elif claim.relation == "differs":
            figured = [d for d in claim.discrepancies if d.kind == "figure"]
            met += [(d.evidence, _figure_values(d.reported)) for d in figured]
    sides = [d for d in differences if d.kind == "figure" and any(_is_side(v, met) for v in d.values)]
    return [replace(d, values=tuple(map(_shortened, _from_each_end(d.values)))) for d in sides]


def _is_side(value: Value, met: Sequence[tuple[Evidence, set[float]]]) -> bool:
    """Whether one of these statements gives this value."""
    numbers = _figure_values(value.text) if met else set()
    return any(
        not numbers.isdisjoint(wanted)
        and any(e.article_id == said.article_id and e.span.overlaps(said.span) for e in value.evidence)
        for said, wanted in met
    )


def _from_each_end(values: Sequence[Value]) -> Sequence[Value]:
    return (
        values
        if len(values) <= 2 * _VALUES_EACH_END
        else [*values[:_VALUES_EACH_END], *values[-_VALUES_EACH_END:]]
    )


def _shortened(value: Value) -> Value:
    return replace(value, evidence=value.evidence[:_EVIDENCE_EACH])


def _figure_values(text: str) -> set[float]:
    """The values of the figures in a few words."""
    return {figure.value for figure in figures(Article(id="", place="", text=text, title="", language="en"))}
