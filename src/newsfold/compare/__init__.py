"""A story's statements compared: claims with their origins and status, differences, figures over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsfold.compare.alignment import Alignment, Pair, PairReader, Star, pairs, stars
from newsfold.compare.asked import ScoredStatement, answers
from newsfold.compare.claims import Wording, claim, headed
from newsfold.compare.denial_in import one_denies
from newsfold.compare.differences import (
    ComparedCounts,
    Sides,
    agent_differences,
    compared_counts,
    denial_differences,
    figure_differences,
    merged_differences,
    negation_differences,
    rivals,
    series,
    withdrawn,
)
from newsfold.compare.encoded import EncodedStatement, encoded, in_languages, meant, told_in, unencoded
from newsfold.compare.event import Event, event, with_event
from newsfold.compare.exclusion_en import exclude
from newsfold.compare.marks import marks
from newsfold.compare.origins import Provenance, acts, outlet_name, translations
from newsfold.compare.statements import as_evidence, statements
from newsfold.compare.words import content
from newsfold.records import (
    Article,
    Claim,
    Derivation,
    Difference,
    Evidence,
    FigureSeries,
    Origin,
    Statement,
    Status,
    Story,
    Value,
)
from newsfold.text import collapse

__all__ = [
    "Alignment",
    "Comparison",
    "EncodedStatement",
    "Event",
    "ScoredStatement",
    "answers",
    "as_evidence",
    "compare",
    "content",
    "encoded",
    "event",
    "grouped",
    "in_languages",
    "meant",
    "outlet_name",
    "statements",
    "story_origins",
    "told_in",
    "unencoded",
    "with_event",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing a story's statements found; claims with most origins first, then as they stand.

    `rivals` are pairs of statements that may count one thing otherwise, differences or not. `translations`
    are articles that tell in another language what another tells, sentence by sentence.
    """

    claims: tuple[Claim, ...] = ()
    differences: tuple[Difference, ...] = ()
    series: tuple[FigureSeries, ...] = ()
    rivals: tuple[tuple[Evidence, Evidence], ...] = ()
    translations: tuple[Derivation, ...] = ()


def compare(
    story: Story,
    articles: Sequence[Article],
    said: Sequence[EncodedStatement],
    reader: PairReader,
    derivations: Sequence[Derivation],
    settings: Alignment = Alignment(),
    replaced: Collection[str] = (),
    shown_in: str = "en",
) -> Comparison:
    """Claims, differences and series of one story.

    `said` are the statements of all articles, encoded (`encode_words`); of a story of one article they may be
    `unencoded`. `reader` says how likely two texts make one claim (`cross_encoder_logits`). What the articles
    `replaced` say, by id, is no evidence, since a later version of their page is among the others; their
    figures stand in differences, as withdrawn. The order of articles and statements changes nothing. A claim
    has one statement or more, and a statement stands in one claim or more; text copied word for word counts
    once, with every place that prints it as evidence. A claim stands under a line in the language `shown_in`,
    where it has one.
    """
    by_id = {article.id: article for article in articles}
    said = sorted(said, key=lambda s: (s.statement.article_id, s.statement.span))
    holding = [s for s in said if s.statement.article_id not in replaced]
    several = len({s.statement.article_id for s in holding}) > 1  # else all that is said has one origin
    wordings, pairs_found = _aligned(holding, reader)
    statements = [s.statement for s in holding]
    first_places = _first_places(pairs_found, wordings, statements)
    copies = translations(holding, first_places, by_id)
    provenance = Provenance.of(articles, [*derivations, *copies], _acts(holding) if several else {})
    counts = compared_counts(statements, by_id, first_places, story.event_start, reader)
    every = _every_count(said, by_id, reader, story.event_start) if len(said) > len(holding) else counts
    figures = withdrawn(figure_differences(every), replaced)
    differences = [*figures, *_other_differences(statements, by_id, first_places)]
    by_places = {(p.left, p.right): p for p in pairs_found}
    agreeing = _agreeing(pairs_found, wordings, figures)
    groups = grouped([wording.said for wording in wordings], agreeing, settings)
    claims = [claim(story, star, wordings, by_places, provenance, shown_in) for star in groups]
    compared = _with_statuses(claims, differences, tuple(series(counts)), holding, by_id)
    return replace(compared, rivals=tuple(rivals(counts)), translations=tuple(copies))


