"""The JSON API: what the pages show, in the shapes of `docs/schema.json`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Response
from pydantic import AfterValidator, BaseModel, Field, ValidationError

from newsfold.invisible import visible
from newsfold.present import (
    ArticleView,
    CheckList,
    DraftView,
    RejectedList,
    StoryList,
    article_view,
    rejected_list,
    story_list,
    to_json,
)
from newsfold.queries import LONGEST_DRAFT, StoryQuery
from newsfold.text import words
from newsfold.web.access import check_text, draft_text, json_response, newsroom
from newsfold.web.bodies import body
from newsfold.web.bodies import draft_body as read_draft
from newsfold.web.narrowing import Cursor, story_query

StoryId = Annotated[int, Path(ge=1, le=2**63 - 1)]
Offset = Annotated[int, Query(ge=0, le=2**31 - 1)]
Limit = Annotated[int, Query(ge=1, le=200)]


def _asked(text: str) -> str:
    shown = visible(text).strip()
    if shown and not words(shown):
        raise ValueError("there are no words to check; give a sentence")
    return shown


# Of a request with one: each character may be four bytes, and each of them "%F0".
TEXT_BYTES = 12 * LONGEST_DRAFT


class _DraftAsked(BaseModel):
    """A draft, and from which of its different sentences on it is to be checked."""

    text: str = Field(max_length=LONGEST_DRAFT)
    start: int = Field(0, ge=0, le=LONGEST_DRAFT)


_DRAFT_BODY = {"required": True, "content": {"application/json": {"schema": _DraftAsked.model_json_schema()}}}
Asked = Annotated[str, Query(max_length=2000), AfterValidator(_asked)]

router = APIRouter(prefix="/api")


@router.get("/stories", response_model=StoryList)
def stories(
    request: Request,
    query: Annotated[StoryQuery, Depends(story_query)],
    limit: Limit = 20,
    cursor: Cursor = "",
) -> Response:
    """Stories that meet every condition, newest first unless `sort` says otherwise, with their facets."""
    with newsroom(request) as room:
        page = room.stories(query, limit=limit, cursor=cursor or None)
    return json_response(story_list(page))


@router.get("/check", response_model=CheckList)
async def check(request: Request, q: Asked) -> Response:
    """For each sentence of `q` the claims that say so, that differ, or that are nearest."""
    return Response(await check_text(request, q, to_json), media_type="application/json")


@router.post("/check", response_model=DraftView, openapi_extra={"requestBody": _DRAFT_BODY})
async def draft(request: Request) -> Response:
    """A draft, given as JSON: its sentences, and the checks of 20 different ones from `start` on."""
    given = await body(request, TEXT_BYTES)
    if given is None:
        raise HTTPException(413, f"this is more than {TEXT_BYTES:,} bytes; send it in parts")
    try:
        asked = _DraftAsked.model_validate_json(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or "body"
        raise HTTPException(422, f"{name}: {first['msg']}") from error
    text = await draft_text(request, read_draft(asked.text), asked.start, to_json)
    return Response(text, media_type="application/json")


@router.get("/articles/{id}", response_model=ArticleView)
def article(request: Request, id: str) -> Response:
    """One article with its text, into which every evidence's `start` and `end` lead."""
    with newsroom(request) as room:
        stored = room.article(id)
        return json_response(article_view(stored, room.set_aside(stored)))


@router.get("/rejected", response_model=RejectedList)
def rejected(request: Request) -> Response:
    """Every input that did not become an article."""
    with newsroom(request) as room:
        return json_response(rejected_list(room.rejected()))
