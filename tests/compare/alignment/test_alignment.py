"""The decisions on pairs of statements that ship, and pairs in the light of their story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray

from newsfold.compare import EncodedStatement, encoded
from newsfold.compare.alignment import (
    Decisions,
    Pair,
    decisions,
    features,
    pairs,
    read_together,
    supported,
)
from newsfold.compare.alignment.reading import held
from newsfold.learned import LogisticModel, Table, Term
from newsfold.records import NewsfoldError
from newsfold.text import tokens
from tests.factories import article, statement

# Pairs written feature by feature, none of them at its mean, so that every weight counts.
FIRST = {
    "cosine": 0.45,
    "tfidf": 0.09,
    "overlap": 0.1,
    "shared": 1.5,
    "held": 0.1,
    "held most": 0.16,
    "run": 0.99,
    "negation": 0.0,
    "shorter": 2.57,
    "longer": 3.0,
    "first": 2.35,
    "apart": 2.63,
    "leads": 0.0,
    "names": 0.54,
    "names share": 0.26,
    "names clash": 1.0,
    "figures": 0.0,
    "figures clash": 0.0,
    "figures one": 0.0,
    "ordinals": 0.0,
    "ordinals clash": 0.0,
    "times": 0.0,
    "times clash": 0.0,
    "speakers": 0.0,
    "speakers clash": 0.0,
    "spoken one": 1.0,
    "maxsim_idf_min": 0.22,
    "covered_idf_min": 0.12,
    "maxsim_idf2_min": 0.45,
    "unmatched_names_min": 0.23,
    "unmatched_numbers_min": 0.37,
    "unmatched_words_min": 7.6,
    "maxsim_idf_max": 0.43,
    "covered_idf_max": 0.03,
    "maxsim_idf2_max": 0.41,
    "unmatched_names_max": 2.77,
    "unmatched_numbers_max": 0.03,
    "unmatched_words_max": 16.63,
    "cosine ahead": -0.53,
    "cosine least ahead": -0.17,
    "tfidf ahead": -0.51,
    "tfidf least ahead": -0.37,
    "beside": 1.02,
    "around": 0.6,
}
WEIGHED = {
    "likely": -0.68,
    "read": 1.65,
}
LAST = {
    "cosine": 0.41,
    "tfidf": 0.02,
    "overlap": 0.01,
    "shared": 1.06,
    "held": 0.18,
    "held most": 0.3,
    "run": 0.74,
    "negation": 0.0,
    "shorter": 2.7,
    "longer": 3.71,
    "first": 1.96,
    "apart": 2.38,
    "leads": 0.0,
    "names": 0.71,
    "names share": 0.36,
    "names clash": 0.0,
    "figures": 0.0,
    "figures clash": 0.0,
    "figures one": 0.0,
    "ordinals": 0.0,
    "ordinals clash": 0.0,
    "times": 0.0,
    "times clash": 0.0,
    "speakers": 0.0,
    "speakers clash": 0.0,
    "spoken one": 0.0,
    "maxsim_idf_min": 0.32,
    "covered_idf_min": 0.06,
    "maxsim_idf2_min": 0.46,
    "unmatched_names_min": 2.71,
    "unmatched_numbers_min": 0.37,
    "unmatched_words_min": 6.31,
    "maxsim_idf_max": 0.4,
    "covered_idf_max": 0.13,
    "maxsim_idf2_max": 0.52,
    "unmatched_names_max": 10.91,
    "unmatched_numbers_max": 2.11,
    "unmatched_words_max": 14.92,
    "cosine ahead": -0.06,
    "cosine least ahead": -0.08,
    "tfidf ahead": 0.59,
    "tfidf least ahead": -0.33,
    "beside": 1.29,
    "around": 0.73,
    "likely": -0.94,
    "read": -4.61,
    "unread": 1.0,
    "ahead": -0.27,
    "least ahead": -0.19,
    "share least": 0.21,
    "share most": 0.14,
    "next to it": 0.25,
    "crossed": 0.22,
    "further on": 0.27,
    "one beside": 0.41,
    "near by": 0.02,
    "third": 0.23,
    "third against": 0.71,
}

# (a decision, what it reads of a pair, how likely the pair makes one claim)
DECISIONS = [
    (decisions().first, FIRST, 0.5559),
    (decisions().weighed, WEIGHED, 0.7319),
    (decisions().last, LAST, 0.3685),
]


@pytest.mark.parametrize(("decision", "row", "likelihood"), DECISIONS)
def test_every_weight_of_the_decisions_that_ship_counts(
    decision: LogisticModel, row: dict[str, float], likelihood: float
) -> None:
    likelihoods = decision.likelihoods(Table.of_records([row], np.float64))
    assert likelihoods[0] == pytest.approx(likelihood, abs=1e-4)


@pytest.mark.parametrize(("decision", "row", "likelihood"), DECISIONS)
def test_features_in_another_order_are_refused(
    decision: LogisticModel, row: dict[str, float], likelihood: float
) -> None:
    backwards = Table.of_records([dict(reversed(row.items()))])
    with pytest.raises(NewsfoldError, match=r"models/align/weights.json .* its feature 1 is"):
        decision.likelihoods(backwards)


def rows_of(text: str) -> list[NDArray[np.float64]]:
    """A row for each token: the same for the same word, and next to a right angle to all others'."""
    seeds = (crc32(span.of(text).casefold().encode()) for span in tokens(text))
    return [np.random.default_rng(seed).normal(size=64) for seed in seeds]


