"""What every learned model has in common: features by their names, and numbers that refuse other ones."""

from newsfold.learned.linear import LinearModel, linear_model, save_linear
from newsfold.learned.logistic import LogisticModel, Term, logistic_models, save_logistic
from newsfold.learned.table import FloatArray, Table, require_features

__all__ = [
    "FloatArray",
    "LinearModel",
    "LogisticModel",
    "Table",
    "Term",
    "linear_model",
    "logistic_models",
    "require_features",
    "save_linear",
    "save_logistic",
]
