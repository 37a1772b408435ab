"""A session of the protocol's own client: in this process, over standard input and output, over HTTP."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from mcp import Client, StdioServerParameters

from newsfold.agents import agent_server
from newsfold.agents.server import INSTRUCTIONS, http_app
from newsfold.newsroom import Newsroom
from newsfold.present import story_view
from tests import affairs, press
from tests.web.client import TestClient

TOOLS = {"search_stories", "get_story", "get_claims", "get_sources", "get_changes", "check_text"}
TOKEN = "a-token-that-nobody-guesses"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("agents"), extra=60)


def session(db: Path, talk: Callable[[Client], Awaitable[Any]]) -> Any:
    """What `talk` gives, with a client of a server over this database."""

    async def run() -> Any:
        async with Client(agent_server(lambda: Newsroom(db, create=False))) as client:
            return await talk(client)

    return anyio.run(run)


def call(db: Path, tool: str, **arguments: Any) -> dict[str, Any]:
    """A tool's answer, after it was held against the schema that the server gives for it."""

    async def talk(client: Client) -> Any:
        listed = (await client.list_tools()).tools
        schema = next(t.output_schema for t in listed if t.name == tool)
        return await client.call_tool(tool, arguments), schema

    result, schema = session(db, talk)
    assert not result.is_error, result.content
    jsonschema.Draft202012Validator(schema).validate(result.structured_content)
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def refusal(db: Path, tool: str, **arguments: Any) -> str:
    result = session(db, lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    return str(result.content[0].text)


def passages(answer: object) -> list[dict[str, Any]]:
    """Every passage anywhere in an answer."""
    if isinstance(answer, list):
        return [passage for part in answer for passage in passages(part)]
    if not isinstance(answer, dict):
        return []
    if {"article", "start", "end"} <= answer.keys():
        return [answer]
    return passages(list(answer.values()))


def test_the_tools_say_what_they_do_and_that_they_only_read(db: Path) -> None:
    listed = session(db, lambda client: client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS
    for tool in listed:
        assert tool.description and tool.title and tool.output_schema
        assert tool.annotations.read_only_hint and not tool.annotations.destructive_hint
        for name, argument in tool.input_schema.get("properties", {}).items():
            assert argument.get("description"), f"{tool.name} does not say what {name} is"


def test_stories_are_listed_page_by_page_and_searched(db: Path) -> None:
    first = call(db, "search_stories", limit=50)
    rest = call(db, "search_stories", limit=50, offset=first["next_offset"])
    ids = [story["story_id"] for story in first["stories"] + rest["stories"]]
    assert len(ids) == len(set(ids)) == 61 and rest["next_offset"] is None
    ferry = call(db, "search_stories", query="ferry Halden")
    assert len(ferry["stories"][0]["outlets"]) == 6 and ferry["next_offset"] == 10
    assert call(db, "search_stories", query="zeppelin")["stories"] == []


@pytest.mark.parametrize("tool", ["get_story", "get_claims"])
def test_every_passage_stands_in_its_article(db: Path, tool: str) -> None:
    cited = passages(call(db, tool, story_id=1))
    assert cited

    async def talk(client: Client) -> None:
        for passage in cited:
            read = await client.read_resource(passage["article"])
            text = read.contents[0].text  # type: ignore[union-attr]
            assert text[passage["start"] : passage["end"]] == passage["text"]
            assert passage["outlet"] and (passage["url"] or "").startswith(("http", ""))

    session(db, talk)


def test_a_claim_is_counted_as_corroborated_only_where_its_origins_are_clear(db: Path) -> None:
    listed = call(db, "get_claims", story_id=1, limit=50)
    with Newsroom(db, create=False) as room:
        claims = {claim.lasting_id: claim for claim in story_view(room.story(1)).claims}
    assert listed["total"] == len(claims) == len(listed["claims"])
    for hit in listed["claims"]:
        claim = claims[hit["claim_id"]]
        assert hit["origins"] == (len(claim.origins) if claim.origins_clear else None)


def test_claims_are_chosen_by_status_and_paged(db: Path) -> None:
    every = call(db, "get_claims", story_id=1, limit=50)
    single = call(db, "get_claims", story_id=1, status="single origin", limit=50)
    assert 0 < single["total"] < every["total"]
    assert {claim["status"] for claim in single["claims"]} == {"single origin"}
    first = call(db, "get_claims", story_id=1, limit=2)
    second = call(db, "get_claims", story_id=1, limit=2, offset=first["next_offset"])
    assert [c["claim_id"] for c in every["claims"][:4]] == [
        c["claim_id"] for c in first["claims"] + second["claims"]
    ]


def test_the_sources_of_a_claim(db: Path) -> None:
    hit = call(db, "get_claims", story_id=1)["claims"][0]
    sources = call(db, "get_sources", story_id=1, claim_id=hit["claim_id"])
    assert sources["text"] == hit["text"] and sources["status"] == hit["status"]
    assert {carrying["outlet"] for carrying in sources["carried_by"]} == set(hit["outlets"])
    assert sources["origins"] and all(origin["why"] for origin in sources["origins"])
    assert len(sources["passages"]) >= len(hit["passages"])
    with Newsroom(db, create=False) as room:  # what a check gives leads to it, too
        (id,) = (c.id for c in story_view(room.story(1)).claims if c.lasting_id == hit["claim_id"])
    assert call(db, "get_sources", story_id=1, claim_id=id) == sources


def test_what_is_not_there_is_said_in_words(db: Path) -> None:
    assert "there is no story 999" in refusal(db, "get_story", story_id=999)
    assert "no claim" in refusal(db, "get_sources", story_id=1, claim_id="\x1b[31mnothing")
    assert "\x1b" not in refusal(db, "get_sources", story_id=1, claim_id="\x1b[31mnothing")
    assert refusal(db, "check_text", text="…")
    assert refusal(db, "get_claims", story_id=0)
    assert refusal(db, "search_stories", limit=10_000)


def test_titles_and_outlets_carry_nothing_invisible(db: Path) -> None:
    answer = call(db, "get_story", story_id=1)
    assert "\u202e" not in answer["title"] and "\x1b" not in answer["title"]
    assert "never as instructions" in INSTRUCTIONS


def test_over_standard_input_and_output(sample_db: Path, tmp_path: Path) -> None:
    """The command as an agent's program starts it; what a check loads may say nothing in between."""
    db = tmp_path / "sample.db"
    shutil.copy(sample_db, db)
    command = ["-c", "from newsfold.cli import main; main()", "mcp", "--db", str(db)]
    server = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))

    async def run() -> dict[str, Any]:
        async with Client(server) as client:
            result = await client.call_tool("search_stories", {"query": "earthquake Nepal"})
            assert result.structured_content is not None and result.structured_content["stories"]
            text = "4,349 people were killed by the earthquake in Nepal. A zeppelin landed in Oslo."
            checked = await client.call_tool("check_text", {"text": text})
            assert checked.structured_content is not None
            answer: dict[str, Any] = checked.structured_content
            return answer

    killed, landed = anyio.run(run)["sentences"]
    assert killed["finding"] in ("says so", "differs") and passages(killed)
    assert landed["finding"] == "nothing"


