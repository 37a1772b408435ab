"""Behind a proxy and in the hands of an operator: paths, forwarded headers, logs, health and numbers."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from newsfold import logs
from newsfold.newsroom import Newsroom
from newsfold.records import DatabaseError, NewsfoldError
from newsfold.web import Serving, create_app
from tests import press
from tests.command import process
from tests.served import served
from tests.web.client import TestClient


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("operation"), extra=30)


def opened(database: Path, **how: str) -> TestClient:
    app = create_app(lambda: Newsroom(database, create=False), database=database, **how)
    return TestClient(app, base_url="http://localhost")


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if name in ("href", "src", "action") and value]


@pytest.mark.parametrize("stripped", [True, False], ids=["the proxy takes it off", "the proxy leaves it"])
@pytest.mark.parametrize("path", ["/", "/?single=with", "/stories/1", "/check", "/rejected", "/nowhere"])
def test_every_link_lies_under_the_root(database: Path, path: str, stripped: bool) -> None:
    with opened(database, root="/desk/news") as client:
        page = client.get(path if stripped else f"/desk/news{path}")
        links = [link for link in Links(page.text).addresses if not link.startswith(("#", "http"))]
        assert len(links) > 5
        for link in dict.fromkeys(links):
            assert link.startswith("/desk/news/"), link
            if not link.endswith(("/login", "/logout")):
                assert client.get(link.partition("#")[0]).status_code == 200


def test_the_root_itself_and_its_api(database: Path) -> None:
    with opened(database, root="/desk") as client:
        assert client.get("/desk").status_code == 200
        assert client.get("/desk/api/stories").json()["stories"]
        assert client.get("/desktop").status_code == 404
        assert client.get("/desk/api/openapi.json").json()["servers"] == [{"url": "/desk"}]


def test_headers_of_a_proxy_are_believed_from_named_ones_only(database: Path) -> None:
    """The server of the command line stands for the proxy's peer, whose address the system tells."""
    sent = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "https"}
    for proxies, client in (((), "127.0.0.1"), (("--trusted-proxy", "127.0.0.0/8"), "203.0.113.9")):
        with served(database, "--log-level", "info", "--log-format", "json", *proxies) as server:
            assert server.get("/api/stories?q=Morning", **sent).status == 200
        lines = [json.loads(line) for line in server.log().splitlines()]
        (line,) = [line for line in lines if line["logger"] == "newsfold.access"]
        assert line["client"] == client and line["status"] == 200 and line["method"] == "GET"
        assert line["path"] == "/api/stories" and "Morning" not in json.dumps(line)
        assert line["bytes"] > 10 and line["ms"] >= 0


def test_a_proxys_scheme_makes_cookies_secure(database: Path) -> None:
    token = "a-token-of-some-length-42"
    app = create_app(lambda: Newsroom(database, create=False), token=token)
    behind = ProxyHeadersMiddleware(app, trusted_hosts=["10.0.0.1"])  # type: ignore[arg-type]
    for address, secure in (("10.0.0.1", True), ("10.0.0.2", False)):
        client = TestClient(behind, base_url="http://localhost", client=(address, 1), follow_redirects=False)  # type: ignore[arg-type]
        answer = client.post("/login", data={"token": token}, headers={"X-Forwarded-Proto": "https"})
        assert ("Secure" in answer.headers["set-cookie"]) is secure


def test_names_that_are_allowed_are_those_alone(database: Path) -> None:
    with served(database, "--host", "0.0.0.0", "--allowed-host", "news.example") as server:
        assert server.get("/healthz", Host="news.example").status == 200
        assert server.get("/healthz", Host="127.0.0.1").status == 200
        assert server.get("/healthz", Host="evil.example").status == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"root": "newsfold"},
        {"root": "/news/../x"},
        {"root": '/"x'},
        {"hosts": ("news.example:80",)},
        {"hosts": ("http://news.example",)},
        {"proxies": ("*",)},
        {"proxies": ("proxy.example",)},
        {"proxies": ("10.0.0.1/8",)},
    ],
)
def test_what_can_not_be_meant_is_refused(wrong: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(NewsfoldError):
        Serving(**wrong)  # type: ignore[arg-type]


def test_health_is_that_of_the_database(database: Path) -> None:
    def broken() -> Newsroom:
        raise DatabaseError("the disk is gone")

    assert opened(database).get("/healthz").text == "ok\n"
    ill = TestClient(create_app(broken), base_url="http://localhost").get("/healthz")
    assert ill.status_code == 503 and "The database can&#39;t be read" in ill.text and "gone" not in ill.text


def test_numbers_are_openmetrics(database: Path) -> None:
    with opened(database) as client:
        for path in ("/stories/1", "/stories/2", "/stories/99", "/nowhere", "/static/icon.svg"):
            client.get(path)
        client.post("/")
        answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}  # type: ignore[no-untyped-call]
    counts = {
        (s.labels["route"], s.labels["status"]): s.value
        for s in families["newsfold_http_requests"].samples
        if s.name.endswith("_total")
    }
    assert counts[("/stories/{id}", "200")] == 2 and counts[("/stories/{id}", "404")] == 1
    assert counts[("", "404")] == 1 and counts[("", "405")] == 1
    rows = {sample.labels["kind"]: sample.value for sample in families["newsfold_rows"].samples}
    with Newsroom(database, create=False) as room:
        assert rows == {kind: float(number) for kind, number in room.counts().items()}
    assert families["newsfold_database_bytes"].samples[0].value >= database.stat().st_size
    assert families["newsfold_watch_timestamp_seconds"].samples[0].value == 0
    assert families["newsfold_work_waiting"].samples[0].value == 0


def test_the_last_look_of_a_watch_is_a_number(database: Path, tmp_path: Path) -> None:
    watched = tmp_path / "news.db-watch"
    watched.write_bytes(b"")
    os.utime(watched, (1000, 1000))
    app = create_app(lambda: Newsroom(database, create=False), database=tmp_path / "news.db")
    text = TestClient(app, base_url="http://localhost").get("/metrics").text
    assert "newsfold_watch_timestamp_seconds 1000.0" in text


def test_no_path_can_forge_a_line_of_the_log(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = logging.root.handlers[:], logging.root.level
    try:
        logs.begin_logging("info", "text")
        opened(database).get("/a%0a12:00:00%20%20Error:%20forged%e2%80%ae%1b[2J")
    finally:
        logging.root.handlers[:], logging.root.level = before
    (line,) = [line for line in capfd.readouterr().err.splitlines() if "GET" in line]
    assert re.match(r'\d\d:\d\d:\d\d  testclient "GET /a%0A?', line, re.I) and " 404, " in line
    assert "\u202e" not in line and "\x1b" not in line


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_watch_tells_in_json(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text('<opml><body><outline xmlUrl="http://127.0.0.1:9/feed"/></body></opml>')
    named = ["watch", str(opml), "--allow-private", "--db", str(tmp_path / "news.db"), "--log-format", "json"]
    with process(*named) as run:
        assert run.stderr is not None
        lines = [json.loads(run.stderr.readline()) for _ in range(2)]
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 0
    assert [line["level"] for line in lines] == ["info", "warning"]
    assert all(line["time"].endswith("+00:00") for line in lines)
    with process(*named, "--once", "--log-level", "error") as run:
        assert run.stderr is not None and run.stderr.read() == ""