def encoded_of(texts: Mapping[str, Sequence[str]]) -> list[EncodedStatement]:
    """Statements of articles by id, encoded by their words alone: no encoder is asked."""
    said = [
        (statement(article(text, id), position=at), text)
        for id, listed in texts.items()
        for at, text in enumerate(listed)
    ]
    rows = [np.array(rows_of(text)) for _, text in said]
    vectors = [(row.sum(0) / np.linalg.norm(row.sum(0))).astype(np.float32) for row in rows]
    units = [(row / np.linalg.norm(row, axis=1, keepdims=True)).astype(np.float16) for row in rows]
    return encoded([s for s, _ in said], [text for _, text in said], vectors, units)


STORY = {
    "a": ["The ferry Halcyon sank off Orlen on Monday.", "Divers found the wreck.", "The harbour is closed."],
    "b": ["On Monday the ferry Halcyon sank near Orlen.", "The wreck was found by divers.", "Prices rose."],
    "c": ["A ferry sank.", "Schools open in the autumn."],
}
SINKING, WRECK, SHORTER, OTHERS = ("a", 0, "b", 0), ("a", 1, "b", 1), ("a", 0, "c", 0), ("a", 2, "b", 2)

# (the log-odds of one claim by reading two texts together, how likely it is in the story)
READERS = [
    (3.0, {SINKING: 0.997, WRECK: 0.997, SHORTER: 0.991, OTHERS: 0.0}),
    (-3.0, {SINKING: 0.93, WRECK: 0.93, SHORTER: 0.794, OTHERS: 0.0}),
]


@pytest.mark.parametrize(("odds", "expected"), READERS)
def test_pairs_are_scored_by_words_places_reading_and_neighbours(
    odds: float, expected: dict[tuple[str, int, str, int], float]
) -> None:
    said = encoded_of(STORY)
    place = [(s.statement.article_id, s.statement.position) for s in said]
    scored = pairs(said, lambda texts: np.full(len(texts), odds))
    scores = {(*place[p.left], *place[p.right]): p.score for p in scored}
    assert {key: scores.get(key, 0.0) for key in expected} == pytest.approx(expected, abs=0.006)


