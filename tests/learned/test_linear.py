"""Linear regression by the names of its features."""

from __future__ import annotations

import pytest

from newsfold.learned import LinearModel
from newsfold.records import NewsfoldError

MODEL = LinearModel(name="the model", weights={"titles": 0.5, "length": -2.0})


def test_features_are_weighted_by_their_names() -> None:
    assert MODEL.value({"titles": 3.0, "length": 0.25}) == 1.0


def test_other_features_are_refused() -> None:
    with pytest.raises(NewsfoldError, match="'length' is not computed"):
        MODEL.value({"titles": 3.0})
    with pytest.raises(NewsfoldError, match="its feature 1 is 'titles', not 'length'"):
        MODEL.value({"length": 0.25, "titles": 3.0})
