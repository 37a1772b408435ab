"""Labelled figures in other languages: which examples count, and what their values are."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from evaluation.datasets.language_figures import Labelled, labelled_figures


def read(folder: Path, *rows: dict[str, object]) -> list[Labelled]:
    (folder / "figures").mkdir(exist_ok=True)
    with gzip.open(folder / "figures" / "recognizers_figures.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return list(labelled_figures(folder))


def row(value: str | None, failing: str | None = None, language: str = "fr") -> dict[str, object]:
    result = {"text": "７ km", "resolution": {"value": value}}
    return {
        "lang": language,
        "kind": "Number",
        "text": "７ km",
        "not_supported": failing,
        "results": [result],
    }


def test_a_value_is_read_by_its_language(tmp_path: Path) -> None:
    values = [row("7,5"), row("7.5", language="hi"), row("35%"), row("[20,)"), row("(,5]")]
    gold = [example.gold for example in read(tmp_path, *values)]
    assert [value for [(_, value)] in gold] == [7.5, 7.5, 35, (20, None), (None, 5)]
    assert {span for [(span, _)] in gold} == {"7 km"}


def test_what_nobody_reads_or_has_no_value_is_left_out(tmp_path: Path) -> None:
    rows = [row("7", "dotnet, java, javascript, python"), row("end-2"), row(None), row("7", "javascript")]
    [only] = read(tmp_path, *rows)
    assert not only.read_by_all
