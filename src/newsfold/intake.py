"""Pages to articles with their vectors, in batches, on as many cores as there are workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from newsfold import tasks
from newsfold.fold import with_windows
from newsfold.records import Article, Encoder, Page, Rejected
from newsfold.workers import Lost, begin_pool, each

if TYPE_CHECKING:
    from newsfold.clean import Cleaning

T = TypeVar("T")
KnownIds = Callable[[Sequence[str]], Collection[str]]  # those of some ids of articles that are stored

_PAGES_STORED = 64  # pages a transaction: small enough that a kill loses a few seconds' work
_FEW_PAGES = 32  # pages below which workers would take longer to begin than the pages take
_PAGES_A_TASK = 4  # pages a worker is given at a time: a quarter of a second


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of some pages: every article, those of them that are new with their vectors, the rejected."""

    pages: int
    articles: Sequence[Article]
    fresh: Sequence[Article]  # in order of their ids
    vectors: NDArray[np.float32]
    rejected: Sequence[Rejected]


@dataclass(frozen=True, slots=True)
class _Begun:
    """A batch that is being encoded."""

    pages: int
    articles: dict[str, Article]
    fresh: list[Article]
    rows: Callable[[], list[Any]]
    rejected: list[Rejected]

    def done(self) -> Batch:
        rows = self.rows()
        lost = [(a, row) for a, row in zip(self.fresh, rows, strict=True) if isinstance(row, Lost)]
        gone = {article.id for article, _ in lost}
        return Batch(
            pages=self.pages,
            articles=[article for id, article in self.articles.items() if id not in gone],
            fresh=[article for article in self.fresh if article.id not in gone],
            vectors=np.array([row for row in rows if not isinstance(row, Lost)], dtype=np.float32),
            rejected=[*self.rejected, *(_given_up(article, row) for article, row in lost)],
        )


def batches(
    pages: Iterable[Page | Rejected],
    cleaning: Cleaning | None,
    encoder: Encoder,
    known: KnownIds,
    workers: int,
) -> Generator[Batch, None, None]:
    """What comes of pages, 64 at a time and in order, to be stored before the next is asked for.

    With several workers the next pages are cleaned while some are encoded; of few pages all is done here. A
    page whose worker ends each time is rejected with how it ended.
    """
    rest = iter(pages)
    first = list(islice(rest, _FEW_PAGES)) if workers > 1 else []
    workers = workers if len(first) == _FEW_PAGES else 1
    begun = deque[_Begun]()
    with closing(_clean_pages(chain(first, rest), cleaning, workers)) as cleaned:
        for batch in _in_batches(with_windows(cleaned), _PAGES_STORED):
            articles = {a.id: a for a in batch if isinstance(a, Article)}
            there = {*known(list(articles)), *(a.id for item in begun for a in item.fresh)}
            fresh = [articles[id] for id in sorted(articles.keys() - there)]
            rows = begin_pool(tasks.vector, fresh, encoder, jobs=workers, size=_PAGES_A_TASK)
            rejected = [item for item in batch if isinstance(item, Rejected)]
            begun.append(_Begun(len(batch), articles, fresh, rows, rejected))
            if len(begun) > (0 if workers == 1 else 1 + workers // 8):
                yield begun.popleft().done()
    while begun:
        yield begun.popleft().done()


def _clean_pages(
    pages: Iterator[Page | Rejected], cleaning: Cleaning | None, workers: int
) -> Generator[Article | Rejected, None, None]:
    asked = deque[Page | Rejected]()

    def noted() -> Iterator[Page | Rejected]:
        for page in pages:
            asked.append(page)
            yield page

    with closing(each(tasks.cleaned, noted(), cleaning, jobs=workers, size=_PAGES_A_TASK)) as results:
        for result in results:
            page = asked.popleft()
            yield _given_up(page, result) if isinstance(result, Lost) else result


def _given_up(source: Page | Article | Rejected, lost: Lost) -> Rejected:
    return Rejected(
        place=source.place, stage="cleaning", reason="failed", detail=f"tried twice: {lost.why}",
        key=source.key, url=source.url,
    )  # fmt: skip


def _in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
