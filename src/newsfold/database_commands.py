"""The commands over the database file itself. What they need is loaded when they run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsfold.options import DATABASE, Db, Json, opened_newsroom

_PROBLEMS_SHOWN = 100  # problems


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    db: Db = DATABASE,
) -> None:
    """Copy the database to a new file, while others read and write it."""
    from newsfold import store

    size = store.backup(db, target)
    print(f"{size:,} bytes written to {target}", file=sys.stderr)


def info(db: Db = DATABASE, json: Json = False) -> None:
    """Show what the database holds, how large it is, and what is still to do."""
    from newsfold import console
    from newsfold.present import to_json

    with opened_newsroom(db, quiet=json) as room:
        details = room.info()
    print(to_json(details, indent=2)) if json else console.database(details)


def check_db(db: Db = DATABASE) -> None:
    """Look through the whole database; exits with 1 where something is not as it was written."""
    from itertools import islice

    from newsfold.invisible import visible

    with opened_newsroom(db) as room:
        problems = list(islice(room.problems(), _PROBLEMS_SHOWN + 1))
        articles = room.counts()["articles"]
    for problem in problems[:_PROBLEMS_SHOWN]:
        print(visible(problem))
    if problems:
        more = "; only the first are shown" if len(problems) > _PROBLEMS_SHOWN else ""
        print(f"{db} is not as it was written{more}; restore it from a copy", file=sys.stderr)
        raise typer.Exit(1)
    print(f"{db} is as it was written: {articles:,} articles and all that was found in them", file=sys.stderr)
