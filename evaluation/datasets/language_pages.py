"""News pages in many languages with their main text, title, authors and date (`languages/extraction`)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsfold.clean.dates import parse_date


@dataclass(frozen=True, slots=True)
class LanguagePage:
    """A page as it was fetched, with what its publisher's own parser reads of it."""

    language: str
    url: str
    body: bytes
    paragraphs: tuple[str, ...]
    title: str | None
    authors: tuple[str, ...]
    published: datetime | None


def language_pages(data: Path) -> Iterator[LanguagePage]:
    """The pages of fundus' parser tests, in the order of the file."""
    path = next(
        p
        for p in (data / "extraction", data / "languages" / "extraction")
        if (p / "fundus.jsonl.gz").exists()
    )
    with gzip.open(path / "fundus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            dated = parse_date(row["published"]) if row["published"] else None
            yield LanguagePage(
                language=row["lang"],
                url=row["url"],
                body=row["html"].encode("utf-8", "replace"),
                paragraphs=tuple(row["paragraphs"]),
                title=row["title"],
                authors=tuple(row["authors"] or ()),
                published=dated[0] if dated else None,
            )
