"""The commands that run until they are stopped. What they need is loaded when they run."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsfold.configuration import warn
from newsfold.options import (
    DATABASE,
    Db,
    Fast,
    Jobs,
    LogFormat,
    LogLevel,
    Port,
    Private,
    UserAgent,
    announce,
    damage_reported,
    interval,
    opened_newsroom,
    settings,
    stopping,
)

if TYPE_CHECKING:
    from newsfold.web import Serving


# Commands that begin a log, and say there what other calls say at once.
LOGGED = ("watch", "serve", "mcp", "alert")


def watch(
    context: typer.Context,
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEEDS...", help="OPML files, and addresses of feeds or lists.")
    ],
    every: Annotated[
        str, typer.Option(metavar="TIME", help="How often each feed is asked: 90s, 15m, 2h, 1d.")
    ] = "15m",
    db: Db = DATABASE,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once, then end.")] = False,
    alert: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Rules by which changes are sent to somebody.")
    ] = None,
    fast: Fast = False,
    allow_private: Private = False,
    user_agent: UserAgent = None,
    jobs: Jobs = 0,
    log_level: LogLevel = "info",
    log_format: LogFormat = "text",
) -> None:
    """Keep a newsroom current: ask feeds again and again, and read what is new, until stopped.

    What was seen is remembered beside the database, so that nothing is fetched twice.
    """
    from newsfold import console, logs
    from newsfold.alerts import begin_alerts, follow, following, read_rules
    from newsfold.newsroom import Newsroom
    from newsfold.watch import Sources
    from newsfold.watch import watch as run

    logs.begin_logging(log_level, log_format)
    warn(context)
    seconds = interval(every)
    fetching, cleaning = settings(fast, allow_private, user_agent)
    sources = Sources(feeds)
    rules = read_rules(alert) if alert else ()
    path = db.resolve()  # so that one database has one watcher, by whatever name it goes
    log = console.WatchLog()
    with stopping(lambda: console.note("Stopping; once more ends it at once.")) as stop:
        log.begins(len(sources.feeds()), str(db), None if once else every)
        announce(path)
        with Newsroom(path, jobs=jobs) as room, damage_reported(room):
            outbox = f"{path}-alerts"
            if rules:  # before anything is read, so that a rule that is new tells it, too
                begin_alerts(room, rules, state=outbox, tell=console.alert)
            alerting = following(path, rules, state=outbox, tell=console.alert)
            with alerting if rules and not once else nullcontext():
                run(
                    room, sources, seconds, state=f"{path}-watch", fetching=fetching, cleaning=cleaning,
                    stop=stop, tell=log.tell, once=once,
                )  # fmt: skip
            if rules and once:
                follow(room, rules, state=outbox, tell=console.alert, once=True)
    log.ends()
    if once and log.failed_all:
        raise typer.Exit(1)


def serve(
    context: typer.Context,
    db: Db = DATABASE,
    host: Annotated[str, typer.Option(help="The address to answer on.")] = "127.0.0.1",
    port: Port = 8000,
    allowed_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name by which browsers ask for it.")
    ] = None,
    cors_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="A site whose pages may read the API: https://desk.example."),
    ] = None,
    root_path: Annotated[
        str, typer.Option(metavar="PATH", help="The path under which a proxy shows it: /newsfold.")
    ] = "",
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A proxy whose X-Forwarded headers are believed."),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file with the token that every page asks for.")
    ] = None,
    jobs: Jobs = 0,
    log_level: LogLevel = "warning",
    log_format: LogFormat = "text",
) -> None:
    """Show the stories in a browser, until stopped. From --log-level info on each request is a line."""
    from newsfold import logs
    from newsfold.web import Serving

    logs.begin_logging(log_level, log_format)
    warn(context)
    with opened_newsroom(db):
        pass
    serving = Serving(
        host=host, port=port, hosts=tuple(allowed_host or ()), origins=tuple(cors_origin or ()),
        root=root_path.rstrip("/"), proxies=tuple(trusted_proxy or ()), token_file=token_file, database=db,
    )  # fmt: skip

    def ready(url: str) -> None:
        message = f"Newsfold is at {url} (stop with Ctrl+C)"
        if log_format == "json":
            logging.getLogger("newsfold.serve").info("%s", message)
        else:
            print(message, file=sys.stderr)

    _serve(db, serving, jobs, ready)


def demo(
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    port: Port = 0,
    jobs: Jobs = 0,
) -> None:
    """Read the bundled sample and open it in the browser."""
    import tempfile
    import webbrowser

    from newsfold import console
    from newsfold.newsroom import Newsroom
    from newsfold.present import story_list
    from newsfold.queries import StoryQuery
    from newsfold.web import Serving

    pages = Path(__file__).parent / "sample" / "pages"
    with tempfile.TemporaryDirectory(prefix="newsfold-") as folder:
        db = Path(folder) / "sample.db"
        with Newsroom(db, jobs=jobs) as room:
            with console.progress() as tell:
                reading = room.read([pages], progress=tell)
            console.reading(reading)
            console.stories(story_list(room.stories()), StoryQuery(single="with"))

        def ready(url: str) -> None:
            print(f"\nNewsfold is at {url} (stop with Ctrl+C)", file=sys.stderr)
            if browser:
                webbrowser.open(url)

        _serve(db, Serving(port=port), jobs, ready)


def _serve(db: Path, serving: Serving, jobs: int, ready: Callable[[str], None]) -> None:
    from newsfold.newsroom import Newsroom
    from newsfold.web import serve as run

    run(lambda: Newsroom(db, create=False, jobs=jobs), serving, ready)
