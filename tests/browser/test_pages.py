"""Every page on a desktop and a phone, light and dark, without script and printed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.datastructures import DefaultPlaceholder
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from pypdf import PdfReader
from starlette.routing import compile_path

from newsfold.newsroom import Newsroom
from newsfold.web import create_app
from tests import press
from tests.browser.conftest import LARGE_ID
from tests.browser.reader import Reader
from tests.served import served

Readers = Callable[..., Reader]

SANK = press.line("courier", 0)
SANK_ID = f"id-courier-{SANK.start}-{SANK.end}"
PAGES = {
    "stories": "/",
    "reports of a single outlet": "/?single=only",
    "stories narrowed": "/?single=with&q=ferry+OR+story&who=Quill&since=2019-01-01&sort=disputed",
    "search": "/?q=ferry",
    "nothing to show": "/?q=zebra",
    "a story": "/stories/1",
    "a story of one article": "/stories/2",
    "an article": "/articles/id-courier?span=0-60&story=1",
    "an article without a date": "/articles/id-undated",
    "a claim": f"/claims/{SANK_ID}",
    "a difference": f"/differences/{SANK_ID}",
    "check": "/check",
    "checked": "/check?q=Fourteen+people+were+killed.+The+Morning+Tern+carried+212+people.",
    "threads": "/threads",
    "changes": "/changes",
    "a thread": "/threads/1",
    "outlets": "/outlets",
    "an outlet": "/outlets/Northern%20Ledger",
    "an outlet that was first": "/outlets/Harbour%20Courier",
    "entities": "/entities",
    "an entity": "/entities/person:ada%20quill",
    "rejected": "/rejected",
    "the API": "/docs",
}
ERRORS = {"no such page": ("/nowhere", 404), "no such story": ("/stories/999", 404)}
ERRORS["a claim that ended"] = ("/claims/id-courier-99998-99999", 410)
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
LOOKS = {"desktop": DESKTOP, "phone, dark": PHONE | {"color_scheme": "dark"}}
NARROW = 320  # pixels: what is left of a desktop's window at four times the size of type


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", [*PAGES, *ERRORS])
def test_a_page_is_sound(reader: Readers, name: str, look: str) -> None:
    visitor = reader(**LOOKS[look])
    path, status = ERRORS.get(name, (PAGES.get(name, ""), 200))
    page = visitor.open(path, status)
    assert page.locator("h1").count() == 1
    visitor.unfold()
    assert visitor.violations() == []
    assert visitor.overflow() <= 0
    page.set_viewport_size({"width": NARROW, "height": 844})
    assert visitor.overflow() <= 0


def test_colours_stand_out_in_the_other_light(reader: Readers) -> None:
    for path in ("/stories/1", PAGES["checked"]):
        visitor = reader(**DESKTOP, color_scheme="dark")
        visitor.open(path)
        visitor.unfold()
        assert visitor.violations() == []
        dark = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert max(map(int, dark.removeprefix("rgb(").rstrip(")").split(","))) < 60


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_read_with_script_alone(reader: Readers, name: str) -> None:
    texts = []
    for script in (True, False):
        visitor = reader(**DESKTOP, java_script_enabled=script)
        page = visitor.open(PAGES[name])
        texts.append(page.locator("body").inner_text())
    assert texts[0] == texts[1]


def test_without_script_a_number_leads_to_its_sentence(reader: Readers) -> None:
    page = reader(**DESKTOP, java_script_enabled=False).open("/stories/1")
    page.locator("a.cite").first.click()
    page.wait_for_url("**/articles/**")
    assert page.locator("mark").first.inner_text().startswith("The ferry Morning Tern sank")
    page.get_by_role("link", name="Back to the story").click()
    page.wait_for_url("**/stories/1")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed(reader: Readers, name: str) -> None:
    page = reader(**DESKTOP, color_scheme="dark").open(PAGES[name])
    title = page.locator("h1").inner_text()
    page.emulate_media(media="print")
    for unneeded in page.locator("nav, .search, .panel, button").all():
        assert not unneeded.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    sheets = [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(page.pdf())).pages]
    assert " ".join(title.split()) in sheets[0]
    assert all(sheets)


def test_a_login_is_sound(browser: Any, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("a-token-of-some-length-42")
    token.chmod(0o600)
    with served(press.database(tmp_path), "--token-file", str(token)) as site:
        context = browser.new_context(base_url=site.url, **PHONE)
        visitor = Reader(context, site.url)
        page = visitor.open("/", 401)
        assert visitor.violations() == []
        page.get_by_label("Token").fill(token.read_text())
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("heading", name="Stories").wait_for()
        assert visitor.violations() == []
        context.close()
        assert not visitor.problems


def test_every_page_is_looked_at() -> None:
    app: Any = create_app(lambda: Newsroom("unused.db", create=False)).app
    paths = [path.split("?")[0] for path in PAGES.values()] + [f"/stories/{LARGE_ID}"]
    routes = [r for part in app.routes for r in getattr(part, "original_router", app).routes]
    pages = {r.path for r in routes if isinstance(r, APIRoute) and issubclass(_kind(r), HTMLResponse)}
    assert {"/", "/stories/{id}"} <= pages
    for page in pages:
        pattern, _, _ = compile_path(page)
        assert any(pattern.match(path) for path in paths), f"{page} is not among PAGES"


def _kind(route: APIRoute) -> type[object]:
    """The class of a route's answers."""
    default = route.response_class
    return default.value if isinstance(default, DefaultPlaceholder) else default
