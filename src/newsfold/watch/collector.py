"""Asks feeds and fetches their entries: many hosts at a time, one request at a time to each."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b

from newsfold.reading import Fetched, Fetcher, FetchError, Fetching, feed, from_item, host_of, opml, page
from newsfold.records import Page, Rejected
from newsfold.watch.sources import Sources
from newsfold.watch.state import WatchedEntry, WatchedFeed, WatchState

_CONCURRENT_HOSTS = 32  # bounds the connections: hosts that are asked at the same time
_LONGEST_DELAY = 24 * 3600.0  # bounds the silence: seconds between two tries of what fails
_ENTRY_TRIES = 7  # bounds the tries of an entry whose host or server fails
_TRIES_REFUSED = 3  # and of one that is not there, or may not be had
_DUE_SECONDS = 0.1  # seconds between two looks at what is due
_REQUEST_GRACE = 2.0  # seconds that requests have to end when the watch does


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAsked:
    """What one look at a feed brought: entries that are new or changed, or a failure."""

    url: str
    entries: int = 0
    unchanged: bool = False
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    host: str
    work: str | WatchedEntry  # a feed's address, or an entry


class Collector:
    """A thread that hands out what is due, and threads that fetch it into the state's inbox.

    As a context it runs from the first line inside to the last.
    """

    def __init__(
        self,
        state: WatchState,
        sources: Sources,
        *,
        every: float,
        fetching: Fetching,
        ended: threading.Event,
        tell: Callable[[FeedAsked], None],
        once: bool,
    ) -> None:
        self._kept = state
        self._sources = sources
        self._every = every
        self._ended = ended
        self._tell = tell
        self._once = once
        self._patience = fetching.patience
        self._fetcher = Fetcher(replace(fetching, retries=0), sleep=self._sleep)
        self._lock = threading.Lock()
        self._changed = threading.Event()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._busy: set[str] = set()
        self._rest: dict[str, float] = {}  # when each host may be asked again
        self._lists: dict[str, list[str]] = {}  # what an OPML list at an address names
        self._due: dict[str, float] = {}  # when each feed is to be asked
        self._hosts: dict[str, str] = {}  # of each feed
        self._asked: set[str] = set()
        self._idle = self._done = False
        self._broken: BaseException | None = None
        self._threads = [threading.Thread(target=self._guarded, args=(self._hand_out,), daemon=True)]
        self._threads += [
            threading.Thread(target=self._guarded, args=(self._fetch_all,), daemon=True)
            for _ in range(_CONCURRENT_HOSTS)
        ]

    def __enter__(self) -> Collector:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._changed.set()
        until = time.monotonic() + _REQUEST_GRACE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        # A thread that still hangs on a silent server ends with its process; it keeps nothing any more.
        self._fetcher.close()

    def idle(self) -> bool:
        """Whether nothing is being fetched, or due."""
        return self._idle

    def done(self) -> bool:
        """With `once`: whether every feed was asked and all that was due was fetched."""
        return self._done

    def check(self) -> None:
        """Raise what made one of the threads fail."""
        if self._broken is not None:
            raise self._broken

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            self._broken = self._broken or error
            self._ended.set()

    def _sleep(self, seconds: float) -> None:
        if self._ended.wait(seconds):
            raise FetchError("stopped", passing=True)

    # ── what is due ──────────────────────────────────────────────────────────────────────────────

    def _hand_out(self) -> None:
        while not self._ended.is_set():
            self._changed.clear()
            with self._lock:
                job = self._next(time.time()) if len(self._busy) < _CONCURRENT_HOSTS else None
                if job is not None:
                    self._busy.add(job.host)
                self._idle = job is None and not self._busy
                self._done = self._done or (self._once and self._idle and not self._to_come(time.time()))
            if job is not None:
                self._jobs.put(job)
            else:
                self._changed.wait(_DUE_SECONDS)
        for _ in range(_CONCURRENT_HOSTS):
            self._jobs.put(None)

    def _next(self, now: float) -> _Job | None:
        """What has been due for longest among the hosts that may be asked."""
        self._rest = {host: until for host, until in self._rest.items() if until > now}
        closed = self._busy | self._rest.keys()
        entry = self._kept.next_entry(now, closed)
        feeds = [(at, url) for url, at in self._feeds().items() if at <= now]
        due = min(((at, url) for at, url in feeds if self._hosts[url] not in closed), default=None)
        if due and (entry is None or due[0] <= entry.next_at):
            return _Job(self._hosts[due[1]], due[1])
        return _Job(entry.host, entry) if entry is not None else None

    def _feeds(self) -> dict[str, float]:
        """When each feed is to be asked."""
        listed = self._sources.feeds()
        listed += [url for urls in list(self._lists.values()) for url in urls]
        for url in listed:
            if url not in self._due:
                self._hosts[url] = host_of(url)
                known = self._kept.feed(url)
                self._due[url] = 0.0 if url in self._sources.addresses or self._now(known) else known.next_at
        return {url: self._due[url] for url in listed if not (self._once and url in self._asked)}

    def _now(self, known: WatchedFeed) -> bool:
        """Whether a feed is to be asked at the start whatever its time: with `once`, unless it fails."""
        return self._once and known.failures == 0

    def _to_come(self, now: float) -> bool:
        """With `once`: whether something is due whose host rests for no longer than our patience."""
        soon = {host for host, until in self._rest.items() if now < until <= now + self._patience}
        late = {host for host, until in self._rest.items() if until > now + self._patience}
        feeds = [url for url, at in self._feeds().items() if at <= now and self._hosts[url] not in late]
        entry = self._kept.next_entry(now, late)
        return bool(feeds or entry) and bool(soon)

    # ── asking ───────────────────────────────────────────────────────────────────────────────────

    def _fetch_all(self) -> None:
        while (job := self._jobs.get()) is not None:
            error = self._ask(job.work) if isinstance(job.work, str) else self._get(job.work)
            address = job.work if isinstance(job.work, str) else (job.work.item.url or "")
            with self._lock:
                self._rested(job.host, self._fetcher.ready_in(address), error)
                self._busy.discard(job.host)
            self._changed.set()

    def _rested(self, host: str, ready: float, error: FetchError | None) -> None:
        """How long a host has peace: what its manners or its silence ask for, or it itself."""
        if error is not None and error.wait is not None:
            ready = max(ready, error.wait)
        if ready > 0:
            self._rest[host] = time.time() + min(_LONGEST_DELAY, ready)

    def _ask(self, url: str) -> FetchError | None:
        """Ask a feed, and keep what it answered; returns how it failed."""
        known = self._kept.feed(url)
        self._asked.add(url)
        try:
            answer = self._fetcher.attempt(url, etag=known.etag, last_modified=known.last_modified)
            following = WatchedFeed(
                etag=known.etag, last_modified=known.last_modified, next_at=self._later(1.0)
            )
            new = 0
            if answer.fresh:
                entries, whole = self._read(url, answer)
                # A feed that broke off is to be sent again, so it gets no validators.
                etag, last_modified = (answer.etag, answer.last_modified) if whole else (None, None)
                following = replace(following, etag=etag, last_modified=last_modified)
                new = self._kept.answered(url, following, entries)
            else:
                self._kept.answered(url, following)
        except FetchError as error:
            if not self._ended.is_set():
                self._failed(url, known, error)
            return error
        self._due[url] = following.next_at
        self._tell(FeedAsked(url=url, entries=new, unchanged=not answer.fresh))
        return None

    def _later(self, times: float) -> float:
        return time.time() + min(max(_LONGEST_DELAY, self._every), self._every * times)

    def _failed(self, url: str, known: WatchedFeed, error: FetchError) -> None:
        next_at = self._later(2.0 ** min(known.failures + 1, 20))
        if error.wait is not None:
            next_at = max(next_at, time.time() + min(_LONGEST_DELAY, error.wait))
        rejected = Rejected(place=url, stage="reading", reason=error.reason, detail=str(error), url=url)
        following = replace(known, next_at=next_at, failures=known.failures + 1)
        self._kept.failed(url, following, rejected if known.failures == 0 else None)
        self._due[url] = next_at
        self._tell(FeedAsked(url=url, failure=str(error)))

    def _read(self, url: str, answer: Fetched) -> tuple[list[WatchedEntry], bool]:
        """The entries of a feed, and whether it is whole; an OPML list's feeds are added to what is due."""
        if feed.feed_kind(answer.body) == "opml":
            if url not in self._sources.addresses:
                raise FetchError("a list of feeds, inside another", "unsupported")
            listed = opml.outlines(answer.body, answer.url, answer.charset)
            if not listed:
                raise FetchError("the OPML list names no feed", "empty")
            self._lists[url] = listed
            return [], False
        items = feed.items(answer.body, answer.url, charset=answer.charset)
        if items is None:
            named = feed.named_by(answer.body, answer.url)
            but = f", but the page names one: {named}" if named else ""
            raise FetchError(f"no feed is there{but}", "bad line")
        if not (whole := feed.is_whole(answer.body)):
            items = items[:-1]  # half an entry, perhaps with half an address
            if not items:
                raise FetchError("the feed breaks off", "bad line")
        return [_watched_entry(url, item) for item in reversed(items)], whole

    def _get(self, entry: WatchedEntry) -> FetchError | None:
        """Fetch an entry's page, and keep it; returns how it failed."""
        assert entry.item.url is not None  # an entry without an address has nothing to fetch
        record: Page | Rejected
        try:
            record = page(self._fetcher.attempt(entry.item.url), entry.item)
        except FetchError as error:
            if self._ended.is_set():
                return error
            if entry.tries + 1 < (_ENTRY_TRIES if error.passing else _TRIES_REFUSED):
                wait = max(error.wait or 0.0, self._every * 2.0**entry.tries)
                self._kept.put_off(entry, time.time() + min(_LONGEST_DELAY, wait))
                return error
            record = Rejected(
                place=entry.place, stage="reading", reason=error.reason, detail=str(error),
                key=entry.item.key, url=entry.item.url,
            )  # fmt: skip
            self._kept.fetched(entry, record)
            return error
        self._kept.fetched(entry, record)
        return None


def _watched_entry(url: str, item: feed.Item) -> WatchedEntry:
    place = item.place(url)
    held = from_item(item, place)
    stamp = item.modified or (_hash(item.html) if item.html else None)
    return WatchedEntry(
        identity=item.identity(url), place=place, host=host_of(item.url or url), item=item, stamp=stamp,
        held=held, next_at=time.time(),
    )  # fmt: skip


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
