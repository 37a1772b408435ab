"""How a request reaches the newsroom: it opens the database, reads, and closes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from newsfold.present import CheckList, DraftView, StoryView, check_list, draft_view, story_view, to_json
from newsfold.records import BusyError, DatabaseError, NewsfoldError
from newsfold.web.work_queue import WorkQueue, refuse_cross_site

if TYPE_CHECKING:
    from newsfold.newsroom import Newsroom

PART = 20  # bounds the time of one answer: sentences of a draft that it has checked

Opener: TypeAlias = "Callable[[], Newsroom]"
T = TypeVar("T")


def newsroom(request: Request) -> Newsroom:
    """A newsroom of this request's own, to be used as a context manager. Raises DatabaseError for none."""
    opener: Opener = request.app.state.open_newsroom
    try:
        return opener()
    except (BusyError, DatabaseError):
        raise
    except NewsfoldError as error:  # no database is there any more, or one of a later version
        raise DatabaseError(str(error)) from error


async def story_text(request: Request, id: int, make: Callable[[StoryView], T]) -> T:
    """What `make` gives of a story; one that is still to be described is described first, in turn.

    Raises NewsfoldError where there is none, HTTPException where it must wait too long or not be described.
    """
    ready = await run_in_threadpool(_story_text, request, id, make, describe=False)
    if ready is not None:
        return ready
    refuse_cross_site(request, request.app.state.origins)
    queue: WorkQueue = request.app.state.queue
    made = await queue.result(
        (request.url.path, request.url.query), lambda: _story_text(request, id, make, describe=True)
    )
    assert made is not None
    return made


def json_response(view: Any) -> Response:
    """A view as JSON."""
    return Response(to_json(view), media_type="application/json")


def _story_text(request: Request, id: int, make: Callable[[StoryView], T], *, describe: bool) -> T | None:
    """As `story_text`; None for a story that is still to be described, where that is not to be done."""
    with newsroom(request) as room:
        if not describe and not room.is_described(id):
            return None
        return make(story_view(room.story(id)))


async def draft_text(request: Request, text: str, start: int, make: Callable[[DraftView], str]) -> str:
    """What `make` gives of a part of a draft, worked out in turn."""
    refuse_cross_site(request)
    queue: WorkQueue = request.app.state.queue

    def work() -> str:
        with newsroom(request) as room:
            return make(draft_view(room.draft(text, start, PART)))

    return await queue.result((request.url.path, request.method, text, start), work)


async def check_text(request: Request, asked: str, make: Callable[[CheckList], str]) -> str:
    """What `make` gives of what the database has on a text, worked out in turn."""
    refuse_cross_site(request, request.app.state.origins)
    queue: WorkQueue = request.app.state.queue

    def work() -> str:
        with newsroom(request) as room:
            return make(check_list(room.check(asked)))

    return await queue.result((request.url.path, asked), work)
