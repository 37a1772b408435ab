"""The pages: stories, a story, an article with its evidence marked, and what was rejected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from newsfold.present import (
    ChangeList,
    DraftView,
    article_view,
    change_list,
    live_url,
    rejected_list,
    story_list,
)
from newsfold.queries import LONGEST_DRAFT, StoryQuery
from newsfold.records import Span
from newsfold.text import merged
from newsfold.web.access import PART, draft_text, newsroom, story_text
from newsfold.web.api import TEXT_BYTES, Asked, Offset, StoryId
from newsfold.web.bodies import draft_body, fields
from newsfold.web.narrowing import (
    Cursor,
    conditions,
    feed_address,
    list_address,
    query_parameters,
    sorts,
    story_query,
    ways_on,
)
from newsfold.web.site import SITE
from newsfold.web.story_page import HISTORY, story_page
from newsfold.web.templating import render

PAGE = 25  # bounds a page: stories
# What the form of the list has fields for; the rest of what is asked goes along unseen.
_FIELDS = ("q", "meaning", "since", "until", "happened_since", "happened_until", "single")
REJECTED_PAGE = 200

Language = Annotated[str, Query(pattern=r"^[a-z]{0,3}$")]
SpanText = Annotated[str, Query(pattern=r"^\d{1,9}-\d{1,9}$")]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/")
def index(request: Request, query: Annotated[StoryQuery, Depends(story_query)], cursor: Cursor = "") -> str:
    """The stories, with search and all ways to narrow them."""
    with newsroom(request) as room:
        part = room.stories(query, limit=PAGE, cursor=cursor or None)
        page = story_list(part)
        changed = room.changes(limit=1).next
        empty = not page.total and not query.narrows and not room.counts()["articles"]
    return render(
        "stories.html",
        stories=page,
        asked=query,
        query=query.words,
        empty=empty,
        conditions=conditions(query, dict(part.names)),
        facets=ways_on(query, page),
        sorts=sorts(query),
        days_asked=any((query.since, query.until, query.happened_since, query.happened_until)),
        singles=list_address(replace(query, single="only", sort=None)),
        several=list_address(replace(query, single="apart", sort=None)),
        changed=changed,
        feed=feed_address(query),
        next=page.next_cursor and list_address(query, page.next_cursor),
        previous=page.previous_cursor and list_address(query, page.previous_cursor),
        hidden=[pair for pair in query_parameters(query) if pair[0] not in _FIELDS],
    )


@router.get("/stories/{id}")
async def story(request: Request, id: StoryId, language: Language = "") -> Any:
    """A story: account, differences, claims, who said what, figures, timeline, names, articles, history.

    With `language`, an ISO 639-1 code, what the articles in that language say. One that merged leads to the
    story that it is part of now.
    """
    thread, history, now = await run_in_threadpool(_story_surroundings, request, id)
    if now is not None:
        return RedirectResponse(f"{SITE.get().root}/stories/{now}", 307)
    return await story_text(request, id, lambda view: story_page(view, thread, history, language))


def _story_surroundings(request: Request, id: int) -> tuple[int | None, ChangeList, int | None]:
    """The thread that a story is in, what changed in it, and the story that it merged into."""
    with newsroom(request) as room:
        changes = change_list(room.changes(limit=HISTORY + 1, story=id))
        return room.thread_of(id), changes, room.went_into(id)


@router.get("/check")
async def check(request: Request, q: Asked = "") -> str:
    """A form for a text, and what the database has on each sentence of `q`."""
    if not q:
        return check_page("")
    return await draft_text(request, q, 0, lambda draft_checked: check_page(q, draft_checked))


@router.post("/check")
async def checked(request: Request) -> str:
    """The same of a text too long for an address: the fields `q`, and `start` for another part of it."""
    given = await fields(request, TEXT_BYTES)
    text, start = draft_body(given.get("q", "")), given.get("start", "0")
    if not text:
        return check_page("")
    if not (start.isascii() and start.isdigit() and len(start) < 7):
        raise HTTPException(422, "start: the number of a sentence")
    return await draft_text(request, text, int(start), lambda draft_checked: check_page(text, draft_checked))


@router.get("/articles/{id}")
def article(
    request: Request,
    id: str,
    span: Annotated[list[SpanText], Query(max_length=200)] = [],  # noqa: B006
    story: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
) -> str:
    """An article's text with the characters of each `span` marked; `story` is where the reader came from."""
    with newsroom(request) as room:
        stored = room.article(id)
        view = article_view(stored, room.set_aside(stored))
    spans = _asked_spans(span, len(view.text))
    original = live_url(view.article.url, spans[0].of(view.text) if spans else "")
    return render(
        "article.html", view=view, paragraphs=marked(view.text, spans), story=story, original=original
    )


@router.get("/rejected")
def rejected(request: Request, offset: Offset = 0) -> str:
    """What did not become an article, and why."""
    with newsroom(request) as room:
        view = rejected_list(room.rejected())
    return render("rejected.html", view=view, offset=offset, page=REJECTED_PAGE)


def check_page(asked: str, draft: DraftView | None = None) -> str:
    """The page with the form that asks, and below it what the database has on each sentence of `asked`."""
    return render("check.html", asked=asked, draft=draft, part=PART, longest=LONGEST_DRAFT)


def _asked_spans(texts: Sequence[str], length: int) -> list[Span]:
    """The spans that `start-end` texts stand for, cut to the article, empty ones left out."""
    query_parameters = [tuple(min(int(part), length) for part in text.split("-")) for text in texts]
    return merged([Span(start=start, end=end) for start, end in query_parameters if start < end])


def marked(text: str, spans: Sequence[Span]) -> list[list[tuple[str, int | None]]]:
    """Paragraphs as pieces of text, each with the number of the span (from 1) that it is in, or None.

    `spans` are sorted and apart. A span that crosses paragraphs gives a piece in each.
    """
    paragraphs: list[list[tuple[str, int | None]]] = []
    start, first = 0, 0
    for line in text.split("\n"):
        end, at = start + len(line), start
        pieces: list[tuple[str, int | None]] = []
        while first < len(spans) and spans[first].end <= start:
            first += 1
        for number in range(first, len(spans)):
            span = spans[number]
            if span.start >= end:
                break
            pieces.append((text[at : max(at, span.start)], None))
            at = max(at, span.start)
            pieces.append((text[at : min(end, span.end)], number + 1))
            at = min(end, span.end)
        pieces.append((text[at:end], None))
        if line.strip():
            paragraphs.append([piece for piece in pieces if piece[0]])
        start = end + 1
    return paragraphs
