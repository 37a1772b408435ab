"""Stories described, and kept: one that is looked at, or all that are stale."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace

from newsfold import tasks
from newsfold.records import NewsfoldError, StoryDetail
from newsfold.store import Store
from newsfold.workers import Lost, each

Progress = Callable[[str, int, int | None], None]  # stage, done, of how many (None: not known yet)

_FEW_ARTICLES = 8  # articles below which workers would take longer to begin than describing them takes
_SHARED_FROM = 12  # articles of a story from which they are shared out among the workers
_ARTICLES_A_TASK = 4  # of these a worker is given at a time
_DESCRIBING = threading.Lock()  # one story at a time in a process: it takes a whole core, and memory


def silent(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody asked for."""


class Describing:
    """Describes stories of a store. With `jobs` over 1 workers do it; what comes of it is the same."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def stale(
        self, tell: Progress, *, fewest: int = 2, among: Iterable[int] | None = None, jobs: int = 1
    ) -> dict[int, str]:
        """Describe every new or changed story of `fewest` articles or more; one transaction a story.

        With `among`, by id, only of these. A story of one article has nothing to compare: it is described
        when it is first looked at. Returns why, by id, of the stories that could not be described, since
        their workers ended; they stay stale. Stopped anywhere, the next call goes on with those left.
        """
        ids = self.waiting(fewest, among)
        if ids:
            tell("describing", 0, len(ids))
        if jobs == 1 or self._store.articles_in(ids) < _FEW_ARTICLES:
            for done, id in enumerate(ids, start=1):
                self._described(id, must_be_stored=True)
                tell("describing", done, len(ids))
            return {}
        lost = {}
        stories = (self._shared_out(self._untold(id), jobs) for id in ids)
        with closing(each(tasks.described, stories, jobs=jobs)) as details:
            for done, (id, detail) in enumerate(zip(ids, details, strict=True), start=1):
                if isinstance(detail, Lost):
                    lost[id] = f"tried twice: {detail.why}"
                else:
                    with _DESCRIBING, self._store.transaction():
                        self._store.put_detail(detail)
                tell("describing", done, len(ids))
        return lost

    def waiting(self, fewest: int = 1, among: Iterable[int] | None = None) -> list[int]:
        """Ids of the stories that `stale` would describe, sorted."""
        ids = self._store.stale(fewest)
        return ids if among is None else sorted({*among}.intersection(ids))

    def story(self, id: int, *, jobs: int = 1) -> StoryDetail:
        """A stale story described, and kept; shown also where it can't be stored.

        By another thread where that was sooner: each is described once. Raises NewsfoldError where a worker
        ends over one of its articles, again and again.
        """
        return self._described(id, must_be_stored=False, jobs=jobs)

    def _described(self, id: int, *, must_be_stored: bool, jobs: int = 1) -> StoryDetail:
        with _DESCRIBING:
            if not self._store.is_stale(id) and (known := self._store.detail(id)):
                return known
            untold = self._shared_out(self._untold(id), jobs, must_succeed=True)
            detail = tasks.described(untold)
            if must_be_stored:
                with self._store.transaction():
                    self._store.put_detail(detail)
            else:
                self._store.keep(detail)
            return detail

    def _untold(self, id: int) -> tasks.Untold:
        story = self._store.story(id)
        assert story is not None  # only stories that are there are stale
        articles = self._store.articles(story.article_ids)
        annotations = self._store.annotations(story.article_ids)
        return tasks.Untold(story, articles, annotations, self._store.recurring(articles))

    def _shared_out(self, untold: tasks.Untold, jobs: int, *, must_succeed: bool = False) -> tasks.Untold:
        """The same with all articles annotated, each by one of the workers, where there are many.

        What a worker ended over is left for whoever describes the story, unless that `must_succeed`.
        """
        if jobs == 1 or sum(article.id not in untold.known for article in untold.articles) < _SHARED_FROM:
            return untold
        fresh = tasks.unread(untold)
        cut = [fresh[at : at + _ARTICLES_A_TASK] for at in range(0, len(fresh), _ARTICLES_A_TASK)]
        known = dict(untold.known)
        with closing(each(tasks.annotated, cut, jobs=jobs)) as results:
            for some in results:
                if not isinstance(some, Lost):
                    known |= {annotations.article_id: annotations for annotations in some}
                elif must_succeed:
                    raise NewsfoldError(f"story {untold.story.id} can't be described: {some.why}")
        return replace(untold, known=known)
