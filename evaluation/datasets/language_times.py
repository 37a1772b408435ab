"""Times in other languages than English: Recognizers-Text's sentences, MEANTIME's and KRAUTS' articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evaluation.datasets.jsonl import Row, rows
from evaluation.datasets.timebank import Document, Expression, document
from newsfold.language import languages

_REFERENCE = datetime(2016, 11, 7, tzinfo=UTC)  # where a sentence of the set names none
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Sentence:
    """A made-up sentence: its times as spans, and the days that are said in full or against its date."""

    language: str
    text: str
    date: datetime
    spans: tuple[tuple[int, int], ...]
    days: tuple[Expression, ...]
    supported: bool  # by the makers' own reference implementation


def recognizers(data: Path) -> Iterator[Sentence]:
    """The sentences of the languages that are read, English apart (Recognizers-Text, MIT)."""
    for row in rows(data / "times" / "recognizers_times.jsonl.gz"):
        if row["lang"] in languages() and row["lang"] != "en" and all(map(_placed, row["results"])):
            yield _sentence(row)


def _placed(time: Row) -> bool:
    """Whether a time says where it stands; some of the set do not, and their sentences are left out."""
    return bool((time.get("text") or "").strip()) and time["start"] is not None


def _sentence(row: Row) -> Sentence:
    results = row["results"]
    spans = [_span(time) for time in results]
    days = []
    for time, (start, end) in zip(results, spans, strict=True):
        resolution = time.get("resolution")
        values = resolution.get("values") if isinstance(resolution, dict) else None
        first = values[0] if values and isinstance(values[0], dict) else {}
        if _DAY.fullmatch(str(first.get("timex", ""))):
            days.append((start, end, str(first["timex"])))
    stamp = str(row["reference"] or "")[:19]
    date = datetime.fromisoformat(stamp).replace(tzinfo=UTC) if stamp else _REFERENCE
    supported = "dotnet" not in (row["not_supported"] or "").casefold()
    return Sentence(row["lang"], row["text"], date, tuple(spans), tuple(days), supported)


def _span(time: Row) -> tuple[int, int]:
    """The characters of a time, without the blanks at its ends; ends are inclusive in the set."""
    text: str = time["text"]
    lead = len(text) - len(text.lstrip())
    return time["start"] + lead, time["start"] + lead + len(text.strip())


def meantime_times(data: Path, language: str) -> Iterator[Document]:
    """MEANTIME's articles with their times, the date line apart (CC BY 4.0)."""
    for row in rows(data / "times" / "meantime_timex.jsonl.gz"):
        if row["lang"] == language:
            yield _wikinews(row)


def _wikinews(row: Row) -> Document:
    text, gold = "", []
    for at, (tokens, tags, values) in enumerate(
        zip(row["sentences"], row["tags"], row["values"], strict=True)
    ):
        if at == 1:  # the date of the article
            continue
        for token, tag, value in zip(tokens, tags, values, strict=True):
            if (
                text
                and not text.endswith("\n")
                and token not in {",", ".", ")", ":", ";"}
                and text[-1] != "("
            ):
                text += " "
            start = len(text)
            text += token
            if tag.startswith("B-"):
                gold.append((start, len(text), value))
            elif tag.startswith("I-") and gold:
                gold[-1] = (gold[-1][0], len(text), gold[-1][2])
        text += "\n"
    return Document(
        row["id"], text, datetime.fromisoformat(row["reference"]).replace(tzinfo=UTC), tuple(gold)
    )


def krauts(data: Path) -> Iterator[Document]:
    """KRAUTS: German articles with their times (CC BY-NC: for figures alone)."""
    for row in rows(data / "measure_only" / "krauts_de.jsonl.gz"):
        yield document(row["id"], row["timeml"])
