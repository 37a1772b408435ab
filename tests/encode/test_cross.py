"""Reading two statements together."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfold.compare.alignment import doubtful
from newsfold.compare.settings import PAIRS
from newsfold.encode.cross_encoder import cross_encoder_logits

CLOSED = "The bridge over the Alder was closed on Monday."
SHUT = "Officials shut the bridge across the Alder on Monday."
WEIGHT = "The bridge over the Alder weighs 900 tonnes."
APART = "Three players were fined after the match in Lisbon."


def test_one_claim_in_other_words_is_likelier_than_another_remark_on_the_same_thing() -> None:
    same, other, apart = cross_encoder_logits([(CLOSED, SHUT), (CLOSED, WEIGHT), (CLOSED, APART)])
    assert same > 0 > other
    assert same > apart


def test_a_pair_is_read_alone_whatever_is_read_with_it() -> None:
    assert (
        cross_encoder_logits([(CLOSED, SHUT)])[0]
        == cross_encoder_logits([(WEIGHT, APART), (CLOSED, SHUT)])[1]
    )


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_have_finite_odds(left: str, right: str) -> None:
    assert np.isfinite(cross_encoder_logits([(left, right)])).all()


def test_nothing_is_read_where_nothing_is_asked() -> None:
    assert cross_encoder_logits([]).shape == (0,)


@given(st.lists(st.floats(0, 1), max_size=300), st.integers(1, 3))
def test_only_possible_pairs_are_read_and_of_too_many_the_most_doubtful(
    values: list[float], articles: int
) -> None:
    scores = np.array(values, dtype=np.float64)
    read = doubtful(scores, articles).tolist()
    left = [k for k in range(len(values)) if k not in read and values[k] >= PAIRS.read_together]
    assert read == sorted(read)
    assert all(values[k] >= PAIRS.read_together for k in read)
    assert len(read) <= 60 * articles
    if left:
        assert len(read) == 60 * articles
        assert max(abs(values[k] - 0.5) for k in read) <= min(abs(values[k] - 0.5) for k in left)


def test_a_pair_is_read_from_a_likelihood_on() -> None:
    assert doubtful(np.array([0.2, 0.199]), 2).tolist() == [0]
