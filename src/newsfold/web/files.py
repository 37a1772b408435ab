"""A story as a file to take away, in the formats of `newsfold.publish`."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from newsfold.publish import ENDINGS, MEDIA_TYPES, Format, story_bytes
from newsfold.web.access import newsroom, story_text
from newsfold.web.api import StoryId

router = APIRouter(prefix="/api")


@router.get("/stories/{id}/file", response_class=Response)
async def story_file(request: Request, id: StoryId, format: Format) -> Response:
    """A story as a file: JSON, one HTML page, JSON-LD, ninjs, or a pack of its evidence."""
    await story_text(request, id, lambda _: "")  # described first, in turn
    body = await run_in_threadpool(_file_bytes, request, id, format)
    name = f"newsfold-story-{id}.{ENDINGS[format]}"
    return Response(
        body,
        media_type=MEDIA_TYPES[format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _file_bytes(request: Request, id: int, format: Format) -> bytes:
    with newsroom(request) as room:
        return story_bytes(room.story(id), format)
