"""What every learned model has in common: features by their names, and numbers that refuse other ones."""

from newsfold.learned.logistic import LogisticModel, Term, logistic_models, save_logistic
from newsfold.learned.table import Rows, Table, require_features

__all__ = ["LogisticModel", "Rows", "Table", "Term", "logistic_models", "require_features", "save_logistic"]
