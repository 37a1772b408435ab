"""What the commands print. Nothing in a source can be markup here, or steer the terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from newsfold.present import STATUSES, grouped, ways
from newsfold.present.revisions import REVISED, sides, way
from newsfold.present.views import (
    ArticleLine,
    ClaimView,
    DerivationView,
    DifferenceView,
    EntityView,
    EvidenceView,
    FigureView,
    OriginView,
    QuoteView,
    RejectedList,
    RevisionView,
    SeriesView,
    StoryList,
    StoryView,
    TimelineView,
)
from newsfold.present.wording import GRADES, counted, days, excerpt, listed, printable, sentence, when
from newsfold.records import Reading, Rejected
from newsfold.terminal import console as _console
from newsfold.terminal import indented as _indented
from newsfold.terminal import line as _line
from newsfold.terminal import text as _text

if TYPE_CHECKING:
    from newsfold.watch import Asked, Taken, Waiting

_STYLES = {"corroborated": "green", "single origin": "yellow", "disputed": "red", "updated": "blue"}
_WORDINGS = 8  # of a claim
_KINDS = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "nationality": "Nationalities",
    "event": "Events",
}


# ── reading ───────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar for each stage on the error output, where that is a terminal; what it gives takes the steps."""
    console = _console(to_errors=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                for task in bar.tasks:  # a stage that knew no total is done when the next begins
                    bar.update(task.id, total=task.completed)
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell


def reading(found: Reading) -> None:
    """What one `read` did."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    rows = [
        ("articles, new", found.new),
        ("articles, known already", found.known),
        ("copies among the new", found.copies),
        *((f"rejected: {reason}", number) for reason, number in sorted(found.rejected.items())),
        ("stories, new", found.stories_new),
        ("stories, changed", found.stories_changed),
    ]
    for name, number in rows:
        table.add_row(_text(name), _text(f"{number:,}"))
    _console().print(table)
    for warning in found.warnings:
        _console(to_errors=True).print(_text(f"Warning: {warning}", "yellow"))


def reasons(rejected: Sequence[Rejected], sources: Sequence[str], most: int = 3) -> None:
    """Why these sources came to nothing, on the error output: the last few reasons."""
    own = [item for item in rejected if item.place.startswith(tuple(sources))]
    for item in own[-most:]:
        print(printable(f"{item.place}: {item.reason}. {item.detail}".rstrip(". ")), file=sys.stderr)


# ── watching ──────────────────────────────────────────────────────────────────────────────────────


def note(text: str) -> None:
    """A line on the error output, with the time."""
    print(f"{datetime.now():%H:%M:%S}  {printable(text)}", file=sys.stderr, flush=True)


class WatchLog:
    """Tells what a watch does, a line each, and sums it up at its end. A feed without news is not told."""

    def __init__(self) -> None:
        self.asked = 0
        self.failed = 0
        self._sum = Reading()

    @property
    def failed_all(self) -> bool:
        """Whether no feed that was asked has answered."""
        return bool(self.failed) and self.failed == self.asked

    def begins(self, feeds: int, db: str, every: str | None) -> None:
        """The first line."""
        how = f"every {every} (stop with Ctrl+C)" if every else "once"
        note(f"Watching {counted(feeds, 'feed')} into {db}, {how}")

    def tell(self, event: Asked | Taken | Waiting) -> None:
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
                note(f"{event.url}: {event.failure}")
            elif event.entries:
                note(f"{event.url}: {counted(event.entries, 'new entry', 'new entries')}")

    def _add(self, found: Reading) -> None:
        rejected = Counter(self._sum.rejected) + Counter(found.rejected)
        self._sum = Reading(
            new=self._sum.new + found.new,
            known=self._sum.known + found.known,
            copies=self._sum.copies + found.copies,
            rejected=dict(rejected),
            stories_new=self._sum.stories_new + found.stories_new,
            stories_changed=self._sum.stories_changed + found.stories_changed,
        )
        parts = [
            counted(found.new, "new article"),
            *([f"{found.known:,} known already"] if found.known else []),
            *(f"{number:,} rejected ({reason})" for reason, number in sorted(found.rejected.items())),
            counted(found.stories_new, "new story", "new stories"),
            f"{found.stories_changed:,} changed",
        ]
        note(f"Taken in: {', '.join(parts)}")
        for warning in found.warnings:
            note(f"Warning: {warning}")

    def ends(self) -> None:
        """What the watch did in all."""
        note(f"Done: feeds were asked {counted(self.asked, 'time')}, {self.failed:,} in vain")
        reading(self._sum)


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────


def stories(found: StoryList, search: str) -> None:
    """A list of stories; with a line instead of a table where there are none."""
    console = _console()
    if not found.stories:
        console.print(_text(f"No story speaks of “{search}”." if search else "There are no stories yet."))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("ID", justify="right")
    table.add_column("Story", ratio=1)
    table.add_column("Outlets", justify="right")
    table.add_column("Origins", justify="right")
    table.add_column("Seen", justify="right", no_wrap=True)
    for story in found.stories:
        name = Group(_text(story.title or "Untitled story", "bold"), _text(listed(story.outlets, 4), "dim"))
        seen = days(story.first_seen, story.last_seen) if story.first_seen and story.last_seen else "no date"
        table.add_row(str(story.id), name, str(len(story.outlets)), str(story.origins), seen)
    console.print(table)
    if found.next_offset is not None:
        console.print(_text(f"There are more: --offset {found.next_offset}", "dim"))


def rejected(found: RejectedList) -> None:
    """What was rejected, with the reasons counted first."""
    console = _console()
    if not found.rejected:
        console.print("Nothing was rejected.")
        return
    console.print(_text(listed([f"{number:,} {reason}" for reason, number in found.reasons.items()])))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Reason", "Where", "Detail"):
        table.add_column(name, overflow="fold")
    for item in found.rejected:
        table.add_row(_text(item.reason), _text(item.place), _text(item.detail))
    console.print(table)


# ── a story ───────────────────────────────────────────────────────────────────────────────────────


def story(view: StoryView) -> None:
    """A story from its title to who copied whom."""
    console = _console()
    console.print()
    console.print(_text(view.title or "Untitled story", "bold"))
    console.print(_text(_where_and_when(view), "dim"))
    outlets = counted(len(view.outlets), "outlet")
    origins = counted(len(view.origins), "independent origin")
    console.print(_text(f"{counted(len(view.articles), 'article')} from {outlets}, {origins}", "dim"))
    for heading, parts in _sections(view):
        shown = list(parts)
        if shown:
            console.print()
            console.print(_text(heading, "bold underline"))
            for part in shown:
                console.print(part)


def _sections(view: StoryView) -> Iterator[tuple[str, Iterable[RenderableType]]]:
    yield "What happened", _account(view)
    yield "Where accounts differ", map(_difference, view.differences)
    for status in STATUSES:
        claims = [claim for claim in view.claims if claim.status == status]
        yield f"Claims: {status} ({len(claims)})", map(_claim, claims)
    yield "Who said what", _quotes(view.quotes)
    yield "Figures", _figures(view.series, view.figures)
    yield "Timeline", map(_entry, sorted(view.timeline, key=lambda entry: entry.background))
    yield "People and places", _names(view.entities)
    yield "Articles", map(_article, view.articles)
    yield "Corrections", map(_revision, view.revisions)
    yield "Who copied whom", map(_derivation, view.derivations)
    yield "Independent origins", map(_origin, view.origins)


def _where_and_when(view: StoryView) -> str:
    parts = [view.place] if view.place else []
    if view.event:
        parts.append(when(view.event.start, view.event.grain, view.event.end))
    if view.first_seen and view.last_seen:
        parts.append(f"published {days(view.first_seen, view.last_seen)}")
    return " · ".join(parts) or "no date stated"


def _numbers(evidence: Sequence[EvidenceView]) -> tuple[str, str]:
    return "".join(f"[{e.number}]" for e in evidence), "cyan"


def _account(view: StoryView) -> Iterator[RenderableType]:
    names = {"news": "", "difference": "The accounts differ: ", "background": "Background: "}
    for role, heading in names.items():
        sentences = [s for s in view.account if s.role == role]
        if sentences:
            parts: list[str | tuple[str, str]] = [(heading, "dim")]
            for said in sentences:
                text = said.text if role == "difference" else excerpt(said.text)
                parts += [f"{text} ", _numbers(said.evidence), " "]
            yield _indented(_line(*parts))
    found = {e.number: e for said in view.account for e in said.evidence if e.number}
    for number in sorted(found):
        yield _indented(_passage(found[number]), 4)


def _difference(difference: DifferenceView) -> RenderableType:
    kind = "updated" if difference.updated else "disputed"
    lines = [_line((kind, _STYLES[kind]), " ", (difference.about, "bold"), (f" ({difference.kind})", "dim"))]
    for value in difference.values:
        outlets = listed(sorted({e.outlet for e in value.evidence}), 6)
        lines.append(_line("  ", (value.text, "bold"), f"  {outlets} ", _numbers(value.evidence)))
    return _indented(Group(*lines))


def _claim(claim: ClaimView) -> RenderableType:
    """A claim; with several outlets, each one's own wording, and how the origins were worked out."""
    tag = " (background)" if claim.background else ""
    phrases = [phrase for _, phrase in ways(claim)]
    alone = f" {phrases[0]}" if len(claim.outlets) == 1 else ""
    lines: list[RenderableType] = [
        _line(
            ("● ", _STYLES[claim.status]),
            excerpt(claim.text),
            " ",
            _numbers(claim.evidence[:1]),
            (alone + tag, "dim"),
        )
    ]
    if not alone:
        lines += [_indented(_text(phrase, "dim")) for phrase in phrases]
    for evidence in claim.evidence[1:_WORDINGS]:
        lines.append(_indented(_passage(evidence)))
    if len(claim.evidence) > _WORDINGS:
        lines.append(_indented(_text(f"and {len(claim.evidence) - _WORDINGS} more (--json has all)", "dim")))
    if len(claim.outlets) > 1:
        origins = counted(len(claim.origins), "independent origin")
        if claim.sayings != len(claim.origins):
            origins += f" for what is said, {claim.sayings} for its having been said"
        if claim.source:
            origins += f"; all from one named source, {claim.source}"
        why = " ".join(sentence(origin.why) for origin in claim.origins)
        lines.append(_indented(_text(f"{origins}. {why}", "dim")))
    return _indented(Group(*lines))


def _passage(evidence: EvidenceView) -> Text:
    return _line((f"[{evidence.number}] ", "cyan"), (evidence.outlet, "bold"), f": {excerpt(evidence.text)}")


def _quotes(quotes: Sequence[QuoteView]) -> Iterator[RenderableType]:
    ordered = sorted(quotes, key=lambda quote: (quote.speaker is None, quote.speaker or ""))
    for speaker, own in groupby(ordered, key=lambda quote: quote.speaker):
        lines: list[RenderableType] = [_text(speaker or "Nobody named", "bold")]
        for quote in own:
            way = f", by way of {quote.relayed_by}" if quote.relayed_by else ""
            how = (f"  ({quote.kind}, {quote.evidence[0].outlet}{way})", "dim")
            lines.append(_indented(_line(quote.text, how)))
        yield _indented(Group(*lines))


def _figures(series: Sequence[SeriesView], figures: Sequence[FigureView]) -> Iterator[RenderableType]:
    shown = set()
    for one in series:
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        for point in one.points:
            shown.add(point.figure)
            at = when(point.published_at) if point.published_at else "no date"
            table.add_row(_text(at, "dim"), _text(point.outlet), _value(point.figure))
        yield _indented(Group(_text(f"{one.what} {one.unit}".strip() or "figure", "bold"), table))
    for figure, evidence in grouped(figure for figure in figures if figure not in shown):
        what = f" {figure.what}" if figure.what else ""
        outlets = listed(sorted({e.outlet for e in evidence}), 4)
        yield _indented(_line(_value(figure), what, (f"  ({outlets})", "dim")))


def _value(figure: FigureView) -> Text:
    """A figure as printed, after the "at least" or "about" that its words leave out."""
    modifier = "" if figure.modifier in figure.text.casefold() else f"{figure.modifier} "
    return _line(modifier, (figure.text, "bold"))


def _entry(entry: TimelineView) -> RenderableType:
    marks = [name for name, on in (("inferred", entry.inferred), ("background", entry.background)) if on]
    mark = f" ({', '.join(marks)})" if marks else ""
    at = (when(entry.start, entry.grain, entry.end) + mark, "bold")
    return _indented(_line(at, f"  {excerpt(entry.text)} ", _numbers(entry.evidence)))


def _names(entities: Sequence[EntityView]) -> Iterator[RenderableType]:
    for kind, title in _KINDS.items():
        parts = []
        for entity in entities:
            if entity.kind == kind:
                others = [spelling for spelling in entity.spellings if spelling != entity.name]
                parts.append(entity.name + (f" (also {listed(others)})" if others else ""))
        if parts:
            yield _indented(_line((f"{title}: ", "bold"), ", ".join(parts)))


def _origin(origin: OriginView) -> RenderableType:
    return _indented(_line((origin.name, "bold"), f": {sentence(origin.why)}"))


def _derivation(derivation: DerivationView) -> RenderableType:
    taken = f" {GRADES[derivation.grade]} "
    share = f" ({derivation.score:.0%}). "
    names = (derivation.outlet, "bold"), (derivation.from_name, "bold")
    return _indented(_line(names[0], taken, names[1], share, (sentence(derivation.why), "dim")))


def _revision(revision: RevisionView) -> RenderableType:
    lines = [_line((revision.outlet, "bold"), f" {REVISED[way(revision)]}  ", (revision.url, "dim"))]
    for mark, pieces in (side for change in revision.changes for side in sides(change)):
        style = "red" if mark == "-" else "green"
        lines.append(_line((f"  {mark} ", style), *((p, style + " bold" * other) for p, other in pieces)))
    return _indented(Group(*lines))


def _article(article: ArticleLine) -> RenderableType:
    if article.published_at:
        at = when(article.published_at, article.published_grain)
    else:
        at = f"{when(article.inferred_day, 'day')} (inferred)" if article.inferred_day else "no date stated"
    at += "  (an older version)" * bool(article.replaced_by)
    return _indented(_line((article.outlet, "bold"), f"  {article.title}  ", (at, "dim")))