def test_the_features_are_those_that_the_decisions_learned() -> None:
    said = encoded_of(STORY)
    candidates = features(said)
    assert candidates.table.names == tuple(decisions().first.terms)
    scores = decisions().first.likelihoods(candidates.table)
    some = np.arange(2)
    assert read_together(scores, scores).names == tuple(decisions().weighed.terms)
    last = supported([s.statement for s in said], candidates, scores, scores, some)
    assert last.names == tuple(decisions().last.terms)
    assert last.rows[:, : len(candidates.table.names)].tolist() == candidates.table.where(some).rows.tolist()


def test_how_far_a_pair_is_ahead_and_what_stands_around_it() -> None:
    """Rank and neighbours of a's second with b's second statement, from cosines and words of all pairs."""
    candidates = features(encoded_of(STORY))
    row = {places: at for at, places in enumerate(candidates.places)}

    def value(name: str, left: int, right: int) -> float:
        """A feature of a's statement `left` with b's statement `right`, from 0."""
        at = row.get((left, 3 + right))
        return 0.0 if at is None else float(candidates.table.column(name)[at])

    def alike(left: int, right: int) -> float:
        return value("cosine", left, right) + value("tfidf", left, right)

    for name in ("cosine", "tfidf"):
        rivals = max(value(name, 1, k) for k in (0, 2)), max(value(name, k, 1) for k in (0, 2))
        ahead = [value(name, 1, 1) - rival for rival in rivals]
        assert value(f"{name} ahead", 1, 1) == pytest.approx(sum(ahead), abs=1e-5)
        assert value(f"{name} least ahead", 1, 1) == pytest.approx(min(ahead), abs=1e-5)
    beside = max(alike(0, 1), alike(2, 1)) + max(alike(1, 0), alike(1, 2))
    assert value("beside", 1, 1) == pytest.approx(beside, abs=1e-5)
    around = max(alike(i, j) for i in (0, 2) for j in (0, 2))
    assert value("around", 1, 1) == pytest.approx(around, abs=1e-5)
    assert len({value(name, 1, 1) for name in candidates.table.names[-6:]}) == 6  # all told apart


def always(model: LogisticModel, likelihood: float) -> LogisticModel:
    """A decision that gives every pair this likelihood."""
    terms = dict.fromkeys(model.terms, Term(0, 1, 0))
    return replace(model, terms=terms, bias=log(likelihood / (1 - likelihood)))


def decided(monkeypatch: pytest.MonkeyPatch, first: float, last: float) -> Pair:
    """The first pair of the story by a first decision, and a last one, that give every pair these."""
    ships = decisions()
    flat = Decisions(first=always(ships.first, first), weighed=ships.weighed, last=always(ships.last, last))
    monkeypatch.setattr("newsfold.compare.alignment.decisions", lambda: flat)
    return pairs(encoded_of(STORY), lambda texts: np.full(len(texts), -9.0))[0]


def test_what_is_hardly_possible_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert decided(monkeypatch, 0.0301, 0.9).score == pytest.approx((0.0301 + 0.9) / 2)
    assert decided(monkeypatch, 0.0299, 0.9).score == pytest.approx(0.0299)


def test_a_pair_carries_its_features_where_it_may_be_one_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    likely = decided(monkeypatch, 0.1, 0.501)
    assert likely.score == pytest.approx(0.3005)
    assert likely.features is not None
    assert likely.features["read"] == -5  # too unlikely to be read together
    assert decided(monkeypatch, 0.1, 0.499).features is None


def test_reading_tells_no_more_beyond_eight() -> None:
    assert held(np.array([7.9, 9.0, -7.9, -9.0])).tolist() == [7.9, 8.0, -7.9, -8.0]


def test_statements_near_in_meaning_are_candidates() -> None:
    """Of three directions, the second is at a cosine of .26 from the first and the third at .24."""
    texts = {"a": ["one"], "b": ["two"], "c": ["three"]}
    rows = [(1.0, 0.0), (0.26, (1 - 0.26**2) ** 0.5), (0.24, -((1 - 0.24**2) ** 0.5))]
    said = [
        replace(s, vector=np.array(row, np.float32)) for s, row in zip(encoded_of(texts), rows, strict=True)
    ]
    assert features(said).places == [(0, 1)]
