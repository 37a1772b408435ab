"""Feeds of stories and of what changed, for the readers that people use already."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from newsfold.invisible import visible
from newsfold.newsroom import Newsroom
from newsfold.publish import Entry, Feed, atom, change_entry, entry, json_feed, short_entry
from newsfold.queries import StoryQuery
from newsfold.records import Change, NewsfoldError, StorySummary
from newsfold.web.access import newsroom
from newsfold.web.narrowing import list_address, story_query
from newsfold.web.site import SITE

Limit = Annotated[int, Query(ge=1, le=100)]
OptionalStoryId = Annotated[int | None, Query(ge=1, le=2**63 - 1)]
FeedForm = Literal["atom", "json"]
_FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}

router = APIRouter(include_in_schema=False)


@router.get("/feeds/stories.{form}")
def stories(
    request: Request,
    form: FeedForm,
    query: Annotated[StoryQuery, Depends(story_query)],
    limit: Limit = 30,
) -> Response:
    """The stories that a list shows for the same question, as a feed."""
    here = _here(request)
    with newsroom(request) as room:
        page_of_stories = room.stories(query, limit=limit)
        entries = tuple(
            _story_entry(room, summary, page_of_stories.database, here) for summary in page_of_stories
        )
    page = list_address(query)
    feed = Feed(
        id=f"urn:newsfold:{page_of_stories.database}:stories:{page.partition('?')[2]}",
        title=f"Newsfold: {query.words or query.meaning}" if query.words or query.meaning else "Newsfold",
        url=_requested_url(request),
        page_url=here + page,
        entries=entries,
    )
    return _feed_response(feed, form)


@router.get("/feeds/changes.{form}")
def changes(request: Request, form: FeedForm, story: OptionalStoryId = None, limit: Limit = 50) -> Response:
    """The last changes as a feed, newest first; with `story` those of one story, which may have ended."""
    site = _here(request) + SITE.get().root
    with newsroom(request) as room:
        page_of_changes = room.changes(limit=limit, story=story)
        known = room.summary(story) if story else None
        if story and known is None and not page_of_changes.changes:
            raise NewsfoldError(f"there is no story {story}")
        entries = tuple(_change_entry(room, change, site) for change in reversed(page_of_changes.changes))
    database = page_of_changes.next.rpartition(".")[0]
    title = "Newsfold: what changed"
    if story:
        title = f"Newsfold: {visible(known.story.title) if known and known.story.title else f'story {story}'}"
    feed = Feed(
        id=f"urn:newsfold:{database}:changes" + (f":{story}" if story else ""),
        title=title,
        url=_requested_url(request),
        page_url=f"{site}/changes" + (f"?story={story}" if story else ""),
        entries=entries,
    )
    return _feed_response(feed, form)


def _change_entry(room: Newsroom, change: Change, site: str) -> Entry:
    article = room.known_article(change.article_id) if change.article_id else None
    ended = change.kind in ("merged", "removed") or room.summary(change.story_id) is None
    page = f"changes?story={change.story_id}" if ended else f"stories/{change.story_id}"
    return change_entry(change, article, f"{site}/{page}")


def _here(request: Request) -> str:
    """The scheme and host that the reader asked by."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def _requested_url(request: Request) -> str:
    """The address that was asked for."""
    path = f"{_here(request)}{SITE.get().root}{request.url.path}"
    return f"{path}?{request.url.query}" if request.url.query else path


def _feed_response(feed: Feed, form: FeedForm) -> Response:
    return Response(atom(feed) if form == "atom" else json_feed(feed), media_type=_FEED_TYPES[form])


def _story_entry(room: Newsroom, summary: StorySummary, database: str, here: str) -> Entry:
    id = summary.story.id
    url = f"{here}{SITE.get().root}/stories/{id}"
    if room.is_described(id):  # what takes seconds is done for who looks at the story, not for a list
        return entry(room.story(id), database, url)
    return short_entry(summary, database, url)
