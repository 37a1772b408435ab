"""Two statements that corroborate each other: one assertion, each from a root of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsfold.compare import encoded
from newsfold.compare.alignment import Pair, pairs
from newsfold.compare.origins import Provenance, acts, corroborates, sourced_statement
from newsfold.compare.origins.corroboration import corroboration
from newsfold.compare.origins.dependence import SourcedStatement
from newsfold.encode import cross_encoder_logits, encode_words
from newsfold.learned import logistic_models
from tests.factories import article, statement

VOTE = "The city council of Orlen voted 9 to 2 on Tuesday to close the old harbour."
VOTED = "On Tuesday Orlen's council decided by nine votes to two that the old harbour will be closed."
WASTE = "The mayor called the audit of the harbour a waste of time and money."
WASTEFUL = "An audit of the harbour is a waste of money and time, the mayor said."
REJECTED = "On Tuesday the council of Orlen rejected the budget for a new school by 6 votes to 5."


def sourced_pair(left: str, right: str) -> tuple[Pair, SourcedStatement, SourcedStatement]:
    """The product's pair of two articles' only statements, and their accounts."""
    articles = [article(left, id="a", outlet="Harbour Post"), article(right, id="b", outlet="North Ledger")]
    said = [statement(a) for a in articles]
    read = encoded(said, [left, right], *encode_words([left, right]))
    (pair,) = pairs(read, cross_encoder_logits)
    known = dict(zip(said, acts([s.vector for s in read]), strict=True))
    provenance = Provenance.of(articles, [], known)
    return pair, sourced_statement(said[0], provenance), sourced_statement(said[1], provenance)


def test_a_vote_in_two_wordings_is_corroborated_rather_than_a_remark_or_another_event() -> None:
    cases = (VOTE, VOTED), (WASTE, WASTEFUL), (VOTE, REJECTED)
    vote, remark, other = (corroborates(*sourced_pair(left, right)) for left, right in cases)
    assert vote > remark
    assert vote > other
    assert remark < 0.5 > other


def test_the_features_are_those_that_were_learned_whichever_stands_first() -> None:
    pair, left, right = sourced_pair(VOTE, VOTED)
    features = corroboration(pair, left, right)
    assert features is not None
    assert features.keys() == logistic_models("origins")["corroborates"].terms.keys()
    assert features == pytest.approx(corroboration(pair, right, left))


def test_a_pair_that_hardly_says_the_same_is_not_asked() -> None:
    pair, left, right = sourced_pair(VOTE, VOTED)
    unlike = replace(pair, features=None)
    assert corroboration(unlike, left, right) is None
    assert corroborates(unlike, left, right) == 0
