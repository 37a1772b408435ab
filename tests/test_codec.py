from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold import records
from newsfold.codec import columns, from_json, from_row, to_jsonable, to_list, to_row, to_short_row
from tests import strategies  # noqa: F401  registers how records are made

KINDS = [
    records.Article,
    records.Rejected,
    records.Derivation,
    records.Story,
    records.Mention,
    records.Entity,
    records.Attribution,
    records.Figure,
    records.TimeRef,
    records.Claim,
    records.Difference,
    records.AccountSentence,
    records.TimelineEntry,
    records.FigureSeries,
    records.Origin,
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
@given(data=st.data())
def test_a_record_comes_back_from_json_and_from_a_row(kind: Any, data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    assert from_json(kind, json.loads(json.dumps(to_jsonable(record)))) == record
    row = to_row(record)
    assert [name for name, _ in columns(kind)] == list(row)
    assert from_row(kind, row) == record
    short = to_short_row(record)
    assert from_row(kind, short) == record and list(short) == list(row)
    assert from_json(kind, json.loads(json.dumps(to_list(record)))) == record


def test_a_list_ends_where_the_rest_is_as_by_default() -> None:
    span = records.Span(start=4, end=9)
    figure = records.Figure(article_id="a", span=span, value=2.0, unit="km")
    assert to_list(figure) == ["a", [4, 9], 2.0, None, None, "km"]
    assert to_list(records.Figure(article_id="a", span=span, value=2.0)) == ["a", [4, 9], 2.0]
    with pytest.raises(ValueError, match="4 values of a record that has 2"):
        from_json(records.Span, [1, 2, 3, 4])


def test_a_span_is_two_columns() -> None:
    names = [name for name, _ in columns(records.Figure)]
    assert names[:3] == ["article_id", "span_start", "span_end"]
