"""TimeBank and AQUAINT: documents with their expressions of time in TimeML."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evaluation.datasets.jsonl import rows

Expression = tuple[int, int, str]  # start, end, TimeML value


@dataclass(frozen=True)
class Document:
    """One TimeML document: its text, its own date, and its expressions."""

    id: str
    text: str
    date: datetime
    gold: tuple[Expression, ...]

    @property
    def part(self) -> str:
        """Which half it is in: "dev", which rules were written with, or "test"."""
        return "dev" if hashlib.sha256(self.id.encode()).digest()[0] % 2 == 0 else "test"


def documents(data: Path) -> Iterator[Document]:
    """All documents of both sets."""
    return (document(row["id"], row["timeml"]) for row in rows(data / "times" / "timebank.jsonl.gz"))


def document(name: str, timeml: str) -> Document:
    """A document of TimeML; ValueError where it has no text."""
    root = ET.fromstring(timeml)
    stamp = next(
        t.get("value", "") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"
    )
    pieces: list[str] = []
    gold: list[Expression] = []

    def walk(node: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3":
            gold.append((start, sum(map(len, pieces)), node.get("value", "")))

    body = root.find("TEXT")
    if body is None:
        raise ValueError(f"{name} has no text")
    walk(body)
    date = datetime.fromisoformat(stamp).replace(tzinfo=UTC)
    return Document(name, "".join(pieces), date, tuple(sorted(gold)))
