"""What outlets can know by themselves, by a direction in the encoder's space."""

from __future__ import annotations

import numpy as np
import pytest

from newsfold.compare.origins import acts
from newsfold.compare.origins.acts import along
from newsfold.encode import encode

ACTS = [
    "The senate voted 54 to 46 on Tuesday to confirm the judge.",
    "Thousands of people marched through the capital on Saturday.",
    "A jury convicted the former mayor on all counts.",
]
WORDS = [
    "The bill would give families a refund of up to $3,000 a year.",
    "He said that he had never met the banker and called the report a lie.",
    "Officials estimate that 40,000 people will need shelter.",
]


@pytest.mark.parametrize("words", WORDS)
def test_public_acts_stand_over_words_plans_and_estimates(words: str) -> None:
    *public, other = acts(list(encode([*ACTS, words])))
    assert min(public) > other


def test_the_likelihood_stays_within_its_bounds_and_nothing_gives_nothing() -> None:
    assert acts([]) == []
    far = [np.full(384, 9.0, dtype=np.float32), np.full(384, -9.0, dtype=np.float32)]
    assert all(-4 <= value <= 4 for value in acts(far))


def test_log_odds_are_as_they_are_up_to_four() -> None:
    weights, vectors = np.array([1.0, 0.0]), np.array([[3.9], [-3.9], [5.0], [-5.0]])
    assert along(weights, vectors).tolist() == [3.9, -3.9, 4.0, -4.0]
