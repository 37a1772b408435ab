"""The commands over archives. What they need is loaded when they run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from newsfold.options import Day, LastDay, given_day
from newsfold.records import Encoder, NewsfoldError

Jobs = Annotated[
    int, typer.Option(metavar="N", min=0, help="How many processes work at a time; 0 for one a core.")
]


def archive(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, lists (warc.paths) and addresses."),
    ],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder of the archive; made if it isn't there.")
    ],
    runner: Annotated[
        Literal["plain", "native", "ray"],
        typer.Option(help="What runs it: plain, without Daft; native, Daft here; ray, Daft on Ray."),
    ] = "native",
    since: Day = None,
    until: LastDay = None,
    encoder: Annotated[
        Encoder | None, typer.Option(help="For a new archive: static, far faster, unless full is named.")
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Take a short way through HTML: a tenth of the time, less precise.")
    ] = False,
    jobs: Jobs = 0,
    prefix: Annotated[
        str, typer.Option(metavar="TEXT", help="What stands before the paths that a list names.")
    ] = "",
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Ask S3 without credentials, as public buckets allow.")
    ] = False,
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Another store that speaks S3.")] = None,
    region: Annotated[str | None, typer.Option(metavar="TEXT", help="The region of the S3 bucket.")] = None,
) -> None:
    """Fold an archive of any size into a folder of Parquet files: articles by day, links, stories.

    Only what is new is done. Needs newsfold[scale]. Exits with 1 where nothing could be read, or something
    was lost on the way.
    """
    room = _archive_room()
    from newsfold import console
    from newsfold.workers import capacity

    if encoder is None:
        encoder = room.settings_of(out)["encoder"] if (out / "archive.json").is_file() else "static"
    room_for = capacity(jobs)
    with console.progress() as tell:
        report = room.archive(
            sources,
            out,
            runner=runner,
            jobs=room_for.workers,
            since=given_day(since),
            until=given_day(until),
            encoder=encoder,
            fast=fast,
            access=room.Access(prefix=prefix, anonymous=anonymous, endpoint=endpoint, region=region),
            progress=tell,
        )
    console.archived(report, room_for.warning)
    if report.lost or not (report.articles or report.known or report.waiting):
        raise typer.Exit(1)


def open_slice(
    archive: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the archive.")],
    db: Annotated[Path, typer.Option(metavar="FILE", help="The database to make.")],
    query: Annotated[str, typer.Option(metavar="TEXT", help="Words that an article must have.")] = "",
    since: Day = None,
    until: LastDay = None,
    jobs: Jobs = 0,
) -> None:
    """Make a database of a part of an archive: the stories that have a fitting article.

    Its stories are described when they are looked at.
    """
    room = _archive_room()
    from newsfold import console
    from newsfold.workers import capacity

    with console.progress() as tell:
        report = room.open_slice(
            archive,
            db,
            query=query,
            since=given_day(since),
            until=given_day(until),
            jobs=capacity(jobs).workers,
            progress=tell,
        )
    print(f"{report.articles:,} articles in {report.stories:,} stories: newsfold stories --db {db}")


def _archive_room() -> Any:
    """The room of archives. Raises NewsfoldError where what it stands on is not installed."""
    try:
        from newsfold import archive
    except ImportError as error:
        raise NewsfoldError(f"{error.name} is not installed: pip install 'newsfold[scale]'") from error
    return archive
