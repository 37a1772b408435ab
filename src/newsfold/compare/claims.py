"""A star of statements as a claim: the line that stands for it, its evidence, its origins and its status."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from itertools import combinations

from newsfold.compare.alignment import Pair, Star
from newsfold.compare.encoded import EncodedStatement
from newsfold.compare.origins import (
    ClaimOrigins,
    Provenance,
    carriers,
    corroborates,
    origins,
    sourced_statement,
)
from newsfold.compare.settings import ORIGINS
from newsfold.compare.statements import as_evidence
from newsfold.compare.words import content
from newsfold.language import either, words
from newsfold.records import Claim, Evidence, Statement, Status, Story, Value
from newsfold.text import collapse, leans

_WORDINGS_HELD = 24  # of a claim's wordings: those that are held against each other
# "On Tuesday he": whom or what they mean is named before, unless an article, a number or a plural comes first
_PERSONAL_PRONOUN = re.compile(
    rf"\b(?:{either(words('account', 'pronouns of persons and things'))})\b", re.IGNORECASE
)
_NAMED_BEFORE = re.compile(
    rf"\b(?:{either(words('account', 'before a noun'))})\s+[\w’'-]{{2,}}"
    r"|\b\d[\d,.]*\s+\w{2,}|\b(?!\w+days\b)[a-z]{3,}s\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A statement that stands once for all copies of its words."""

    said: EncodedStatement
    copies: tuple[Statement, ...]  # with itself, by place


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """The wording that stands for a claim, and whether another of its wordings corroborates it."""

    place: int
    corroborated: bool


def claim(
    story: Story,
    star: Star,
    wordings: Sequence[Wording],
    pairs: Mapping[tuple[int, int], Pair],
    provenance: Provenance,
    shown_in: str = "en",
) -> Claim:
    """The claim that the wordings of a star make; `pairs` are by the places of their wordings.

    It stands under a line in the language `shown_in`, where one of them is.
    """
    statements = [s for i in star.members for s in wordings[i].copies]
    claim_origins = origins(statements, provenance)
    line = _quoted_line(star, wordings, pairs, provenance, claim_origins, shown_in)
    clear = len(claim_origins.origins) < 2 or line.corroborated
    first = as_evidence(wordings[line.place].copies[0])
    ordered = (first, *(e for e in sorted(map(as_evidence, statements)) if e != first))
    return Claim(
        id=_claim_id(ordered),
        story_id=story.id,
        text=wordings[line.place].said.text,
        evidence=ordered,
        origins=claim_origins.origins,
        status=_status(claim_origins, clear),
        sayings=claim_origins.sayings,
        source=claim_origins.source,
        carriers=carriers(statements, provenance),
        background=all(_is_background(statement, story.event_start) for statement in statements),
        origins_clear=clear,
    )


def _status(claim_origins: ClaimOrigins, clear: bool) -> Status:
    if len(claim_origins.origins) < 2:
        return "single origin"
    return "corroborated" if clear else "origins not clear"


def _quoted_line(
    star: Star,
    wordings: Sequence[Wording],
    pairs: Mapping[tuple[int, int], Pair],
    provenance: Provenance,
    claim_origins: ClaimOrigins,
    shown_in: str,
) -> QuotedLine:
    """Of the two wordings that corroborate each other best the one told better; else the centre."""
    ranked = _by_standing(star, wordings, pairs, shown_in)
    best = QuotedLine(place=ranked[0], corroborated=False)
    if len(claim_origins.origins) < 2:
        return best
    rank = (False, ORIGINS.corroborated)
    origin_of = {id: n for n, origin in enumerate(claim_origins.origins) for id in origin.article_ids}
    accounts = {i: sourced_statement(wordings[i].said.statement, provenance) for i in ranked[:_WORDINGS_HELD]}
    for places in combinations(sorted(accounts), 2):
        pair = pairs.get(places)
        left, right = (wordings[i] for i in places)
        if pair is None or _share_an_origin(left, right, origin_of):
            continue
        fit, line = max((_line_rank(wordings, *sides), sides[0]) for sides in (places, places[::-1]))
        alone = fit[1]
        likely = corroborates(pair, accounts[pair.left], accounts[pair.right])
        if fit[0] and likely >= ORIGINS.corroborated and (alone, likely) >= rank:
            best, rank = QuotedLine(place=line, corroborated=True), (alone, likely)
    return best


