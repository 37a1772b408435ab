"""Links of pages are led to where the pages stand in the site of the documentation."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

import pytest

from tests import REPOSITORY


@pytest.fixture(scope="module")
def linked() -> Callable[[str, str, str], str]:
    spec = importlib.util.spec_from_file_location("site_hooks", REPOSITORY / ".ci" / "site.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    result: Callable[[str, str, str], str] = module.linked
    return result


@pytest.mark.parametrize(
    ("text", "source", "page", "expected"),
    [
        ("[a](docs/cli.md#x)", "README.md", "index.md", "[a](cli.md#x)"),
        ("![a](docs/story.png)", "README.md", "index.md", "![a](story.png)"),
        ("[a](../CONTRIBUTING.md)", "docs/roadmap.md", "roadmap.md", "[a](contributing.md)"),
        ("[a](../fold.md)", "docs/measured/fold.md", "measured/fold.md", "[a](../fold.md)"),
        ("[a](../NOTICE)", "benchmarks/DATA.md", "data.md", "`a`"),
        ("[`deploy/`](../deploy)", "docs/operate.md", "operate.md", "`deploy/`"),
        ("[a](https://a.example/b.md) [b](#c)", "docs/a.md", "a.md", "[a](https://a.example/b.md) [b](#c)"),
        (
            "```\n[a](docs/cli.md)\n```\n[a](docs/cli.md)",
            "README.md",
            "index.md",
            "```\n[a](docs/cli.md)\n```\n[a](cli.md)",
        ),
    ],
)
def test_a_link(
    text: str, source: str, page: str, expected: str, linked: Callable[[str, str, str], str]
) -> None:
    assert linked(text, source, page) == expected
