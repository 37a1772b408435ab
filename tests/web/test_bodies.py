"""Drafts are given as a form or as JSON, and no more of them is read than is checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from newsfold.newsroom import Newsroom
from newsfold.queries import LONGEST_DRAFT
from newsfold.web import create_app
from newsfold.web.api import TEXT_BYTES
from tests import press
from tests.web.client import TestClient

DRAFT = "Fourteen people were killed, the coast guard said.\n\nA zebra sang\u202e in Lisbon."
OTHER_SITE = {"sec-fetch-site": "cross-site"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = press.database(tmp_path_factory.mktemp("bodies"))
    app = create_app(lambda: Newsroom(path, create=False))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def test_a_draft_is_marked_on_the_page(client: TestClient) -> None:
    page = client.post("/check", data={"q": DRAFT}).text
    assert 'class="says-so"' in page and 'class="nothing"' in page
    assert "said</a> by <bdi>" in page and "\u202e" not in page


def test_a_draft_is_answered_as_json(client: TestClient) -> None:
    checked = client.post("/api/check", json={"text": DRAFT}).json()
    assert [s["mark"] for s in checked["sentences"]] == ["says so", "nothing"]
    assert "Harbour Courier" in checked["sentences"][0]["outlets"]
    assert checked["different"] == len(checked["checks"]) == 2 and checked["next"] is None
    (rest,) = client.post("/api/check", json={"text": DRAFT, "start": 1}).json()["checks"]
    assert rest["text"].startswith("A zebra")


def test_a_long_draft_is_checked_in_parts(client: TestClient) -> None:
    text = "\n".join(f"Harbour {n} was quiet." for n in range(23))
    first = client.post("/api/check", json={"text": text}).json()
    assert len(first["checks"]) == 20 and first["next"] == 20 and first["different"] == 23
    assert "Check the next sentences" in client.post("/check", data={"q": text}).text
    page = client.post("/check", data={"q": text, "start": "20"}).text
    assert "Sentences 21 to 23 of 23 are checked here." in page and "Check the sentences before these" in page


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (b"", 422),
        (b"[]", 422),
        (b'{"text": 1}', 422),
        (b'{"text": "***"}', 404),
        (b'{"text": "One.", "start": -1}', 422),
        (b'{"text": "One.", "start": 5}', 404),
        (b'{"text": "' + b"a" * (LONGEST_DRAFT + 1) + b'"}', 422),
        (b'{"text": "' + b"a" * (TEXT_BYTES + 1) + b'"}', 413),
        (b'{"text": "\xff"}', 422),
    ],
)
def test_what_is_no_draft_is_refused_with_a_reason(client: TestClient, given: bytes, status: int) -> None:
    answer = client.post("/api/check", content=given)
    assert answer.status_code == answer.json()["error"]["status"] == status
    assert answer.json()["error"]["message"]


def test_a_form_that_is_no_draft_is_refused_or_asked_again(client: TestClient) -> None:
    assert "Check a draft" in client.post("/check", data={"q": "  "}).text
    assert client.post("/check", data={"q": "One.", "start": "x"}).status_code == 422
    assert client.post("/check", data={"q": "a" * (TEXT_BYTES + 1)}).status_code == 413


@pytest.mark.parametrize("path", ["/check", "/api/check"])
def test_other_sites_have_nothing_checked(client: TestClient, path: str) -> None:
    given: dict[str, Any] = {"json": {"text": DRAFT}} if path.startswith("/api") else {"data": {"q": DRAFT}}
    assert client.post(path, headers=OTHER_SITE, **given).status_code == 403
    assert client.put(path).status_code == 405