def grouped(
    said: Sequence[EncodedStatement], scored: Sequence[Pair], settings: Alignment = Alignment()
) -> list[Star]:
    """Which of the statements make one claim; another figure, day or state, or a denial, is no evidence."""
    likely = {
        (p.left, p.right): p.score
        for p in scored
        if p.score < settings.least or not (_clashes(p) or _excluded(said[p.left], said[p.right]))
    }
    return stars([s.statement for s in said], likely, settings)


def story_origins(articles: Sequence[Article], derivations: Sequence[Derivation]) -> tuple[Origin, ...]:
    """The independent origins over a whole story: its outlets, less those that print another's text."""
    provenance = Provenance.of(articles, derivations)
    parents: dict[str, str] = {}
    for article in articles:
        for derivation in provenance.derivations.get(article.id, ()):
            if derivation.grade in ("whole", "most"):
                parents[article.id] = derivation.from_agency or derivation.from_article_id or ""
    groups_: dict[str, list[Article]] = defaultdict(list)
    followers: set[str] = set()
    for article in articles:
        name, seen = article.id, set[str]()
        while name in parents and name not in seen:
            seen.add(name)
            name = parents[name]
        source = provenance.articles.get(name)
        if source and source.language != article.language:
            followers.add(article.id)
        groups_[outlet_name(source) if source else name].append(article)
    return tuple(_whole_origin(name, group, followers) for name, group in sorted(groups_.items()))


def _whole_origin(name: str, group: Sequence[Article], followers: Collection[str]) -> Origin:
    """The origin of these articles; `followers` tell another's in another language, which is inferred."""
    following = sorted({outlet_name(a) for a in group if a.id in followers} - {name})
    printing = sorted({outlet_name(a) for a in group} - {name, *following})
    why = [f"{', '.join(printing)} {'prints' if len(printing) == 1 else 'print'} {name}"] if printing else []
    if following:
        verb = "tells" if len(following) == 1 else "tell"
        why.append(f"{', '.join(following)} {verb} in another language what {name} tells (inferred)")
    return Origin(
        kind="agency" if why else "outlet",
        name=name,
        article_ids=tuple(sorted(a.id for a in group)),
        why="; ".join(why) or f"{name} reports on its own",
        inferred=bool(following),
    )


def _acts(said: Sequence[EncodedStatement]) -> dict[Statement, float]:
    """How far outlets can know each English statement by themselves; of the others that is not known."""
    english = [s for s in said if s.language == "en"]
    return dict(zip((s.statement for s in english), acts([s.vector for s in english]), strict=True))


def _aligned(said: Sequence[EncodedStatement], reader: PairReader) -> tuple[list[Wording], list[Pair]]:
    """Statements by their words, and how likely two wordings make one claim."""
    wordings = _distinct_wordings(said)
    shared = (n for n, w in enumerate(wordings) if len({s.article_id for s in w.copies}) > 1)
    return wordings, pairs([wording.said for wording in wordings], reader, frozenset(shared))


def _agreeing(
    found: Sequence[Pair], wordings: Sequence[Wording], figures: Sequence[Difference]
) -> list[Pair]:
    """The pairs without those, not both English, that give two values of one difference."""
    sides = Sides.among(figures)
    places = [
        [Evidence(article_id=s.article_id, span=s.span) for s in wording.copies] for wording in wordings
    ]
    return [p for p in found if p.figures_aside is None or not sides.part(places[p.left], places[p.right])]


def _every_count(
    said: Sequence[EncodedStatement], by_id: Mapping[str, Article], reader: PairReader, since: datetime | None
) -> ComparedCounts:
    """The counts of all versions of the articles, those that were replaced among them."""
    wordings, aligned = _aligned(said, reader)
    statements = [s.statement for s in said]
    return compared_counts(statements, by_id, _first_places(aligned, wordings, statements), since, reader)


