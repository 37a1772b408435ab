"""What a call of `archive` did, in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from newsfold.console.terminal import console, text

if TYPE_CHECKING:
    from newsfold.archive import Archived


def archived(found: Archived, warning: str | None) -> None:
    """What one `archive` did; what was lost, on the error output too."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    rows = [
        ("pieces of input, new", found.pieces),
        ("pieces of input, known already", found.known),
        ("articles, new", found.articles),
        *([("articles of other days, kept for later", found.waiting)] if found.waiting else []),
        *((f"rejected: {reason}", number) for reason, number in sorted(found.rejected.items())),
        *((f"lost: {why}", number) for why, number in sorted(found.lost.items())),
        ("near pairs, new", found.pairs),
        ("links, new", found.links),
        ("stories, in all", found.stories),
        ("recurring lines, in all", found.lines),
    ]
    for name, number in rows:
        table.add_row(text(name), text(f"{number:,}"))
    console().print(table)
    warnings = [warning] if warning else []
    if found.lost:
        warnings.append(
            f"{found.lost.total():,} units of work were lost; the next call tries them again, and them alone"
        )
    for told in warnings:
        console(to_errors=True).print(text(f"Warning: {told}", "yellow"))
