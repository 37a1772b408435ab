"""A story's statements compared: claims with their origins and status, differences, figures over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from itertools import combinations

from newsfold.compare.alignment import Alignment, Pair, Reader, groups, pairs
from newsfold.compare.asked import Answer, answers
from newsfold.compare.denial_en import one_denies
from newsfold.compare.differences import (
    ComparedCounts,
    agent_differences,
    compared_counts,
    figure_differences,
    merged,
    negation_differences,
    series,
    slot_differences,
    time_differences,
)
from newsfold.compare.encoded import EncodedStatement, encoded
from newsfold.compare.event import Event, event, with_event
from newsfold.compare.origins import Provenance, carriers, origins, outlet_name
from newsfold.compare.statements import statements
from newsfold.compare.words import content
from newsfold.records import (
    Article,
    Claim,
    Derivation,
    Difference,
    Entity,
    Evidence,
    FigureSeries,
    Origin,
    Statement,
    Status,
    Story,
)
from newsfold.text import collapse

__all__ = [
    "Alignment",
    "Answer",
    "Comparison",
    "EncodedStatement",
    "Event",
    "answers",
    "compare",
    "content",
    "encoded",
    "event",
    "outlet_name",
    "statements",
    "story_origins",
    "with_event",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing a story's statements found; claims with most origins first, then as they stand."""

    claims: tuple[Claim, ...] = ()
    differences: tuple[Difference, ...] = ()
    series: tuple[FigureSeries, ...] = ()


def compare(
    story: Story,
    articles: Sequence[Article],
    said: Sequence[EncodedStatement],
    reader: Reader,
    derivations: Sequence[Derivation],
    settings: Alignment = Alignment(),
    entities: Sequence[Entity] = (),
) -> Comparison:
    """Claims, differences and series of one story.

    `said` are the statements of all articles, encoded (`encode_words`); `reader` says how likely two texts
    make one claim (`cross`); `entities` tell in which country a place is. The order of articles and
    statements changes nothing. A claim has one statement or more; text copied word for word counts once,
    with every place that prints it as evidence.
    """
    by_id = {article.id: article for article in articles}
    said = sorted(said, key=lambda s: (s.statement.article_id, s.statement.span))
    statements = [s.statement for s in said]
    provenance = Provenance.of(articles, derivations)
    printed = _printed_alike(said)
    firsts = sorted(copies[0] for copies in printed.values())
    found = pairs([said[i] for i in firsts], reader)
    near = [replace(p, left=firsts[p.left], right=firsts[p.right]) for p in found]
    alike = [
        p for p, n in zip(found, near, strict=True) if not one_denies(said[n.left].text, said[n.right].text)
    ]
    members = [
        sorted(k for i in group for k in printed[_words_of(said[firsts[i]])])
        for group in groups([statements[i] for i in firsts], alike, settings)
    ]
    counts = compared_counts(statements, by_id, near, story.event_start)
    differences = _differences(statements, by_id, near, counts, entities)
    scores = {(p.left, p.right): p.score for p in near}
    claims = [_claim(story, group, said, scores, provenance) for group in members]
    return _joined(claims, differences, tuple(series(counts)), statements)


def story_origins(articles: Sequence[Article], derivations: Sequence[Derivation]) -> tuple[Origin, ...]:
    """The independent origins over a whole story: its outlets, less those that print another's text."""
    provenance = Provenance.of(articles, derivations)
    parents: dict[str, str] = {}
    for article in articles:
        for derivation in provenance.derivations.get(article.id, ()):
            if derivation.grade in ("whole", "most"):
                parents[article.id] = derivation.from_agency or derivation.from_article_id or ""
    groups_: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        name, seen = article.id, set[str]()
        while name in parents and name not in seen:
            seen.add(name)
            name = parents[name]
        own = provenance.articles.get(name)
        groups_[outlet_name(own) if own else name].append(article)
    return tuple(_whole_origin(name, group) for name, group in sorted(groups_.items()))


def _whole_origin(name: str, group: Sequence[Article]) -> Origin:
    printing = sorted({outlet_name(a) for a in group} - {name})
    verb = "prints" if len(printing) == 1 else "print"
    return Origin(
        kind="agency" if printing else "outlet",
        name=name,
        article_ids=tuple(sorted(a.id for a in group)),
        why=f"{', '.join(printing)} {verb} {name}" if printing else f"{name} reports on its own",
    )


