"""Watching feeds: nothing lost, nothing fetched twice, faults survived, one watcher at a time."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

import pytest

from newsfold.newsroom import Newsroom
from newsfold.reading import Fetching
from newsfold.records import NewsfoldError, Page, Reading, Rejected
from newsfold.watch import Asked, watch
from tests.test_fetch import Server, reply

FETCHING = Fetching(allow_private=True, pause=0, timeout=1.0, retries=0)


class Desk:
    """Takes in pages as a newsroom does, and keeps them."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.rejected: list[Rejected] = []

    def take_in(self, pages: Iterable[Page | Rejected]) -> Reading:
        before, refused = len(self.pages), Counter[str]()
        for page in pages:
            if isinstance(page, Page):
                self.pages.append(page)
            else:
                self.rejected.append(page)
                refused[page.reason] += 1
        return Reading(new=len(self.pages) - before, rejected=dict(refused))


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.server.shutdown()
    one.server.server_close()
    one.thread.join()


def run(desk: Desk, feeds: list[str | Path], state: Path, rounds: int = 1) -> list[Asked]:
    told: list[Asked] = []
    newsroom = cast(Newsroom, desk)
    watch(newsroom, feeds, 0.01, state=state, fetching=FETCHING, tell=told.append, rounds=rounds)
    return told


def rss(*links: str) -> bytes:
    items = "".join(f"<item><title>Title</title><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><title>The Feed</title>{items}</channel></rss>".encode()


def test_what_is_new_is_fetched_once(server: Server, tmp_path: Path) -> None:
    url = server.url
    server.give("/feed", rss(f"{url}/1", f"{url}/2"), ETag='"a"')
    for number in range(1, 4):
        server.give(f"/{number}", b"<p>words")
    opml = tmp_path / "feeds.opml"
    opml.write_text(f"<opml><body><outline xmlUrl='{url}/feed'/></body></opml>")
    desk, state = Desk(), tmp_path / "state"
    assert [asked.new for asked in run(desk, [opml], state)] == [2]
    server.give("/feed", rss(f"{url}/3", f"{url}/1", f"{url}/2"))
    assert [asked.new for asked in run(desk, [opml], state)] == [1]
    assert [page.place for page in desk.pages] == [f"{url}/1", f"{url}/2", f"{url}/3"]
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
    told = run(Desk(), [server.url + "/feed"], tmp_path / "state") + run(
        Desk(), [server.url + "/feed"], tmp_path / "state"
    )
    assert seen == [None, '"a"']
    assert [asked.unchanged for asked in told] == [False, True]


def test_faults_are_survived_and_tried_again(server: Server, tmp_path: Path) -> None:
    url = server.url
    server.give("/feed", rss(f"{url}/1", f"{url}/2"), ETag='"a"')
    server.give("/1", b"<p>words")
    server.give("/2", b"", 503)
    desk, state = Desk(), tmp_path / "state"
    feeds: list[str | Path] = ["http://127.0.0.1:9/dead", url + "/none", url + "/feed"]
    told = run(desk, feeds, state)
    assert [asked.failure is not None for asked in told] == [True, True, False]
    server.give("/2", b"<p>late words")
    run(desk, feeds, state)
    assert [page.place for page in desk.pages] == [f"{url}/1", f"{url}/2"]
    assert server.asked.count("/1") == 1


def test_an_entry_that_stays_away_is_given_up(server: Server, tmp_path: Path) -> None:
    server.give("/feed", rss(f"{server.url}/gone"))
    desk = Desk()
    for _ in range(5):
        run(desk, [server.url + "/feed"], tmp_path / "state")
    assert server.asked.count("/gone") == 3
    assert {r.reason for r in desk.rejected} == {"not fetched"}


def test_many_feeds_with_faults(server: Server, tmp_path: Path) -> None:
    url = server.url
    for number in range(16):
        server.give(f"/feed{number}", rss(f"{url}/a{number}", f"{url}/b{number}"))
        server.give(f"/a{number}", b"<p>words")
        server.give(f"/b{number}", b"" if number % 7 == 0 else b"<p>more", 500 if number % 7 == 0 else 200)
    server.give("/feed3", b"<rss><channel><item>", 200)
    server.give("/feed4", b"", 429, Retry_After="3600")
    feeds: list[str | Path] = [f"{url}/feed{number}" for number in range(16)]
    desk, state = Desk(), tmp_path / "state"
    run(desk, feeds, state, rounds=2)
    for number in range(16):
        server.give(f"/feed{number}", rss(f"{url}/a{number}", f"{url}/b{number}", f"{url}/c{number}"))
        for kind in "abc":
            server.give(f"/{kind}{number}", b"<p>words")
    for _ in range(4):
        run(desk, feeds, state)
        threading.Event().wait(0.05)
    places = Counter(page.place for page in desk.pages)
    assert places == {f"{url}/{kind}{number}": 1 for kind in "abc" for number in range(16)}


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
    server.give("/feed", rss())

    def press(_: Asked) -> None:
        raise KeyboardInterrupt

    watch(
        cast(Newsroom, Desk()), [server.url + "/feed"], 60.0,
        state=tmp_path / "state", fetching=FETCHING, tell=press,
    )  # fmt: skip


def test_nothing_to_watch_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="No such file"):
        run(Desk(), [tmp_path / "none.opml"], tmp_path / "state")
    empty = tmp_path / "empty.opml"
    empty.write_text("<opml/>")
    with pytest.raises(NewsfoldError, match="no OPML list"):
        run(Desk(), [empty], tmp_path / "state")
    with pytest.raises(ValueError, match="every is 0"):
        watch(cast(Newsroom, Desk()), ["https://a.example"], 0, state=tmp_path / "state")
