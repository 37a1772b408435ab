"""The command that sends what changed to whom rules name. What it needs is loaded when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsfold.configuration import warn
from newsfold.options import DATABASE, Db, LogFormat, LogLevel, opened_newsroom, stopping


def alert(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Rules, as TOML.")],
    db: Db = DATABASE,
    once: Annotated[
        bool, typer.Option("--once", help="Send what is due since the last time, then end.")
    ] = False,
    since: Annotated[
        str, typer.Option(metavar="CURSOR|TIME", help="Where rules that are new begin, in place of now.")
    ] = "",
    log_level: LogLevel = "info",
    log_format: LogFormat = "text",
) -> None:
    """Send what changes to whom rules name, until stopped: a webhook, a program, an e-mail, a feed.

    What was sent is remembered beside the database, so that nothing is sent twice and nothing is lost.
    """
    from newsfold import console, logs
    from newsfold.alerts import follow, read_rules

    logs.begin_logging(log_level, log_format)
    warn(context)
    rules = read_rules(file)
    path = db.resolve()
    with (
        stopping(lambda: console.note("Stopping; once more ends it at once.")) as stop,
        opened_newsroom(path) as room,
    ):
        sent = follow(
            room, rules, state=f"{path}-alerts", tell=console.alert, stop=stop, since=since.strip() or None,
            once=once,
        )  # fmt: skip
    if not sent:
        raise typer.Exit(1)
