"""A server that asks for a token: every page and route does, and nothing tells the token."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsfold.newsroom import Newsroom
from newsfold.records import NewsfoldError
from newsfold.web import Serving, create_app
from newsfold.web.api import router as api
from newsfold.web.login import read_token
from newsfold.web.operation import router as operation
from newsfold.web.pages import router as pages
from newsfold.web.profiles import api as profiles_api
from newsfold.web.profiles import pages as profiles
from tests import press
from tests.web.client import TestClient

TOKEN = "a-token-of-some-length-42"
ROUTES: list[Any] = [*pages.routes, *api.routes, *operation.routes, *profiles_api.routes, *profiles.routes]
PATHS = [r.path.replace("{id}", "1") for r in ROUTES if r.path != "/healthz"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("login"))


def asked(database: Path, root: str = "", scheme: str = "http") -> TestClient:
    app = create_app(lambda: Newsroom(database, create=False), root=root, token=TOKEN)
    return TestClient(app, base_url=f"{scheme}://localhost", follow_redirects=False)


@pytest.fixture
def client(database: Path) -> Iterator[TestClient]:
    with asked(database) as opened:
        yield opened


@pytest.mark.parametrize("path", [*PATHS, "/nowhere", "/api/openapi.json", "/api/nowhere"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "Bearer"},
        {"Cookie": f"newsfold_login={TOKEN}"},
        {"Cookie": "newsfold_login=99999999999."},
        {"Cookie": "newsfold_login=²³.x"},
    ],
)
def test_nothing_is_told_without_the_token(client: TestClient, path: str, headers: dict[str, str]) -> None:
    sent = {name.encode(): value.encode() for name, value in headers.items()}
    answer = client.get(path, headers=sent)
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    assert "Ferry" not in answer.text and "set-cookie" not in answer.headers
    if path.startswith("/api"):
        assert answer.json()["error"]["status"] == 401


@pytest.mark.parametrize("path", ["/", "/api/stories", "/metrics", "/stories/1"])
def test_a_header_with_the_token_is_answered(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.get(path, headers={"Authorization": f"bearer  {TOKEN} "}).status_code == 200


def test_health_and_the_style_sheet_need_no_token(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/static/newsfold.css").status_code == 200


def test_a_form_leads_back_to_the_page_and_leaves_a_cookie(client: TestClient) -> None:
    page = client.get("/stories/1?x=1")
    to = re.search(r'name="to" value="([^"]*)"', page.text)
    assert to and to[1] == "/stories/1?x=1" and 'action="/login"' in page.text
    answer = client.post("/login", data={"token": f" {TOKEN}\n", "to": to[1]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories/1?x=1")
    cookie = answer.headers["set-cookie"]
    assert TOKEN not in cookie and "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie
    assert "Secure" not in cookie
    shown = client.get("/stories/1")
    assert shown.status_code == 200 and 'action="/logout"' in shown.text
    assert client.get("/login").status_code == 303
    assert client.post("/logout").status_code == 303
    assert client.get("/").status_code == 401


def test_a_cookie_is_secure_where_the_page_is(database: Path) -> None:
    with asked(database, scheme="https") as client:
        assert "Secure" in client.post("/login", data={"token": TOKEN}).headers["set-cookie"]


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "/\\evil.example", "", "/\nx", "javascript:alert(1)"]
)
def test_a_login_leads_to_no_other_site(client: TestClient, to: str) -> None:
    answer = client.post("/login", data={"token": TOKEN, "to": to})
    assert answer.headers["location"] == "/"


def test_a_wrong_token_is_told_and_logged_without_itself(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="newsfold"):
        answer = client.post("/login", data={"token": "guess-of-a-token", "to": '/"><script>'})
        client.get(f"/?token={TOKEN}", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 401 and "This is not the token" in answer.text
    assert "<script>" not in answer.text
    assert "a wrong token was given" in caplog.text and '"GET /" 200' in caplog.text
    assert "guess-of-a-token" not in caplog.text and TOKEN not in caplog.text


def test_cookies_end(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post("/login", data={"token": TOKEN})
    assert client.get("/").status_code == 200
    later = time.time() + 31 * 24 * 3600
    held = {"Cookie": f"newsfold_login={client.cookies['newsfold_login']}"}
    monkeypatch.setattr("newsfold.web.login.time.time", lambda: later)
    assert client.get("/", headers=held).status_code == 401


def test_a_cookie_for_another_token_is_worth_nothing(client: TestClient, database: Path) -> None:
    client.post("/login", data={"token": TOKEN})
    app = create_app(lambda: Newsroom(database, create=False), token="another-token-of-some-length")
    held = {"Cookie": f"newsfold_login={client.cookies['newsfold_login']}"}
    assert TestClient(app, base_url="http://localhost").get("/", headers=held).status_code == 401


def test_large_and_strange_forms_are_wrong(client: TestClient) -> None:
    for body in (b"token=" + b"x" * 10**6, b"", b"\xff\xfe", f"token={'%00' * 20}".encode()):
        assert client.post("/login", content=body).status_code == 401


def test_only_the_login_takes_a_post(client: TestClient) -> None:
    for path in ("/", "/api/stories", "/healthz", "/metrics"):
        held = {"Authorization": f"Bearer {TOKEN}"}
        assert client.post(path, headers=held).status_code == 405
    assert client.put("/login").status_code == 405


def test_under_a_path(database: Path) -> None:
    with asked(database, root="/desk") as client:
        page = client.get("/desk/stories/1")
        assert 'action="/desk/login"' in page.text and 'value="/stories/1"' in page.text
        answer = client.post("/desk/login", data={"token": TOKEN, "to": "/stories/1"})
        assert (
            answer.headers["location"] == "/desk/stories/1" and "Path=/desk/" in answer.headers["set-cookie"]
        )


@pytest.mark.parametrize("text", ["", "short", "x" * 15, "a token with spaces in it", "ü" * 20, "a\nb" * 9])
def test_what_is_no_token(text: str, tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="a token is one line"):
        read_token(text)
    file = tmp_path / "token"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NewsfoldError):
        Serving(token_file=file).token()


def test_a_token_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NewsfoldError, match="none can't be read: No such file"):
        Serving(token_file=tmp_path / "none").token()
    (tmp_path / "bytes").write_bytes(b"\xff" * 40)
    with pytest.raises(NewsfoldError, match="it is no text"):
        Serving(token_file=tmp_path / "bytes").token()
