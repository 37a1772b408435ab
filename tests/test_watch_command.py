"""`newsfold watch` as a user runs it: a process, a database, a real server."""

from __future__ import annotations

import re
import signal
import sqlite3
import time
from pathlib import Path
from typing import IO

import pytest

from newsfold.newsroom import Newsroom
from tests.command import Run, process
from tests.press import FERRY
from tests.server import Server, rss

PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"
BODY = "".join(f"<p>{line}</p>" for line in FERRY.splitlines()[4:])


@pytest.fixture
def server(server: Server) -> Server:
    """The local server, with a feed of two pages and a third entry that is no page."""
    server.give("/feed", rss(f"{server.url}/1", f"{server.url}/2", "file:///etc/passwd"))
    server.give("/1", PAGE.format("Ferry sinks off Port Halden", BODY).encode())
    server.give("/2", PAGE.format("Ferry sinks with 212 aboard", BODY.replace("Rescuers", "Crews")).encode())
    return server


def taken_in(lines: IO[str], wanted: int) -> list[str]:
    """The lines up to the one with which so many new articles have been taken in, at once or one by one."""
    read: list[str] = []
    new = 0
    while new < wanted:
        line = lines.readline()
        assert line, read
        read.append(line)
        if "Taken in" in line and (match := re.search(r"(\d+) new article", line)):
            new += int(match[1])
    return read


def test_watch_keeps_a_newsroom_current_until_stopped(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "news.db"
    feed = [server.url + "/feed", "--allow-private", "--db", str(db)]
    with process("watch", *feed, "--every", "1s") as run:
        assert run.stderr is not None and run.stdout is not None
        lines = taken_in(run.stderr, 2)
        assert f"Watching 1 feed into {db}, every 1s" in lines[0]
        assert any("/feed: 3 new entries" in line for line in lines)

        second = Run(capfd, "watch", *feed)
        assert second.status == 2 and "another process is watching" in second.err.splitlines()[-1]
        # reading by hand goes on beside it
        page = tmp_path / "page.txt"
        page.write_text(FERRY, encoding="utf-8")
        assert Run(capfd, "read", str(page), "--db", str(db)).status == 0

        server.give("/feed", rss(f"{server.url}/3", f"{server.url}/1"))
        server.give("/3", PAGE.format("Inquiry into the ferry", BODY.replace("sank", "foundered")).encode())
        taken_in(run.stderr, 1)
        run.send_signal(signal.SIGINT)
        assert run.wait(60) == 0
        assert "Done: feeds were asked" in run.stderr.read()
        assert "articles, new            3" in run.stdout.read()
    asked = [path for path in server.asked if path in ("/1", "/2", "/3")]
    assert sorted(asked) == ["/1", "/2", "/3"] and server.asked.count("/robots.txt") == 1
    with Newsroom(db, create=False) as newsroom:
        assert newsroom.counts()["articles"] == 4
        assert [r.detail for r in newsroom.rejected()] == ["not an http or https address: file://etc/passwd"]

    # a restart has nothing to fetch, and an address that is no feed is told
    once = Run(capfd, "watch", *feed, server.url + "/1", "--once")
    assert once.status == 0 and "/1: no feed is there" in once.err
    assert server.asked.count("/2") == 1
    none = Run(capfd, "watch", server.url + "/2", "--allow-private", "--once", "--db", str(db))
    assert none.status == 1


def test_read_fetches_an_address_and_says_why_not(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    db = str(tmp_path / "news.db")
    refused = Run(capfd, "read", server.url + "/1", "--db", db)
    assert refused.status == 1 and "private address; --allow-private admits it" in refused.err
    assert server.asked == []
    read = Run(capfd, "read", server.url + "/1", "--allow-private", "--fast", "--db", db)
    assert read.status == 0 and "articles, new            1" in read.out
    gone = Run(capfd, "read", server.url + "/none", "--allow-private", "--db", db)
    assert gone.status == 1 and gone.err.strip() == f"{server.url}/none: not fetched. HTTP 404"


def test_read_waits_for_a_watchers_turn(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    db, page = tmp_path / "news.db", tmp_path / "page.txt"
    page.write_text(FERRY, encoding="utf-8")
    guard = sqlite3.connect(f"{db}-lock", isolation_level=None)
    guard.execute("BEGIN EXCLUSIVE")
    with process("read", str(page), "--db", str(db)) as run:
        assert run.stderr is not None
        assert "Waiting up to a minute: another process is reading" in run.stderr.readline()
        time.sleep(0.2)
        guard.close()
        assert run.wait(60) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no/such.opml"], "no/such.opml: No such file"),
        (["page.html"], "page.html: no OPML list of feeds"),
        (["ftp://a.example/feed"], "not an http or https address"),
        ([], "FEEDS"),
        (["https://a.example/feed", "--every", "soon"], "'soon' is no interval from 1s to 7d"),
        (["https://a.example/feed", "--every", "0s"], "'0s' is no interval"),
        (["https://a.example/feed", "--every", "30d"], "'30d' is no interval"),
        (["https://a.example/feed", "--user-agent", "Nachtblatt/1 ü"], "printable ASCII"),
    ],
)
def test_wrong_calls_say_why_and_make_no_database(
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text("<p>no list")
    run = Run(capfd, "watch", *arguments)
    assert run.status == 2 and words in run.err.splitlines()[-1] and run.out == ""
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
