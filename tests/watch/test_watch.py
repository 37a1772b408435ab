"""Watching feeds: nothing lost, nothing fetched twice, faults survived, one watcher at a time."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from newsfold.clean import Cleaning
from newsfold.newsroom import Newsroom
from newsfold.reading import Fetching
from newsfold.records import BusyError, IngestReport, NewsfoldError, Page, Rejected
from newsfold.watch import FeedAsked, Sources, Taken, Waiting, watch
from tests.server import Server, reply, rss

FETCHING = Fetching(allow_private=True, pause=0, timeout=1.0)
EVERY = 0.01
WatchEvent = FeedAsked | Taken | Waiting


class Desk:
    """Takes in pages as a newsroom does, and keeps them."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.rejected: list[Rejected] = []
        self.busy = 0

    def take_in(
        self,
        pages: Iterable[Page | Rejected],
        *,
        progress: Callable[[str, int, int | None], None],
        cleaning: Cleaning,
    ) -> IngestReport:
        if self.busy:
            self.busy -= 1
            raise BusyError("another process is reading")
        before, refused = len(self.pages), Counter[str]()
        for page in pages:
            if isinstance(page, Page):
                self.pages.append(page)
            else:
                self.rejected.append(page)
                refused[page.reason] += 1
        progress("reading", len(self.pages), None)
        return IngestReport(new=len(self.pages) - before, rejected=dict(refused))

    @property
    def places(self) -> Counter[str]:
        return Counter(page.place for page in self.pages)


def run(desk: Desk, feeds: list[str | Path], state: Path, every: float = EVERY) -> list[WatchEvent]:
    events: list[WatchEvent] = []
    newsroom = cast(Newsroom, desk)
    watch(newsroom, feeds, every, state=state, fetching=FETCHING, tell=events.append, once=True)
    return events


def asked(events: list[WatchEvent]) -> dict[str, FeedAsked]:
    return {event.url: event for event in events if isinstance(event, FeedAsked)}


def silent(until: threading.Event) -> None:
    until.wait(20)


def until(true: Callable[[], bool]) -> None:
    while not true():  # a test that waits for ever is ended by the limit for all
        time.sleep(0.01)


def test_what_is_new_is_fetched_once(server: Server, tmp_path: Path) -> None:
    url = server.url
    server.give("/feed", rss(f"{url}/1", f"{url}/2"), ETag='"a"')
    for number in range(1, 4):
        server.give(f"/{number}", b"<p>words")
    opml = tmp_path / "feeds.opml"
    opml.write_text(f"<opml><body><outline xmlUrl='{url}/feed'/></body></opml>")
    desk, state = Desk(), tmp_path / "state"
    assert asked(run(desk, [opml], state))[f"{url}/feed"].entries == 2
    server.give("/feed", rss(f"{url}/3", f"{url}/1", f"{url}/2"))
    assert asked(run(desk, [opml], state))[f"{url}/feed"].entries == 1
    # the oldest entry of a feed stands last in it
    assert [page.place for page in desk.pages] == [f"{url}/2", f"{url}/1", f"{url}/3"]
    assert Counter(path for path in server.asked if path in ("/1", "/2", "/3")) == {"/1": 1, "/2": 1, "/3": 1}


def test_an_unchanged_feed_is_asked_with_its_validator(server: Server, tmp_path: Path) -> None:
    seen: list[str | None] = []

    def answer(handler):  # type: ignore[no-untyped-def]
        seen.append(handler.headers["If-None-Match"])
        if seen[-1]:
            reply(handler, 304, b"")
        else:
            reply(handler, 200, rss(), ETag='"a"')

    server.answers["/feed"] = answer
    feed = server.url + "/feed"
    answers = [asked(run(Desk(), [feed], tmp_path / "state"))[feed] for _ in range(3)]
    assert seen == [None, '"a"', '"a"']
    assert [a.unchanged for a in answers] == [False, True, True]


