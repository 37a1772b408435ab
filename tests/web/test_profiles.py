"""Pages and JSON of outlets and entities: the same to all, and safe whatever names hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import jsonschema
import numpy as np
import pytest

from newsfold.newsroom import Newsroom
from newsfold.store import Store
from newsfold.web import create_app
from newsfold.web.schema import json_schema
from tests import factories, press
from tests.web.client import TestClient

NAMES = ["AP/Reuters", "<img src=x onerror=alert(1)>", "50% more?", "a#b&c=d", "../etc", "Ünïcode “News”"]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = database(tmp_path_factory.mktemp("profiles"))
    app = create_app(lambda: Newsroom(path, create=False))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


def database(folder: Path) -> Path:
    path = press.database(folder)
    store = Store(path)
    articles = [
        factories.article(f"Text {n}.", f"n{n}", outlet=name, title=name) for n, name in enumerate(NAMES)
    ]
    with store.transaction():
        store.add_articles(articles, np.zeros((len(articles), 384), dtype=np.float32))
        for id, article in enumerate(articles, 50):
            store.put_stories(
                [factories.story(article.id, id=id, title=article.title)], {article.id: article.outlet or ""}
            )
            store.put_entities(id, [factories.entity(article.title, id=f"person:{article.title}")])
    store.close()
    return path


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path", ["/outlets/", "/entities/person:"])
def test_a_page_is_there_for_every_name(client: TestClient, path: str, name: str) -> None:
    page = client.get(path + quote(name, safe=""))
    assert page.status_code == 200
    assert "<img src=x" not in page.text
    answer = client.get(f"/api{path}{quote(name, safe='')}").json()
    assert (answer.get("outlet") or answer["entity"])["name"] == name


@pytest.mark.parametrize("kind", ["outlets", "entities"])
def test_lists_lead_to_pages(client: TestClient, kind: str) -> None:
    page = client.get(f"/{kind}").text
    for name in NAMES:
        prefix = "person%3A" if kind == "entities" else ""
        assert f'href="/{kind}/{prefix}{quote(name, safe="")}"' in page


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/api/outlets", "OutletList"),
        ("/api/outlets/Northern%20Ledger", "OutletPage"),
        ("/api/entities?kind=person", "EntityList"),
        ("/api/entities/person:ada%20quill", "EntityPage"),
    ],
)
def test_json_keeps_to_the_schema(client: TestClient, path: str, view: str) -> None:
    rules = json_schema()
    answer = client.get(path)
    jsonschema.validate(json.loads(answer.text), {"$ref": f"#/$defs/{view}", "$defs": rules["$defs"]})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/outlets/Nobody", 404),
        ("/entities/nobody", 404),
        ("/api/outlets/Nobody", 404),
        ("/outlets?offset=-1", 422),
        ("/entities?kind=animal", 422),
        ("/api/entities?limit=1000", 422),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_another_entity_with_one_of_its_names_is_shown_beside(tmp_path: Path) -> None:
    path = press.database(tmp_path, extra=2)
    store = Store(path)
    names = ("Vladimir Putin", "Владимир Путин")
    with store.transaction():
        store.put_entities(2, [factories.entity(names[0], id="person-putin", aliases=names)])
        store.put_entities(3, [factories.entity(names[1], id="person-путин")])
    store.close()
    app = create_app(lambda: Newsroom(path, create=False))
    with TestClient(app, base_url="http://127.0.0.1") as pages:
        page = pages.get("/entities/person-putin").text
        same = pages.get("/api/entities/person-putin").json()["same_name"]
    assert "Apart from it, and perhaps the same:" in page and "both spelt <bdi>Владимир Путин</bdi>" in page
    assert same == [{"id": "person-путин", "name": names[1], "spelling": names[1], "stories": 1}]


def test_the_profile_of_an_outlet_is_told_in_words(client: TestClient) -> None:
    page = client.get("/outlets/Harbour%20Courier").text
    assert "It published 1 story before any other outlet here; other outlets followed on it." in page
    assert "Reported first" in page and "<bdi>Northern Ledger</bdi> followed" in page
    page = client.get("/outlets/Northern%20Ledger").text
    assert "<bdi>Meridian Wire</bdi> <span" in page and "Who prints its text" in page


def test_an_article_leads_to_its_outlet(client: TestClient) -> None:
    assert 'href="/outlets/Harbour%20Courier"' in client.get("/articles/id-courier").text
    assert "/outlets/" not in client.get("/articles/id-undated").text.split("<main")[1]


def test_a_table_of_outlets_has_no_empty_columns(client: TestClient) -> None:
    page = client.get("/outlets").text
    assert '<th scope="col">Stories</th>' in page
    assert "Owner" not in page and "Country" not in page
