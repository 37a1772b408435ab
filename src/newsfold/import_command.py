"""The command that makes a database of an exported folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsfold.options import DATABASE


def import_all(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What newsfold export --all wrote.")],
    db: Annotated[Path, typer.Option("--db", help="The database file to make.")] = DATABASE,
) -> None:
    """Make a new database of a folder that `newsfold export --all` wrote."""
    from newsfold import moving

    rows = moving.import_all(folder, db)
    print(f"{rows['articles']:,} articles, {rows['stories']:,} stories in {db}", file=sys.stderr)
