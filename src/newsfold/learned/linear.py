"""Linear regression as a file of numbers: a weight for each feature, by its name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from newsfold.learned.table import require_features
from newsfold.once import once

_DECIMALS = 4  # of a number in a file


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """A sum of weighted features; `name` is what to call the model in an error."""

    name: str
    weights: Mapping[str, float]

    def value(self, features: Mapping[str, float]) -> float:
        """The sum for one thing, in the measure that was learned.

        Raises NewsfoldError where the features are not those that were learned.
        """
        require_features(self.name, list(self.weights), list(features))
        return sum(self.weights[name] * value for name, value in features.items())


@once
def linear_model(folder: str) -> LinearModel:
    """The model in `models/<folder>/weights.json`."""
    text = (files("newsfold") / "models" / folder / "weights.json").read_text(encoding="utf-8")
    return LinearModel(name=f"the model in models/{folder}/weights.json", weights=json.loads(text))


def save_linear(path: Path, weights: Mapping[str, float]) -> None:
    """Writes a model as `linear_model` reads it, rounded to four digits, a line a feature."""
    rounded = {name: round(float(weight), _DECIMALS) for name, weight in weights.items()}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
