"""Which statements of different articles say the same.

Candidates are pairs near in meaning. A first decision scores each by what the two say (`pair_features`,
`wording`), where they stand and how they rank in each other's article. What it finds possible is read
together, which a small decision weighs with the first. A last one looks again in the light of the
other pairs (`support`). All are logistic, learned from stories annotated by hand (`training/train_align.py`).
Where one of two is not English, another decision is asked (`across`).
Claims are stars (`stars`): a centre, and the statements that were accepted beside it, so that likeness never
chains.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newsfold.compare.alignment.across import FEATURES as ACROSS
from newsfold.compare.alignment.across import across, likelihoods
from newsfold.compare.alignment.across import features as across_features
from newsfold.compare.alignment.nearest import ahead, nearest_pairs
from newsfold.compare.alignment.pair_features import Words, idf, pair_features
from newsfold.compare.alignment.pairs import Pair, Places
from newsfold.compare.alignment.reading import PairReader, doubtful, held, log_odds, read_together
from newsfold.compare.alignment.stars import Alignment, Star, stars
from newsfold.compare.alignment.support import Support
from newsfold.compare.alignment.wording import WordedStatement, wording_features
from newsfold.compare.encoded import EncodedStatement
from newsfold.compare.settings import LEARNED, PAIRS
from newsfold.learned import LogisticModel, Table, logistic_models
from newsfold.records import Statement

__all__ = [
    "ACROSS",
    "Alignment",
    "Candidates",
    "Decisions",
    "Pair",
    "PairReader",
    "Star",
    "Words",
    "across_features",
    "decisions",
    "doubtful",
    "features",
    "idf",
    "likelihoods",
    "pair_features",
    "pairs",
    "read_together",
    "stars",
    "supported",
]

# Bounds on time and memory, some 1 kB a pair: in a story of very many statements fewer of each one's nearest
# are candidates, down to `_FEWEST`, so that there are about `_MOST_PAIRS` pairs.
_MOST_PAIRS = 600_000
_FEWEST, _MOST = 32, 128

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs by the places of their statements, left before right, and the features of each."""

    places: list[Places]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The first decision, the one that weighs it with what reading together says, and the last."""

    first: LogisticModel
    weighed: LogisticModel
    last: LogisticModel


def decisions() -> Decisions:
    """The decisions that ship; see models/align/PROVENANCE.md."""
    return Decisions(**logistic_models("align"))


def pairs(
    said: Sequence[EncodedStatement], reader: PairReader, shared: Collection[int] = frozenset()
) -> list[Pair]:
    """Every candidate pair of statements from different articles with its score, 0..1, best first.

    `reader` gives the log-odds that two texts make one claim (`encode.cross_encoder_logits`). `shared` are
    the places of statements that several articles print word for word, which stand here once: they are held
    against all others. Ties are in order of the statements. A pair's own score is first that of what the two
    say; it is read together and looked at again where that is possible at all. What is not English is held
    against all others by its meaning (`across`), and changes nothing between those that are.
    """
    english = [at for at, s in enumerate(said) if s.language == "en"]
    if len(english) == len(said):
        return _english_pairs(said, reader, shared)
    inside = {place: at for at, place in enumerate(english)}
    both = _english_pairs(
        [said[at] for at in english], reader, frozenset(inside[p] for p in shared if p in inside)
    )
    in_english = [replace(p, left=english[p.left], right=english[p.right]) for p in both]
    return sorted([*in_english, *across(said, shared)], key=lambda p: (-p.score, p.left, p.right))


def _english_pairs(
    said: Sequence[EncodedStatement], reader: PairReader, shared: Collection[int]
) -> list[Pair]:
    """`pairs` of English statements."""
    statements = [s.statement for s in said]
    if len({s.article_id for s in statements}) < 2 and not shared:
        return []  # nothing to hold against each other, so their vectors are not asked for
    candidates = features(said, shared)
    places = candidates.places
    if not places:
        return []
    learned = decisions()
    scores = learned.first.likelihoods(candidates.table)
    odds = np.full(len(scores), np.nan)
    read = doubtful(scores, len({s.article_id for s in statements}))
    odds[read] = reader([(said[i].text, said[j].text) for i, j in (places[k] for k in read)])
    if len(read):
        scores[read] = learned.weighed.likelihoods(read_together(scores[read], odds[read]))
    again = np.flatnonzero(scores >= PAIRS.look_again)
    if len(again):
        # The mean of both: what two sentences say alone must count, however their neighbours stand.
        seen = supported(statements, candidates, scores, odds, again)
        scores[again] = (scores[again] + learned.last.likelihoods(seen)) / 2
    scored = zip(places, scores.tolist(), candidates.table.column("cosine").tolist(), strict=True)
    read_as = np.where(np.isnan(odds), LEARNED.unread, held(odds))
    columns = candidates.table.beside(Table.of_columns({"read": read_as}))
    listed = [
        Pair(
            left=i,
            right=j,
            score=s,
            cosine=cosine,
            features=columns.record(k) if s >= PAIRS.explained else None,
        )
        for k, ((i, j), s, cosine) in enumerate(scored)
    ]
    return sorted(listed, key=lambda p: (-p.score, p.left, p.right))


def features(said: Sequence[EncodedStatement], shared: Collection[int] = frozenset()) -> Candidates:
    """The features of every candidate pair that the first decision reads; `shared` as in `pairs`."""
    statements = [s.statement for s in said]
    weight = idf([s.text for s in said])
    words = [Words.of(s.statement, s.text, weight) for s in said]
    wordings = [WordedStatement.of(s.text, s.tokens, weight) for s in said]
    cosines = _candidate_cosines(said, shared)
    places = list(cosines)
    table = Table.of_records(
        pair_features(words[i], words[j], cosine, weight) | wording_features(wordings[i], wordings[j])
        for (i, j), cosine in cosines.items()
    )
    if not places:
        return Candidates(places=places, table=table)
    more = (_with_leads(statements, places, table), _looked_around(statements, places, table))
    return Candidates(places=places, table=table.beside(*more))


def supported(
    statements: Sequence[Statement],
    candidates: Candidates,
    scores: Scores,
    odds: Scores,
    again: NDArray[np.intp],
) -> Table:
    """The features of the pairs at `again`, with what reading and the other pairs' `scores` tell of them."""
    likely = {candidates.places[k]: float(scores[k]) for k in again}
    support = Support(statements, likely)
    unread = np.isnan(odds[again])
    columns = {
        "likely": log_odds(scores[again]),
        "read": np.where(unread, LEARNED.unread, held(odds[again])),
        "unread": unread,
    }
    supporting = Table.of_records(support.of(*places) for places in likely)
    return candidates.table.where(again).beside(Table.of_columns(columns), supporting)


