"""What is printed of threads."""

from __future__ import annotations

from rich import box
from rich.table import Table

from newsfold.console.terminal import console, text
from newsfold.present import ThreadList, ThreadView, counted, days, listed, when

_REPORTS_SHOWN = 12  # reports of a figure


def threads(page: ThreadList) -> None:
    """A list of threads; with a line instead of a table where there are none."""
    out = console()
    if not page.threads:
        out.print("No affair runs through two stories yet.")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("ID", justify="right", no_wrap=True)
    table.add_column("Thread", ratio=1)
    table.add_column("Stories", justify="right")
    table.add_column("Seen", justify="right")
    for thread in page.threads:
        seen = (
            days(thread.first_seen, thread.last_seen) if thread.first_seen and thread.last_seen else "no date"
        )
        table.add_row(
            str(thread.id), text(thread.title or "Untitled thread", "bold"), str(len(thread.stories)), seen
        )
    out.print(table)
    if page.next_offset is not None:
        out.print(text(f"There are more: --offset {page.next_offset}", "dim"))


def thread(view: ThreadView) -> None:
    """A thread: its stories in time, and the figures that run through them."""
    out = console()
    out.print(text(view.title or "Untitled thread", "bold"))
    out.print(text(f"{counted(len(view.stories), 'story', 'stories')} of one affair", "dim"))
    for story in view.stories:
        seen = days(story.first_seen, story.last_seen) if story.first_seen and story.last_seen else "no date"
        out.print()
        out.print(text(f"{seen}  story {story.id}", "dim"))
        out.print(text(story.title or "Untitled story"))
        out.print(text(f"{counted(story.articles, 'article')}: {listed(story.outlets, 4)}", "dim"))
    for series in view.series:
        out.print()
        out.print(text(f"{series.what} {f'({series.unit})' if series.unit else ''}".strip(), "bold"))
        for point in series.points[:_REPORTS_SHOWN]:
            day = when(point.published_at, "day") if point.published_at else "no date"
            out.print(text(f"  {day}  {point.figure.text}  {point.outlet}"))
        if len(series.points) > _REPORTS_SHOWN:
            out.print(text(f"  {len(series.points) - _REPORTS_SHOWN} more in --json", "dim"))
    if view.described < len(view.stories):
        note = f"Figures are of {view.described} of {len(view.stories)} stories, those that are described."
        out.print(text(note, "dim"))
