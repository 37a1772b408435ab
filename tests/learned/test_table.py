"""Features keep their names, and others than were learned are refused."""

from __future__ import annotations

import numpy as np
import pytest

from newsfold.learned import Table, require_features
from newsfold.records import NewsfoldError

# (features learned, features computed, what is said of the difference)
REFUSED = [
    (["cosine", "run"], ["cosine"], "'run' is not computed"),
    (["cosine"], ["cosine", "run"], "it lacks 'run'"),
    (["cosine", "run"], ["run", "cosine"], "its feature 1 is 'cosine', not 'run'"),
    (["cosine", "cosine"], ["cosine"], "a feature twice"),
    ([], ["cosine"], "it lacks 'cosine'"),
]


@pytest.mark.parametrize(("learned", "computed", "words"), REFUSED)
def test_other_features_are_refused_by_name(learned: list[str], computed: list[str], words: str) -> None:
    with pytest.raises(NewsfoldError, match=f"the model does not fit .*{words}"):
        require_features("the model", learned, computed)
    require_features("the model", computed, computed)


def test_columns_and_records_make_one_table() -> None:
    table = Table.of_columns({"cosine": [0.5, 0.25], "run": np.array([1.0, 2.0])})
    assert table.names == ("cosine", "run") and len(table) == 2
    assert table.column("run").tolist() == [1.0, 2.0]
    records = [{"cosine": 0.5, "run": 1.0}, {"cosine": 0.25, "run": 2.0}]
    assert Table.of_records(records).rows.tolist() == table.rows.tolist()
    assert table.where(np.array([False, True])).rows.tolist() == [[0.25, 2.0]]
    assert Table.joined([table, table.where(slice(1))]).column("cosine").tolist() == [0.5, 0.25, 0.5]
    wider = table.beside(Table.of_columns({"place": [3, 4]}))
    assert wider.names == ("cosine", "run", "place") and wider.rows[1].tolist() == [0.25, 2.0, 4.0]


def test_records_of_other_features_make_no_table() -> None:
    with pytest.raises(ValueError, match="a record has the features"):
        Table.of_records([{"cosine": 0.5, "run": 1.0}, {"run": 1.0, "cosine": 0.5}])
    with pytest.raises(ValueError, match="2 names need as many columns"):
        Table(("cosine", "run"), np.zeros((3, 1)))
    with pytest.raises(NewsfoldError, match="a table"):
        Table.joined([Table.of_columns({"cosine": [1.0]}), Table.of_columns({"run": [1.0]})])


def test_nothing_makes_an_empty_table() -> None:
    assert len(Table.of_records([])) == len(Table.joined([])) == len(Table.of_columns({})) == 0
