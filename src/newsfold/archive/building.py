"""The way through an archive, top to bottom: sources, pieces, days, near pairs, links, stories, lines.

Every step plans from what is in the folder what is still to be done, has it done unit by unit, and goes on
with what came of it. A unit that fails is counted, costs itself alone, and is tried again by the next call.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from newsfold.archive import articles, days, linking, nearest, recurring_lines, sources, stories
from newsfold.archive.engines import FAILED, FULL, Engine, Row, Runner, engine
from newsfold.archive.folder import UNDATED, ArchiveState, Folder, opened_archive
from newsfold.archive.sources import Access
from newsfold.fold import Folding
from newsfold.records import DatabaseError, Encoder, NewsfoldError

Progress = Callable[[str, int, int | None], None]

_SMALL_UNITS = 8  # bounds the overhead: units that take little are done together, so many


@dataclass(slots=True)
class Archived:
    """What one call did: what is new, what was lost and why, and the seconds that each step took."""

    pieces: int = 0
    known: int = 0  # pieces that were in the archive already
    articles: int = 0  # new ones
    waiting: int = 0  # articles of days that were not asked for
    rejected: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)  # units, by why; the next call tries them again
    pairs: int = 0  # near ones, in the lists of the nearest of all units
    decided: int = 0  # those that are among the nearest of all lists, and were not before
    links: int = 0
    stories: int = 0  # in the whole archive
    lines: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


def archive(
    files: Sequence[str],
    out: Path,
    *,
    runner: Runner = "native",
    jobs: int = 1,
    since: date | None = None,
    until: date | None = None,
    encoder: Encoder = "static",
    fast: bool = False,
    access: Access = Access(),
    progress: Progress | None = None,
) -> Archived:
    """Read sources into the archive at `out`, and fold all that is in it; only what is new is done.

    `since` and `until` are the first and the last day to fold; articles of other days are kept for a later
    call. Raises NewsfoldError for a source that is not there, an archive that was made in another way, a
    runner that is not installed, and (DatabaseError) a full disk: then what is done stays done.
    """
    if since and until and since > until:
        raise NewsfoldError(f"--since {since} is after --until {until}")
    settings: ArchiveState = {"encoder": encoder, "fast": fast}
    listed = sources.not_before(sources.expanded(files, access), since)
    with opened_archive(out, settings) as folder:
        run = _Run(folder, engine(runner, jobs), progress)
        with run.step("sources"):
            pieces = run.surveyed(listed, access, settings)
        with run.step("articles"):
            run.take_in(pieces, access, settings)
        with run.step("days"):
            run.settle(since, until)
        with run.step("pairs"):
            run.find_pairs()
        with run.step("links"):
            run.link()
        with run.step("stories"):
            run.group()
        with run.step("lines"):
            run.look_for_lines()
        return run.done


class _Run:
    """One call."""

    def __init__(self, folder: Folder, engine: Engine, progress: Progress | None) -> None:
        self.folder, self.engine, self.done = folder, engine, Archived()
        self._tell = progress or (lambda stage, done, total: None)
        self._step = ""
        self._root = str(folder.root)
        self._width = Folding().days

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """A step, timed."""
        began, self._step = time.monotonic(), name
        yield
        self.done.seconds[name] = time.monotonic() - began

    def _results(self, results: Iterable[Row], total: int) -> Iterator[Row]:
        """What comes of units; what failed is counted. For a full disk raises DatabaseError at the end."""
        self._tell(self._step, 0, total)
        full = ""
        for number, row in enumerate(results, start=1):
            self._tell(self._step, number, total)
            if FAILED in row:
                self.done.lost[f"{self._step}: {row[FAILED]}"] += 1
                full = row[FAILED] if row.get(FULL) else full
            else:
                yield row
        if full:
            raise DatabaseError(
                f"there is no room left for {self._root} ({full}); what is done stays done: make room, and "
                "call again"
            )

    def _each(self, rows: Sequence[Row], work: Callable[[Row], Row]) -> Iterator[Row]:
        return self._results(self.engine.map(rows, work) if rows else (), len(rows))

    def surveyed(self, files: Sequence[str], access: Access, settings: ArchiveState) -> list[Row]:
        """The pieces of all files that could be looked at."""
        wanted = [sources.survey_of(file) for file in files]
        known = self.folder.states("sources")
        new = [row for row in wanted if row["key"] not in known]
        for _ in self._each(new, partial(sources.surveyed, root=self._root, access=access)):
            pass
        known = self.folder.states("sources") if new else known
        states = [known[row["key"]] | {"address": row["address"]} for row in wanted if row["key"] in known]
        pieces = [piece for state in states for piece in sources.source_pieces(state, settings)]
        return list({piece["key"]: piece for piece in pieces}.values())

    def take_in(self, pieces: Sequence[Row], access: Access, settings: ArchiveState) -> None:
        """Pieces that are not in the archive become articles."""
        done = self.folder.states("parts")
        new = [piece for piece in pieces if piece["key"] not in done]
        self.done.known = len(pieces) - len(new)
        work = partial(articles.taken_in, root=self._root, settings=settings, access=access)
        for state in self._each(new, work):
            self.done.pieces += 1
            self.done.rejected.update(state["rejected"])

    def settle(self, since: date | None, until: date | None) -> None:
        """Articles of the days asked for come into segments."""
        parts = self.folder.states("parts")
        first, last = (since or date.min).isoformat(), (until or date.max).isoformat()
        rows = days.waiting(parts, self.folder.states("segments"))
        asked = [row for row in rows if row["day"] == UNDATED or first <= row["day"] <= last]
        self.done.waiting = sum(row["articles"] for row in rows) - sum(row["articles"] for row in asked)
        work = partial(days.settle_days, root=self._root, width=self._width)
        results = self.engine.group(asked, "group", work) if asked else ()
        for row in self._results(results, len({row["group"] for row in asked})):
            self.done.articles += row["articles"]
        days.drop_settled(self.folder, parts, self.folder.states("segments"))

    def find_pairs(self) -> None:
        """All pairs of articles worth a closer look."""
        sources = nearest.rows_by_bucket(self.folder.states("segments"), self._width)
        plans = nearest.wanted(sources, self.folder.states("blocks"), self._width)
        done = self.folder.states("pairs")
        new = [plan.unit for plan in plans if plan.unit["key"] not in done]
        for state in self._each(new, partial(nearest.found_near, root=self._root)):
            self.done.pairs += state["pairs"]
        done = self.folder.states("pairs")
        for plan in plans:
            if plan.unit["key"] in done:
                self.folder.commit("blocks", plan.key, plan.state)

    def link(self) -> None:
        """How likely the pairs tell of one event."""
        before = self.folder.states("links")
        rows = linking.undecided(self.folder.states("blocks"), self.folder.states("pairs"), before)
        segments = self.folder.states("segments").items()
        files = {key: state["file"] for key, state in segments if state["file"]}
        try:
            for row in self._each(rows, partial(linking.decide_links, root=self._root, segments=files)):
                self.done.decided += row["decided"]
                self.done.links += row["links"]
        finally:
            linking.let_go()
        current = {state["file"] for state in self.folder.states("links").values()}
        for path in self.folder.path("links").glob("*.parquet"):
            if str(path.relative_to(self.folder.root)) not in current:
                path.unlink()

    def group(self) -> None:
        """Links become stories, where they are not what they were."""
        segments = [(key, state) for key, state in self.folder.states("segments").items() if state["file"]]
        before = self.folder.states("stories")
        rows: list[Row] = []
        buckets = set[str]()
        for row, members, linked in stories.inputs(
            self.folder, segments, self.folder.states("links"), self._width
        ):
            buckets.add(row["bucket"])
            if before.get(row["bucket"], {}).get("key") != row["key"]:
                stories.write_input(self.folder, row, members, linked)
                rows.append(row)
        files = {key: state["file"] for key, state in segments}
        work = partial(stories.group_stories, root=self._root, files=files)
        results = self.engine.map_batches(rows, work, _SMALL_UNITS) if rows else ()
        for _ in self._results(results, -(-len(rows) // _SMALL_UNITS)):
            pass
        self._drop_old_stories(before, buckets)

    def _drop_old_stories(self, before: dict[str, ArchiveState], buckets: set[str]) -> None:
        after = self.folder.states("stories")
        for bucket, state in before.items():
            if bucket not in buckets:
                self.folder.forget("stories", bucket)
            if bucket not in buckets or after[bucket]["file"] != state["file"]:
                self.folder.path(state["file"]).unlink(missing_ok=True)
        self.done.stories = sum(after[bucket]["stories"] for bucket in buckets & after.keys())

    def look_for_lines(self) -> None:
        """The lines that recur at each outlet."""
        rows = recurring_lines.outdated(self.folder.states("parts"), self.folder.states("recurring"))
        work = partial(recurring_lines.looked_through, root=self._root)
        results = self.engine.group(rows, "shard", work) if rows else ()
        for _ in self._results(results, len({row["shard"] for row in rows})):
            pass
        self.done.lines = sum(state["lines"] for state in self.folder.states("recurring").values())
