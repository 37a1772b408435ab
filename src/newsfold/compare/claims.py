"""A star of statements as a claim: the line that stands for it, its evidence, its origins and its status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import combinations

from newsfold.compare.alignment import Pair, Star
from newsfold.compare.encoded import EncodedStatement
from newsfold.compare.origins import (
    CORROBORATED,
    ClaimOrigins,
    Provenance,
    account,
    carriers,
    corroborates,
    origins,
)
from newsfold.compare.words import content
from newsfold.records import Claim, Evidence, Statement, Status, Story
from newsfold.text import collapse, leans

_ASKED = 24  # of a claim's wordings: those that are held against each other
_TOLD = 0.5  # of the stems of the line that stands for a claim, the share that what corroborates it has


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A statement that stands once for all copies of its words."""

    said: EncodedStatement
    copies: tuple[Statement, ...]  # with itself, by place


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The wording that stands for a claim, and whether another of its wordings corroborates it."""

    place: int
    corroborated: bool


def claim(
    story: Story,
    star: Star,
    wordings: Sequence[Wording],
    pairs: Mapping[tuple[int, int], Pair],
    provenance: Provenance,
) -> Claim:
    """The claim that the wordings of a star make; `pairs` are by the places of their wordings."""
    statements = [s for i in star.members for s in wordings[i].copies]
    found = origins(statements, provenance)
    line = _line(star, wordings, pairs, provenance, found)
    clear = len(found.origins) < 2 or line.corroborated
    first = _evidence(wordings[line.place].copies[0])
    ordered = (first, *(e for e in sorted(map(_evidence, statements)) if e != first))
    return Claim(
        id=_claim_id(ordered),
        story_id=story.id,
        text=wordings[line.place].said.text,
        evidence=ordered,
        origins=found.origins,
        status=_status(found, clear),
        sayings=found.sayings,
        source=found.source,
        carriers=carriers(statements, provenance),
        background=all(_is_background(statement, story.event_start) for statement in statements),
        origins_clear=clear,
    )


def _status(found: ClaimOrigins, clear: bool) -> Status:
    if len(found.origins) < 2:
        return "single origin"
    return "corroborated" if clear else "origins not clear"


def _line(
    star: Star,
    wordings: Sequence[Wording],
    pairs: Mapping[tuple[int, int], Pair],
    provenance: Provenance,
    found: ClaimOrigins,
) -> Line:
    """Of the two wordings that corroborate each other best the one told better; else the centre."""
    ranked = _ranked(star, wordings, pairs)
    best = Line(place=ranked[0], corroborated=False)
    if len(found.origins) < 2:
        return best
    origin_of = {id: n for n, origin in enumerate(found.origins) for id in origin.article_ids}
    accounts = {i: account(wordings[i].said.statement, provenance) for i in ranked[:_ASKED]}
    highest = CORROBORATED
    for places in combinations(sorted(accounts), 2):
        pair = pairs.get(places)
        left, right = (wordings[i] for i in places)
        if pair is None or _share_an_origin(left, right, origin_of):
            continue
        told, line = max((_told(wordings, *sides), sides[0]) for sides in (places, places[::-1]))
        likely = corroborates(pair, accounts[pair.left], accounts[pair.right])
        if likely >= highest and told[0] >= _TOLD:
            best, highest = Line(place=line, corroborated=True), likely
    return best


def _told(wordings: Sequence[Wording], line: int, other: int) -> tuple[float, bool, int]:
    """How much of a line's stems another wording has, 0..1; then whether it stands alone, and is short."""
    text = wordings[line].said.text
    stems = content(text)
    share = len(stems & content(wordings[other].said.text)) / max(1, len(stems))
    return round(share, 6), not leans(collapse(text)), -len(text)


def _share_an_origin(left: Wording, right: Wording, origin_of: Mapping[str, int]) -> bool:
    mine, theirs = ({origin_of[s.article_id] for s in one.copies} for one in (left, right))
    return bool(mine & theirs)


def _ranked(star: Star, wordings: Sequence[Wording], pairs: Mapping[tuple[int, int], Pair]) -> list[int]:
    """The members of a star by how well they can stand for the claim.

    In capitals only where all are; one that leans on the sentence before it only where all do; then the
    centre, since another may stand in several stars; then by how alike they are to the others, and by where
    they stand in their article.
    """
    likeness: dict[int, float] = defaultdict(float)
    for left, right in combinations(star.members, 2):
        if pair := pairs.get((left, right)):
            likeness[left] += pair.score
            likeness[right] += pair.score

    def order(i: int) -> tuple[bool, bool, bool, float, int, str, int]:
        said = wordings[i].said
        worse = said.text.isupper(), leans(collapse(said.text)), i != star.centre
        return *worse, -round(likeness[i], 6), said.statement.position, said.text, i

    return sorted(star.members, key=order)


def _evidence(statement: Statement) -> Evidence:
    return Evidence(article_id=statement.article_id, span=statement.span)


def _claim_id(evidence: Sequence[Evidence]) -> str:
    places = sorted((e.article_id, e.span.start, e.span.end) for e in evidence)
    return blake2b(repr(places).encode(), digest_size=8).hexdigest()


def _is_background(statement: Statement, start: datetime | None) -> bool:
    """Whether all of a statement's own dates lie well before the event."""
    dates = [t for t in statement.times if t.kind in ("date", "time") and t.end is not None]
    return start is not None and bool(dates) and all((start - t.end).days >= 2 for t in dates if t.end)
