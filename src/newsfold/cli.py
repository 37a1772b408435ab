"""The command line. Each command opens what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from newsfold import (
    agent_command,
    alert_command,
    archive_commands,
    configuration,
    database_commands,
    following_commands,
    import_command,
    list_command,
    profile_commands,
    running_commands,
)
from newsfold.options import (
    DATABASE,
    Day,
    Db,
    Fast,
    Jobs,
    Json,
    LastDay,
    Private,
    UserAgent,
    announce,
    columns_of,
    damage_reported,
    given_day,
    opened_newsroom,
    settings,
)
from newsfold.records import BusyError, DatabaseError, Encoder, NewsfoldError

if TYPE_CHECKING:
    from newsfold.records import IngestReport

app = typer.Typer(
    name="newsfold",
    help="Fold what many outlets wrote about one event into one story, claim by claim, with evidence.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_WATCHER_PATIENCE = 60.0  # seconds that `read` waits for a watcher's turn to end

TableName = Literal[
    "articles", "stories", "claims", "attributions", "figures", "times", "entities", "derivations",
    "mentions", "differences", "account", "timeline", "series", "origins", "revisions", "threads",
]  # fmt: skip
Format = Literal["jsonl", "csv", "parquet"]
StoryFormat = Literal["text", "json", "html", "json-ld", "ninjs", "csl-json", "bibtex", "pack"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 read or write failed, 2 a wrong call, 130 stopped."""
    try:
        app(list(arguments) if arguments is not None else None)
    except DatabaseError as error:
        _stop(f"Error: {error}", 1)
    except NewsfoldError as error:
        _stop(f"Error: {error}", 2)
    except KeyboardInterrupt:
        _stop("Stopped.", 130)
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL if os.name == "nt" else errno.EPIPE):
            _stop(f"Error: {error.strerror or error}: {error.filename or ''}".rstrip(": "), 1)
        # Whoever read our output has stopped; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


def _stop(message: str, status: int) -> None:
    from newsfold.invisible import visible

    print(visible(message), file=sys.stderr)
    raise SystemExit(status)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"newsfold {version('newsfold')}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The settings, in place of newsfold.toml here.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Fold what many outlets wrote about one event into one story, claim by claim, with evidence."""
    if context.resilient_parsing:  # a shell asks what could come next
        return
    context.obj = configuration.configuration(config, os.environ)
    context.default_map = context.obj.defaults(context.command.commands)  # type: ignore[attr-defined]
    if context.invoked_subcommand not in running_commands.LOGGED:
        configuration.warn(context)


@app.command()
def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders and addresses to read.")
    ],
    db: Db = DATABASE,
    fast: Fast = False,
    encoder: Annotated[
        Encoder | None,
        typer.Option(help="For a new database: full, or static: far faster, a little less sure."),
    ] = None,
    allow_private: Private = False,
    user_agent: UserAgent = None,
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=FIELD", help="The field that a column of rows holds: date=published."),
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option("--day-first/--month-first", help="How dates such as 05/07/2018 in rows are meant."),
    ] = None,
    jobs: Jobs = 0,
) -> None:
    """Read pages, documents, tables, feeds and archives into stories.

    An http or https address is fetched: a page, a feed with its articles, or an OPML list of feeds. What is
    known already changes nothing. Exits with 1 where nothing at all could be read.
    """
    from newsfold import console, reading
    from newsfold.newsroom import Newsroom

    fetching, cleaning = settings(fast, allow_private, user_agent)
    columns = columns_of(map or [], day_first)
    for source in sources:
        reading.check(source)
    announce(db)
    with Newsroom(db, encoder=encoder, jobs=jobs) as room, damage_reported(room), console.progress() as tell:
        report = _in_turn(
            lambda: room.read(sources, progress=tell, fetching=fetching, cleaning=cleaning, columns=columns)
        )
    console.reading(report)
    if not report.new and not report.known:
        with opened_newsroom(db) as room:
            console.reasons(room.rejected(), [reading.shown(source) for source in sources])
        raise typer.Exit(1)


def _in_turn(read: Callable[[], IngestReport]) -> IngestReport:
    """What `read` gives, after the turn of another process that reads into the database, if it is short."""
    end = time.monotonic() + _WATCHER_PATIENCE
    is_waiting = False
    while True:
        try:
            return read()
        except BusyError as error:
            if time.monotonic() > end:
                raise
            if not is_waiting:
                print(f"Waiting up to a minute: {error}", file=sys.stderr)
            is_waiting = True
            time.sleep(0.1)


app.command()(list_command.stories)


@app.command()
def story(
    id: Annotated[int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The number of the story.")],
    db: Db = DATABASE,
    format: Annotated[
        StoryFormat,
        typer.Option(help="As text, or as a file for people (html), programs or archives (pack)."),
    ] = "text",
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write; without it, the output.")
    ] = None,
    jobs: Jobs = 0,
    json: Json = False,
) -> None:
    """Show one story, claim by claim, with its evidence, or write it as a file."""
    from newsfold import console
    from newsfold.present import story_view

    if json and format not in ("text", "json"):
        raise typer.BadParameter("--json is --format json; name one of both", param_hint="--json")
    kind = "json" if json else format
    with opened_newsroom(db, jobs, quiet=kind != "text") as room:
        detail = room.story(id)
    if kind == "text":
        if output is not None:
            raise typer.BadParameter("name the format of the file: --format html", param_hint="--output")
        console.story(story_view(detail))
        return
    from newsfold.publish import story_bytes
    from newsfold.unfinished import whole_file

    written = story_bytes(detail, kind)
    if output is not None:
        with whole_file(output) as out:
            out.write(written)
        print(f"Story {id} written to {output}", file=sys.stderr)
    elif kind == "pack" and sys.stdout.isatty():
        raise NewsfoldError("a pack is no text for a terminal; name a file with --output")
    else:
        sys.stdout.buffer.write(written)


