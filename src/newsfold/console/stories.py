"""A list of stories on a terminal, and by what it can be narrowed."""

from __future__ import annotations

from rich import box
from rich.console import Group
from rich.table import Table

from newsfold.console.terminal import NARROW, console, line, text
from newsfold.present import StoryLine, StoryList, counted, days, listed
from newsfold.queries import FacetName, StoryQuery

# What a value of a facet is given with, on the command line.
_OPTIONS: dict[FacetName, str] = {
    "published": "--since, --until",
    "outlet": "--outlet",
    "place": "--place",
    "who": "--who",
    "language": "--language",
    "size": "--min-articles, --max-articles",
    "differences": "--differences",
    "corrections": "--corrections",
    "changed": "--changed-since",
}


def stories(page: StoryList, query: StoryQuery, *, with_facets: bool = False) -> None:
    """A list of stories; with a line instead of a table where there are none."""
    out = console()
    if page.stories:
        out.print(_story_table(page, narrow=out.width < NARROW))
    else:
        out.print(text(_none(page, query)))
    if with_facets:
        _facets(page)
    if page.apart:
        start = "and " if page.total else ""
        note = f"{start}{counted(page.apart, 'report')} of a single outlet: --single only"
        out.print(text(note, "dim"))
    if page.next_cursor is not None:
        last = page.start + len(page.stories)
        note = f"{page.start + 1:,}–{last:,} of {page.total:,}; more: --cursor {page.next_cursor}"
        out.print(text(note, "dim"), soft_wrap=True)  # in one piece, so that it can be copied


def _story_table(page: StoryList, *, narrow: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("ID", justify="right", no_wrap=True)
    table.add_column("Story", ratio=1)
    if not narrow:
        table.add_column("Outlets", justify="right")
        table.add_column("Texts", justify="right")
        table.add_column("Seen", justify="right", no_wrap=True)
    for row in page.stories:
        lines = [text(row.title or "Untitled story", "bold"), text(listed(row.outlets, 4), "dim")]
        if findings := _findings(row):
            lines.append(text(findings, "dim"))
        seen = days(row.first_seen, row.last_seen) if row.first_seen and row.last_seen else "no date"
        if narrow:
            counts = f"{counted(len(row.outlets), 'outlet')}, {counted(row.origins, 'independent text')}"
            table.add_row(str(row.id), Group(*lines, text(counts, "dim"), text(seen, "dim")))
        else:
            table.add_row(str(row.id), Group(*lines), str(len(row.outlets)), str(row.origins), seen)
    return table


def _findings(row: StoryLine) -> str:
    """What sets a story apart, in words."""
    differ = [counted(row.differences, "difference")] if row.differences else []
    return ", ".join([*differ, *([f"{counted(row.corrections, 'page')} changed"] if row.corrections else [])])


def _none(page: StoryList, query: StoryQuery) -> str:
    if query.words and not page.apart and StoryQuery(words=query.words, single=query.single) == query:
        return f"No story speaks of “{query.words}”."
    of = " of two outlets and more" if query.single == "apart" else ""
    if query.narrows:
        return f"No story{of} has all of this."
    return f"There are no stories{of} yet."


def _facets(page: StoryList) -> None:
    """Each facet with its values, as they are asked for."""
    out = console()
    for facet in page.facets:
        values = [_facet_value(facet.name, value.value, value.label, value.stories) for value in facet.values]
        if facet.more:
            values.append(f"{facet.more:,} more")
        out.print(line((_OPTIONS[facet.name], "bold"), "  ", ", ".join(values)))
    if page.described < page.total:
        of = counted(page.total, "story", "stories")
        out.print(text(f"Places, people and differences are known of {page.described:,} of {of}.", "dim"))


def _facet_value(name: FacetName, value: str, label: str, stories: int) -> str:
    if name in ("differences", "corrections"):
        return f"{stories:,}"
    label_shown = value if name in ("changed", "outlet") else label
    return f"{label_shown} ({stories:,})"
