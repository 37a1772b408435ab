"""Sets of times in other languages, read from small files in their form."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

from evaluation.datasets.language_times import krauts, meantime_times, recognizers


def write(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def test_sentences_have_spans_without_blanks_and_days(tmp_path: Path) -> None:
    row = {
        "lang": "es",
        "text": "Vuelvo el 5 de mayo",
        "reference": "2021-02-03T00:00:00",
        "not_supported": "javascript",
        "results": [
            {"text": " 5 de mayo", "start": 9, "resolution": {"values": [{"timex": "2021-05-05"}]}},
        ],
    }
    placeless = {**row, "results": [{"text": "5 de mayo", "start": None, "resolution": None}]}
    write(tmp_path / "times" / "recognizers_times.jsonl.gz", row, {**row, "lang": "en"}, placeless)
    [only] = recognizers(tmp_path)
    assert [only.text[a:b] for a, b in only.spans] == ["5 de mayo"]
    assert only.days == ((10, 19, "2021-05-05"),)
    assert (only.supported, only.date) == (True, datetime(2021, 2, 3, tzinfo=UTC))


def test_what_the_reference_implementation_lacks_is_not_supported(tmp_path: Path) -> None:
    row: dict[str, object] = {"lang": "fr", "text": "Non", "reference": None, "results": []}
    row["not_supported"] = "dotnet, java"
    write(tmp_path / "times" / "recognizers_times.jsonl.gz", row)
    [only] = recognizers(tmp_path)
    assert not only.supported and only.spans == ()


def test_tokens_are_joined_and_their_times_placed(tmp_path: Path) -> None:
    row = {
        "id": "a.es",
        "lang": "es",
        "reference": "2021-02-03",
        "sentences": [["Un", "puente"], ["3", "de", "febrero"], ["Abre", "el", "5", "de", "mayo", "."]],
        "tags": [
            ["O", "O"],
            ["B-DATE", "I-DATE", "I-DATE"],
            ["O", "B-DATE", "I-DATE", "I-DATE", "I-DATE", "O"],
        ],
        "values": [["-", "-"], ["x", "x", "x"], ["-", "v", "v", "v", "v", "-"]],
    }
    write(tmp_path / "times" / "meantime_timex.jsonl.gz", row)
    [only] = meantime_times(tmp_path, "es")
    assert only.text == "Un puente\nAbre el 5 de mayo.\n"
    assert [(only.text[a:b], value) for a, b, value in only.gold] == [("el 5 de mayo", "v")]
    assert list(meantime_times(tmp_path, "en")) == []


def test_timeml_is_read(tmp_path: Path) -> None:
    timeml = (
        '<TimeML><DCT><TIMEX3 functionInDocument="CREATION_TIME" value="2021-02-03">3</TIMEX3></DCT>'
        '<TEXT>Er kam <TIMEX3 value="2021-02-02">gestern</TIMEX3>.</TEXT></TimeML>'
    )
    write(tmp_path / "measure_only" / "krauts_de.jsonl.gz", {"id": "a", "lang": "de", "timeml": timeml})
    [only] = krauts(tmp_path)
    assert [(only.text[a:b], value) for a, b, value in only.gold] == [("gestern", "2021-02-02")]