@app.command()
def verify(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="A pack, as story --format pack writes it.")],
    json: Json = False,
) -> None:
    """Check that nothing in a pack of evidence was changed, and that every passage stands in its article.

    Exits with 1 where something is not as it should be.
    """
    from newsfold import console
    from newsfold.present import to_json
    from newsfold.publish import verify_pack

    report = verify_pack(pack)
    print(to_json(report, indent=2)) if json else console.verification(report)
    if report.problems:
        raise typer.Exit(1)


@app.command()
def check(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE", help='A sentence, or a few; or the file of a draft ("-": standard input).'
        ),
    ],
    db: Db = DATABASE,
    json: Json = False,
) -> None:
    """Show the claims that say so, that differ, or that are nearest, with their evidence."""
    from newsfold import console
    from newsfold.check import manuscript
    from newsfold.present import check_list, draft_view, to_json

    draft = manuscript(text)
    with opened_newsroom(db, quiet=json) as room:
        if draft is None:
            view = check_list(room.check(text))
            print(to_json(view, indent=2)) if json else console.checks(view)
        elif json:
            print(to_json(draft_view(room.draft(draft)), indent=2))
        else:
            start: int | None = 0
            while start is not None:  # a few at a time, so that what is known is seen at once
                part = room.draft(draft, start, most=5)
                console.draft(draft_view(part))
                start = part.next


@app.command()
def remove(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Ids of articles, or their addresses.")
    ],
    db: Db = DATABASE,
) -> None:
    """Take articles out of the database, and work out their stories without them."""
    with opened_newsroom(db) as room:
        gone = room.remove(articles)
    print(f"{len(gone):,} {'article' if len(gone) == 1 else 'articles'} removed", file=sys.stderr)


@app.command()
def rejected(db: Db = DATABASE, json: Json = False) -> None:
    """List what did not become an article, and why."""
    from newsfold import console
    from newsfold.present import rejected_list, to_json

    with opened_newsroom(db, quiet=json) as room:
        view = rejected_list(room.rejected())
    print(to_json(view, indent=2)) if json else console.rejected(view)


@app.command()
def export(
    what: Annotated[
        TableName | None, typer.Argument(metavar="[WHAT]", help=f"One of: {', '.join(get_args(TableName))}.")
    ] = None,
    whole: Annotated[
        Path | None, typer.Option("--all", metavar="DIR", help="Write everything there, for newsfold import.")
    ] = None,
    db: Db = DATABASE,
    format: Annotated[Format, typer.Option(help="How to write the rows.")] = "jsonl",
    output: Annotated[Path | None, typer.Option(help="The file to write; without it, the output.")] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV for programs: no apostrophe before formulas.")
    ] = False,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="The words of every span beside it, in nested values too.")
    ] = False,
    min_articles: Annotated[
        int, typer.Option(metavar="N", min=1, max=10**9, help="Only stories of so many articles or more.")
    ] = 1,
    since: Day = None,
    until: LastDay = None,
    query: Annotated[
        str, typer.Option(metavar="TEXT", help="Only stories of which an article has these words.")
    ] = "",
    jobs: Jobs = 0,
) -> None:
    """Write a table as JSON Lines, CSV or Parquet, or everything to a folder.

    Stories that are not described yet are, first, and that is kept; fewer are asked for by --min-articles,
    --since, --until and --query, which choose stories that have an article of these days with these words.
    """
    from newsfold import console
    from newsfold.export import write, write_file

    chosen = min_articles > 1 or bool(since or until or query)
    if whole is not None and what is None and output is None and not chosen:
        with opened_newsroom(db) as room:
            moved = room.export_all(whole)
        print(
            f"{moved['articles']:,} articles, {moved['stories']:,} stories written to {whole}",
            file=sys.stderr,
        )
        return
    if what is None or whole is not None:
        raise typer.BadParameter("name one table, or a folder with --all, which takes all of them")
    if raw and format != "csv":
        raise typer.BadParameter("only CSV has anything that could be left out", param_hint="--raw")
    if output is None and format == "parquet" and sys.stdout.isatty():
        raise NewsfoldError("Parquet is no text for a terminal; name a file with --output")
    with opened_newsroom(db, jobs) as room:
        with console.progress() as tell:
            rows = room.rows(
                what,
                min_articles=min_articles,
                since=given_day(since),
                until=given_day(until),
                query=query.strip() or None,
                with_text=with_text,
                progress=console.costs(tell),
            )
        if output is None:
            write(rows, what, format, sys.stdout.buffer, raw=raw, with_text=with_text)
        else:
            number = write_file(rows, what, format, output, raw=raw, with_text=with_text)
            print(f"{number:,} {what} written to {output}", file=sys.stderr)


app.command()(following_commands.threads)
app.command()(following_commands.changes)
app.command()(following_commands.thread)
app.command()(running_commands.watch)
app.command()(alert_command.alert)
app.command()(running_commands.serve)
app.command()(running_commands.demo)
app.command()(agent_command.mcp)
app.command()(configuration.config)
app.command()(database_commands.backup)
app.command()(database_commands.info)
app.command()(database_commands.check_db)
app.command()(profile_commands.outlet)
app.command()(profile_commands.entity)
app.command()(archive_commands.archive)
app.command("open")(archive_commands.open_slice)
app.command("import")(import_command.import_all)
