"""Routes to a story with only the parts asked for, and to each part by itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator

from newsfold.present import SMALL, STORY_PARTS, Part, PartList, StoryParts, part_list, story_parts, to_json
from newsfold.web.access import story_text
from newsfold.web.api import Offset, StoryId


def _asked_parts(text: str) -> str:
    """A comma-separated list of parts; raises ValueError where it names something else."""
    for name in filter(None, text.split(",")):
        if name != "all" and name not in STORY_PARTS:
            raise ValueError(f"a story has no such part; its parts are {', '.join(STORY_PARTS)}, or all")
    return text


Include = Annotated[str, Query(max_length=200), AfterValidator(_asked_parts)]
Wanted = Annotated[str, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=500)]

router = APIRouter(prefix="/api/stories")


@router.get("/{id}", response_model=StoryParts)
async def story(request: Request, id: StoryId, include: Include = "") -> Response:
    """One story: its head, account, differences and origins; `include` names other parts, or `all`."""
    names = {*include.split(",")} - {""}
    wanted = set(STORY_PARTS) if "all" in names else names | set(SMALL)
    text = await story_text(request, id, lambda view: to_json(story_parts(view, wanted)))
    return Response(text, media_type="application/json")


@router.get("/{id}/{part}", response_model=PartList)
async def part(
    request: Request,
    id: StoryId,
    part: Part,
    limit: Limit = 50,
    offset: Offset = 0,
    status: Wanted = "",
    kind: Wanted = "",
    speaker: Wanted = "",
    outlet: Wanted = "",
) -> Response:
    """One part of a story as a list, with how many there are; the other parameters choose among them."""
    chosen = {"status": status, "kind": kind, "speaker": speaker, "outlet": outlet}
    text = await story_text(request, id, lambda view: to_json(part_list(view, part, chosen, limit, offset)))
    return Response(text, media_type="application/json")
