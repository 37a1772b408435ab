"""A database's tables as rows, once the stories that they are of are described."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from newsfold.describing import Describing, Progress
from newsfold.export import Row, rows
from newsfold.records import NewsfoldError
from newsfold.store import Store

_AS_READ = ("articles", "stories", "revisions", "threads")  # tables whose rows are there without describing


def described_rows(
    store: Store,
    table: str,
    stories: Sequence[int] | None,
    tell: Progress,
    jobs: int,
    with_text: bool = False,
) -> Iterator[Row]:
    """The rows of a table, of these stories, by id, or all; what is to be described for them is, first.

    What is described is kept, story by story, so that the next call goes on where this one was stopped. Of a
    database that can't be written a copy is described, which ends. Raises NewsfoldError where a story can't
    be described, or for a table that is none.
    """
    describing = Describing(store)
    if table not in _AS_READ and describing.waiting(among=stories):
        if not store.writable:
            return _of_copy(store, table, stories, tell, jobs, with_text)
        for id, why in describing.stale(tell, fewest=1, among=stories, jobs=jobs).items():
            raise NewsfoldError(f"story {id} can't be described: {why}")
    return rows(store, table, stories, with_text=with_text)


def _of_copy(
    store: Store,
    table: str,
    stories: Sequence[int] | None,
    tell: Progress,
    jobs: int,
    with_text: bool = False,
) -> Iterator[Row]:
    with TemporaryDirectory(prefix="newsfold-") as folder:
        path = Path(folder) / "copy.db"
        store.copy_to(path)
        with closing(Store(path, create=False)) as copy:
            yield from described_rows(copy, table, stories, tell, jobs, with_text)
