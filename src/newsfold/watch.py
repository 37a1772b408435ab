"""Keeps a newsroom current: asks feeds again and again, and takes in what is new."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsfold.newsroom import Newsroom
from newsfold.reading import Fetching
from newsfold.reading import feed as feeds_of
from newsfold.reading.fetch import Fetched, Fetcher
from newsfold.reading.web import articles, is_address
from newsfold.records import NewsfoldError, Page, Rejected

_LONGEST = 24 * 3600.0  # between two tries of a feed that fails
_TRIES = 3  # of an entry whose page can't be fetched
_AT_ONCE = 50  # entries of one feed before the others have their turn
_FETCHING = Fetching()

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed (
    url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, next_at REAL NOT NULL, failures INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS entry (place TEXT PRIMARY KEY, tries INTEGER NOT NULL, done INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one look at a feed brought: articles new to the newsroom, entries rejected, or a failure."""

    url: str
    new: int = 0
    rejected: int = 0
    unchanged: bool = False
    failure: str | None = None


Tell = Callable[[Asked], None]


def watch(
    newsroom: Newsroom,
    feeds: Sequence[str | Path],
    every: float = 900.0,
    *,
    state: str | Path,
    fetching: Fetching = _FETCHING,
    stop: threading.Event | None = None,
    tell: Tell | None = None,
    rounds: int | None = None,
) -> None:
    """Take in what the feeds hold that is new, every `every` seconds, until `stop` is set or Ctrl-C.

    `feeds` are addresses of feeds or OPML lists, or OPML files. `state` is a file of its own that remembers
    what was seen, so that nothing is fetched twice, also after a restart; it belongs beside the database.
    A feed that fails is asked again after 2, 4, 8 … times `every`, at most a day. An entry whose page
    can't be fetched is tried three times. `tell` hears of each feed that was asked; `rounds` bounds how
    often all are looked at. Raises NewsfoldError where another process watches with the same `state`, and
    where a list does not exist or holds no feed.
    """
    if every <= 0:
        raise ValueError(f"every is {every}; it must be over 0 seconds")
    ended = stop or threading.Event()
    with _only_watcher(state), _State(state) as kept, Fetcher(fetching, sleep=_patient(ended)) as fetcher:
        try:
            done = 0
            while not ended.is_set() and (rounds is None or done < rounds):
                listed = _listed(feeds, fetcher)
                for url in listed:
                    if ended.is_set():
                        return
                    if kept.next_at(url) <= time.time():
                        asked = _ask(newsroom, url, every, kept, fetcher)
                        (tell or _silent)(asked)
                done += 1
                if rounds is None or done < rounds:
                    ended.wait(max(0.05, min([every, *(kept.next_at(url) - time.time() for url in listed)])))
        except KeyboardInterrupt:
            return


def _ask(newsroom: Newsroom, url: str, every: float, kept: _State, fetcher: Fetcher) -> Asked:
    etag, last_modified, failures = kept.validators(url)
    answer = fetcher.fetch(url, etag=etag, last_modified=last_modified)
    if isinstance(answer, Fetched) and answer.fresh and feeds_of.items(answer.body, answer.url) is None:
        answer = Rejected(
            place=url, stage="reading", reason="bad line", detail="the feed can't be parsed", url=url
        )
    if isinstance(answer, Rejected):
        if failures == 0:
            newsroom.take_in([answer])
        wait = min(_LONGEST, every * 2.0 ** min(failures + 1, 20))
        kept.failed(url, time.time() + wait, failures + 1)
        return Asked(url=url, failure=answer.detail or answer.reason)
    if not answer.fresh:
        kept.answered(url, etag, last_modified, time.time() + every)
        return Asked(url=url, unchanged=True)
    passed: list[Page | Rejected] = []
    done = newsroom.take_in(_noting(articles(answer, fetcher, kept.finished()), passed))
    again = kept.note(passed) or len(passed) >= _AT_ONCE
    # With entries left over, the feed must be sent again in full: it gets no validators then.
    sent = (None, None) if again else (answer.etag, answer.last_modified)
    kept.answered(url, *sent, time.time() + every)
    return Asked(url=url, new=done.new, rejected=sum(done.rejected.values()))


