"""What the commands print. Nothing in a source can be markup here, or steer the terminal."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from newsfold.console.archived import archived
from newsfold.console.changes import changes
from newsfold.console.check import checks, draft
from newsfold.console.database import database
from newsfold.console.pack import verification
from newsfold.console.profiles import entities, entity, outlet, outlets
from newsfold.console.stories import stories
from newsfold.console.story import story
from newsfold.console.terminal import console as _console
from newsfold.console.terminal import listing
from newsfold.console.terminal import text as _text
from newsfold.console.threads import thread, threads
from newsfold.invisible import visible
from newsfold.present import RejectedList, counted, listed
from newsfold.records import IngestReport, Rejected

if TYPE_CHECKING:
    from newsfold.watch import FeedAsked, Taken, Waiting

_log = logging.getLogger("newsfold.watch")

__all__ = [
    "WatchLog",
    "archived",
    "changes",
    "checks",
    "costs",
    "database",
    "draft",
    "entities",
    "entity",
    "note",
    "outlet",
    "outlets",
    "progress",
    "reading",
    "reasons",
    "rejected",
    "settings",
    "stories",
    "story",
    "thread",
    "threads",
    "verification",
]

_MANY_STORIES = 50  # stories from which the cost of describing them is told first
_SECONDS_A_STORY = 0.35  # seconds of processor for a story of one article (docs/scale.md)

# ── reading ───────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar for each stage on the error output, where that is a terminal; what it gives takes the steps."""
    console = _console(to_errors=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                for task in bar.tasks:  # a stage that knew no total is done when the next begins
                    bar.update(task.id, total=task.completed)
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell


def costs(tell: Callable[[str, int, int | None], None]) -> Callable[[str, int, int | None], None]:
    """As `tell`, but for a line on the error output which says, before many stories are described, what it
    takes and how to have less of it."""

    def telling(stage: str, done: int, total: int | None) -> None:
        if done == 0 and total and total >= _MANY_STORIES:
            minutes = max(1, round(total * _SECONDS_A_STORY / 60))
            text = (
                f"To be described first: {counted(total, 'story', 'stories')}, {counted(minutes, 'minute')} "
                "of processor or more. What is done is kept, so that it can be stopped and goes on at the "
                "next call; --min-articles 2, --since, --until and --query ask for fewer"
            )
            _console(to_errors=True).print(_text(text, "dim"))
        tell(stage, done, total)

    return telling


def reading(report: IngestReport) -> None:
    """What one `read` did."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    rows = [
        ("articles, new", report.new),
        ("articles, known already", report.known),
        ("copies among the new", report.copies),
        *((f"rejected: {reason}", number) for reason, number in sorted(report.rejected.items())),
        ("stories, new", report.stories_new),
        ("stories, changed", report.stories_changed),
    ]
    for name, number in rows:
        table.add_row(_text(name), _text(f"{number:,}"))
    _console().print(table)
    for note in report.notes:
        _console().print(_text(note, "dim"))
    for warning in report.warnings:
        _console(to_errors=True).print(_text(f"Warning: {warning}", "yellow"))


def reasons(rejected: Sequence[Rejected], sources: Sequence[str], most: int = 3) -> None:
    """Why these sources came to nothing, on the error output: the last few reasons."""
    of_sources = [item for item in rejected if item.place.startswith(tuple(sources))]
    for item in of_sources[-most:]:
        print(visible(f"{item.place}: {item.reason}. {item.detail}".rstrip(". ")), file=sys.stderr)


# ── watching ──────────────────────────────────────────────────────────────────────────────────────


def note(text: str, *, warning: bool = False) -> None:
    """A line of the log."""
    _log.log(logging.WARNING if warning else logging.INFO, "%s", text)


def alert(text: str, is_warning: bool) -> None:
    """A line on the delivery of alerts."""
    note(text, warning=is_warning)


class WatchLog:
    """Tells what a watch does, a line each, and sums it up at its end. A feed without news is not told."""

    def __init__(self) -> None:
        self.asked = 0
        self.failed = 0
        self._sum = IngestReport()

    @property
    def failed_all(self) -> bool:
        """Whether no feed that was asked has answered."""
        return bool(self.failed) and self.failed == self.asked

    def begins(self, feeds: int, db: str, every: str | None) -> None:
        """The first line."""
        how = f"every {every} (stop with Ctrl+C)" if every else "once"
        note(f"Watching {counted(feeds, 'feed')} into {db}, {how}")

    def tell(self, event: FeedAsked | Taken | Waiting) -> None:
        """One line, or none."""
        from newsfold.watch import Taken, Waiting

        if isinstance(event, Taken):
            self._add(event.reading)
        elif isinstance(event, Waiting):
            note("Another process is reading into the database; what was fetched is kept until it ends")
        else:
            self.asked += 1
            self.failed += event.failure is not None
            if event.failure is not None:
                note(f"{event.url}: {event.failure}", warning=True)
            elif event.entries:
                note(f"{event.url}: {counted(event.entries, 'new entry', 'new entries')}")

    def _add(self, report: IngestReport) -> None:
        rejected = Counter(self._sum.rejected) + Counter(report.rejected)
        self._sum = IngestReport(
            new=self._sum.new + report.new,
            known=self._sum.known + report.known,
            copies=self._sum.copies + report.copies,
            rejected=dict(rejected),
            stories_new=self._sum.stories_new + report.stories_new,
            stories_changed=self._sum.stories_changed + report.stories_changed,
        )
        parts = [
            counted(report.new, "new article"),
            *([f"{report.known:,} known already"] if report.known else []),
            *(f"{number:,} rejected ({reason})" for reason, number in sorted(report.rejected.items())),
            counted(report.stories_new, "new story", "new stories"),
            f"{report.stories_changed:,} changed",
        ]
        note(f"Taken in: {', '.join(parts)}")
        for warning in report.warnings:
            note(warning, warning=True)

    def ends(self) -> None:
        """What the watch did in all."""
        note(f"Done: feeds were asked {counted(self.asked, 'time')}, {self.failed:,} in vain")
        reading(self._sum)


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────


def rejected(listed_rejections: RejectedList) -> None:
    """What was rejected, with the reasons counted first."""
    console = _console()
    if not listed_rejections.rejected:
        console.print("Nothing was rejected.")
        return
    console.print(
        _text(listed([f"{number:,} {reason}" for reason, number in listed_rejections.reasons.items()]))
    )
    rows = ((item.reason, item.place, item.detail) for item in listed_rejections.rejected)
    listing(console, ("Reason", "Where", "Detail"), rows)


def settings(file: str | None, rows: Sequence[tuple[str, str, str]]) -> None:
    """What is set: name, value and where that came from."""
    console = _console()
    console.print(_text(f"Settings of {file}" if file else "No newsfold.toml is read.", "dim"))
    listing(console, ("Setting", "Value", "From"), rows)
