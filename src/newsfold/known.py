"""What a newsroom knows already: articles, threads, what was rejected; nothing is worked out for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from newsfold.records import (
    Article,
    ChangePage,
    FigureSeries,
    NewsfoldError,
    Rejected,
    SeriesPoint,
    Span,
    StorySummary,
    Thread,
    ThreadDetail,
)
from newsfold.store import DatabaseInfo, Store, cursor_or_time

_SERIES, _POINTS = 30, 60  # figures of a thread, and reports of each
_MERGERS = 20  # that a story is followed through


class Known:
    """The part of a newsroom that looks up what is there. Who makes one sets `_store`."""

    _store: Store

    def threads(self, *, limit: int | None = None, offset: int = 0) -> list[Thread]:
        """Affairs that run through several stories, the one with the newest article first."""
        return self._store.threads(limit, offset)

    def thread(self, id: int) -> ThreadDetail:
        """One thread, with its stories in time. Raises NewsfoldError where there is none."""
        thread = self._store.thread(id)
        if thread is None:
            raise NewsfoldError(f"there is no thread {id}; newsfold threads lists them")
        listed = self._store.series_of(thread.story_ids)
        series = _through(listed)
        articles = {point.figure.article_id for figures in series for point in figures.points}
        return ThreadDetail(
            thread=thread,
            stories=tuple(self._store.summaries_of(thread.story_ids)),
            series=series,
            articles=tuple(self._store.articles(sorted(articles))),
            described=self._store.described(thread.story_ids),
        )

    def changes(
        self, since: str | datetime | None = None, *, limit: int = 100, story: int | None = None
    ) -> ChangePage:
        """What changed after a cursor (`next` of an answer) or from a time on, in order; of one story, by id.

        Without `since` the last changes. Raises QueryError for a cursor that is none, is of another database,
        or of changes that are no longer kept.
        """
        return self._store.changes(cursor_or_time(since) if isinstance(since, str) else since, limit, story)

    def thread_of(self, story_id: int) -> int | None:
        """The thread that a story is in, by id; None where it is in none."""
        return self._store.thread_of(story_id)

    def summary(self, story_id: int) -> StorySummary | None:
        """A story as lists show it, with nothing worked out for it; None where there is none."""
        return next(iter(self._store.summaries_of([story_id])), None)

    def went_into(self, story_id: int) -> int | None:
        """The story that one which has ended merged into, through up to 20 mergers; None for others."""
        now = story_id
        for _ in range(_MERGERS):
            if self.summary(now):
                return now if now != story_id else None
            history = reversed(self._store.history(now))
            then = next((other for event, id, other in history if event == "merged" and id == now), None)
            if then is None:
                return None
            now = then
        return None

    def known_article(self, id: str) -> Article | None:
        """One article, or None."""
        return self._store.article(id)

    def article(self, id: str) -> Article:
        """One article. Raises NewsfoldError where there is none."""
        article = self.known_article(id)
        if article is None:
            raise NewsfoldError(f"there is no article {id}")
        return article

    def articles_of(self, story_id: int) -> list[Article]:
        """The articles of a story, by id, sorted by id; none where there is no such story."""
        story = self._store.story(story_id)
        return self._store.articles(story.article_ids) if story else []

    def story_of(self, article: str) -> int | None:
        """The id of the story that an article, by id, is in now; None where there is no such article."""
        return next((story.id for story in self._store.stories_with([article])), None)

    def set_aside(self, article: Article) -> tuple[Span, ...]:
        """Where lines stand in an article that its outlet prints on many pages: no part of its story."""
        return self._store.recurring([article]).get(article.id, ())

    def rejected(self) -> list[Rejected]:
        """What did not become an article, and why, in the order it came."""
        return self._store.rejected()

    def check_integrity(self) -> None:
        """Look at all there is in the database; raises DamagedError where it is not as it was written."""
        self._store.check_integrity()

    def problems(self) -> Iterator[str]:
        """All in the database that is not as it was written, in words, one by one; none in a sound one."""
        return self._store.problems()

    def info(self) -> DatabaseInfo:
        """Schema, encoder, counts, sizes, and what is still to do; it reads the whole file once."""
        return self._store.info()

    def counts(self) -> dict[str, int]:
        """How many articles, stories, claims, entities and rejected inputs there are."""
        return self._store.counts()


def _through(listed: list[tuple[int, FigureSeries]]) -> tuple[FigureSeries, ...]:
    """What is counted alike in two stories or more, in most of them first."""
    stories: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    points: defaultdict[tuple[str, str], set[SeriesPoint]] = defaultdict(set)
    for story, series in listed:
        key = (series.what, series.unit)
        stories[key].add(story)
        points[key].update(series.points)
    shared = sorted((key for key in stories if len(stories[key]) > 1), key=lambda k: (-len(stories[k]), k))
    return tuple(
        FigureSeries(what=key[0], unit=key[1], points=tuple(sorted(points[key], key=_point_order)[:_POINTS]))
        for key in shared[:_SERIES]
    )


def _point_order(point: SeriesPoint) -> tuple[bool, float, str, int]:
    time = point.published_at
    return time is None, time.timestamp() if time else 0.0, point.figure.article_id, point.figure.span.start
