"""The forest that ships: what it makes of pairs of articles that are written here feature by feature."""

from __future__ import annotations

import numpy as np
import pytest

from newsfold.fold.decision import decision
from newsfold.learned import Table
from newsfold.records import NewsfoldError

# Two reports of one event on one day, told much alike.
ALIKE = {
    "title": 0.35,
    "lead": 0.45,
    "body": 0.42,
    "dense": 0.82,
    "names": 0.5,
    "numbers": 0.3,
    "title held": 0.6,
    "title held both": 0.35,
    "names held": 0.7,
    "names held both": 0.5,
    "body held": 0.5,
    "body held both": 0.4,
    "evidence": 5.2,
    "name evidence": 4.2,
    "gap": 0.0,
    "undated": 0.0,
    "size": 5.6,
    "size both": 4.9,
    "ordinal clash": 0.0,
    "ordinal match": 0.0,
    "year clash": 0.0,
}
# A look-alike: another storm, another town, two weeks later.
LOOK_ALIKE = {"title": 0.2, "lead": 0.2, "body": 0.2, "names": 0.02, "name evidence": 1.5, "gap": 2.3}

# (what a pair has otherwise than one told alike, how likely it is of one event)
PAIRS: list[tuple[dict[str, float], float]] = [
    ({}, 0.96),
    (LOOK_ALIKE, 0.03),
    ({"gap": 2.0}, 0.22),  # told anew a week and a half later
    ({"body": 0.15}, 0.83),
    ({"year clash": 1.0}, 0.86),
    ({"title": 0.02}, 0.89),
    ({"dense": 0.45}, 0.93),
    ({"ordinal clash": 1.0}, 0.92),
    ({"name evidence": 1.5}, 0.92),
    ({"size": 3.0, "size both": 2.0}, 0.99),  # two headlines
    ({"undated": 1.0, "gap": 0.0, "body": 0.15}, 0.68),
    ({"title": 0.02, "lead": 0.2, "body": 0.3, "numbers": 0.0, "dense": 0.6}, 0.71),
]


@pytest.mark.parametrize(("other", "likelihood"), PAIRS)
def test_how_likely_a_pair_is_of_one_event(other: dict[str, float], likelihood: float) -> None:
    table = Table.of_records([{**ALIKE, **other}], np.float64)
    assert decision().likelihood(table)[0] == pytest.approx(likelihood, abs=0.006)


def test_features_in_another_order_are_refused() -> None:
    backwards = Table.of_records([dict(reversed(ALIKE.items()))], np.float64)
    with pytest.raises(NewsfoldError, match=r"decision.json .* its feature 1 is 'title', not 'year clash'"):
        decision().likelihood(backwards)
    fewer = Table.of_records([{k: v for k, v in ALIKE.items() if k != "gap"}], np.float64)
    with pytest.raises(NewsfoldError, match="'gap' is not computed"):
        decision().likelihood(fewer)