def _line_rank(wordings: Sequence[Wording], line: int, other: int) -> tuple[bool, bool, float, int]:
    """How well a wording can be the line that another corroborates.

    Whether the other has enough of its stems; whether it stands alone; the share of its stems; its shortness.
    """
    said = wordings[line].said
    stems = content(said.text)
    share = len(stems & content(wordings[other].said.text)) / max(1, len(stems))
    return share >= ORIGINS.line, not needs_another(said), round(share, 6), -len(said.text)


def needs_another(said: EncodedStatement) -> bool:
    """Whether a reader needs the sentence before to know who or what a statement speaks of.

    It opens with a word that leans on one ("But", "This"), or has a pronoun before it has named or introduced
    anybody or anything ("On Tuesday he").
    """
    text, start = said.text, said.statement.span.start
    if said.language != "en":
        return collapse(text)[:1].islower()  # which words lean on others is known of English alone
    if leans(collapse(text)):
        return True
    pronoun = _PERSONAL_PRONOUN.search(text)
    if pronoun is None or _NAMED_BEFORE.search(text, 0, pronoun.start()):
        return False
    return not any(
        m.form != "pronoun" and m.span.end - start <= pronoun.start() for m in said.statement.mentions
    )


def _share_an_origin(left: Wording, right: Wording, origin_of: Mapping[str, int]) -> bool:
    left_origins, right_origins = (
        {origin_of[s.article_id] for s in wording.copies} for wording in (left, right)
    )
    return bool(left_origins & right_origins)


def _by_standing(
    star: Star, wordings: Sequence[Wording], pairs: Mapping[tuple[int, int], Pair], shown_in: str
) -> list[int]:
    """The members of a star by how well they can stand for the claim.

    In another language than `shown_in` only where all are; in capitals only where all are; one that needs the
    sentence before it only where all do; then the centre, since another may stand in several stars; then by
    how alike they are to the others, and by where they stand in their article.
    """
    pair_features: dict[int, float] = defaultdict(float)
    for left, right in combinations(star.members, 2):
        if pair := pairs.get((left, right)):
            pair_features[left] += pair.score
            pair_features[right] += pair.score

    def order(i: int) -> tuple[bool, bool, bool, bool, float, int, str, int]:
        said = wordings[i].said
        worse = said.language != shown_in, said.text.isupper(), needs_another(said), i != star.centre
        return *worse, -round(pair_features[i], 6), said.statement.position, said.text, i

    return sorted(star.members, key=order)


def headed(claim: Claim, newest: Value, said: Mapping[Evidence, EncodedStatement]) -> Claim:
    """An updated claim with its newest value at the head, in a statement that stands alone where one does.

    The line stays in its language.
    """
    language = said[claim.evidence[0]].language if claim.evidence[0] in said else None
    having = [
        e for e in claim.evidence if e in newest.evidence and e in said and said[e].language == language
    ]
    if not having:
        return claim
    head = min(having, key=lambda e: (needs_another(said[e]), e != claim.evidence[0], e))
    rest = (e for e in claim.evidence if e != head)
    return replace(claim, text=said[head].text, evidence=(head, *sorted(rest)))


def _claim_id(evidence: Sequence[Evidence]) -> str:
    places = sorted((e.article_id, e.span.start, e.span.end) for e in evidence)
    return blake2b(repr(places).encode(), digest_size=8).hexdigest()


def _is_background(statement: Statement, start: datetime | None) -> bool:
    """Whether all of a statement's own dates lie well before the event."""
    dates = [t for t in statement.times if t.kind in ("date", "time") and t.end is not None]
    return start is not None and bool(dates) and all((start - t.end).days >= 2 for t in dates if t.end)
