"""A story is read with a keyboard alone; one of 500 articles is as usable as any."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.browser.conftest import LARGE, LARGE_ID
from tests.browser.reader import Reader
from tests.browser.test_pages import DESKTOP, PAGES, PHONE

Readers = Callable[..., Reader]


@pytest.mark.parametrize("name", PAGES)
def test_the_tab_key_leads_everywhere(reader: Readers, name: str) -> None:
    visitor = reader(**DESKTOP)
    visitor.open(PAGES[name])
    reached = visitor.tabbed()
    assert "Skip to the text" in reached[0]["html"]
    assert len(reached) == visitor.tabbable()
    assert [at["html"] for at in reached if not (at["ring"] and at["seen"])] == []


def test_a_story_is_sought_and_read_by_keyboard(reader: Readers) -> None:
    page = reader(**DESKTOP).open("/")
    while page.evaluate("document.activeElement.name") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=ferry")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    title = "Ferry with 212 aboard sinks off Port Halden"
    while page.evaluate("document.activeElement.textContent") != title:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/1")


@pytest.mark.parametrize("look", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_source_stands_beside_the_story(reader: Readers, look: dict[str, object]) -> None:
    visitor = reader(**look)
    page = visitor.open("/stories/1")
    number = page.locator("a.cite").first
    number.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="The source")
    panel.wait_for()
    assert page.url.endswith("/stories/1")
    assert panel.locator("mark").first.is_visible()
    assert page.evaluate("document.activeElement.className") == "panel-body"
    assert visitor.violations() == []
    assert visitor.overflow() <= 0
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert number.evaluate("e => e === document.activeElement")


def test_a_draft_is_checked_in_parts(reader: Readers) -> None:
    visitor = reader(**PHONE)
    page = visitor.open("/check")
    lines = [f"Harbour {n} was quiet." for n in range(20)]
    page.get_by_role("textbox", name="A sentence, or a draft").fill(
        "\n".join(["Fourteen people were killed, the coast guard said.", *lines])
    )
    page.get_by_role("button", name="Check").click()
    page.get_by_role("heading", name="Sentence by sentence").wait_for()
    marks = page.locator(".draft li")
    assert marks.count() == 21
    assert "said by" in marks.first.inner_text() and "not checked here" in marks.last.inner_text()
    assert visitor.violations() == []
    assert visitor.overflow() <= 0
    page.get_by_role("button", name="Check the next sentences").click()
    page.get_by_text("Sentences 21 to 21 of 21 are checked here.").wait_for()
    assert "not checked here" in marks.first.inner_text()


@pytest.mark.parametrize("look", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_story_of_500_articles_is_usable(reader: Readers, look: dict[str, object]) -> None:
    visitor = reader(**look)
    begun = time.monotonic()
    page = visitor.open(f"/stories/{LARGE_ID}")
    assert time.monotonic() - begun < 30
    assert f"{LARGE} articles" in page.locator(".headline").inner_text()
    screen = page.viewport_size["height"]
    assert page.evaluate("document.documentElement.scrollHeight") < 60 * screen
    assert page.evaluate("document.querySelectorAll('*').length") < 40_000
    assert visitor.overflow() <= 0
    # What is folded away opens, and a number shows its source, without a wait that a reader notices.
    slowest = page.evaluate(
        """() => {
          let slowest = 0;
          for (const one of document.querySelectorAll("details")) {
            const begun = performance.now();
            one.open = true;
            document.body.getBoundingClientRect();
            slowest = Math.max(slowest, performance.now() - begun);
          }
          return slowest;
        }"""
    )
    assert slowest < 3000
    begun = time.monotonic()
    page.locator("a.cite").first.click()
    page.locator("#panel mark").first.wait_for()
    assert time.monotonic() - begun < 10


def test_what_changed_since_the_last_visit_is_counted_on_the_front_page(reader: Readers) -> None:
    visitor = reader(**DESKTOP)
    page = visitor.open("/")
    line = page.locator("#changes-since-last-visit")
    assert not line.is_visible()  # the first visit
    next = line.get_attribute("data-next")
    assert page.evaluate("localStorage.getItem('newsfold-changes')") == next
    database, _, number = next.rpartition(".")
    before = f"{database}.{int(number) - 3}"
    page.evaluate("cursor => localStorage.setItem('newsfold-changes', cursor)", before)
    page.reload()
    assert line.inner_text() == "3 changes since you last looked at them"
    assert visitor.violations() == []
    page.reload()
    assert line.is_visible()  # the front page shows none of them
    line.click()
    page.wait_for_url("**/changes")
    assert page.locator("li.fresh").count() == 3
    page.goto(page.url.removesuffix("changes"))
    assert not line.is_visible()
    page.evaluate("localStorage.setItem('newsfold-changes', 'another.1')")
    page.reload()
    assert not line.is_visible()
