from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from newsfold.newsroom import Newsroom
from newsfold.records import StoryDetail
from newsfold.store import Store
from newsfold.web import create_app
from tests import factories, press
from tests.web.client import TestClient


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    yield from _client(press.database(tmp_path_factory.mktemp("lasting")))


def _client(database: Path, root: str = "") -> Iterator[TestClient]:
    app = create_app(lambda: Newsroom(database, create=False), root=root)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as opened:
        yield opened


def address(key: str, number: int, plural: str = "claims") -> str:
    line = press.line(key, number)
    return f"/{plural}/id-{key}-{line.start}-{line.end}"


def rewritten(tmp_path: Path, *details: StoryDetail) -> Iterator[TestClient]:
    """The invented story's database after its stories were described anew."""
    database = press.database(tmp_path)
    store = Store(database)
    outlets = {a.id: a.outlet or a.place for a in press.detail().articles}
    with store.transaction():
        for detail in details:
            store.put_stories([detail.story], outlets)
            store.put_detail(detail)
    store.close()
    return _client(database)


# ── the pages ─────────────────────────────────────────────────────────────────────────────────────


def test_the_story_leads_to_its_claims_and_differences(client: TestClient) -> None:
    page = client.get("/stories/1").text
    links = {*re.findall(r'href="(/(?:claims|differences)/[^"#]+)"', page)}
    assert len([link for link in links if link.startswith("/claims/")]) == len(press.CLAIMS)
    assert len([link for link in links if link.startswith("/differences/")]) == 2
    for link in links:
        assert client.get(link).status_code == 200


def test_a_claim_says_how_it_came_to_each_outlet_and_how_to_cite_it(client: TestClient) -> None:
    page = client.get(address("courier", 0)).text
    for words in (
        "The ferry Morning Tern sank two miles off Port Halden on Thursday with 212 people aboard.",
        "Ferry with 212 aboard sinks off Port Halden",
        "4 independent origins, 5 outlets.",
        "Northern Ledger and Evening Standard-Bearer both print Meridian Wire: one origin.",
        "In their words",
        "Newsfold reads the others as saying it too, or a part of it",
        "at these words on its own page",
        "@misc{newsfold-claim-id-courier-0-",
        "&#34;type&#34;: &#34;webpage&#34;",
        "http://127.0.0.1/claims/id-courier-0-",
        'class="flow"',
    ):
        assert words in page


def test_a_link_to_the_live_page_names_the_words_and_is_safe(client: TestClient) -> None:
    page = client.get(address("courier", 0)).text
    links = re.findall(r'<a href="(http[^"]*:~:text=[^"]*)" ([^>]*)>', page)
    assert len(links) == 4  # the fifth article gives an address that is none
    for link, attributes in links:
        assert re.fullmatch(r"https://\w+\.example/ferry\?a=1&amp;b=2#:~:text=[\w%.,]+", link)
        assert "noopener noreferrer" in attributes and 'referrerpolicy="no-referrer"' in attributes
    words = unquote(links[0][0].partition(":~:text=")[2])
    assert words == "The ferry Morning Tern sank,Thursday with 212 people aboard."


def test_a_difference_has_its_values_chart_and_claims(client: TestClient) -> None:
    page = client.get(address("courier", 0, "differences")).text
    for words in (
        "People aboard",
        "212",
        "230",
        "Island Post",
        "by time of publication",
        "Claims that it touches",
    ):
        assert words in page
    grown = client.get(address("courier", 1, "differences")).text
    assert "Later reports carry the later value." in grown and "At least 14" in grown


def test_hostile_titles_stay_text_in_citations(client: TestClient) -> None:
    page = client.get(address("courier", 0)).text
    assert "\x1b" not in page and "\u202e" not in page and "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    view = client.get(f"/api{address('courier', 0)}").json()
    csl = json.loads(view["citation"]["csl_json"])
    assert "javascript:" not in json.dumps(csl)
    assert csl[-1]["title"] == "<script>alert('title')</script> [31mred[0m & reversed"
    assert r"\textless{}script\textgreater{}alert" in view["citation"]["bibtex"]


