"""A part of an archive as a newsroom: an ordinary database, whose stories are described when looked at."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from newsfold.archive.articles import ARTICLES, article_of
from newsfold.archive.days import rows_of
from newsfold.archive.engines import FAILED, Plain, Row
from newsfold.archive.folder import UNDATED, Folder, settings_of
from newsfold.compare import outlet_name
from newsfold.fold import Link, assign_story_ids
from newsfold.records import Article, DatabaseError, NewsfoldError
from newsfold.store import Store, terms
from newsfold.unfinished import named_as

Progress = Callable[[str, int, int | None], None]

_ARTICLES_STORED = 500  # bounds a transaction: articles
_STORED_COLUMNS = [name for name in ARTICLES.names if name not in ("day", "position", "stated")]


@dataclass(frozen=True, slots=True)
class Slice:
    """What a slice holds."""

    articles: int
    stories: int


def open_slice(
    root: Path,
    db: Path,
    *,
    query: str = "",
    since: date | None = None,
    until: date | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Slice:
    """Make a database at `db` of the stories that have an article of these days with all words of `query`.

    Stories come whole, with their articles of other days. Without days all are looked through, also the
    articles that have none. Raises NewsfoldError where there is no archive, `db` is there already, or nothing
    fits.
    """
    settings = settings_of(root)
    if db.exists():
        raise NewsfoldError(f"{db} is there already; name another file for the slice")
    folder, tell = Folder(root), progress or (lambda stage, done, total: None)
    fitting = _fitting(folder, terms(query), since, until, jobs, tell)
    stories = list(_fitting_stories(folder, fitting))
    if not stories:
        raise NewsfoldError(f"no article of {root} fits; newsfold archive tells which days it has")
    unfinished = db.with_name(f".{db.name}.{os.getpid()}.part")
    try:
        with named_as(db, unfinished), closing(Store(unfinished)) as store:
            store.set_encoder(settings["encoder"])
            known = _stored(store, folder, stories, tell)
            _store_folding(store, folder, stories, known)
        os.link(unfinished, db)  # fails where somebody made one meanwhile
    except FileExistsError as error:
        raise NewsfoldError(f"{db} is there already; name another file for the slice") from error
    finally:
        for suffix in ("", "-wal", "-shm", "-lock"):
            with suppress(OSError):
                Path(f"{unfinished}{suffix}").unlink(missing_ok=True)
    return Slice(articles=len(known), stories=len(stories))


def _fitting(
    folder: Folder, words: Sequence[str], since: date | None, until: date | None, jobs: int, tell: Progress
) -> set[str]:
    """Ids of the articles of these days with all these words."""
    first, last = (since or date.min).isoformat(), (until or date.max).isoformat()
    any_day = since is None and until is None
    rows: list[Row] = [
        {"file": state["file"]}
        for state in folder.states("segments").values()
        if state["file"] and (any_day if state["day"] == UNDATED else first <= state["day"] <= last)
    ]
    ids: set[str] = set()
    work = partial(matching, root=str(folder.root), words=list(words))
    for number, row in enumerate(Plain(jobs).map(rows, work), start=1):
        if FAILED in row:
            raise DatabaseError(f"{folder.root} can't be looked through: {row[FAILED]}")
        ids.update(row["ids"])
        tell("searching", number, len(rows))
    return ids


def matching(row: Row, root: str, words: list[str]) -> Row:
    """A unit: the ids of a segment's articles with all these words."""
    names = ["id", "title", "text"] if words else ["id"]
    wanted, ids = set(words), []
    for batch in pq.ParquetFile(Path(root) / row["file"]).iter_batches(_ARTICLES_STORED, columns=names):
        for article in batch.to_pylist():
            if not words or wanted <= set(terms(f"{article['title']}\n{article['text']}")):
                ids.append(article["id"])
    return {"ids": ids}


def _fitting_stories(folder: Folder, fitting: set[str]) -> Iterator[Row]:
    """The rows of the stories that have one of these articles."""
    for _, state in sorted(folder.states("stories").items()):
        for batch in pq.ParquetFile(folder.path(state["file"])).iter_batches(_ARTICLES_STORED):
            yield from (row for row in batch.to_pylist() if not fitting.isdisjoint(row["article_ids"]))


def _stored(store: Store, folder: Folder, stories: Sequence[Row], tell: Progress) -> dict[str, Article]:
    """Store the articles of the stories; returns them."""
    files = {key: state["file"] for key, state in folder.states("segments").items()}
    where: dict[str, list[int]] = defaultdict(list)
    for story in stories:
        for segment, row in zip(story["segments"], story["rows"], strict=True):
            where[segment].append(row)
    known: dict[str, Article] = {}
    total = sum(map(len, where.values()))
    for segment, numbers in sorted(where.items(), key=lambda entry: files[entry[0]]):
        for at in range(0, len(numbers), _ARTICLES_STORED):
            some = sorted(numbers)[at : at + _ARTICLES_STORED]
            rows = rows_of(folder.path(files[segment]), some, _STORED_COLUMNS)
            articles = [article_of(row) for row in rows]
            vectors = np.array([row["vector"] for row in rows], dtype=np.float32)
            with store.transaction():
                store.add_articles(articles, vectors)
            known.update((article.id, article) for article in articles)
            tell("storing", len(known), total)
    return known


def _store_folding(store: Store, folder: Folder, stories: Sequence[Row], known: dict[str, Article]) -> None:
    """Store the links between these articles, and the stories as the archive has them."""
    groups = [tuple(story["article_ids"]) for story in stories]
    made, _ = assign_story_ids(groups, known, [], 1)
    with store.transaction():
        store.add_links(_links(folder, known.keys()))
        store.put_stories(made, {id: outlet_name(article) for id, article in known.items()})


def _links(folder: Folder, ids: Iterable[str]) -> Iterator[Link]:
    """The links of the archive between two of these articles, each once."""
    inside = set(ids)
    likelihoods: dict[tuple[str, str], float] = {}
    for state in folder.states("links").values():
        if state["file"]:
            for row in pq.read_table(folder.path(state["file"])).to_pylist():
                pair = row["left"], row["right"]
                if inside.issuperset(pair):
                    likelihoods[pair] = max(likelihoods.get(pair, 0.0), row["likelihood"])
    for (left, right), likelihood in sorted(likelihoods.items()):
        yield Link(left, right, likelihood)