def _candidate_cosines(said: Sequence[EncodedStatement], shared: Collection[int]) -> dict[Places, float]:
    """The cosines of the pairs of which one is among the other's nearest in other articles, in order."""
    if not said:
        return {}
    most = min(_MOST, max(_FEWEST, 2 * _MOST_PAIRS // len(said)))
    vectors = np.stack([s.vector for s in said])
    return nearest_pairs(said, vectors, shared, least=PAIRS.nearest, most=most)


def _with_leads(statements: Sequence[Statement], places: Sequence[Places], table: Table) -> Table:
    """How far ahead each is of the next best in the other's article, in words and in meaning."""
    articles = [s.article_id for s in statements]
    columns: dict[str, list[float]] = {}
    for name in ("cosine", "tfidf"):
        values = table.column(name).tolist()
        over = ahead(places, values, articles, 0.0)
        columns[f"{name} ahead"] = [a + b for a, b in over]
        columns[f"{name} least ahead"] = [min(both) for both in over]
    return Table.of_columns(columns)


def _looked_around(statements: Sequence[Statement], places: Sequence[Places], table: Table) -> Table:
    """How alike the neighbours are: what is told in one order in both is more likely the same."""
    both = (table.column("cosine") + table.column("tfidf")).tolist()
    scores_by_places: dict[Places, float] = dict(zip(places, both, strict=True))

    def alike(i: int, j: int) -> float:
        return scores_by_places.get((i, j) if i < j else (j, i), 0.0)

    beside, around = [], []
    for i, j in places:
        left, right = ([k for k in (p - 1, p + 1) if _together(statements, p, k)] for p in (i, j))
        of_left, of_right = ([alike(k, j) for k in left], [alike(i, k) for k in right])
        beside.append(max(of_left, default=0.0) + max(of_right, default=0.0))
        around.append(max((alike(k, m) for k in left for m in right), default=0.0))
    return Table.of_columns({"beside": beside, "around": around})


def _together(statements: Sequence[Statement], place: int, other: int) -> bool:
    return 0 <= other < len(statements) and statements[other].article_id == statements[place].article_id
