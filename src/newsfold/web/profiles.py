"""Pages and JSON of outlets and entities across stories."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import AfterValidator

from newsfold.invisible import visible
from newsfold.present import (
    EntityList,
    EntityPage,
    OutletList,
    OutletPage,
    entity_list,
    entity_page,
    outlet_list,
    outlet_page,
)
from newsfold.records import EntityKind
from newsfold.web.access import json_response, newsroom
from newsfold.web.api import Limit, Offset
from newsfold.web.templating import render

PAGE, STORIES = 50, 25  # outlets or entities on a page, and stories on the page of one

pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
api = APIRouter(prefix="/api")

SearchWords = Annotated[str, Query(max_length=200), AfterValidator(lambda text: visible(text).strip())]
KindFilter = Annotated[EntityKind | None, Query()]


@pages.get("/outlets")
def outlets(request: Request, q: SearchWords = "", offset: Offset = 0) -> str:
    """Outlets, those of most articles first, with search."""
    with newsroom(request) as room:
        view = outlet_list(room.outlets(q, PAGE, offset))
    return render("outlets.html", view=view, asked=q, offset=offset, page=PAGE)


@pages.get("/outlets/{name:path}")
def outlet(request: Request, name: str, offset: Offset = 0) -> str:
    """What an outlet reported first, from whom it takes text, how often it stood alone, its stories."""
    with newsroom(request) as room:
        view = outlet_page(room.outlet(name, STORIES, offset))
    return render("outlet.html", view=view, offset=offset, page=STORIES)


@pages.get("/entities")
def entities(request: Request, q: SearchWords = "", kind: KindFilter = None, offset: Offset = 0) -> str:
    """People, places and organisations, those in most stories first, with search."""
    with newsroom(request) as room:
        view = entity_list(room.entities(q, kind, PAGE, offset))
    return render("entities.html", view=view, asked=q, kind=kind, offset=offset, page=PAGE)


@pages.get("/entities/{id:path}")
def entity(request: Request, id: str, offset: Offset = 0) -> str:
    """An entity's spellings, stories and time, the claims that name it and its own words."""
    with newsroom(request) as room:
        view = entity_page(room.entity(id, STORIES, offset))
    most = max((period.stories for period in view.spread), default=1)
    return render("entity.html", view=view, most=most, offset=offset, page=STORIES)


@api.get("/outlets", response_model=OutletList)
def outlets_json(request: Request, q: SearchWords = "", limit: Limit = 50, offset: Offset = 0) -> Response:
    """Outlets, those of most articles first; with `q`, those with it in their names."""
    with newsroom(request) as room:
        return json_response(outlet_list(room.outlets(q, limit, offset)))


@api.get("/outlets/{name:path}", response_model=OutletPage)
def outlet_json(request: Request, name: str, limit: Limit = 25, offset: Offset = 0) -> Response:
    """An outlet across stories; `limit` and `offset` are of its stories."""
    with newsroom(request) as room:
        return json_response(outlet_page(room.outlet(name, limit, offset)))


@api.get("/entities", response_model=EntityList)
def entities_json(
    request: Request, q: SearchWords = "", kind: KindFilter = None, limit: Limit = 50, offset: Offset = 0
) -> Response:
    """Entities, those in most stories first; with `q`, those with it in a name or spelling."""
    with newsroom(request) as room:
        return json_response(entity_list(room.entities(q, kind, limit, offset)))


@api.get("/entities/{id:path}", response_model=EntityPage)
def entity_json(request: Request, id: str, limit: Limit = 25, offset: Offset = 0) -> Response:
    """An entity across stories; `limit` and `offset` are of its stories."""
    with newsroom(request) as room:
        return json_response(entity_page(room.entity(id, limit, offset)))
