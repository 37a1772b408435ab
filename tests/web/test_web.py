from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfold.newsroom import Newsroom
from newsfold.present import STORY_PARTS, story_view
from newsfold.present.views import StoryView
from newsfold.records import Span
from newsfold.text import merged
from newsfold.web import create_app
from newsfold.web.app import STATIC
from newsfold.web.charts import compact, matrix, series_chart, series_charts, small_chart
from newsfold.web.pages import marked
from newsfold.web.schema import json_schema
from tests import REPOSITORY, press
from tests.web.client import TestClient

DOCS = REPOSITORY / "docs"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return press.database(tmp_path_factory.mktemp("web"), extra=30)


@pytest.fixture(scope="module")
def client(database: Path) -> Iterator[TestClient]:
    app = create_app(lambda: Newsroom(database, create=False))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def story_page(client: TestClient) -> str:
    return client.get("/stories/1").text


SANK = press.line("courier", 0)
CLAIM = f"/claims/id-courier-{SANK.start}-{SANK.end}"
DIFFERENCE = f"/differences/id-courier-{SANK.start}-{SANK.end}"
PAGES = [
    "/",
    "/?q=ferry",
    "/?single=with&meaning=a+boat+sank&sort=disputed",
    "/?who=Ada+Quill&place=Port+Halden&since=2019-03-01&until=&happened_since=2019-03-14",
    "/stories/1",
    "/stories/2",
    "/articles/id-courier",
    "/rejected",
    CLAIM,
    DIFFERENCE,
]
API = ["/api/stories", "/api/stories/1", "/api/articles/id-courier", "/api/rejected", f"/api{CLAIM}"]
WRONG = {
    "/stories/999": 404,
    "/stories/nine": 422,
    "/stories/99999999999999999999": 422,
    "/articles/none": 404,
    "/articles/id-courier?span=1": 422,
    "/articles/id-courier?span=-1-2": 422,
    "/?min_articles=0": 422,
    "/?since=yesterday": 422,
    "/?since=2019-05-01&until=2019-04-01": 422,
    "/?cursor=nonsense": 422,
    "/?sort=best": 422,
    "/rejected?offset=-1": 422,
    "/nowhere": 404,
    "/claims/none-1-9": 404,
    "/claims/none": 404,
    "/differences/figure": 404,
    "/claims/id-courier-99998-99999": 410,
    "/static/nothing.css": 404,
    "/static/../app.py": 404,
}


class Outline(HTMLParser):
    """Checks that tags close in order, and keeps every start tag."""

    VOID = frozenset(
        {"meta", "link", "input", "br", "hr", "img", "wbr", "path", "circle", "line", "rect", "polyline"}
    )

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


# ── every answer ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [*PAGES, *API, *WRONG, "/static/newsfold.css"])
def test_every_answer_is_guarded(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == WRONG.get(path, 200)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "//" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_sound_and_self_contained(client: TestClient, path: str) -> None:
    page = Outline(client.get(path).text)
    for tag, attrs in page.tags:
        assert not any(name.startswith("on") or name == "style" for name in attrs), (tag, attrs)
        for name in ("src", "href", "action"):
            value = attrs.get(name)
            if value and tag != "a":
                assert value.startswith("/") and not value.startswith("//")
    assert all(script.get("src") for script in page.all("script"))
    assert not page.all("style")
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    labelled = {i for _, a in page.tags for i in (a.get("aria-labelledby") or "").split()}
    targets = {h[1:] for a in page.all("a") if (h := a.get("href") or "").startswith("#") and len(h) > 1}
    assert labelled | targets <= set(ids)
    assert len(page.all("h1")) == 1 and len(page.all("main")) == 1


@pytest.mark.parametrize("path", [*PAGES, *API])
def test_head_answers_without_a_body(client: TestClient, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:99", "[::1]", "[::1]:8000", "LOCALHOST."]
)
def test_loopback_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/stories", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0", "", ":80"]
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/stories", headers={"host": host})
    assert answer.status_code == 400
    assert set(answer.json()) == {"error"}
    assert client.get("/", headers={"host": host}).status_code == 400


def test_hosts_that_were_asked_for_are_answered() -> None:
    def opener() -> Any:
        raise AssertionError

    for hosts, host in ((["news.example"], "news.example:80"), (["*"], "anything.example")):
        app = create_app(opener, hosts)
        answer = TestClient(app, base_url="http://x").get("/static/icon.svg", headers={"host": host})
        assert answer.status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/stories/1")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.json()["error"]["status"] == 405


