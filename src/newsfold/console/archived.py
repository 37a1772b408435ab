"""What a call of `archive` did, in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from newsfold.console.terminal import console, text

if TYPE_CHECKING:
    from newsfold.archive import Archived


def archived(report: Archived, warning: str | None) -> None:
    """What one `archive` did; what was lost, on the error output too."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    rows = [
        ("pieces of input, new", report.pieces),
        ("pieces of input, known already", report.known),
        ("articles, new", report.articles),
        *([("articles of other days, kept for later", report.waiting)] if report.waiting else []),
        *((f"rejected: {reason}", number) for reason, number in sorted(report.rejected.items())),
        *((f"lost: {why}", number) for why, number in sorted(report.lost.items())),
        ("near pairs, new", report.pairs),
        ("links, new", report.links),
        ("stories, in all", report.stories),
        ("recurring lines, in all", report.lines),
    ]
    for name, number in rows:
        table.add_row(text(name), text(f"{number:,}"))
    console().print(table)
    warnings = [warning] if warning else []
    if report.lost:
        warnings.append(
            f"{report.lost.total():,} units of work were lost; the next call tries them again, and them alone"
        )
    for warning_text in warnings:
        console(to_errors=True).print(text(f"Warning: {warning_text}", "yellow"))