def test_a_feed_that_broke_off_is_sent_again_in_full(server: Server, tmp_path: Path) -> None:
    feed, pages = server.url + "/feed", (server.url + "/1", server.url + "/2")
    for number in (1, 2):
        server.give(f"/{number}", b"<p>words")
    whole = rss(*pages)
    server.give("/feed", whole[: whole.index(pages[1].encode())], ETag='"a"')
    desk = Desk()
    run(desk, [feed], tmp_path / "state")
    assert pages[0] in desk.places

    def answer(handler):  # type: ignore[no-untyped-def]
        assert handler.headers["If-None-Match"] is None
        reply(handler, 200, whole, ETag='"a"')

    server.answers["/feed"] = answer
    run(desk, [feed], tmp_path / "state")
    assert set(pages) <= desk.places.keys() and server.asked.count("/1") == 1


def test_an_entry_that_the_feed_calls_changed_is_fetched_again(server: Server, tmp_path: Path) -> None:
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Feed</title><entry><id>1</id><title>T</title>"
        f"<link href='{server.url}/1'/><updated>2019-04-25T1{{hour}}:00:00Z</updated></entry></feed>"
    )
    server.give("/1", b"<p>words")
    desk = Desk()
    for hour in (0, 0, 1, 1):
        server.give("/feed", atom.format(hour=hour).encode())
        run(desk, [server.url + "/feed"], tmp_path / "state")
    assert server.asked.count("/1") == 2 and len(desk.pages) == 2


def test_full_entries_need_no_fetch(server: Server, tmp_path: Path) -> None:
    full = "&lt;p&gt;" + "The harbour was quiet all morning. " * 30 + "&lt;/p&gt;"
    items = f"<item><title>T</title><link>{server.url}/1</link><description>{full}</description></item>"
    server.give("/feed", f"<rss version='2.0'><channel><title>F</title>{items * 2}</channel></rss>".encode())
    desk = Desk()
    for _ in range(2):
        run(desk, [server.url + "/feed"], tmp_path / "state")
    assert desk.places == {server.url + "/1": 1} and b"harbour" in desk.pages[0].body
    assert "/1" not in server.asked


def test_an_entry_outlives_its_place_in_the_feed(server: Server, tmp_path: Path) -> None:
    """Its page can't be had while the feed lists it; when it can, the feed has gone on."""
    page, feed = server.url + "/1", server.url + "/feed"
    server.give("/feed", rss(page))
    server.give("/1", b"", 503)
    desk, state = Desk(), tmp_path / "state"
    run(desk, [feed], state)
    assert not desk.pages
    server.give("/feed", rss())
    server.give("/1", b"<p>late words")
    time.sleep(2 * EVERY)
    run(desk, [feed], state)
    assert desk.places == {page: 1} and not desk.rejected


@pytest.mark.parametrize(("status", "tries"), [(404, 3), (500, 7)])
def test_an_entry_that_stays_away_is_given_up(
    server: Server, tmp_path: Path, status: int, tries: int
) -> None:
    server.give("/feed", rss(f"{server.url}/gone"))
    server.give("/gone", b"", status)
    desk = Desk()
    for _ in range(tries + 2):
        run(desk, [server.url + "/feed"], tmp_path / "state", every=1e-6)
    assert server.asked.count("/gone") == tries
    assert [(r.reason, r.detail) for r in desk.rejected] == [("not fetched", f"HTTP {status}")]


