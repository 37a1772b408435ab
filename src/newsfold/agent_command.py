"""The command that answers agents. What it needs is loaded when it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsfold.configuration import warn
from newsfold.options import DATABASE, Db, Jobs, LogFormat, LogLevel, Port, opened_newsroom


def mcp(
    context: typer.Context,
    db: Db = DATABASE,
    http: Annotated[
        bool, typer.Option("--http", help="Answer over HTTP at /mcp, in place of standard input and output.")
    ] = False,
    host: Annotated[str, typer.Option(help="With --http, the address to answer on.")] = "127.0.0.1",
    port: Port = 8001,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="With --http, a name by which clients ask for it."),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --http, a file with the token it asks for.")
    ] = None,
    jobs: Jobs = 0,
    log_level: LogLevel = "warning",
    log_format: LogFormat = "text",
) -> None:
    """Answer agents by the Model Context Protocol: search, stories, claims and their sources, checks.

    An agent's program starts it and talks to it over standard input and output; it ends with them.
    """
    from newsfold import agents, logs
    from newsfold.newsroom import Newsroom
    from newsfold.web import Serving

    logs.begin_logging(log_level, log_format)
    warn(context)
    with opened_newsroom(db):
        pass

    def newsroom() -> Newsroom:
        return Newsroom(db, create=False, jobs=jobs)

    if not http:
        agents.run_stdio(newsroom)
        return
    serving = Serving(host=host, port=port, hosts=tuple(allowed_host or ()), token_file=token_file)
    agents.run_http(
        newsroom,
        serving,
        lambda url: print(f"Newsfold answers agents at {url}mcp (stop with Ctrl+C)", file=sys.stderr),
    )
