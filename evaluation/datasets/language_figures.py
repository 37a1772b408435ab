"""Sentences with figures in many languages: Recognizers-Text's own examples (`languages/figures`, MIT)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.datasets.jsonl import rows

_ALL = frozenset(("dotnet", "java", "javascript", "python"))
_DECIMAL_COMMA = frozenset(("es", "fr", "de", "pt", "it", "nl"))

Value = float | tuple[float | None, float | None]
"""A number, or the two ends of a range, None where it has none."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and its figures of one kind, each as printed (compatibility forms folded) with its value.

    `read_by_all` says that no implementation of its makers fails it; what all of them fail is left out.
    """

    language: str
    kind: str
    text: str
    gold: tuple[tuple[str, Value], ...]
    read_by_all: bool


def labelled_figures(data: Path) -> Iterator[Labelled]:
    """The examples that an implementation of their makers reads, and whose figures all have a plain value."""
    folder = next(p for p in (data / "figures", data / "languages" / "figures") if p.exists())
    for row in rows(folder / "recognizers_figures.jsonl.gz"):
        failing = {
            name.strip().casefold() for name in (row["not_supported"] or "").split(",") if name.strip()
        }
        if failing >= _ALL:
            continue
        values = [(r["text"], _value(r["resolution"].get("value"), row["lang"])) for r in row["results"]]
        gold = tuple((normal(text), value) for text, value in values if value is not None)
        if len(gold) == len(values):
            yield Labelled(row["lang"], row["kind"], row["text"], gold, not failing)


def normal(printed: str) -> str:
    """A span as it is compared: compatibility forms folded, no case, no blanks around it."""
    return unicodedata.normalize("NFKC", printed).casefold().replace("−", "-").strip()


def _value(written: str | None, language: str) -> Value | None:
    if not written or written == "null":
        return None
    if written[0] in "([":
        low, high = written[1:-1].split(",") if written.count(",") == 1 else ("?", "?")
        try:
            return (float(low) if low else None, float(high) if high else None)
        except ValueError:
            return None
    plain = written.rstrip("%").replace(",", ".") if language in _DECIMAL_COMMA else written.rstrip("%")
    try:
        return float(plain)
    except ValueError:
        return None  # "end-2": a place in a row rather than a rank
