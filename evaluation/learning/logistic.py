"""Logistic regression over named features. Needs scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from newsfold.learned import LogisticModel, Table


def fitted(name: str, tables: Sequence[Table], labels: Sequence[ArrayLike], strength: float) -> LogisticModel:
    """The model of tables with the same features and their rows' labels.

    `strength` is the inverse of the L2 penalty.
    """
    rows = np.concatenate([table.rows for table in tables]).astype(float)
    scaler = StandardScaler().fit(rows)
    regression = LogisticRegression(C=strength, max_iter=2000)
    regression.fit(scaler.transform(rows), np.concatenate([np.asarray(part) for part in labels]))
    return LogisticModel.of(
        name,
        tables[0].names,
        mean=scaler.mean_,
        scale=scaler.scale_,
        weight=regression.coef_[0],
        bias=regression.intercept_[0],
    )
