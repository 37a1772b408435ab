"""Threads as a reader is shown them."""

from __future__ import annotations

from collections.abc import Sequence

from newsfold.present.lists import story_line
from newsfold.present.story import series_views
from newsfold.present.views import ThreadLine, ThreadList, ThreadView
from newsfold.records import Thread, ThreadDetail


def thread_list(threads: Sequence[Thread], offset: int, limit: int) -> ThreadList:
    """A page of threads, from up to `limit` + 1 of them: the one more says that there is a next page."""
    return ThreadList(
        threads=tuple(
            ThreadLine(
                id=thread.id,
                title=thread.title,
                stories=thread.story_ids,
                first_seen=thread.first_seen,
                last_seen=thread.last_seen,
            )
            for thread in threads[:limit]
        ),
        next_offset=offset + limit if len(threads) > limit else None,
    )


def thread_view(detail: ThreadDetail) -> ThreadView:
    """A thread with its stories and figures."""
    thread = detail.thread
    return ThreadView(
        id=thread.id,
        title=thread.title,
        first_seen=thread.first_seen,
        last_seen=thread.last_seen,
        stories=tuple(map(story_line, detail.stories)),
        series=series_views(detail.articles, detail.series),
        described=detail.described,
    )
