"""Alerts as they are sent: each change once, over failures, hangs, kills and restarts."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newsfold import Newsroom
from newsfold.alerts import follow, read_rules, signature
from newsfold.records import Annotations, Article, Evidence, NewsfoldError, Page, Span, Story, StoryDetail
from newsfold.store import Store
from tests import factories
from tests.affairs import REPORTS, page
from tests.command import Run, process
from tests.server import Server, reply, rss

HOSTILE = 'Ferry\r\nBcc: all@desk.example\x1b[2J\u202e <script>alert(1)</script> "; rm -rf /'


def take_in(path: Path, pages: list[Page]) -> None:
    with Newsroom(path, encoder="static") as room:
        room.take_in(pages)


def rule_file(folder: Path, *rules: str) -> Path:
    path = folder / "rules.toml"
    path.write_text("\n".join(f"[[alert]]\n{rule}\n" for rule in rules), encoding="utf-8")
    return path


def hook(server: Server, name: str = "desk", when: str = "new story", more: str = "", to: str = "") -> str:
    return (
        f'name = "{name}"\nwhen = ["{when}"]\n{more}\n'
        f'to = {{ webhook = "{server.url}/{name}", allow_private = true {to} }}'
    )


def sent(server: Server) -> list[dict[str, Any]]:
    return [json.loads(body) for _, body in server.posted]


class Alerting:
    """A database with rules, as `newsfold alert --once` works on it; `said` is what was told."""

    def __init__(self, folder: Path, *rules: str) -> None:
        self.path = folder / "news.db"
        self.file = rule_file(folder, *rules)
        self.said: list[str] = []
        take_in(self.path, [page(11)])
        self.run()

    def run(self, since: str | None = None) -> bool:
        with Newsroom(self.path, create=False) as room:
            return follow(
                room, read_rules(self.file), state=f"{self.path}-alerts", since=since, once=True,
                tell=lambda line, _: self.said.append(line),
            )  # fmt: skip


def test_what_changes_is_posted_once_and_signed(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_SECRET", "a secret of the desk")
    server.give("/desk", b"")
    desk = Alerting(tmp_path, hook(server, to=', secret_env = "HOOK_SECRET"'))
    assert server.posted == []  # what was there before the rule is no news
    take_in(desk.path, [page(0), page(8)])
    assert desk.run() and desk.run()
    ((headers, body),) = server.posted
    message = json.loads(body)
    assert message["rule"] == "desk" and message["count"] == len(message["alerts"]) == 2
    assert {alert["quotes"][0]["text"] for alert in message["alerts"]} == {REPORTS[0][2], REPORTS[8][2]}
    assert {alert["quotes"][0]["outlet"] for alert in message["alerts"]} == {"Outlet 0"}
    assert headers["idempotency-key"] == headers["webhook-id"] == message["id"]
    assert headers["webhook-signature"] == signature(
        b"a secret of the desk", message["id"], int(headers["webhook-timestamp"]), body
    )


def test_the_signature_is_that_of_standard_webhooks() -> None:
    # HMAC-SHA256 with the key "key" over "m1.1700000000.{}", by the openssl command line
    assert signature(b"key", "m1", 1700000000, b"{}") == "v1,n4G0JeWsADKachD9DYkYICH9XWz9wh4c+ftKZ6L+sn0="


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ('words = "ferry Skarnes"', 1),
        ('words = "ferr"', 0),
        ('outlet = "outlet 2"', 1),
        ('place = "Quillby"', 1),
        ('who = "Ostrander"', 1),
        ("min_outlets = 2", 0),
        ("figure_over = 211", 1),
        ("figure_over = 212", 0),
        ('figure_over = 100\nabout = "people"', 1),
        ('figure_over = 100\nabout = "hives"', 0),
    ],
)
def test_every_condition_narrows(server: Server, tmp_path: Path, more: str, number: int) -> None:
    server.give("/desk", b"")
    desk = Alerting(tmp_path, hook(server, more=more))
    take_in(desk.path, [page(0), page(8), page(10 + 2)])
    take_in(desk.path, [replaced_outlet(12, "Outlet 2")])
    assert desk.run()
    assert sum(len(message["alerts"]) for message in sent(server)) == number


def replaced_outlet(at: int, outlet: str) -> Page:
    text = (
        "The harbour of Lindvik will be dredged in spring, the port of Lindvik said on Friday. Boats are to "
        "berth on the northern quay until the work is done, and the fish market moves to the old hall."
    )
    return Page(
        place=f"harbour-{at}", body=text.encode(), media_type="text/plain",
        title="Lindvik dredges its harbour", outlet=outlet, published="2016-06-01", language="en",
    )  # fmt: skip


def test_a_failed_delivery_comes_again_with_its_id(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.give("/desk", b"", 503)
    server.give("/other", b"")
    desk = Alerting(tmp_path, hook(server), hook(server, "other"))
    take_in(desk.path, [page(0)])
    assert not desk.run()
    take_in(desk.path, [page(8)])
    assert desk.run()  # the first is not due yet, and the second waits behind it
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 60)
    server.give("/desk", b"")
    assert desk.run()
    ids = Counter(message["id"] for message in sent(server) if message["rule"] == "desk")
    assert sorted(ids.values()) == [1, 2]
    bodies = {body for headers, body in server.posted if ids[headers["webhook-id"]] == 2}
    assert len(bodies) == 1
    assert sum(message["rule"] == "other" for message in sent(server)) == 2


def test_a_private_address_and_a_redirect_are_refused(server: Server, tmp_path: Path) -> None:
    server.give("/desk", b"", 307, Location=f"{server.url}/elsewhere")
    private = hook(server, "private").replace("allow_private = true", "timeout = 5")
    desk = Alerting(tmp_path, private, hook(server))
    take_in(desk.path, [page(0)])
    assert not desk.run()
    assert server.asked == ["/desk"]
    assert any("private address; `allow_private = true` admits it" in line for line in desk.said)
    assert any("HTTP 307" in line for line in desk.said)


def test_one_that_hangs_holds_up_no_other(server: Server, tmp_path: Path) -> None:
    let_go = threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        let_go.wait(30)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        while not let_go.wait(0.2):
            handler.wfile.write(b"H")

    server.answers |= {"/hangs": hang, "/drips": drip}
    server.give("/desk", b"")
    slow = [hook(server, name, to=", timeout = 1") for name in ("hangs", "drips")]
    desk = Alerting(tmp_path, *slow, hook(server))
    take_in(desk.path, [page(0)])
    begun = time.monotonic()
    assert not desk.run()
    let_go.set()
    assert time.monotonic() - begun < 8
    assert sum("was not delivered" in line for line in desk.said) == 2
    assert any("'desk': delivery" in line and "sent" in line for line in desk.said)


def test_a_try_is_kept_before_it_is_made(server: Server, tmp_path: Path) -> None:
    seen: list[Any] = []

    def look(handler: BaseHTTPRequestHandler) -> None:
        with closing(sqlite3.connect(f"{desk.path}-alerts")) as outbox:
            seen.extend(outbox.execute("SELECT tries, next_at - unixepoch() > 3 FROM delivery"))
        reply(handler, 200, b"")

    server.answers["/desk"] = look
    desk = Alerting(tmp_path, hook(server))
    take_in(desk.path, [page(0)])
    assert desk.run()
    assert seen == [(1, 1)]  # ended here, or unable to write, it comes again later and not at once


@pytest.mark.parametrize("error", [NewsfoldError("the disk is full"), ZeroDivisionError("a stage")])
def test_a_story_that_cannot_be_described_holds_up_none(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    server.give("/desk", b"")
    desk = Alerting(tmp_path, hook(server, more='place = "Quillby"'))
    take_in(desk.path, [page(0), page(8)])
    describe = Newsroom.story

    def story(self: Newsroom, id: int) -> StoryDetail:
        if any(a.title == REPORTS[0][2] for a in self.articles_of(id)):
            raise error
        return describe(self, id)

    monkeypatch.setattr(Newsroom, "story", story)
    assert desk.run()
    assert [alert["story"]["title"] for message in sent(server) for alert in message["alerts"]] == [
        REPORTS[8][2]
    ]


def test_many_alerts_come_in_bounded_batches(server: Server, tmp_path: Path) -> None:
    server.give("/desk", b"")
    desk = Alerting(tmp_path, hook(server, when="split"))
    logged(desk.path, 200)
    assert desk.run()
    assert [len(message["alerts"]) for message in sent(server)] == [50, 50, 50, 50]
    assert {message["count"] for message in sent(server)} == {200}
    assert len({alert["cursor"] for message in sent(server) for alert in message["alerts"]}) == 200
    server.give("/desk", b"", 500)
    logged(desk.path, 3000)
    desk.run()
    with sqlite3.connect(f"{desk.path}-alerts") as outbox:
        ((waiting,),) = outbox.execute("SELECT count(*) FROM delivery").fetchall()
    assert 20 <= waiting <= 40  # the rest stays in the change log until these are gone


def logged(path: Path, number: int) -> None:
    store = Store(path)
    with store.transaction():
        for _ in range(number):
            store.log("split", 1, [], other_id=2)
    store.close()


def stored(path: Path, *articles: Article) -> Story:
    """A story of these articles, put where nothing has cleaned what they say."""
    with closing(Store(path)) as store, store.transaction():
        story = Story(id=store.next_story_id(), article_ids=tuple(sorted(a.id for a in articles)),
                      title=articles[0].title)  # fmt: skip
        store.add_articles(articles, np.zeros((len(articles), 128), np.float32))
        store.put_stories([story], {a.id: a.outlet or "" for a in articles})
    return story


@pytest.mark.parametrize(("over", "number"), [(7, 1), (8, 0)])
def test_a_difference_is_sent_with_both_sides(server: Server, tmp_path: Path, over: int, number: int) -> None:
    server.give("/desk", b"")
    desk = Alerting(
        tmp_path, hook(server, when="difference", more=f'figure_over = {over}\nabout = "people killed"')
    )
    texts = {"a": "Six people were killed in the fire.", "b": "Eight people were killed in the fire."}
    articles = [
        factories.article(text, id, outlet=f"Post {id}", url=f"https://{id}.example/fire")
        for id, text in texts.items()
    ]
    sides = {
        word: [Evidence(article_id=a.id, span=Span(start=0, end=len(a.text)))]
        for word, a in zip(("Six", "Eight"), articles, strict=True)
    }
    figures = zip(articles, ("Six", "Eight"), (6, 8), strict=True)
    annotations = tuple(
        Annotations(article_id=a.id, figures=(factories.figure(a, word, value, "people killed"),))
        for a, word, value in figures
    )
    story = stored(desk.path, *articles)
    with closing(Store(desk.path)) as store, store.transaction():
        store.put_detail(
            StoryDetail(
                story=story, articles=tuple(articles), annotations=annotations,
                differences=(factories.difference(sides, "people killed"),),
            )
        )  # fmt: skip
    assert desk.run()
    alerts = [alert for message in sent(server) for alert in message["alerts"]]
    assert len(alerts) == number
    for alert in alerts:
        assert alert["words"] == ["Six", "Eight"]
        assert [(q["value"], q["text"], q["outlet"], q["url"]) for q in alert["quotes"]] == [
            ("Six", texts["a"], "Post a", "https://a.example/fire"),
            ("Eight", texts["b"], "Post b", "https://b.example/fire"),
        ]


def test_a_program_gets_json_and_no_shell(tmp_path: Path) -> None:
    out = tmp_path / "out"
    script = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read() + b'\\n')"
    command = json.dumps([sys.executable, "-c", script, str(out), "$(touch pwned); `id`"])
    desk = Alerting(tmp_path, f'name = "p"\nwhen = ["new story"]\nto = {{ command = {command} }}')
    stored(desk.path, factories.article("The ferry sank.", title=HOSTILE, outlet=HOSTILE))
    assert desk.run() and desk.run()
    (line,) = out.read_text(encoding="utf-8").splitlines()
    (alert,) = json.loads(line)["alerts"]
    for word in (alert["quotes"][0]["text"], alert["quotes"][0]["outlet"], alert["story"]["title"]):
        assert "<script>alert(1)</script>" in word and not set(word) & set("\r\n\x1b\u202e")
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["no-such-program-here"], "can't be started"),
        ([sys.executable, "-c", "raise SystemExit(3)"], "ended with status 3"),
        ([sys.executable, "-c", "import time; time.sleep(60)"], "took longer than 1 seconds"),
    ],
)
def test_a_program_that_fails_is_started_again(tmp_path: Path, command: list[str], words: str) -> None:
    to = f"to = {{ command = {json.dumps(command)}, timeout = 1 }}"
    desk = Alerting(tmp_path, f'name = "p"\nwhen = ["new story"]\n{to}')
    take_in(desk.path, [page(0)])
    assert not desk.run()
    assert any(words in line and "tried again in 5 s" in line for line in desk.said)


def test_a_cursor_that_leads_nowhere_is_told_and_gone_on_from(server: Server, tmp_path: Path) -> None:
    server.give("/desk", b"")
    desk = Alerting(tmp_path, hook(server))
    with sqlite3.connect(f"{desk.path}-alerts") as outbox:
        outbox.execute("UPDATE rule SET cursor = '0123456789ab.1'")
    take_in(desk.path, [page(0)])
    assert desk.run()
    assert any("what changed before is not told: this cursor is of another" in line for line in desk.said)
    take_in(desk.path, [page(8)])
    assert desk.run() and len(sent(server)) == 1


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_nothing_is_lost_over_kills(server: Server, tmp_path: Path) -> None:
    received: list[str] = []

    def slowly(handler: BaseHTTPRequestHandler) -> None:
        received.append(handler.path)
        time.sleep(0.3)
        reply(handler, 200, b"")

    server.answers["/desk"] = slowly
    desk = Alerting(tmp_path, hook(server, when="split"))
    for _ in range(3):
        logged(desk.path, 120)
        before = len(received)
        with process("alert", str(desk.file), "--db", str(desk.path)) as run:
            end = time.monotonic() + 60
            while len(received) == before and time.monotonic() < end:
                time.sleep(0.02)
            run.send_signal(signal.SIGKILL)  # in the middle of sending
            run.wait()
        age(desk.path)
    assert desk.run()
    by_id: dict[str, set[bytes]] = {}
    for headers, body in server.posted:
        by_id.setdefault(headers["idempotency-key"], set()).add(body)
    assert all(len(bodies) == 1 for bodies in by_id.values())  # what came twice is the same, and says so
    cursors = [a["cursor"] for (body,) in by_id.values() for a in json.loads(body)["alerts"]]
    assert len(cursors) == len(set(cursors)) == 360


def age(path: Path) -> None:
    with sqlite3.connect(f"{path}-alerts") as outbox:
        outbox.execute("UPDATE delivery SET next_at = 0")


PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"


def test_watch_sends_alerts(server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    server.give("/desk", b"")
    server.give("/feed", rss(f"{server.url}/1"))
    server.give("/1", PAGE.format(REPORTS[0][2], REPORTS[0][3] + REPORTS[1][3]).encode())
    server.answers["/hangs"] = lambda _: time.sleep(20)  # which holds up neither the other rule nor the watch
    hangs = hook(server, "hangs", to=", timeout = 1")
    db, file = tmp_path / "news.db", rule_file(tmp_path, hangs, hook(server))
    watching = ["watch", server.url + "/feed", "--allow-private", "--db", str(db), "--alert", str(file)]
    assert Run(capfd, *watching, "--once").status == 0
    assert received(server) == [f"{server.url}/1"]
    with process(*watching, "--every", "1s") as run:
        server.give("/feed", rss(f"{server.url}/2", f"{server.url}/1"))
        server.give("/2", PAGE.format(REPORTS[8][2], REPORTS[8][3] + REPORTS[9][3]).encode())
        end = time.monotonic() + 60
        while len(received(server)) < 2 and time.monotonic() < end:
            time.sleep(0.1)
        second = Run(capfd, "alert", str(file), "--db", str(db), "--once")
        assert second.status == 2 and "another process sends alerts" in second.err
        run.send_signal(signal.SIGINT)
        assert run.wait(60) == 0
    assert received(server) == [f"{server.url}/1", f"{server.url}/2"]
    Run(capfd, "alert", str(file), "--db", str(db), "--once")
    assert received(server) == [f"{server.url}/1", f"{server.url}/2"]


def received(server: Server) -> list[str]:
    """The addresses that the rule of the desk was sent."""
    return [message["alerts"][0]["quotes"][0]["url"] for message in sent(server) if message["rule"] == "desk"]