def test_many_feeds_with_faults(server: Server, tmp_path: Path) -> None:
    url = server.url
    for number in range(16):
        server.give(f"/feed{number}", rss(f"{url}/a{number}", f"{url}/b{number}"))
        server.give(f"/a{number}", b"<p>words")
        server.give(f"/b{number}", b"" if number % 7 == 0 else b"<p>more", 500 if number % 7 == 0 else 200)
    server.give("/feed3", b"<rss><channel><item>", 200)
    server.give("/feed4", b"", 404)
    feeds: list[str | Path] = [f"{url}/feed{number}" for number in range(16)]
    feeds.append("http://127.0.0.1:9/dead")
    desk, state = Desk(), tmp_path / "state"
    answers = asked(run(desk, feeds, state))
    failures = {url: a.failure for url, a in answers.items() if a.failure}
    assert failures.keys() == {f"{url}/feed3", f"{url}/feed4", "http://127.0.0.1:9/dead"}
    for number in range(16):
        server.give(f"/feed{number}", rss(f"{url}/a{number}", f"{url}/b{number}", f"{url}/c{number}"))
        for kind in "abc":
            server.give(f"/{kind}{number}", b"<p>words")
    for _ in range(2):
        time.sleep(0.05)
        run(desk, feeds[:-1], state)
    assert desk.places == {f"{url}/{kind}{number}": 1 for kind in "abc" for number in range(16)}
    assert {r.place for r in desk.rejected} == failures.keys()


def test_what_may_not_be_fetched_is_refused_and_listed(server: Server, tmp_path: Path) -> None:
    server.give("/feed", rss("file:///etc/passwd", "gopher://a.example/1", f"{server.url}/1"))
    server.give("/1", b"<p>words")
    opml = tmp_path / "feeds.opml"
    listed = [server.url + "/feed", "file:///etc/passwd", "ftp://a.example/feed"]
    opml.write_text(f"<opml>{''.join(f'<outline xmlUrl={url!r}/>' for url in listed)}</opml>")
    desk = Desk()
    answers = asked(run(desk, [opml], tmp_path / "state"))
    assert [answers[url].failure for url in listed] == [None, *["not an http or https address"] * 2]
    details = [r.detail for r in desk.rejected]
    assert details.count("not an http or https address") == 2
    assert sum(d.startswith("not an http or https address: file:") for d in details) == 1
    assert desk.places == {f"{server.url}/1": 1}


def test_one_host_that_hangs_holds_up_no_other(tmp_path: Path) -> None:
    servers = [Server() for _ in range(6)]
    hanging = threading.Event()
    servers[0].answers["/feed"] = lambda handler: silent(hanging)
    for number, server in enumerate(servers):
        if number:
            server.give("/feed", rss(f"{server.url}/1"))
        server.give("/1", b"<p>words")
    desk, stop = Desk(), threading.Event()
    running = threading.Thread(
        target=watch,
        args=(cast(Newsroom, desk), [server.url + "/feed" for server in servers], 60.0),
        kwargs={"state": tmp_path / "state", "stop": stop, "fetching": replace(FETCHING, timeout=20.0)},
    )
    running.start()
    until(lambda: len(desk.pages) == 5)
    assert "/feed" in servers[0].asked
    stop.set()
    hanging.set()
    running.join(10)
    assert not running.is_alive()
    for server in servers:
        server.server.shutdown()
        server.server.server_close()


def test_a_host_is_asked_one_thing_at_a_time(server: Server, tmp_path: Path) -> None:
    now, most, lock = 0, 0, threading.Lock()

    def answer(handler):  # type: ignore[no-untyped-def]
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with lock:
            now -= 1
        reply(handler, 200, b"<p>words")

    other = Server()
    # two hosts whose feeds point at one third host
    for number, host in enumerate((server, other)):
        host.give("/feed", rss(*(f"{server.url}/{number}{page}" for page in range(5))))
    for number in range(2):
        for page in range(5):
            server.answers[f"/{number}{page}"] = answer
    desk = Desk()
    run(desk, [server.url + "/feed", other.url + "/feed"], tmp_path / "state")
    assert len(desk.pages) == 10 and most == 1
    other.server.shutdown()
    other.server.server_close()


def test_a_host_that_asks_for_time_gets_it(server: Server, tmp_path: Path) -> None:
    server.give("/feed", b"", 429, Retry_After="3600")
    server.give("/other", rss())
    feeds: list[str | Path] = [server.url + "/feed", server.url + "/other"]
    answers = asked(run(Desk(), feeds, tmp_path / "state"))
    assert answers[server.url + "/feed"].failure == "HTTP 429"
    assert server.url + "/other" not in answers and "/other" not in server.asked
    run(Desk(), [server.url + "/feed"], tmp_path / "state")
    assert server.asked.count("/feed") == 2  # named by hand it is asked; a list would wait the hour


