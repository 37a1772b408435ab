"""The decisions on pairs of statements that ship, and pairs in the light of their story."""

from __future__ import annotations

import numpy as np
import pytest

from newsfold.compare.alignment import decisions
from newsfold.learned import LogisticModel, Table
from newsfold.records import NewsfoldError

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
    "told least": 0.22,
    "told well least": 0.12,
    "told rare least": 0.45,
    "untold names least": 0.23,
    "untold numbers least": 0.37,
    "untold words least": 7.6,
    "told most": 0.43,
    "told well most": 0.03,
    "told rare most": 0.41,
    "untold names most": 2.77,
    "untold numbers most": 0.03,
    "untold words most": 16.63,
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
    "told least": 0.32,
    "told well least": 0.06,
    "told rare least": 0.46,
    "untold names least": 2.71,
    "untold numbers least": 0.37,
    "untold words least": 6.31,
    "told most": 0.4,
    "told well most": 0.13,
    "told rare most": 0.52,
    "untold names most": 10.91,
    "untold numbers most": 2.11,
    "untold words most": 14.92,
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
    (decisions().first, FIRST, 0.5000),
    (decisions().weighed, WEIGHED, 0.5680),
    (decisions().last, LAST, 0.5002),
]


@pytest.mark.parametrize(("decision", "features", "likelihood"), DECISIONS)
def test_every_weight_of_the_decisions_that_ship_counts(
    decision: LogisticModel, features: dict[str, float], likelihood: float
) -> None:
    found = decision.likelihoods(Table.of_records([features], np.float64))
    assert found[0] == pytest.approx(likelihood, abs=1e-4)


@pytest.mark.parametrize(("decision", "features", "likelihood"), DECISIONS)
def test_features_in_another_order_are_refused(
    decision: LogisticModel, features: dict[str, float], likelihood: float
) -> None:
    backwards = Table.of_records([dict(reversed(features.items()))])
    with pytest.raises(NewsfoldError, match=r"models/align/weights.json .* its feature 1 is"):
        decision.likelihoods(backwards)