def _distinct_wordings(said: Sequence[EncodedStatement]) -> list[Wording]:
    """Statements by their words, so that copies are compared once; in the order of their first places."""
    copies: dict[str, list[EncodedStatement]] = defaultdict(list)
    for statement in said:
        copies[collapse(statement.text).casefold()].append(statement)
    return [Wording(said=alike[0], copies=tuple(s.statement for s in alike)) for alike in copies.values()]


def _excluded(left: EncodedStatement, right: EncodedStatement) -> bool:
    """Whether two statements cannot tell of one thing: by English rules, or by who denies."""
    if left.language == right.language == "en":
        return exclude(left, right)
    return one_denies(left.text, left.language, right.text, right.language)


def _clashes(pair: Pair) -> bool:
    """Whether both give figures and none is the same: what differs in a value is no evidence for it."""
    return pair.features is not None and pair.features["figures clash"] > 0


def _first_places(
    aligned: Sequence[Pair], wordings: Sequence[Wording], statements: Sequence[Statement]
) -> list[Pair]:
    """Pairs of wordings as pairs of statements, where the first copies stand in two articles."""
    place = {statement: k for k, statement in enumerate(statements)}
    first = [wording.copies[0] for wording in wordings]
    return [
        replace(p, left=place[first[p.left]], right=place[first[p.right]])
        for p in aligned
        if first[p.left].article_id != first[p.right].article_id
    ]


def _other_differences(
    said: Sequence[Statement], by_id: Mapping[str, Article], found: Sequence[Pair]
) -> list[Difference]:
    """Where accounts differ in more than figures: by English rules in English, else by who denies."""
    english = [p for p in found if p.figures_aside is None and p.score >= 0.5]
    others = [p for p in found if p.figures_aside is not None]
    return merged_differences(
        [
            *negation_differences(said, by_id, english),
            *agent_differences(said, by_id, english),
            *denial_differences(said, by_id, others),
        ]
    )


def _with_statuses(
    claims: Sequence[Claim],
    differences: Sequence[Difference],
    figures: tuple[FigureSeries, ...],
    said: Sequence[EncodedStatement],
    articles: Mapping[str, Article],
) -> Comparison:
    """Differences told which claims they touch, and those claims their status."""
    holders: dict[Evidence, set[str]] = defaultdict(set)
    lines: dict[Evidence, set[str]] = defaultdict(set)
    for item in claims:
        lines[item.evidence[0]].add(item.id)
        for evidence in item.evidence:
            holders[evidence].add(item.id)
    status: dict[str, Status] = {}
    newest: dict[str, Value] = {}
    completed = []
    for difference in differences:
        ids = _touched(difference, holders) or _touched(difference, lines, 1)
        completed.append(replace(difference, claim_ids=tuple(ids)))
        for id in ids:
            if status.get(id) != "disputed":
                status[id] = "updated" if difference.updated else "disputed"
            if difference.updated:
                newest[id] = difference.values[-1]
    by_place = {Evidence(article_id=s.statement.article_id, span=s.statement.span): s for s in said}
    position = {place: item.statement.position for place, item in by_place.items()}
    final = [
        replace(
            headed(claim, newest[claim.id], by_place) if status.get(claim.id) == "updated" else claim,
            status=status.get(claim.id, claim.status),
        )
        for claim in claims
    ]
    final = [_with_marks(item, by_place, articles) for item in final]
    final.sort(key=lambda c: (-len(c.origins), -len(c.evidence), position[c.evidence[0]], c.id))
    return Comparison(claims=tuple(final), differences=tuple(completed), series=figures)


def _touched(
    difference: Difference, claims: Mapping[Evidence, Collection[str]], values: int = 2
) -> list[str]:
    """The claims that hold evidence of so many of a difference's values or more."""
    sides = Counter(
        id for v in difference.values for id in {id for e in v.evidence for id in claims.get(e, ())}
    )
    return sorted(id for id, number in sides.items() if number >= values)


def _with_marks(
    claim: Claim, said: Mapping[Evidence, EncodedStatement], articles: Mapping[str, Article]
) -> Claim:
    """A claim, under the line that now heads it, with the words of its evidence that say it."""
    statements = [said[evidence].statement for evidence in claim.evidence]
    return replace(claim, marks=tuple(marks(statements, statements[0], articles)))