@pytest.mark.parametrize(
    ("path", "status"), [*((f"/api{p}", s) for p, s in WRONG.items() if "span" not in p and "?" not in p)]
)
def test_api_errors_have_one_shape(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == (404 if "static" in path else status)
    error = answer.json()["error"]
    assert set(error) == {"status", "message"}
    assert error["status"] == answer.status_code and error["message"]


def test_our_own_failure_is_an_error_page_without_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    def opener() -> Any:
        raise RuntimeError("secret inside")

    client = TestClient(create_app(opener), base_url="http://localhost", raise_server_exceptions=False)
    for path in ("/", "/api/stories"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "content-security-policy" in answer.headers
    assert "secret inside" in caplog.text


# ── the API ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/api/stories", "StoryList"),
        ("/api/stories/1", "StoryParts"),
        ("/api/stories/1?include=all", "StoryParts"),
        ("/api/stories/2", "StoryParts"),
        *((f"/api/stories/1/{part}", "PartList") for part in STORY_PARTS),
        ("/api/articles/id-undated", "ArticleView"),
        (f"/api{CLAIM}", "ClaimDetailView"),
        (f"/api{DIFFERENCE}", "DifferenceDetailView"),
        ("/api/rejected", "RejectedList"),
    ],
)
def test_answers_fit_the_schema(client: TestClient, path: str, view: str) -> None:
    rules = json.loads((DOCS / "schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(
        {"$ref": f"#/$defs/{view}", "$defs": rules["$defs"]}, format_checker=jsonschema.FormatChecker()
    )
    assert list(checker.iter_errors(client.get(path).json())) == []


def test_the_schema_in_the_docs_is_the_code_s() -> None:
    """Made by: python -m newsfold.web.schema > docs/schema.json."""
    assert json.loads((DOCS / "schema.json").read_text(encoding="utf-8")) == json_schema()


def test_stories_come_page_by_page(client: TestClient) -> None:
    ids: list[int] = []
    asked: dict[str, str | int] = {"limit": 7, "single": "with"}
    cursor: str | None = ""
    while cursor is not None:
        answer = client.get("/api/stories", params=asked | {"cursor": cursor}).json()
        assert (answer["start"], answer["total"], answer["apart"]) == (len(ids), 31, 0)
        ids += [story["id"] for story in answer["stories"]]
        cursor = answer["next_cursor"]
    assert ids == sorted(ids) and len(ids) == 31
    back = client.get("/api/stories", params=asked | {"cursor": answer["previous_cursor"]}).json()
    assert [story["id"] for story in back["stories"]] == ids[21:28]
    listed = client.get("/api/stories", params={"q": "Morning Tern"}).json()
    assert 1 in [story["id"] for story in listed["stories"]]


@pytest.mark.parametrize(
    "query", ['"', "a AND", "*", "(", "\x00", "'; DROP TABLE stories", "💥" * 50, "a" * 200]
)
def test_searches_never_break(client: TestClient, query: str) -> None:
    assert client.get("/api/stories", params={"q": query}).status_code == 200
    assert client.get("/", params={"q": query}).status_code == 200


def test_evidence_leads_into_the_article(client: TestClient) -> None:
    story = client.get("/api/stories/1", params={"include": "all"}).json()
    passages = [e for claim in story["claims"] for e in claim["evidence"]]
    passages += [e for part in story["account"] + story["timeline"] for e in part["evidence"]]
    passages += [e for d in story["differences"] for value in d["values"] for e in value["evidence"]]
    texts: dict[str, str] = {}
    for evidence in passages:
        id = evidence["article_id"]
        text = texts.setdefault(id, client.get(f"/api/articles/{id}").json()["text"])
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    numbers = {(e["article_id"], e["start"], e["end"]): e["number"] for e in passages}
    assert sorted(set(numbers.values())) == list(range(1, len(numbers) + 1))


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_number_leads_to_its_marked_words(client: TestClient, story_page: str) -> None:
    links = [a for a in Outline(story_page).all("a") if "data-source" in a]
    numbers = re.findall(r'class="cite" data-source href="([^"]+)"[^>]*>(\d+)<', story_page)
    assert len({number for _, number in numbers}) == len({href for href, _ in numbers}) > 10
    words = {e.number: e.text for c in story_view(press.detail()).claims for e in c.evidence}
    for href, number in numbers:
        page = client.get(href.replace("&amp;", "&")).text
        (mark,) = re.findall(r'<mark id="mark-1">(.*?)</mark>', page)
        if int(number) in words:
            assert mark == escaped(words[int(number)])
    assert len(links) > len(numbers)


def escaped(text: str) -> str:
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ('"', "&#34;")):
        text = text.replace(plain, entity)
    return text


