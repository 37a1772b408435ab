"""A browser, a server with a newsroom of invented stories, and a reader who looks at its pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newsfold.store import Store
from tests import press
from tests.browser.large import large
from tests.browser.reader import Reader
from tests.served import Served, served

LARGE = 500  # articles of the large story
LARGE_ID = 900
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install -e .[dev]"
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """A headless Chromium of the system's."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("there is no Chromium here; Debian's package is called chromium")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the invented stories, one of them of 500 articles."""
    path = database(tmp_path_factory.mktemp("browser"))
    with served(path) as running:
        yield running


def database(folder: Path) -> Path:
    """The invented stories in `folder`, and the large one."""
    path = press.database(folder, extra=30)
    detail = large(LARGE, LARGE_ID)
    store = Store(path)
    with store.transaction():
        store.add_articles(detail.articles, np.zeros((len(detail.articles), 384), dtype=np.float32))
        store.put_stories([detail.story], {a.id: a.outlet or a.place for a in detail.articles})
        store.put_detail(detail)
        units = [press.detail().story.article_ids[0], detail.story.article_ids[0]]
        store.put_thread(1, "Ferry sinks off Port Halden", list(store.story_heads(units).values()))
    store.close()
    return path


@pytest.fixture
def reader(browser: Any, site: Served) -> Iterator[Callable[..., Reader]]:
    """Opens readers; what went wrong on their pages fails the test that opened them."""
    with ExitStack() as opened:
        readers: list[Reader] = []

        def new(**settings: Any) -> Reader:
            context = browser.new_context(base_url=site.url, reduced_motion="reduce", **settings)
            opened.callback(context.close)
            readers.append(Reader(context, site.url))
            return readers[-1]

        yield new
        for each in readers:
            assert not each.problems, each.problems
