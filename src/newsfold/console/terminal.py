"""Text on a terminal: nothing in a source can be markup here, or steer it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newsfold.invisible import visible
from newsfold.present import EvidenceView, excerpt

NARROW = 60  # columns under which a table's columns would be broken to pieces
MOST_PASSAGES = 8  # bounds what is printed of a claim, a value or a sentence: passages, and their numbers


def console(*, to_errors: bool = False) -> Console:
    """The output to print on; 100 columns where it is no terminal and COLUMNS says nothing else."""
    stream = sys.stderr if to_errors else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS", "").isdecimal() else 100
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


def passage(evidence: EvidenceView) -> Text:
    """Words of a source, with their number and the outlet."""
    return line((f"[{evidence.number}] ", "cyan"), (evidence.outlet, "bold"), f": {excerpt(evidence.text)}")


def indented(part: RenderableType, by: int = 2) -> Padding:
    """A part moved to the right."""
    return Padding(part, (0, 0, 0, by), expand=False)


def listing(out: Console, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows as a table, or, where that would be too narrow, below each other: first cells, then the rest."""
    if out.width < NARROW:
        for first, *rest in rows:
            out.print(text(first, "bold"))
            for cell in rest:
                if cell:
                    out.print(indented(text(cell)))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(text, row))
    out.print(table)