def test_the_story_says_all_it_knows(story_page: str) -> None:
    for words in (
        "Ferry with 212 aboard sinks off Port Halden",
        "14 March 2019",
        "Told by 6 outlets, from 5 origins",
        "Evening Standard-Bearer and Northern Ledger relay Meridian Wire",
        "Harbour Courier and Northern Ledger quote the coast guard",
        "1 independent origin (inferred) for what is said, 2 for its having been said",
        "one named source",
        "does not carry it",
        "by way of <bdi>the state broadcaster</bdi>",
        "also <bdi>Ms. Quill</bdi>",
        "prints the whole of",
        "Printed two hours later.",
        "inferred",
        "Later reports carry a later value.",
    ):
        assert words in story_page
    for status in ("disputed", "corroborated", "updated", "single origin"):
        assert f"</svg>{status}</span>" in story_page
    assert not re.search(r"\b(true|false|fake|lie|wrong|correct)\b", re.sub(r"<[^>]+>", " ", story_page))


def test_a_hostile_source_stays_text(client: TestClient, story_page: str) -> None:
    article = client.get("/articles/id-undated?span=0-19").text
    for page in (story_page, article, client.get("/rejected").text):
        assert "<script>alert" not in page and "<img" not in page and "<b>not" not in page
        assert "\x1b" not in page and "\u202e" not in page
        assert not any((a.get("href") or "").startswith("javascript:") for a in Outline(page).all("a"))
    assert "&lt;img src=x onerror=alert(1)&gt;" in article
    assert "pages/undated.html" in article


def test_links_to_originals_tell_them_nothing(client: TestClient) -> None:
    page = Outline(client.get("/articles/id-courier").text)
    (link,) = [a for a in page.all("a") if (a.get("href") or "").startswith("http")]
    assert link["href"] == "https://courier.example/ferry?a=1&b=2"
    assert {"noopener", "noreferrer"} <= set((link["rel"] or "").split())


def test_the_front_page_pages_and_searches(client: TestClient) -> None:
    first = client.get("/").text
    assert "1 story of two outlets and more" in first and "and 30 reports of a single outlet" in first
    assert "More stories" not in first
    every = client.get("/?single=with").text
    assert "More stories" in every and "Stories before" not in every and "1–25 of 31" in every
    (more,) = [a["href"] for a in Outline(every).all("a") if a.get("rel") == "next"]
    last = client.get(str(more)).text
    assert "Stories before these" in last and "More stories" not in last and "26–31 of 31" in last
    (back,) = [a["href"] for a in Outline(last).all("a") if a.get("rel") == "prev"]
    assert "1–25 of 31" in client.get(str(back)).text
    none = client.get("/", params={"q": "<b>zeppelin"}).text
    assert "No story speaks of “<bdi>&lt;b&gt;zeppelin</bdi>”" in none


# ── marks and pictures ────────────────────────────────────────────────────────────────────────────