def test_an_opml_list_at_an_address(server: Server, tmp_path: Path) -> None:
    listed = f"<opml><outline><outline xmlUrl='{server.url}/feed'/></outline></opml>"
    server.give("/list", listed.encode(), ETag='"a"')
    server.give("/feed", rss(f"{server.url}/1"))
    server.give("/1", b"<p>words")
    desk = Desk()
    for _ in range(2):
        answers = asked(run(desk, [server.url + "/list"], tmp_path / "state"))
        assert not any(a.failure for a in answers.values())
    assert desk.places == {f"{server.url}/1": 1}


def test_while_another_reads_pages_are_kept(server: Server, tmp_path: Path) -> None:
    server.give("/feed", rss(f"{server.url}/1"))
    server.give("/1", b"<p>words")
    desk = Desk()
    desk.busy = 2
    events = run(desk, [server.url + "/feed"], tmp_path / "state")
    assert [type(event) for event in events] == [FeedAsked, Waiting, Taken] and desk.places == {
        f"{server.url}/1": 1
    }


def test_pages_that_were_not_taken_in_are_not_fetched_again(server: Server, tmp_path: Path) -> None:
    """The process ends between the fetch and the newsroom, as a kill would end it."""
    server.give("/feed", rss(f"{server.url}/1"))
    server.give("/1", b"<p>words")

    class Killed(Desk):
        def take_in(self, pages: Iterable[Page | Rejected], **_: object) -> IngestReport:
            if list(pages):
                raise MemoryError
            return IngestReport()

    with pytest.raises(MemoryError):
        run(Killed(), [server.url + "/feed"], tmp_path / "state")
    desk = Desk()
    run(desk, [server.url + "/feed"], tmp_path / "state")
    assert desk.places == {f"{server.url}/1": 1} and server.asked.count("/1") == 1


def test_a_second_watcher_is_refused(server: Server, tmp_path: Path) -> None:
    server.give("/feed", rss())
    stop, begun = threading.Event(), threading.Event()
    state = tmp_path / "state"
    first = threading.Thread(
        target=watch,
        args=(cast(Newsroom, Desk()), [server.url + "/feed"], 60.0),
        kwargs={"state": state, "fetching": FETCHING, "stop": stop, "tell": lambda _: begun.set()},
    )
    first.start()
    assert begun.wait(10)
    with pytest.raises(NewsfoldError, match="another process is watching"):
        run(Desk(), [server.url + "/feed"], state)
    stop.set()
    first.join(10)
    assert not first.is_alive()
    run(Desk(), [server.url + "/feed"], state)


def test_ctrl_c_ends_it_cleanly(server: Server, tmp_path: Path) -> None:
    server.give("/feed", rss(f"{server.url}/1"))
    server.give("/1", b"<p>words")

    class Pressed(Desk):
        def take_in(self, pages: Iterable[Page | Rejected], **_: object) -> IngestReport:
            if list(pages):
                raise KeyboardInterrupt
            return IngestReport()

    newsroom = cast(Newsroom, Pressed())
    watch(newsroom, [server.url + "/feed"], 60.0, state=tmp_path / "state", fetching=FETCHING)


def test_a_page_in_place_of_a_feed_names_its_feed(server: Server, tmp_path: Path) -> None:
    link = "<link href='/rss?a=1&amp;b=2' rel=alternate type='application/rss+xml'>"
    server.give("/", f"<html><head><link rel=icon href=/x>{link}</head><p>News".encode())
    answers = asked(run(Desk(), [server.url + "/"], tmp_path / "state"))
    [failure] = [a.failure for a in answers.values()]
    assert failure == f"no feed is there, but the page names one: {server.url}/rss?a=1&b=2"