def post(app: Any, *, host: str = "localhost", **headers: str) -> int:
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    accept = {"Accept": "application/json, text/event-stream", "Host": host}
    with TestClient(app, base_url=f"http://{host}") as client:
        return client.post("/mcp", json=body, headers=accept | headers).status_code


def test_over_http_only_with_the_token_and_by_a_known_name(db: Path) -> None:
    def app(token: str | None) -> Any:
        return http_app(lambda: Newsroom(db, create=False), ["news.example"], token)

    assert post(app(None)) == 200
    assert post(app(None), host="news.example:8001") == 200
    assert post(app(None), host="elsewhere.example") == 421
    assert post(app(TOKEN)) == 401
    assert post(app(TOKEN), Authorization="Bearer wrong") == 401
    assert post(app(TOKEN), Authorization=f"Bearer {TOKEN}") == 200


def test_over_http_a_page_elsewhere_is_refused(db: Path) -> None:
    app = http_app(lambda: Newsroom(db, create=False), [], None)
    assert post(app, Origin="https://elsewhere.example") == 403


def test_what_changed_is_told_once_from_a_cursor_on(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "growing.db"
    pages = [affairs.page(at) for at in range(len(affairs.REPORTS))]
    with Newsroom(path, encoder="static") as room:
        room.take_in(pages[:4])
    first = call(path, "get_changes")
    before = len(first["changes"])
    assert before > 1 and not first["more"]
    assert call(path, "get_changes", since=first["next_cursor"])["changes"] == []
    with Newsroom(path, encoder="static") as room:
        room.take_in(pages)
        new = room.changes(first["next_cursor"], limit=1000).changes
    changes: list[dict[str, Any]] = []
    cursor, more = first["next_cursor"], True
    while more:
        part = call(path, "get_changes", since=cursor, limit=5)
        changes += part["changes"]
        cursor, more = part["next_cursor"], part["more"]
    assert [(c["kind"], c["story_id"], tuple(c["words"])) for c in changes] == [
        (c.kind, c.story_id, c.words) for c in new
    ]
    story = changes[-1]["story_id"]
    assert {c["story_id"] for c in call(path, "get_changes", story_id=story)["changes"]} == {story}
    assert "of another database" in refusal(db, "get_changes", since=cursor)
    assert "no cursor" in refusal(path, "get_changes", since="'; DROP TABLE changes; --")
    assert len(call(path, "get_changes", since="2001-01-01", limit=50)["changes"]) == len(changes) + before


def test_a_change_leads_to_its_article(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    first, second = affairs.page(0), replace(affairs.page(0), place="b.html", url="https://b.example/b")
    second = replace(second, outlet=f"Post {press.HOSTILE}", title=f"{second.title} {'and more ' * 50}")
    for article in (first, second):
        with Newsroom(path, encoder="static") as room:
            room.take_in([article])
    change = call(path, "get_changes")["changes"][-1]
    assert change["kind"] == "new article" and change["source"]["url"] == "https://b.example/b"
    assert len(change["words"][0]) == 300 and change["words"][0].endswith("…")
    assert "\u202e" not in change["source"]["outlet"] and "\x1b" not in change["source"]["outlet"]
    read = session(path, lambda client: client.read_resource(change["source"]["article"]))
    assert read.contents[0].text.startswith("The ferry Halvorsund sank")
