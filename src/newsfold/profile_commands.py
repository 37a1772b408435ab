"""The commands that show outlets and entities across stories."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsfold.options import DATABASE, Db, Json, opened_newsroom
from newsfold.records import EntityKind

Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many to show.")]
Offset = Annotated[int, typer.Option("--offset", min=0, max=2**31 - 1, help="How many to leave out first.")]
Query = Annotated[str, typer.Option("--query", metavar="TEXT", help="Only those with it in their names.")]


def outlet(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The outlet; all, unless named.")
    ] = None,
    query: Query = "",
    limit: Limit = 25,
    offset: Offset = 0,
    owners: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep owners and countries from this CSV file: outlet,owner,country."
        ),
    ] = None,
    db: Db = DATABASE,
    json: Json = False,
) -> None:
    """Show what an outlet reported first, whose text it prints, how often it stood alone; or list outlets."""
    from newsfold import console
    from newsfold.present import outlet_list, outlet_page, to_json

    with opened_newsroom(db, quiet=json) as room:
        if owners is not None:
            number, known = room.import_owners(owners)
            print(f"{number:,} outlets kept, of {known:,} of which there are articles", file=sys.stderr)
            if name is None:
                return
        if name is None:
            lines = outlet_list(room.outlets(query, limit, offset))
            print(to_json(lines, indent=2)) if json else console.outlets(lines)
        else:
            view = outlet_page(room.outlet(name, limit, offset))
            print(to_json(view, indent=2)) if json else console.outlet(view)


def entity(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="The entity; all, unless named.")] = None,
    query: Query = "",
    kind: Annotated[EntityKind | None, typer.Option(help="Only entities of this kind.")] = None,
    limit: Limit = 25,
    offset: Offset = 0,
    db: Db = DATABASE,
    json: Json = False,
) -> None:
    """Show a person, place or organisation across stories: spellings, words, claims, time; or list them."""
    from newsfold import console
    from newsfold.present import entity_list, entity_page, to_json

    with opened_newsroom(db, quiet=json) as room:
        if id is None:
            lines = entity_list(room.entities(query, kind, limit, offset))
            print(to_json(lines, indent=2)) if json else console.entities(lines)
        else:
            view = entity_page(room.entity(id, limit, offset))
            print(to_json(view, indent=2)) if json else console.entity(view)
