"""Feeds of stories, for the readers that people use already."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from newsfold.newsroom import Newsroom
from newsfold.publish import Entry, Feed, atom, entry, json_feed, short_entry
from newsfold.queries import StoryQuery
from newsfold.records import StorySummary
from newsfold.web.access import newsroom
from newsfold.web.narrowing import address, story_query
from newsfold.web.site import SITE

Many = Annotated[int, Query(ge=1, le=100)]
_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}

router = APIRouter(include_in_schema=False)


@router.get("/feeds/stories.{form}")
def stories(
    request: Request,
    form: Literal["atom", "json"],
    query: Annotated[StoryQuery, Depends(story_query)],
    limit: Many = 30,
) -> Response:
    """The stories that a list shows for the same question, as a feed."""
    here = f"{request.url.scheme}://{request.headers.get('host', '')}"
    with newsroom(request) as room:
        found = room.stories(query, limit=limit)
        entries = tuple(_entry(room, summary, found.database, here) for summary in found)
    page = address(query)
    feed = Feed(
        id=f"urn:newsfold:{found.database}:stories:{page.partition('?')[2]}",
        title=f"Newsfold: {query.words or query.meaning}" if query.words or query.meaning else "Newsfold",
        url=f"{here}{request.url.path}" + (f"?{request.url.query}" if request.url.query else ""),
        page_url=here + page,
        entries=entries,
    )
    return Response(atom(feed) if form == "atom" else json_feed(feed), media_type=_TYPES[form])


def _entry(room: Newsroom, summary: StorySummary, database: str, here: str) -> Entry:
    id = summary.story.id
    url = f"{here}{SITE.get().root}/stories/{id}"
    if room.is_described(id):  # what takes seconds is done for who looks at the story, not for a list
        return entry(room.story(id), database, url)
    return short_entry(summary, database, url)
