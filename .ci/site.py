"""What `mkdocs build` needs beside the docs: pages of the root, and links that lead out of the docs.

A link to a file that is no page of the site (source, a folder) becomes its name in code.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

ROOT = Path(__file__).parents[1]
# Where pages of the repository stand in the site.
ADDED = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/DATA.md": "data.md",
}
_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")
_CODE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def on_files(files: Files, *, config: Any) -> Files:
    """Add the root's pages, and a list of the decisions."""
    from mkdocs.structure.files import File

    for source, page in ADDED.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=linked(text, source, page)))
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    titles = [path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for path in decisions]
    listed = "\n".join(f"- [{title}]({path.name})" for title, path in zip(titles, decisions, strict=True))
    files.append(File.generated(config, "decisions/index.md", content=f"# Decisions\n\n{listed}\n"))
    return files


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Lead links out of `docs/` to the pages that stand for them here."""
    here = page.file.src_uri
    return markdown if here in ADDED.values() else linked(markdown, f"docs/{here}", here)


def linked(text: str, source: str, page: str) -> str:
    """The text of `source`, with its links as they are from `page` of the site."""

    def led(match: re.Match[str]) -> str:
        label, target, anchor = match.groups()
        there = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        if there in ADDED:
            place = ADDED[there]
        elif there.startswith("docs/") and (ROOT / there).is_file():
            place = there.removeprefix("docs/")
        else:
            return label if "`" in label or label.startswith("!") else f"`{label}`"
        return f"[{label}]({posixpath.relpath(place, posixpath.dirname(page) or '.')}{anchor or ''})"

    parts = _CODE.split(text)  # prose and code by turns
    return "".join(part if at % 2 else _LINK.sub(led, part) for at, part in enumerate(parts))
