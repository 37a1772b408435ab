"""Keeps a newsroom current: asks feeds again and again, and takes in what is new.

Two halves meet in one small file (`state`). Threads ask feeds and fetch the pages of their entries
(`collector`); what they get goes into the file's inbox. One thread takes the inbox into the newsroom. Each
step is a transaction, so a watch that is killed goes on where it was, and asks for nothing that it has.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsfold.clean import Cleaning
from newsfold.newsroom import Newsroom
from newsfold.reading import Fetching
from newsfold.records import BusyError, IngestReport, NewsfoldError
from newsfold.store import file_lock
from newsfold.watch.collector import Collector, FeedAsked
from newsfold.watch.sources import Sources
from newsfold.watch.state import WatchState

__all__ = ["FeedAsked", "Sources", "Taken", "Waiting", "watch"]

_PAGES_TOGETHER = 64  # bounds a transaction: pages taken in at once
_GATHER = 3.0  # bounds a delay: seconds that a page waits for others to be taken in with
_PAUSE_SECONDS = 0.3  # seconds between two batches, in which somebody else may read into the database
_INBOX_SECONDS = 0.1  # seconds between two looks at the inbox
_BUSY_SECONDS = 1.0  # seconds between two tries while another process reads into the database
_DEFAULT_FETCHING = Fetching()
_CLEANING = Cleaning()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A batch was taken in."""

    reading: IngestReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Pages are kept until another process has done reading into the database."""

    pages: int


Listener = Callable[[FeedAsked | Taken | Waiting], None]


class _StoppedError(Exception):
    """Raised between two transactions where the watch is to end."""


def watch(
    newsroom: Newsroom,
    feeds: Sequence[str | Path] | Sources,
    every: float = 900.0,
    *,
    state: str | Path,
    fetching: Fetching = _DEFAULT_FETCHING,
    cleaning: Cleaning = _CLEANING,
    stop: threading.Event | None = None,
    tell: Listener | None = None,
    once: bool = False,
) -> None:
    """Take in what the feeds hold that is new, every `every` seconds, until `stop` is set.

    Without `stop`, until Ctrl-C.

    `feeds` are addresses of feeds or OPML lists, or OPML files; a file that changes is read again. `state`
    is a file that remembers what was seen, so that nothing is fetched twice, also after a restart; it
    belongs beside the database. A feed that fails is asked again after 2, 4, 8 … times `every`, at most a
    day; an entry whose page can't be fetched after 1, 2, 4 … times, until it is given up and rejected.
    With `once` every feed is asked once. `tell` hears of each feed that was asked and each batch that was
    taken in, from one thread at a time. Raises NewsfoldError where another process watches with the same
    `state`, and where a list does not exist or names no feed.
    """
    if every <= 0:
        raise ValueError(f"every is {every}; it must be over 0 seconds")
    sources = feeds if isinstance(feeds, Sources) else Sources(feeds)
    ended = stop or threading.Event()
    tell_one = _one_at_a_time(tell or _silent)
    refusal = NewsfoldError(f"another process is watching with {state}; stop it first")
    with file_lock(state, refusal), WatchState(state) as state_held:
        collector = Collector(
            state_held, sources, every=every, fetching=fetching, ended=ended, tell=tell_one, once=once
        )
        try:
            with collector:
                _InboxDesk(newsroom, state_held, collector, cleaning, ended, tell_one).work()
        except _StoppedError:
            pass
        except KeyboardInterrupt:
            if stop is not None:  # whoever has a way to stop it meant to end it at once
                raise
        collector.check()


class _InboxDesk:
    """Takes the inbox into the newsroom, batch by batch."""

    def __init__(
        self,
        newsroom: Newsroom,
        state: WatchState,
        collector: Collector,
        cleaning: Cleaning,
        ended: threading.Event,
        tell: Listener,
    ) -> None:
        self._newsroom = newsroom
        self._kept = state
        self._collector = collector
        self._cleaning = cleaning
        self._ended = ended
        self._tell = tell
        self._waits = False  # for another process

    def work(self) -> None:
        """Take in until the watch ends."""
        self._take([])  # what a killed process left half done
        since: float | None = None
        while not self._ended.is_set():
            done = self._collector.done()  # asked before the inbox, which it may still fill
            numbers = self._kept.inbox(_PAGES_TOGETHER)
            if not numbers:
                if done:
                    return
                since = None
                self._ended.wait(_INBOX_SECONDS)
                continue
            since = since or time.monotonic()
            if (
                len(numbers) < _PAGES_TOGETHER
                and not self._collector.idle()
                and time.monotonic() < since + _GATHER
            ):
                self._ended.wait(_INBOX_SECONDS)
            elif self._take(numbers):
                since = None
                self._ended.wait(_PAUSE_SECONDS)
            else:
                self._ended.wait(_BUSY_SECONDS)

    def _take(self, numbers: Sequence[int]) -> bool:
        """Take these in, in one go; False where another process is reading into the database."""
        records = (self._kept.received(number) for number in numbers)
        try:
            reading = self._newsroom.take_in(records, progress=self._between, cleaning=self._cleaning)
        except BusyError:
            if numbers and not self._waits:
                self._waits = True
                self._tell(Waiting(pages=len(numbers)))
            return False
        self._waits = False
        self._kept.taken(numbers)
        if numbers:
            self._tell(Taken(reading=reading))
        return True

    def _between(self, stage: str, done: int, total: int | None) -> None:
        """Called after each transaction of the newsroom."""
        if self._ended.is_set():
            raise _StoppedError


def _one_at_a_time(tell: Listener) -> Listener:
    lock = threading.Lock()

    def locked(event: FeedAsked | Taken | Waiting) -> None:
        with lock:
            tell(event)

    return locked


def _silent(event: FeedAsked | Taken | Waiting) -> None:
    pass
