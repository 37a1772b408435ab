"""Markdown: clippings as note-taking programs keep them."""

from __future__ import annotations

import re
from typing import Any

from newsfold.reading.fields import FieldReader
from newsfold.reading.held import Held
from newsfold.reading.markup import text_of
from newsfold.reading.sniff import is_binary
from newsfold.records import Page, Rejected

_LARGEST_CLIPPING = 2 * 2**20  # bytes: bounds the time
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([\w .-]{1,60}?)\s*:(?:\s+(.*))?$")


def clipping(held: Held, body: bytes, reader: FieldReader) -> Page | Rejected:
    """A clipping in Markdown as a page of text; what stands between `---` at its top are its columns."""
    if len(body) > _LARGEST_CLIPPING:
        return held.rejected("too large", f"more than {_LARGEST_CLIPPING:,} bytes")
    if not body.strip() or is_binary(body):
        return held.rejected("binary" if body.strip() else "empty")
    text = text_of(body).replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    given = {name: value.value for name, value in reader.fields(_entries(front[1]) if front else {}).items()}
    heading, lines = _heading_and_lines(text[front.end() :] if front else text)
    if not lines and "title" not in given:
        return held.rejected("empty", "no text in this Markdown")
    return held.page(
        "\n".join(lines).encode("utf-8", "replace"),
        title=given.get("title") or heading,
        url=given.get("url"),
        outlet=given.get("outlet"),
        published=given.get("published"),
        language=given.get("language"),
        authors=given.get("authors", ()),
    )


def _entries(front: str) -> dict[str, Any]:
    """The entries of a front matter: `name: value`, or a name with its values as `- items` under it."""
    entries: dict[str, Any] = {}
    name = ""
    for line in front.split("\n"):
        if line.lstrip().startswith("- ") and isinstance(entries.get(name), list):
            entries[name].append(_unquoted(line.lstrip()[2:]))
        elif entry := _ENTRY.match(line):
            name, value = entry[1], _unquoted(entry[2] or "")
            listed = value.startswith("[") and value.endswith("]")
            items = [_unquoted(item) for item in value[1:-1].split(",")] if listed else []
            entries[name] = items if listed or not value else value
    return entries


def _unquoted(value: str) -> str:
    value = value.strip()
    marked = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    value = value[1:-1] if marked else value
    return value.removeprefix("[[").removesuffix("]]")  # a note's name, as some programs link it


def _heading_and_lines(text: str) -> tuple[str | None, list[str]]:
    """The first heading of the first rank, and the text of every block without its marks."""
    from markdown_it import MarkdownIt

    heading, lines, rank = None, list[str](), ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            rank = token.tag
        elif token.type == "inline":
            line = " ".join("".join(_inline(child) for child in token.children or ()).split())
            lines += [line] if line else []
            heading = heading or (line if rank == "h1" else None)
            rank = ""
        elif token.type in ("fence", "code_block"):
            lines += [line for line in token.content.split("\n") if line.strip()]
    return heading, lines


def _inline(token: Any) -> str:
    if token.type in ("text", "code_inline"):
        return str(token.content)
    return " " if token.type in ("softbreak", "hardbreak") else ""
