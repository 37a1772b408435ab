"""Threads, as pages and as JSON."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from newsfold.present import ThreadList, ThreadView, thread_list, thread_view, to_json
from newsfold.web.access import newsroom
from newsfold.web.api import Limit, Offset, StoryId
from newsfold.web.templating import render

PAGE = 25  # threads on a page
STORIES = 200  # stories of a thread on a page

router = APIRouter(prefix="/api")
pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/threads", response_model=ThreadList)
def threads(request: Request, limit: Limit = 20, offset: Offset = 0) -> Response:
    """Affairs that run through several stories, the one with the newest article first."""
    with newsroom(request) as room:
        found = room.threads(limit=limit + 1, offset=offset)
    return Response(to_json(thread_list(found, offset, limit)), media_type="application/json")


@router.get("/threads/{id}", response_model=ThreadView)
def thread(request: Request, id: StoryId) -> Response:
    """One thread: its stories in order of time, and what is counted in two of them or more."""
    with newsroom(request) as room:
        return Response(to_json(thread_view(room.thread(id))), media_type="application/json")


@pages.get("/threads")
def threads_page(request: Request, offset: Offset = 0) -> str:
    """The threads, newest first."""
    with newsroom(request) as room:
        found = room.threads(limit=PAGE + 1, offset=offset)
    return render("threads.html", threads=thread_list(found, offset, PAGE), offset=offset, page=PAGE)


@pages.get("/threads/{id}")
def thread_page(request: Request, id: StoryId) -> str:
    """A thread: its stories in time, and the figures that run through them."""
    with newsroom(request) as room:
        view = thread_view(room.thread(id))
    return render("thread.html", thread=view, most=STORIES)
