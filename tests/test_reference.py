"""What a program imports is documented with an example that runs, and the site has every page."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

import newsfold
from tests import REPOSITORY

DOCS = REPOSITORY / "docs"
PAGES = sorted((DOCS / "reference").glob("*.md"))
_BLOCK = re.compile(r"^```python\n(.*?)^```$(?:\n\n^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [page for page in PAGES if "```python" in page.read_text("utf-8")], ids=str)
def test_the_examples_of_a_page_print_what_stands_under_them(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "example"}
    for code, expected in _BLOCK.findall(page.read_text(encoding="utf-8")):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, page.name, "exec"), names)
        assert printed.getvalue() == expected, code


def test_every_public_name_has_an_example_and_its_docstring() -> None:
    sections: dict[str, str] = {}
    for page in PAGES:
        for name, text in _SECTION.findall(page.read_text(encoding="utf-8")):
            assert name not in sections
            sections[name] = text
    assert set(sections) == set(newsfold.__all__) - {"__version__"}
    for name, text in sections.items():
        assert "```python" in text and f"\n::: newsfold.{name}\n" in text, name
        assert getattr(newsfold, name).__doc__, name


def test_every_page_of_the_docs_is_in_the_site() -> None:
    menu = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    listed = set(re.findall(r": (\S+\.md)$", menu, re.MULTILINE))
    added = {"index.md", "changelog.md", "contributing.md", "security.md", "data.md", "decisions/index.md"}
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert {page for page in pages if not page.startswith("decisions/")} == listed - added
    assert added <= listed


def test_what_the_site_needs_is_named_alike_for_pip_and_make() -> None:
    [extra] = re.findall(
        r"^docs = \[(.*)\]$", (REPOSITORY / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    assert extra.replace(",<", "<").replace('", "', '" "').replace("<", ",<") in (
        REPOSITORY / "Makefile"
    ).read_text("utf-8")
