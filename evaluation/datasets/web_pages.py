"""Pages of HTML with their main text: scrapinghub's article extraction benchmark and fundus' pages."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SETS = ("scrapinghub", "fundus")


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page as it was fetched, with its main text.

    `paragraphs` is fundus' form of it, None elsewhere: a paragraph in square brackets may be left out.
    Scrapinghub's is one string, `text`.
    """

    url: str
    body: bytes
    text: str = ""
    paragraphs: tuple[str, ...] | None = None


def pages(data: Path, name: str) -> Iterator[WebPage]:
    """The pages of a set, in the order of their names."""
    folder = data / "extraction" / name
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for key, row in sorted(truth.items()):
        body = gzip.decompress((folder / "html" / f"{key.removesuffix('.html.gz')}.html.gz").read_bytes())
        if name == "fundus":
            yield WebPage(row["url"], body, paragraphs=tuple(row["body"]))
        else:
            yield WebPage(row["url"], body, text=row["articleBody"])