def test_a_list_that_changes_is_read_again(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text("<opml><outline xmlUrl='https://a.example/feed'/></opml>")
    sources = Sources([opml, "https://b.example/feed"])
    assert sources.feeds() == ["https://b.example/feed", "https://a.example/feed"]
    opml.write_text("<opml><outline xmlUrl='https://another.example/feed'/></opml>")
    assert sources.feeds() == ["https://b.example/feed", "https://another.example/feed"]
    opml.write_text("half a li")
    assert sources.feeds() == ["https://b.example/feed", "https://another.example/feed"]


def test_nothing_to_watch_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="No such file"):
        run(Desk(), [tmp_path / "none.opml"], tmp_path / "state")
    empty = tmp_path / "empty.opml"
    empty.write_text("<opml/>")
    with pytest.raises(NewsfoldError, match="no OPML list"):
        run(Desk(), [empty], tmp_path / "state")
    with pytest.raises(NewsfoldError, match="no feed to watch"):
        run(Desk(), [], tmp_path / "state")
    with pytest.raises(NewsfoldError, match="not an http or https address"):
        run(Desk(), ["ftp://a.example"], tmp_path / "state")
    with pytest.raises(ValueError, match="every is 0"):
        watch(cast(Newsroom, Desk()), ["https://a.example"], 0, state=tmp_path / "state")
    other = tmp_path / "other"
    other.write_text("no database " * 100)
    with pytest.raises(NewsfoldError, match="can't be used"):
        run(Desk(), ["https://a.example"], other)


def entry(link: str, guid: str | None = None, title: str = "Title") -> str:
    named = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<item><title>{title}</title><link>{link}</link>{named}</item>"


def listing(*entries: str) -> bytes:
    return f"<rss version='2.0'><channel><title>F</title>{''.join(entries)}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("looks", "asked_for"),
    [
        ([entry("{url}/1?zx=8", "id-1"), entry("{url}/1?zx=9", "id-1")], 1),
        ([entry("{url}/1?t=1556186400123"), entry("{url}/1?t=1556186999123")], 1),
        ([entry("{url}/1"), entry("{url}/1/?utm_source=rss")], 1),
        ([entry("{url}/1", "id-1"), entry("{url}/1")], 1),
        ([entry("{url}/1", "id-1"), entry("{url}/2", "id-1")], 1),
        ([entry("{url}/1", "id-1"), entry("{url}/1", "id-2")], 2),
        ([entry("{url}/1", "0", "One") + entry("{url}/2", "0", "Two")], 2),
        ([entry("{url}/1", f"changes-{n}") for n in range(14)], 10),
    ],
)
def test_an_entry_is_known_by_its_id(
    server: Server, tmp_path: Path, looks: list[str], asked_for: int
) -> None:
    desk = Desk()
    for path in ("/1", "/2", "/1/?utm_source=rss", *(f"/1?{q}" for q in ("zx=8", "zx=9"))):
        server.give(path, b"<p>words")
    for number in (1556186400123, 1556186999123):
        server.give(f"/1?t={number}", b"<p>words")
    for look in looks:
        server.give("/feed", listing(look.replace("{url}", server.url)))
        run(desk, [server.url + "/feed"], tmp_path / "state")
    assert len(desk.pages) == asked_for and not desk.rejected


def test_one_entry_of_two_feeds_is_fetched_once(server: Server, tmp_path: Path) -> None:
    server.give("/1", b"<p>words")
    for feed in ("/one", "/other"):
        server.give(feed, listing(entry(server.url + "/1", "7")))
    desk = Desk()
    run(desk, [server.url + "/one", server.url + "/other"], tmp_path / "state")
    assert len(desk.pages) == 1


def test_a_feed_that_says_it_has_not_changed_at_once_has_failed(server: Server, tmp_path: Path) -> None:
    server.give("/feed", b"", 304)
    answer = asked(run(Desk(), [server.url + "/feed"], tmp_path / "state"))[server.url + "/feed"]
    assert answer.failure is not None and "HTTP 304" in answer.failure