def _printed_alike(said: Sequence[EncodedStatement]) -> dict[str, list[int]]:
    """Statements by their words, so that copies are compared once."""
    result: dict[str, list[int]] = defaultdict(list)
    for i, statement in enumerate(said):
        result[_words_of(statement)].append(i)
    return result


def _words_of(said: EncodedStatement) -> str:
    return collapse(said.text).casefold()


def _claim(
    story: Story,
    group: Sequence[int],
    said: Sequence[EncodedStatement],
    scores: Mapping[tuple[int, int], float],
    provenance: Provenance,
) -> Claim:
    clearest = said[_clearest(group, said, scores)]
    statements = [said[i].statement for i in group]
    first = _evidence(clearest.statement)
    ordered = (first, *(e for e in sorted(map(_evidence, statements)) if e != first))
    found = origins(statements, provenance)
    return Claim(
        id=_claim_id(ordered),
        story_id=story.id,
        text=clearest.text,
        evidence=ordered,
        origins=found.origins,
        status="corroborated" if len(found.origins) > 1 else "single origin",
        sayings=found.sayings,
        source=found.source,
        carriers=carriers(statements, provenance),
        background=all(_is_background(statement, story.event_start) for statement in statements),
    )


def _evidence(statement: Statement) -> Evidence:
    return Evidence(article_id=statement.article_id, span=statement.span)


def _claim_id(evidence: Sequence[Evidence]) -> str:
    places = sorted((e.article_id, e.span.start, e.span.end) for e in evidence)
    return blake2b(repr(places).encode(), digest_size=8).hexdigest()


def _clearest(
    group: Sequence[int], said: Sequence[EncodedStatement], scores: Mapping[tuple[int, int], float]
) -> int:
    """The statement closest to all others; of equals the one that stands earliest in its article.

    One in capitals is taken only where all are.
    """
    likeness: dict[int, float] = defaultdict(float)
    for left, right in combinations(sorted(group), 2):
        likeness[left] += scores.get((left, right), 0.0)
        likeness[right] += scores.get((left, right), 0.0)

    def order(i: int) -> tuple[bool, float, int, str, int]:
        text = said[i].text
        return text.isupper(), -round(likeness[i], 6), said[i].statement.position, text, i

    return min(group, key=order)


def _is_background(statement: Statement, start: datetime | None) -> bool:
    """Whether all of a statement's own dates lie well before the event."""
    dates = [t for t in statement.times if t.kind in ("date", "time") and t.end is not None]
    return start is not None and bool(dates) and all((start - t.end).days >= 2 for t in dates if t.end)


def _differences(
    said: Sequence[Statement],
    by_id: dict[str, Article],
    near: Sequence[Pair],
    counts: ComparedCounts,
    entities: Sequence[Entity] = (),
) -> list[Difference]:
    aligned = [p for p in near if p.score >= 0.5]
    return [
        *figure_differences(counts),
        *merged(
            [
                *time_differences(said, by_id, aligned),
                *negation_differences(said, by_id, aligned),
                *slot_differences(said, by_id, aligned, entities),
                *agent_differences(said, by_id, aligned),
            ]
        ),
    ]


def _joined(
    claims: Sequence[Claim],
    differences: Sequence[Difference],
    figures: tuple[FigureSeries, ...],
    said: Sequence[Statement],
) -> Comparison:
    """Differences told which claims they touch, and those claims their status."""
    holder = {evidence: claim.id for claim in claims for evidence in claim.evidence}
    status: dict[str, Status] = {}
    told = []
    for difference in differences:
        ids = sorted({holder[e] for value in difference.values for e in value.evidence if e in holder})
        told.append(replace(difference, claim_ids=tuple(ids)))
        for id in ids:
            if status.get(id) != "disputed":
                status[id] = "updated" if difference.updated else "disputed"
    position = {_evidence(s): s.position for s in said}
    final = [replace(claim, status=status.get(claim.id, claim.status)) for claim in claims]
    final.sort(key=lambda c: (-len(c.origins), -len(c.evidence), position[c.evidence[0]], c.id))
    return Comparison(claims=tuple(final), differences=tuple(told), series=figures)
