"""Pages become articles with vectors: one piece of an archive's input at a time, in files of the folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import islice
from math import floor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from newsfold.archive.engines import Row, batches
from newsfold.archive.folder import UNDATED, ArchiveState, Folder
from newsfold.archive.sources import Access, local
from newsfold.clean import Cleaning, clean
from newsfold.codec import columns, from_row, to_row
from newsfold.derive import recurring
from newsfold.fold import LEAD_LETTERS, article_preview, with_windows
from newsfold.reading import pages
from newsfold.records import Article, Page, Rejected
from newsfold.tasks import vectors

_ARTICLES_READ = 2_000  # bounds the memory: articles held at a time, some 15 kB each
_GROUP = 128  # rows of a row group: what is read at least where one is asked for
SHARDS = 64  # parts that outlets are spread over, so that lines that recur are counted in pieces
_EPOCH = date(1970, 1, 1).toordinal()
_ARROW_TYPES = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}

_ARTICLE_FIELDS: list[tuple[str, pa.DataType]] = [(name, _ARROW_TYPES[sql]) for name, sql in columns(Article)]
# What folding looks at first stands beside the article: `position`, its window as days since 1970 with their
# part, and `day`, the same as a date; `stated`, an earlier one that it names itself; the words of its start,
# by code and weight.
_FOLDING_COLUMNS: list[tuple[str, pa.DataType]] = [
    ("day", pa.string()),
    ("position", pa.float64()),
    ("stated", pa.float64()),
    ("lead_codes", pa.list_(pa.uint32())),
    ("lead_weights", pa.list_(pa.float32())),
    ("vector", pa.list_(pa.float32())),
]
ARTICLES = pa.schema(_ARTICLE_FIELDS + _FOLDING_COLUMNS)
REJECTED = pa.schema([(name, _ARROW_TYPES[sql]) for name, sql in columns(Rejected)])
ARTICLE_LINES = pa.schema(
    [
        ("shard", pa.int16()),
        ("outlet", pa.string()),
        ("line", pa.int64()),
        ("page", pa.string()),  # its address, or the article's id
        ("published_at", pa.string()),
        ("article_id", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)


def taken_in(row: Row, root: str, settings: ArchiveState, access: Access) -> Row:
    """A unit: all of a piece, as articles by day, lines by outlet, and what was rejected."""
    folder, key = Folder(Path(root)), row["key"]
    days, reasons = Counter[str](), Counter[str]()
    files: list[str] = []
    with local(row["address"], access) as path:
        inputs = _placed(islice(pages(path), *(row["rows"] or (None,))), str(path), row["address"])
        read = with_windows(_article_on(item, settings) for item in inputs)
        for number, some in enumerate(batches(read, _ARTICLES_READ)):
            articles = [item for item in some if isinstance(item, Article)]
            rejected = [item for item in some if isinstance(item, Rejected)]
            reasons.update(item.reason for item in rejected)
            name = f"{key}-{number}.parquet"
            if rejected:
                _write(folder, folder.path("rejected", name), map(to_row, rejected), REJECTED)
            if articles:
                made = table_of(articles, settings)
                days.update(made.column("day").to_pylist())
                with folder.writing(folder.path("parts", name)) as file:
                    pq.write_table(made, file, row_group_size=_GROUP, compression="zstd")
                _write(folder, folder.path("outlet_lines", name), _outlet_lines(articles), ARTICLE_LINES)
                files.append(name)
    state: ArchiveState = {
        "source": row["address"],
        "rows": row["rows"],
        "files": files,
        "days": dict(sorted(days.items())),
        "rejected": dict(sorted(reasons.items())),
    }
    folder.commit("parts", key, state)
    return state


def _placed(inputs: Iterable[Page | Rejected], path: str, address: str) -> Iterator[Page | Rejected]:
    """Inputs of a copy, with the places that they have at its address."""
    for item in inputs:
        is_inside = path != address and item.place.startswith(path)
        yield replace(item, place=address + item.place[len(path) :]) if is_inside else item


def _article_on(page: Page | Rejected, settings: ArchiveState) -> Article | Rejected:
    """The article on a page; one that cleaning fails on costs itself alone."""
    if isinstance(page, Rejected):
        return page
    try:
        return clean(page, Cleaning(fast=settings["fast"]))
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"[:200]
        return Rejected(
            place=page.place, stage="cleaning", reason="failed", detail=detail, key=page.key, url=page.url
        )


def table_of(articles: Sequence[Article], settings: ArchiveState) -> pa.Table:
    """Articles as rows of `ARTICLES`, by day and id, each once."""
    unique = {article.id: article for article in articles}
    listed = list(unique.values())
    rows_of_vectors = vectors(listed, settings["encoder"])
    rows = [_article_row(article, vector) for article, vector in zip(listed, rows_of_vectors, strict=True)]
    return pa.Table.from_pylist(sorted(rows, key=lambda row: (row["day"], row["id"])), schema=ARTICLES)


def _article_row(article: Article, vector: np.ndarray[Any, np.dtype[np.float32]]) -> dict[str, Any]:
    start = article_preview(replace(article, text=article.text[:LEAD_LETTERS]), vector)
    return to_row(article) | {
        "day": UNDATED if start.window is None else day_named(floor(start.window)),
        "position": start.window,
        "stated": start.stated_day,
        "lead_codes": start.lead.codes,
        "lead_weights": start.lead.weights,
        "vector": vector,
    }


def article_of(row: dict[str, Any]) -> Article:
    """The article of a row."""
    return from_row(Article, row)


def day_named(number: int) -> str:
    """The day, as 2019-04-25, that is so many days after 1 January 1970."""
    return date.fromordinal(_EPOCH + number).isoformat()


def number_of(day: str) -> int:
    """The inverse of `day_named`."""
    return date.fromisoformat(day).toordinal() - _EPOCH


def _outlet_lines(articles: Sequence[Article]) -> list[dict[str, Any]]:
    """Every line of the articles, once an article, by outlet."""
    rows = []
    for article in articles:
        outlet = article.domain or article.outlet or ""
        published = article.published_at.astimezone(UTC) if article.published_at else None
        for line, spans in recurring.lines(article).items():
            rows.append(
                {
                    "shard": shard_of(outlet),
                    "outlet": outlet,
                    "line": line,
                    "page": article.url or article.id,
                    "published_at": _iso_time(published),
                    "article_id": article.id,
                    "start": spans[0].start,
                    "end": spans[0].end,
                }
            )
    return sorted(rows, key=lambda row: (row["shard"], row["outlet"], row["line"], row["article_id"]))


def shard_of(outlet: str) -> int:
    """Which of the shards an outlet's lines are in."""
    return blake2b(outlet.encode(), digest_size=2).digest()[0] % SHARDS


def _iso_time(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _write(folder: Folder, path: Path, rows: Iterable[dict[str, Any]], schema: pa.Schema) -> None:
    with folder.writing(path) as file:
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), file, compression="zstd")
