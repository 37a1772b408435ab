"""The JSON API: what the pages show, in the shapes of `docs/schema.json`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import AfterValidator

from newsfold.invisible import visible
from newsfold.present import (
    ArticleView,
    CheckList,
    RejectedList,
    StoryList,
    StoryView,
    article_view,
    rejected_list,
    story_list,
    to_json,
)
from newsfold.text import words
from newsfold.web.access import check_text, newsroom, story_text

StoryId = Annotated[int, Path(ge=1, le=2**63 - 1)]
Offset = Annotated[int, Query(ge=0, le=2**31 - 1)]
Limit = Annotated[int, Query(ge=1, le=200)]
Search = Annotated[str, Query(max_length=200), AfterValidator(lambda text: visible(text).strip())]


def _asked(text: str) -> str:
    shown = visible(text).strip()
    if shown and not words(shown):
        raise ValueError("there are no words to check; give a sentence")
    return shown


Asked = Annotated[str, Query(max_length=2000), AfterValidator(_asked)]

router = APIRouter(prefix="/api")


def _json(view: Any) -> Response:
    return Response(to_json(view), media_type="application/json")


@router.get("/stories", response_model=StoryList)
def stories(request: Request, q: Search = "", limit: Limit = 20, offset: Offset = 0) -> Response:
    """Stories, newest first; with `q`, those of which an article has its words."""
    with newsroom(request) as room:
        found = room.stories(limit=limit + 1, offset=offset, query=q or None)
    return _json(story_list(found, offset, limit))


@router.get("/stories/{id}", response_model=StoryView)
async def story(request: Request, id: StoryId) -> Response:
    """One story with its account, claims, differences, quotes, figures, timeline, names and articles."""
    return Response(await story_text(request, id, to_json), media_type="application/json")


@router.get("/check", response_model=CheckList)
async def check(request: Request, q: Asked) -> Response:
    """For each sentence of `q` the claims that say so, that differ, or that are nearest."""
    return Response(await check_text(request, q, to_json), media_type="application/json")


@router.get("/articles/{id}", response_model=ArticleView)
def article(request: Request, id: str) -> Response:
    """One article with its text, into which every evidence's `start` and `end` lead."""
    with newsroom(request) as room:
        found = room.article(id)
        return _json(article_view(found, room.set_aside(found)))


@router.get("/rejected", response_model=RejectedList)
def rejected(request: Request) -> Response:
    """Every input that did not become an article."""
    with newsroom(request) as room:
        return _json(rejected_list(room.rejected()))
