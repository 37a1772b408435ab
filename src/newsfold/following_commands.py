"""The commands over several stories: threads, and what changed. What they need is loaded when they run."""

from __future__ import annotations

from typing import Annotated

import typer

from newsfold.options import DATABASE, Db, Json, opened_newsroom


def threads(
    db: Db = DATABASE,
    limit: Annotated[int, typer.Option(min=1, max=10**9, help="How many to list.")] = 20,
    offset: Annotated[int, typer.Option(min=0, max=10**9, help="How many of the newest to pass over.")] = 0,
    json: Json = False,
) -> None:
    """List affairs that run through several stories, the one with the newest article first."""
    from newsfold import console
    from newsfold.present import thread_list, to_json

    with opened_newsroom(db, quiet=json) as room:
        view = thread_list(room.threads(limit=limit + 1, offset=offset), offset, limit)
    print(to_json(view, indent=2)) if json else console.threads(view)


def thread(
    id: Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The number of the thread.")],
    db: Db = DATABASE,
    json: Json = False,
) -> None:
    """Show one affair: its stories in time, and the figures that run through them."""
    from newsfold import console
    from newsfold.present import thread_view, to_json

    with opened_newsroom(db, quiet=json) as room:
        view = thread_view(room.thread(id))
    print(to_json(view, indent=2)) if json else console.thread(view)


def changes(
    since: Annotated[
        str,
        typer.Option(metavar="CURSOR|TIME", help="What changed after a cursor, or from a day or time on."),
    ] = "",
    db: Db = DATABASE,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many to list.")] = 100,
    story: Annotated[
        int | None, typer.Option(metavar="ID", min=1, max=2**63 - 1, help="Of this story alone.")
    ] = None,
    json: Json = False,
) -> None:
    """List what changed, in order, and the cursor to ask with next; without --since the last changes."""
    from newsfold import console
    from newsfold.present import change_list, to_json

    with opened_newsroom(db, quiet=json) as room:
        view = change_list(room.changes(since.strip() or None, limit=limit, story=story))
    print(to_json(view, indent=2)) if json else console.changes(view)
