"""Text on a terminal: nothing in a source can be markup here, or steer it."""

from __future__ import annotations

import sys

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from newsfold.invisible import visible


def console(*, to_errors: bool = False) -> Console:
    """The output to print on; 100 columns where it is no terminal."""
    stream = sys.stderr if to_errors else sys.stdout
    width = None if stream.isatty() else 100
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def text(words: str, style: str = "") -> Text:
    """Words of a source, without what could steer the terminal."""
    return Text(visible(words), style=style)


def line(*parts: str | Text | tuple[str, str]) -> Text:
    """A line of text: parts are plain, ready, or (text, style)."""
    line = Text()
    for part in parts:
        line.append_text(
            part if isinstance(part, Text) else text(part) if isinstance(part, str) else text(*part)
        )
    return line


def indented(part: RenderableType, by: int = 2) -> Padding:
    """A part moved to the right."""
    return Padding(part, (0, 0, 0, by), expand=False)
