"""The main path, top to bottom: pages are read and cleaned, folded into stories, and stories described.

Everything is kept in one database, step by step: a batch of articles, the stories they fold into, one
story's detail. Each step is one transaction and what is left to do is in the data, so a newsroom that
was killed goes on where it stopped.

What loads models is imported where it is used, so that looking at stories starts at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from newsfold import listing
from newsfold.compare import outlet_name
from newsfold.describing import Describing, Progress, silent
from newsfold.fold import LETTERS, Folding, assign_story_ids, crowd_warning
from newsfold.intake import batches
from newsfold.known import Known
from newsfold.nearby import WINDOW_ARTICLES, Nearby
from newsfold.profiles import Profiles
from newsfold.queries import StoryPage, StoryQuery
from newsfold.records import (
    Check,
    Encoder,
    IngestReport,
    NewsfoldError,
    Page,
    Rejected,
    StoryDetail,
)
from newsfold.store import Store
from newsfold.threads import Threads
from newsfold.workers import capacity, processes

if TYPE_CHECKING:
    import pyarrow as pa

    from newsfold.check import Draft
    from newsfold.clean import Cleaning
    from newsfold.reading import Columns, Fetching, Source

_FOLDED_AT_ONCE = 1000  # articles; bounds the memory that folding takes


@dataclass(slots=True)
class _Tally:
    """What a read has done so far."""

    new: list[str] = field(default_factory=list)
    known: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    created: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    crowded: set[str] = field(default_factory=set)  # held against the nearest only
    notes: list[str] = field(default_factory=list)  # what else there is to say, in words


class Newsroom(Known, Profiles):
    """A database of articles and the stories they fold into.

    `Newsroom(path)` opens or makes it; with `create=False` a missing file is a `NewsfoldError`. `encoder` is
    for a new one: `full` unless named, or `static`, twenty times as fast, for archives. A database keeps the
    encoder it was made with; naming the other is a `NewsfoldError`.

    `jobs` is how many worker processes clean, encode and describe where there is enough to do, 0 one a core;
    fewer where memory would not hold them. What comes of it is the same with any number. A script that asks
    for more than one keeps its calls under `if __name__ == "__main__":`, since workers load it, too.
    """

    def __init__(
        self, path: str | Path, *, create: bool = True, encoder: Encoder | None = None, jobs: int = 1
    ) -> None:
        self._jobs = jobs
        capacity(jobs)
        self._store = Store(path, create=create)
        try:
            self._agreed(encoder)
        except NewsfoldError:
            self._store.close()
            raise
        self._asked = encoder
        self._folding = Folding()
        self._nearby = Nearby(self._store, self._folding)
        self._threads = Threads(self._store, self._nearby.features_of)
        self._describing = Describing(self._store)

    @property
    def migrated_from(self) -> int | None:
        """The schema from which the database was brought to this version's when it was opened, if it was."""
        return self._store.migrated_from

    def _agreed(self, asked: Encoder | None) -> Encoder:
        """The encoder of this database's articles, which is the one asked for."""
        encoder = self._store.encoder()
        if asked and encoder and asked != encoder:
            raise NewsfoldError(
                f"{self._store.path} was made with the {encoder} encoder, and vectors of two encoders can't "
                f"be compared; read into it with {encoder}, or into another database with {asked}"
            )
        return encoder or asked or "full"

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def read(
        self,
        sources: Source | Iterable[Source],
        *,
        progress: Progress | None = None,
        fetching: Fetching | None = None,
        cleaning: Cleaning | None = None,
        columns: Columns | None = None,
        jobs: int | None = None,
    ) -> IngestReport:
        """Read files, folders, addresses, data frames and mappings; what is known already changes nothing.

        `columns` says how the columns of rows are understood, where their names do not; `jobs` is for this
        call, and the newsroom's unless given.

        Raises NewsfoldError, before anything is read, where a source does not exist or (BusyError)
        another process is reading into this database.
        """
        from newsfold import reading

        listed = reading.sources(sources)
        for source in listed:
            reading.check(source)
        manners = fetching or reading.Fetching()
        meant, summary = columns or reading.Columns(), reading.Summary()
        pages = (
            page
            for source in listed
            for page in reading.pages(source, fetching=manners, columns=meant, summary=summary)
        )
        done = self.take_in(pages, progress=progress, cleaning=cleaning, jobs=jobs)
        return replace(done, notes=summary.notes(), warnings=done.warnings + summary.warnings())

    def take_in(
        self,
        pages: Iterable[Page | Rejected],
        *,
        progress: Progress | None = None,
        cleaning: Cleaning | None = None,
        jobs: int | None = None,
    ) -> IngestReport:
        """Pages, cleaned, stored, folded and described; also what an earlier call had left to do.

        `progress` hears of every transaction; what it raises ends the reading between two of them.
        Raises BusyError, before the first page, where another process is reading into this database.
        """
        tell = progress or silent
        tally = _Tally()
        with self._store.only_writer():
            self._store.set_encoder(self._agreed(self._asked))
            workers = self._workers(jobs, tally)
            self._clean(pages, tally, tell, cleaning, workers)
            self._fold(tally, tell)
            self._threads.work(tell)
            lost = self._describing.stale(tell, jobs=workers)
            self._store.renew()
            tally.notes += [f"story {id} could not be described: {why}" for id, why in lost.items()]
        return IngestReport(
            new=len(tally.new),
            known=tally.known,
            copies=self._store.copies(tally.new),
            rejected=dict(sorted(tally.rejected.items())),
            stories_new=len(tally.created),
            stories_changed=len(tally.changed - tally.created),
            warnings=self._warnings(tally),
        )

    def _warnings(self, tally: _Tally) -> tuple[str, ...]:
        """Where a bound on the cost of folding was met, in words."""
        warnings = list(tally.notes)
        if tally.crowded:
            warnings.append(crowd_warning(tally.crowded))
        if self._nearby.full:
            warnings.append(
                f"more than {WINDOW_ARTICLES:,} articles are near in time, or undated: they were gone "
                f"through anew for each {_FOLDED_AT_ONCE:,} that were read, which takes longer"
            )
        return tuple(warnings)

    def _workers(self, jobs: int | None, tally: _Tally | None = None) -> int:
        """How many workers there is room for."""
        room = capacity(self._jobs if jobs is None else jobs, len(processes()))
        if tally and room.warning:
            tally.notes.append(room.warning)
        return room.workers

    def _clean(
        self,
        pages: Iterable[Page | Rejected],
        tally: _Tally,
        tell: Progress,
        cleaning: Cleaning | None,
        workers: int,
    ) -> None:
        """Pages to stored articles with their vectors, or rejected; a batch is one transaction."""
        done = 0
        with closing(batches(pages, cleaning, self._agreed(self._asked), self._store.known, workers)) as read:
            for batch in read:
                with self._store.transaction():
                    self._store.add_articles(batch.fresh, batch.vectors)
                    self._store.seen(batch.articles)
                    self._store.add_rejected(batch.rejected)
                tally.new += [article.id for article in batch.fresh]
                tally.known += batch.pages - len(batch.rejected) - len(batch.fresh)
                tally.rejected.update(r.reason for r in batch.rejected)
                done += batch.pages
                tell("reading", done, None)

    def _fold(self, tally: _Tally, tell: Progress) -> None:
        """Every article without a story into one, in order of publication."""
        waiting = self._store.unfolded()
        for at in range(0, len(waiting), _FOLDED_AT_ONCE):
            ids = waiting[at : at + _FOLDED_AT_ONCE]
            self._fold_batch(ids, tally)
            tell("folding", at + len(ids), len(waiting))

    def _fold_batch(self, ids: Sequence[str], tally: _Tally) -> None:
        """Link articles with all near them, and work out anew the stories that these links touch.

        A link depends on its two articles alone, which articles are held against which on the articles near
        them, and groups on the links they have: neither the order of arrival nor the batches change what
        articles fold into.
        """
        try:
            compared = self._nearby.compared(self._store.load_for_folding(ids, LETTERS))
            tally.crowded.update(compared.crowded)
            with self._store.transaction():
                before, after = self._placed(self._regrouped(self._nearby.kept(compared).union(ids)))
                self._store.forget_recurring(ids)
        except BaseException:
            self._nearby.forget()  # the links were not kept
            raise
        tally.created |= after - before
        tally.changed |= after & before

    def _placed(
        self, groups_now: Sequence[tuple[str, ...]], altered: Collection[int] = ()
    ) -> tuple[set[int], set[int]]:
        """Put groups in place of the stories of their articles; the ids of those, and of the new ones.

        A story that is a group already stays as it is, unless it is one of `altered`.
        """
        touched = sorted(id for group in groups_now for id in group)
        before = {story.id: story for story in self._store.stories_with(touched)}
        stay = {s.article_ids for s in before.values() if s.id not in altered} & set(groups_now)
        moving = [story for story in before.values() if story.article_ids not in stay]
        new = [group for group in groups_now if group not in stay]
        members = {
            a.id: a for a in self._store.load_for_folding(sorted(id for group in new for id in group), 0)
        }
        after, changes = assign_story_ids(new, members, moving, self._store.next_story_id())
        self._store.put_stories(after, {id: outlet_name(article) for id, article in members.items()})
        for change in changes:
            self._store.add_history(change.kind, change.story_id, change.other_id)
        for gone in sorted({story.id for story in moving} - {story.id for story in after}):
            self._store.end_story(gone)
        return set(before), {story.id for story in after}

    def _regrouped(self, ids: Collection[str]) -> list[tuple[str, ...]]:
        """The groups of all articles whose group these may change."""
        return self._nearby.parts.regrouped(ids, self._fellows)

    def _fellows(self, ids: Collection[str]) -> set[str]:
        return {id for story in self._store.stories_with(sorted(ids)) for id in story.article_ids}

    # ── removing ─────────────────────────────────────────────────────────────────────────────────

    def remove(self, articles: Sequence[str]) -> tuple[str, ...]:
        """Take articles out, by id or address, with all that was found in them; returns their ids, sorted.

        Their stories are worked out anew, as if they had never been read; a story of nothing else ends. Read
        again, they come back. Raises NewsfoldError, before anything is removed, where one is not there, or
        (BusyError) where another process is reading into this database.
        """
        with self._store.only_writer():
            ids = self._store.named(articles)
            with self._store.transaction():
                beside = {id for link in self._store.links_of(ids) for id in (link.left, link.right)}
                left = (beside | self._fellows(ids)) - set(ids)
                crowded = self._nearby.crowded_after(ids)
                self._store.forget_recurring(ids)
                altered = self._store.remove_articles(ids)
                self._nearby.forget()
                left = left.union(crowded, self._nearby.kept(self._nearby.again(crowded)))
                if left:
                    self._placed(self._regrouped(left), altered)
            self._threads.work(silent)
            self._describing.stale(silent)
            self._store.forget_unused()
        return tuple(ids)

    # ── what is known ────────────────────────────────────────────────────────────────────────────

    def stories(
        self, query: StoryQuery | str | None = None, *, limit: int | None = None, cursor: str | None = None
    ) -> StoryPage:
        """Stories that meet a query, in its order, `limit` of them or all, with the facets to narrow them by.

        A text asks for all stories of which an article has its words, None for all there are. `cursor` is the
        `next` of a part that came before. Raises QueryError for one of another list or database.
        """
        return listing.stories(self._store, query, limit, cursor)

    def is_described(self, id: int) -> bool:
        """Whether `story` has nothing to work out first, which takes seconds; true of no story at all."""
        return not self._store.is_stale(id)

    def story(self, id: int) -> StoryDetail:
        """A story with all that is shown of it. Raises NewsfoldError where there is none."""
        stale = self._store.is_stale(id)
        detail = self._describing.story(id, jobs=self._workers(None)) if stale else self._store.detail(id)
        if detail is None:
            raise NewsfoldError(f"there is no story {id}; newsfold stories lists them")
        return detail

    def check(self, text: str) -> tuple[Check, ...]:
        """For each sentence of `text` the claims that say so, that differ, or that are nearest.

        Stories of one article that a sentence leads to are described first. Raises NewsfoldError for a text
        without words, and TooMuchError for one of more than 2,000 characters or 20 different sentences.
        """
        from newsfold.check import check

        return check(self._store, text, self._describing.story)

    def draft(self, text: str, start: int = 0, most: int = 1000) -> Draft:
        """A text of up to 1,000 sentences: `most` of the different ones from number `start` on, checked."""
        from newsfold.check import draft

        return draft(self._store, text, self._describing.story, start, most)

    def rows(
        self,
        table: str,
        *,
        min_articles: int = 1,
        since: date | None = None,
        until: date | None = None,
        query: str | None = None,
        with_text: bool = False,
        progress: Progress | None = None,
    ) -> Iterator[dict[str, Any]]:
        """The rows of a table, one of `newsfold.export.RECORDS`, with nested values as lists and objects.

        With `with_text`, every span has its characters beside it, inside nested values too.

        Of stories of `min_articles` or more alone, and of those that have an article of these days, the last
        included, with all words of `query`. For tables of what describing finds, these stories are described
        first where they are not; what is described is kept, so that a call that was stopped goes on.
        """
        from newsfold.tables import described_rows

        chosen = self._store.chosen(min_articles, since, until, query)
        tell = progress or silent
        return described_rows(self._store, table, chosen, tell, self._workers(None), with_text)

    def to_arrow(self, table: str, *, with_text: bool = False, **chosen: Any) -> pa.Table:
        """The rows of a table, chosen as for `rows`, for pandas, polars and DuckDB."""
        from newsfold.export import to_arrow

        return to_arrow(self.rows(table, with_text=with_text, **chosen), table, with_text=with_text)

    def export_all(self, folder: str | Path) -> dict[str, int]:
        """Write all there is to a folder, which `newsfold.moving.import_all` makes a database of again."""
        from newsfold.moving import export_all

        return export_all(self._store, Path(folder))
