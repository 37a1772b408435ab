from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.datasets.jsonl import MissingSetError, rows


def test_records_come_in_order(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text('{"a": 1}\n{"a": 2}\n', encoding="utf-8")
    assert list(rows(tmp_path / "set.jsonl")) == [{"a": 1}, {"a": 2}]


def test_a_set_that_is_not_there_says_where_it_is(tmp_path: Path) -> None:
    with pytest.raises(MissingSetError, match=r"set\.jsonl\.gz is missing; benchmarks/DATA\.md"):
        next(rows(tmp_path / "set.jsonl.gz"))
