"""Whether two statements corroborate each other: both assert one thing, each from a root of its own.

Two judgements in one: that they say the same, in part at least, and that neither has it from where the other
has it. A logistic decision over what aligned them and over what tells of one root (`dependence`), learned
from pairs of statements that people labelled (`training/train_origins.py`).
"""

from __future__ import annotations

import math

from newsfold.compare.alignment import Pair
from newsfold.compare.origins.dependence import SourcedStatement, dependence_features
from newsfold.learned import logistic_models

_LEAST_LIKELIHOOD = 1e-4  # keeps the log-odds of a likelihood of 0 or 1 finite


def corroboration(pair: Pair, left: SourcedStatement, right: SourcedStatement) -> dict[str, float] | None:
    """The features of a pair, the same for (right, left); None where the two hardly say the same."""
    if pair.features is None:
        return None
    score = min(max(pair.score, _LEAST_LIKELIHOOD), 1 - _LEAST_LIKELIHOOD)
    aligned = {f"aligned: {name}": value for name, value in pair.features.items()}
    return {"score": math.log(score / (1 - score)), **dependence_features(left, right), **aligned}


def corroborates(pair: Pair, left: SourcedStatement, right: SourcedStatement) -> float:
    """How likely, 0..1, the two corroborate each other."""
    values = corroboration(pair, left, right)
    return 0.0 if values is None else logistic_models("origins")["corroborates"].likelihood(values)