def test_the_json_has_what_the_page_has(client: TestClient) -> None:
    view = client.get(f"/api{address('courier', 0)}").json()
    assert view["id"] == address("courier", 0).removeprefix("/claims/") == view["claim"]["lasting_id"]
    assert view["story_id"] == 1
    assert [p["evidence"]["outlet"] for p in view["passages"]] == [
        "Harbour Courier", "Northern Ledger", "Evening Standard-Bearer", "Coastal Tribune", "undated.html",
    ]  # fmt: skip
    assert view["passages"][-1]["live"] is None
    assert view["citation"]["plain"].endswith(f"http://127.0.0.1{address('courier', 0)}")


# ── addresses that last ───────────────────────────────────────────────────────────────────────────


def test_another_passage_of_a_claim_leads_to_it(client: TestClient) -> None:
    for prefix in ("", "/api"):
        answer = client.get(f"{prefix}{address('evening', 0)}")
        assert answer.status_code == 307
        assert answer.headers["location"] == f"{prefix}{address('courier', 0)}"


def test_below_a_path_it_leads_below_it(tmp_path: Path) -> None:
    for client in _client(press.database(tmp_path), root="/news"):
        answer = client.get(f"/news{address('evening', 0)}")
        assert answer.headers["location"] == f"/news{address('courier', 0)}"
        page = client.get(answer.headers["location"]).text
        assert f"http://127.0.0.1/news{address('courier', 0)}" in page


def test_the_address_stays_when_a_claim_is_put_together_anew(tmp_path: Path) -> None:
    old = press.detail()
    sank = replace(old.claims[0], id="another", evidence=old.claims[0].evidence[:3])
    for client in rewritten(tmp_path, replace(old, claims=(sank, *old.claims[1:]))):
        assert client.get(address("courier", 0)).status_code == 200


def test_a_claim_goes_with_its_article_to_another_story(tmp_path: Path) -> None:
    old = press.detail()
    apart = {"id-tribune", "id-post"}
    stay = tuple(a for a in old.articles if a.id not in apart)
    left = replace(
        old,
        story=replace(old.story, article_ids=tuple(a.id for a in stay)),
        articles=stay,
        claims=old.claims[:2],
    )
    aboard = replace(old.claims[2], story_id=9)
    went = StoryDetail(
        story=factories.story(*sorted(apart), id=9, title="The list of who was aboard"),
        articles=tuple(a for a in old.articles if a.id in apart),
        claims=(aboard,),
    )
    for client in rewritten(tmp_path, left, went):
        page = client.get(address("tribune", 1))
        assert page.status_code == 200
        assert "The list of who was aboard" in page.text


@pytest.mark.parametrize("prefix", ["", "/api"])
def test_a_claim_that_ended_says_so_and_where_its_story_is(tmp_path: Path, prefix: str) -> None:
    old = press.detail()
    for client in rewritten(tmp_path, replace(old, claims=old.claims[:2], account=(), differences=())):
        answer = client.get(f"{prefix}{address('courier', 3)}")
        assert answer.status_code == 410
        if prefix:
            assert answer.json()["error"]["message"].endswith("is in story 1")
            continue
        assert "This claim has ended" in answer.text
        assert "Captain Tomas Reyl denied that the door was open." in answer.text
        assert 'href="/stories/1"' in answer.text and 'href="/articles/id-courier?span=' in answer.text
        assert client.get(address("courier", 0, "differences")).status_code == 410


@pytest.mark.parametrize(
    "id", ["x", "no-such-1-2", "id-courier-5-5", "id-courier-1-99999999999", "%00-1-2", "<b>-1-2", "a" * 1900]
)
def test_what_never_was_is_not_found(client: TestClient, id: str) -> None:
    for plural in ("claims", "differences"):
        page = client.get(f"/{plural}/{id}")
        assert page.status_code == 404 and "<b>-1-2" not in page.text
        error: Any = client.get(f"/api/{plural}/{id}").json()["error"]
        assert error["status"] == 404


def test_an_address_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get(f"/claims/{'a' * 2100}").status_code == 422


def test_a_page_of_another_site_can_t_have_a_story_described(tmp_path: Path) -> None:
    database = press.database(tmp_path)
    store = Store(database)
    with store.transaction():
        store.put_stories(
            [press.detail().story], {a.id: a.outlet or a.place for a in press.detail().articles}
        )
    store.close()
    for client in _client(database):
        answer = client.get(address("courier", 0), headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
