"""Threads and what changed, as pages and as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from newsfold.present import (
    ChangeList,
    ThreadList,
    ThreadView,
    change_list,
    thread_list,
    thread_view,
)
from newsfold.web.access import json_response, newsroom
from newsfold.web.api import Limit, Offset, StoryId
from newsfold.web.templating import render

PAGE = 25  # bounds a page: threads
STORIES_LISTED = 200  # and stories of a thread
CHANGES = 200  # and changes

Since = Annotated[str | None, Query(max_length=120)]
ChangeLimit = Annotated[int, Query(ge=1, le=1000)]
OptionalStoryId = Annotated[int | None, Query(ge=1, le=2**63 - 1)]

router = APIRouter(prefix="/api")
pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/threads", response_model=ThreadList)
def threads(request: Request, limit: Limit = 20, offset: Offset = 0) -> Response:
    """Affairs that run through several stories, the one with the newest article first."""
    with newsroom(request) as room:
        listed = room.threads(limit=limit + 1, offset=offset)
    return json_response(thread_list(listed, offset, limit))


@router.get("/threads/{id}", response_model=ThreadView)
def thread(request: Request, id: StoryId) -> Response:
    """One thread: its stories in order of time, and what is counted in two of them or more."""
    with newsroom(request) as room:
        return json_response(thread_view(room.thread(id)))


@router.get("/changes", response_model=ChangeList)
def changes(
    request: Request, since: Since = None, limit: ChangeLimit = 100, story: OptionalStoryId = None
) -> Response:
    """What changed after a cursor or from a time on, in order; without `since` the last changes."""
    with newsroom(request) as room:
        page = room.changes(since or None, limit=limit, story=story)
    return json_response(change_list(page))


@pages.get("/changes")
def changes_page(request: Request, story: OptionalStoryId = None) -> str:
    """The last changes, newest first; of one story where `story` is given."""
    with newsroom(request) as room:
        page = change_list(room.changes(limit=CHANGES, story=story))
    return render("changes.html", changes=page, story=story)


@pages.get("/threads")
def threads_page(request: Request, offset: Offset = 0) -> str:
    """The threads, newest first."""
    with newsroom(request) as room:
        listed = room.threads(limit=PAGE + 1, offset=offset)
    return render("threads.html", threads=thread_list(listed, offset, PAGE), offset=offset, page=PAGE)


@pages.get("/threads/{id}")
def thread_page(request: Request, id: StoryId) -> str:
    """A thread: its stories in time, and the figures that run through them."""
    with newsroom(request) as room:
        view = thread_view(room.thread(id))
    return render("thread.html", thread=view, most=STORIES_LISTED)