@given(st.text("ab \n"), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_marks_cover_the_spans_and_nothing_else(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = merged(
        [Span(start=min(p), end=min(max(p), len(text))) for p in pairs if min(p) < min(max(p), len(text))]
    )
    pieces = [piece for paragraph in marked(text, spans) for piece in paragraph]
    lines = [line for line in text.split("\n") if line.strip()]
    assert "".join(words for words, _ in pieces) == "".join(lines)
    inside = [any(s.start <= i < s.end for s in spans) for i in range(len(text))]
    expected, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            expected += inside[at : at + len(line)]
        at += len(line) + 1
    assert [number is not None for words, number in pieces for _ in words] == expected


def view() -> StoryView:
    return story_view(press.detail())


def test_the_matrix_tells_own_words_from_relayed() -> None:
    table = matrix(view())
    assert table is not None
    rows = {claim.id: dict(zip(table.outlets, cells, strict=True)) for claim, cells in table.rows}
    sank = {outlet: cell.how if cell else None for outlet, cell in rows["c-sank"].items()}
    assert sank == {
        "Harbour Courier": "own words",
        "Coastal Tribune": "own words",
        "Northern Ledger": "relayed",
        "Evening Standard-Bearer": "relayed",
        "undated.html": "own words",
        "Island Post": None,
    }
    ledger = rows["c-dead"]["Northern Ledger"]
    assert ledger is not None and (ledger.how, ledger.via) == ("quotes a source", "the coast guard")
    small = matrix(view(), most_claims=2, most_outlets=3)
    assert small is not None
    assert (small.alone, small.claims_left_out, small.outlets_left_out) == (2, 3, 3)


def test_series_charts_place_values_in_order() -> None:
    deaths, aboard = series_charts(view().series)
    first, second, third, undated = deaths.reports
    assert first.x == second.x < third.x == undated.x
    assert (first.low, first.high) == (first.x, None)
    assert undated.before is None and third.after is None and second.after == third.before
    assert aboard.ticks[0][0] == 4 and aboard.ticks[-1][0] == 96
    assert all(4 <= report.x <= 96 for report in (*deaths.reports, *aboard.reports))


def test_the_small_chart_has_the_dated_reports_and_says_their_hedges() -> None:
    deaths, aboard = view().series
    chart = small_chart(deaths)
    assert chart is not None
    assert [dot.point.figure.text for dot in chart.dots] == ["At least 14", "Fourteen", "19"]
    assert [dot.x for dot in chart.dots] == sorted(dot.x for dot in chart.dots)
    assert chart.dots[0].y == chart.dots[1].y > chart.dots[2].y
    assert chart.line and chart.undated == 1
    assert {"At least 14", "19"} <= {dot.label for dot in chart.dots}
    lone = replace(aboard, points=aboard.points[:1])
    assert small_chart(lone) is None


def test_a_label_stands_where_it_covers_no_other_dot() -> None:
    deaths = view().series[0]
    first, second, third, _ = deaths.points
    close = replace(second.figure, value=14.6)  # a little higher than the first, and close behind it
    chart = small_chart(replace(deaths, points=(first, replace(second, figure=close), third)))
    assert chart is not None
    assert chart.dots[0].label == "At least 14" and chart.dots[0].label_y > chart.dots[0].y


def test_no_line_is_drawn_through_values_that_go_to_and_fro() -> None:
    aboard = view().series[1]
    first, second, third = aboard.points
    to_and_fro = replace(
        aboard,
        points=(
            first,
            replace(third, published_at=first.published_at),
            replace(first, published_at=third.published_at),
        ),
    )
    chart, rows = small_chart(to_and_fro), series_chart(to_and_fro)
    assert chart is not None and rows is not None
    assert chart.line == ""
    assert rows.moves == "212 and 230"
    straight = series_chart(aboard)
    assert straight is not None and straight.moves == "212 → 230"
    assert second.figure.text == "212"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (14, "14"), (1500, "1,500"), (1.25, "1.25"), (25e6, "25 million"), (-3e9, "-3 billion")],
)
def test_compact_numbers(value: float, text: str) -> None:
    assert compact(value) == text


def test_the_pictures_in_a_page_are_well_formed(story_page: str) -> None:
    drawings = re.findall(r"<svg.*?</svg>", story_page, re.S)
    assert len(drawings) > 10
    for drawing in drawings:
        ElementTree.fromstring(drawing)


def test_one_outlet_s_numbers_are_no_series_and_parts_are_not_joined() -> None:
    deaths = view().series[0]
    alone = replace(deaths, points=tuple(replace(p, outlet="Harbour Courier") for p in deaths.points))
    assert series_charts([alone]) == []
    (chart,) = series_charts([replace(deaths, points=(*deaths.points, deaths.points[0]))])
    assert all(report.before is report.after is None for report in chart.reports)


# ── colours ───────────────────────────────────────────────────────────────────────────────────────


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_stand_out_in_light_and_dark() -> None:
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1."""
    style = (STATIC / "newsfold.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in style.split(":root {")[1:3])
    pairs = [(ink, bed) for ink in ("ink", "soft", "accent") for bed in ("paper", "sheet")]
    pairs += [(name, f"{name}-bed") for name in ("sure", "single", "dispute", "update")] + [
        ("mark-ink", "mark")
    ]
    for colours in (light, dark):
        for ink, bed in pairs:
            high, low = sorted((luminance(colours[ink]), luminance(colours[bed])), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, bed)


def test_an_error_is_a_sentence_without_a_command(client: TestClient) -> None:
    page = client.get("/stories/999").text
    assert "<bdi>There is no story 999.</bdi>" in page
    assert "newsfold stories" in client.get("/api/stories/999").json()["error"]["message"]


def test_a_language_is_asked_by_its_code_and_shown_by_its_name(client: TestClient) -> None:
    page = client.get("/?language=es").text
    assert "<bdi>Spanish</bdi>" in page and "<bdi>es</bdi>" not in page


def test_a_draft_that_differs_is_set_beside_the_passage_in_plain_words(client: TestClient) -> None:
    page = client.get("/check?q=The+Morning+Tern+sank+two+miles+off+Port+Halden+with+512+people+aboard.").text
    assert "“512” in your text" in page and '<p class="by">your text</p>' in page