def _noting(pages: Iterator[Page | Rejected], passed: list[Page | Rejected]) -> Iterator[Page | Rejected]:
    for page in pages:
        passed.append(page)
        yield page
        if len(passed) >= _AT_ONCE:
            return


def _listed(feeds: Sequence[str | Path], fetcher: Fetcher) -> list[str]:
    """Addresses of the feeds, each once, in order."""
    found: list[str] = []
    for source in feeds:
        if not is_address(str(source)):
            found += _outlines(Path(source))
        elif str(source).lower().split("?")[0].endswith(".opml"):
            answer = fetcher.fetch(str(source))
            if isinstance(answer, Fetched):
                found += feeds_of.outlines(answer.body, answer.url) or []
        else:
            found.append(str(source))
    if not found:
        raise NewsfoldError("no feed to watch: give an OPML list or addresses of feeds")
    return list(dict.fromkeys(found))


def _outlines(path: Path) -> list[str]:
    try:
        listed = feeds_of.outlines(path.read_bytes())
    except OSError as error:
        raise NewsfoldError(f"{path}: {error.strerror or error}") from error
    if not listed:
        raise NewsfoldError(f"{path}: no OPML list of feeds")
    return listed


def _patient(ended: threading.Event) -> Callable[[float], None]:
    """A sleep that ends at once when the watch is to end."""

    def sleep(seconds: float) -> None:
        ended.wait(seconds)

    return sleep


def _silent(asked: Asked) -> None:
    pass


@contextmanager
def _only_watcher(state: str | Path) -> Iterator[None]:
    """Hold `state` against other watchers: a lock that its process' end frees, however it ends."""
    guard = sqlite3.connect(f"{state}-lock", timeout=0, isolation_level=None)
    try:
        try:
            guard.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise NewsfoldError(f"another process is watching with {state}; stop it first") from error
        yield
    finally:
        guard.close()


class _State:
    """What was asked and seen, in a small SQLite file."""

    def __init__(self, path: str | Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> _State:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def next_at(self, url: str) -> float:
        row = self._db.execute("SELECT next_at FROM feed WHERE url = ?", (url,)).fetchone()
        return float(row[0]) if row else 0.0

    def validators(self, url: str) -> tuple[str | None, str | None, int]:
        row = self._db.execute(
            "SELECT etag, last_modified, failures FROM feed WHERE url = ?", (url,)
        ).fetchone()
        return (row[0], row[1], int(row[2])) if row else (None, None, 0)

    def failed(self, url: str, next_at: float, failures: int) -> None:
        etag, last_modified, _ = self.validators(url)
        self._put(url, etag, last_modified, next_at, failures)

    def answered(self, url: str, etag: str | None, last_modified: str | None, next_at: float) -> None:
        self._put(url, etag, last_modified, next_at, 0)

    def _put(
        self, url: str, etag: str | None, last_modified: str | None, next_at: float, failures: int
    ) -> None:
        row = (url, etag, last_modified, next_at, failures)
        self._db.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?)", row)

    def finished(self) -> set[str]:
        """Places of the entries that are not to be fetched again."""
        rows = self._db.execute("SELECT place FROM entry WHERE done = 1")
        return {str(row[0]) for row in rows}

    def note(self, passed: Sequence[Page | Rejected]) -> bool:
        """Remember what came of entries; returns whether one of them is to be tried again."""
        again = False
        self._db.execute("BEGIN")
        for page in passed:
            row = self._db.execute("SELECT tries FROM entry WHERE place = ?", (page.place,)).fetchone()
            tries = (int(row[0]) if row else 0) + 1
            done = isinstance(page, Page) or page.reason != "not fetched" or tries >= _TRIES
            again = again or not done
            self._db.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", (page.place, tries, done))
        self._db.execute("COMMIT")
        return again
