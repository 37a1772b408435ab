"""Logistic regression by the names of its features."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from newsfold.learned import LogisticModel, Table, Term, logistic_models, save_logistic
from newsfold.learned.logistic import read_logistic
from newsfold.records import NewsfoldError

MODEL = LogisticModel(
    name="the model",
    terms={"cosine": Term(mean=0.5, scale=0.25, weight=2.0), "run": Term(mean=3.0, scale=1.5, weight=-1.0)},
    bias=0.5,
)


def test_each_feature_adds_its_weight_times_how_far_it_is_from_its_mean() -> None:
    assert MODEL.parts({"cosine": 0.75, "run": 0.0}) == {"cosine": 2.0, "run": 2.0}
    assert MODEL.likelihood({"cosine": 0.75, "run": 0.0}) == pytest.approx(1 / (1 + np.exp(-4.5)))
    assert MODEL.likelihood({"run": 0.0, "cosine": 0.75}) == MODEL.likelihood({"cosine": 0.75, "run": 0.0})


def test_a_table_gives_what_its_rows_give() -> None:
    rows = [{"cosine": 0.75, "run": 0.0}, {"cosine": 0.25, "run": 4.0}, {"cosine": 0.0, "run": 9.0}]
    likelihoods = MODEL.likelihoods(Table.of_records(rows, np.float64))
    assert likelihoods.tolist() == pytest.approx([MODEL.likelihood(row) for row in rows], abs=1e-12)


def test_other_features_are_refused() -> None:
    with pytest.raises(NewsfoldError, match=r"the model .* 'run' is not computed"):
        MODEL.likelihood({"cosine": 0.75})
    with pytest.raises(NewsfoldError, match=r"the model .* it lacks 'place'"):
        MODEL.likelihood({"cosine": 0.75, "run": 0.0, "place": 1.0})
    with pytest.raises(NewsfoldError, match=r"the model .* its feature 1 is 'cosine', not 'run'"):
        MODEL.likelihoods(Table.of_columns({"run": [0.0], "cosine": [0.75]}))


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    fitted = LogisticModel.of("first", ["a", "b"], mean=[0.1234567, 1], scale=[1, 2], weight=[3, -4], bias=5)
    save_logistic(tmp_path / "weights.json", {"first": fitted})
    (read,) = read_logistic((tmp_path / "weights.json").read_text(), "weights.json").values()
    assert read.terms == {"a": Term(0.123457, 1, 3), "b": Term(1, 2, -4)}
    assert read.bias == 5 and read.name == "the model 'first' in weights.json"


@pytest.mark.parametrize("folder", ["align", "check", "origins"])
def test_the_files_that_ship_are_written_as_training_writes_them(folder: str, tmp_path: Path) -> None:
    models = logistic_models(folder)
    save_logistic(tmp_path / "weights.json", models)
    again = read_logistic((tmp_path / "weights.json").read_text(), f"models/{folder}/weights.json")
    assert again == models


def test_a_file_that_names_a_feature_twice_is_refused() -> None:
    term = json.dumps(Term(0, 1, 2)._asdict())
    text = f'{{"first": {{"bias": 0, "features": {{"cosine": {term}, "cosine": {term}}}}}}}'
    with pytest.raises(NewsfoldError, match="a feature twice"):
        read_logistic(text, "weights.json")
