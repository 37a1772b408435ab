"""Logistic regression as a file of numbers: for each feature, by its name, a mean, a scale and a weight."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsfold.learned.table import Table, require_features
from newsfold.once import once

_DECIMALS = 6  # of a number in a file


class Term(NamedTuple):
    """What a model learned of one feature: it adds weight · (value - mean) / scale to the log-odds."""

    mean: float
    scale: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticModel:
    """The likelihood of a thing by its features; `name` is what to call the model in an error."""

    name: str
    terms: Mapping[str, Term]
    bias: float  # the log-odds of a thing whose every feature is at its mean

    @classmethod
    def of(
        cls,
        name: str,
        features: Sequence[str],
        *,
        mean: Sequence[float],
        scale: Sequence[float],
        weight: Sequence[float],
        bias: float,
    ) -> LogisticModel:
        """A model as it was fitted; the numbers stand in the features' order."""
        rows = zip(features, mean, scale, weight, strict=True)
        terms = {feature: Term(float(m), float(s), float(w)) for feature, m, s, w in rows}
        return cls(name=name, terms=terms, bias=float(bias))

    def parts(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature of one thing adds to the log-odds.

        Raises NewsfoldError where the features are not those that were learned; in which order they stand
        does not matter.
        """
        if features.keys() != self.terms.keys():
            require_features(self.name, list(self.terms), list(features))
        return {
            name: term.weight * (features[name] - term.mean) / term.scale for name, term in self.terms.items()
        }

    def likelihood(self, features: Mapping[str, float]) -> float:
        """The likelihood of one thing, 0..1; raises as `parts` does."""
        return 1 / (1 + math.exp(-(self.bias + sum(self.parts(features).values()))))

    def likelihoods(self, table: Table) -> NDArray[np.float64]:
        """The likelihood of each thing of a table, 0..1.

        Raises NewsfoldError where its columns are not the features that were learned, in their order.
        """
        require_features(self.name, tuple(self.terms), table.names)
        mean, scale, weight = np.array(list(self.terms.values()), dtype=np.float64).T
        z = ((table.rows - mean) / scale * weight).sum(1) + self.bias
        return np.asarray(1 / (1 + np.exp(-z)))


@once
def logistic_models(folder: str) -> Mapping[str, LogisticModel]:
    """The models in `models/<folder>/weights.json`, by their names there."""
    text = (files("newsfold") / "models" / folder / "weights.json").read_text(encoding="utf-8")
    return read_logistic(text, f"models/{folder}/weights.json")


def read_logistic(text: str, place: str) -> dict[str, LogisticModel]:
    """The models in the text of a file, which is called `place` in errors.

    Raises NewsfoldError for a file that names a feature twice.
    """

    def each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        unique = dict(pairs)
        require_features(place, [name for name, _ in pairs], list(unique))
        return unique

    return {
        name: LogisticModel(
            name=f"the model {name!r} in {place}",
            terms={feature: Term(**numbers) for feature, numbers in model["features"].items()},
            bias=model["bias"],
        )
        for name, model in json.loads(text, object_pairs_hook=each_once).items()
    }


def save_logistic(path: Path, models: Mapping[str, LogisticModel]) -> None:
    """Writes models as `logistic_models` reads them, rounded to six digits, a line a feature."""
    written = []
    for name, model in models.items():
        rounded = {
            f: {k: round(x, _DECIMALS) for k, x in t._asdict().items()} for f, t in model.terms.items()
        }
        terms = ",\n".join(f"  {json.dumps(f)}: {json.dumps(numbers)}" for f, numbers in rounded.items())
        bias = round(model.bias, _DECIMALS)
        written.append(f'{json.dumps(name)}: {{\n "bias": {bias},\n "features": {{\n{terms}\n }}\n}}')
    path.parent.mkdir(exist_ok=True)
    path.write_text("{" + ",\n".join(written) + "}\n", encoding="utf-8")
