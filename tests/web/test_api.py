"""The API as its own description says: every route, every shape, whatever is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsfold.newsroom import Newsroom
from newsfold.present import SMALL, STORY_PARTS
from newsfold.web import create_app
from tests import press
from tests.web.client import TestClient

ORIGIN = "https://desk.example"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("api"), extra=3)


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    with TestClient(create_app(lambda: Newsroom(db, create=False)), base_url="http://localhost") as opened:
        yield opened


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/api/openapi.json").json()
    return document


def checker(described: dict[str, Any], shape: dict[str, Any]) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**shape, "components": described["components"]})


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of a parameter: such as its schema allows, and such as it does not."""
    text = st.text(max_size=60)
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | text
    if schema.get("type") == "integer":
        return st.integers(-2, 2**63) | st.sampled_from([0, 1, schema.get("maximum", 1)]) | text
    return text | st.sampled_from(["", "1", "all", "ferry", "claims,quotes"])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_answer_is_as_described(
    client: TestClient, described: dict[str, Any], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(described["paths"])))
    method = described["paths"][path]["get"]
    query: dict[str, Any] = {}
    for parameter in method.get("parameters", []):
        value = data.draw(values(parameter["schema"]), label=parameter["name"])
        if parameter["in"] == "path":
            known = data.draw(st.sampled_from(["1", "2", "id-courier", value]))
            # httpx takes "." and "/" in a path for steps of it
            path = path.replace(f"{{{parameter['name']}}}", re.sub(r"[^\w-]", "_", str(known)) or "_")
        elif data.draw(st.booleans()):
            query[parameter["name"]] = value
    if path.startswith("/api/check"):
        query["q"] = data.draw(st.sampled_from(["", "…", "a" * 3000]))  # real ones load models
    answer = client.get(path, params=query)
    assert answer.status_code in (200, 404, 422), (path, query, answer.text)
    if answer.status_code != 200:
        assert set(answer.json()["error"]) == {"status", "message"}
    elif (content := method["responses"]["200"].get("content", {})).get("application/json", {}).get("schema"):
        checker(described, content["application/json"]["schema"]).validate(answer.json())


def test_a_story_is_small_unless_more_is_asked_for(client: TestClient) -> None:
    small = client.get("/api/stories/1").json()
    assert {part for part in STORY_PARTS if small[part] is not None} == set(SMALL)
    every = client.get("/api/stories/1", params={"include": "all"}).json()
    assert every["counts"] == {part: len(every[part]) for part in STORY_PARTS}
    chosen = client.get("/api/stories/1", params={"include": "claims,quotes"}).json()
    assert {part for part in STORY_PARTS if chosen[part] is not None} == {*SMALL, "claims", "quotes"}
    wrong = client.get("/api/stories/1", params={"include": "claims,secrets"})
    assert wrong.status_code == 422 and "no such part" in wrong.json()["error"]["message"]


@pytest.mark.parametrize("part", STORY_PARTS)
def test_a_part_page_by_page_is_the_whole_part(client: TestClient, part: str) -> None:
    whole = client.get("/api/stories/1", params={"include": "all"}).json()[part]
    items: list[Any] = []
    offset: int | None = 0
    while offset is not None:
        page = client.get(f"/api/stories/1/{part}", params={"limit": 2, "offset": offset}).json()
        assert page["total"] == len(whole)
        items += page["items"]
        offset = page["next_offset"]
    assert items == whole


def test_items_of_a_part_are_chosen(client: TestClient) -> None:
    claims = client.get("/api/stories/1/claims", params={"limit": 500}).json()["items"]
    for status in {claim["status"] for claim in claims}:
        listed = client.get("/api/stories/1/claims", params={"status": status, "limit": 500}).json()
        assert listed["items"] == [claim for claim in claims if claim["status"] == status]
    outlet = claims[0]["outlets"][0]["outlet"]
    listed = client.get("/api/stories/1/claims", params={"outlet": outlet, "limit": 500}).json()
    assert listed["items"] == [c for c in claims if outlet in [o["outlet"] for o in c["outlets"]]]
    quotes = client.get("/api/stories/1/quotes", params={"outlet": outlet}).json()
    assert all(outlet in [e["outlet"] for e in quote["evidence"]] for quote in quotes["items"])
    assert client.get("/api/stories/1/claims", params={"outlet": "Nobody"}).json()["total"] == 0


# ── what a client has already ─────────────────────────────────────────────────────────────────────


def test_an_answer_that_a_client_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/stories/1", params={"include": "all"})
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = client.get("/api/stories/1?include=all", headers={"If-None-Match": known})
        assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == tag
        assert "default-src 'none'" in again.headers["content-security-policy"]
    assert client.get("/api/stories/1", headers={"If-None-Match": tag}).status_code == 200
    missing = client.get("/api/stories/99", headers={"If-None-Match": "*"})
    assert missing.status_code == 404 and "etag" not in missing.headers


def test_pages_are_not_kept(client: TestClient) -> None:
    page = client.get("/stories/1")
    assert page.headers["cache-control"] == "no-store" and "etag" not in page.headers


def test_long_answers_are_compressed(client: TestClient) -> None:
    packed = client.get("/api/stories/1?include=all", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/api/stories/1?include=all", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


# ── pages of other sites ──────────────────────────────────────────────────────────────────────────


def preflight(client: TestClient, path: str, origin: str, method: str = "GET") -> Any:
    asked = {"Origin": origin, "Access-Control-Request-Method": method}
    return client.options(path, headers={**asked, "Access-Control-Request-Headers": "authorization"})


def test_no_other_site_may_read_unless_it_is_named(db: Path, client: TestClient) -> None:
    answer = client.get("/api/stories", headers={"Origin": ORIGIN})
    assert "access-control-allow-origin" not in answer.headers
    assert preflight(client, "/api/stories", ORIGIN).status_code == 405
    app = create_app(
        lambda: Newsroom(db, create=False), origins=[ORIGIN], token="a-token-that-nobody-guesses"
    )
    shared = TestClient(app, base_url="http://localhost")
    asked = preflight(shared, "/api/stories", ORIGIN)
    assert asked.status_code == 200 and asked.headers["access-control-allow-origin"] == ORIGIN
    assert preflight(shared, "/api/stories", "https://elsewhere.example").status_code == 400
    assert preflight(shared, "/api/stories", ORIGIN, "POST").status_code == 400
    assert preflight(shared, "/", ORIGIN).status_code == 405
    assert shared.get("/api/stories", headers={"Origin": ORIGIN}).status_code == 401
    held = {"Origin": ORIGIN, "Authorization": "Bearer a-token-that-nobody-guesses"}
    answer = shared.get("/api/stories", headers=held)
    assert answer.status_code == 200 and answer.headers["access-control-allow-origin"] == ORIGIN
    other = shared.get("/api/stories", headers={**held, "Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in other.headers
    assert "access-control-allow-origin" not in shared.get("/", headers=held).headers


# ── how it is called ──────────────────────────────────────────────────────────────────────────────


def test_the_reference_names_every_route_parameter_and_shape(
    client: TestClient, described: dict[str, Any]
) -> None:
    page = client.get("/docs")
    assert page.status_code == 200 and "<script src=" in page.text
    for path, methods in described["paths"].items():
        assert path in page.text
        for parameter in methods["get"].get("parameters", []):
            assert parameter["name"] in page.text
    for shape in described["components"]["schemas"]:
        assert shape in page.text
