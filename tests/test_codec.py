from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold import records
from newsfold.codec import columns, from_json, from_row, to_json, to_row
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
    assert from_json(kind, json.loads(json.dumps(to_json(record)))) == record
    row = to_row(record)
    assert [name for name, _ in columns(kind)] == list(row)
    assert from_row(kind, row) == record


def test_a_span_is_two_columns() -> None:
    names = [name for name, _ in columns(records.Figure)]
    assert names[:3] == ["article_id", "span_start", "span_end"]
