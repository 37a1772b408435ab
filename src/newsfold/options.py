"""Options that several commands take, and what they say, as the settings of what the commands call."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsfold import logs
from newsfold.records import NewsfoldError

if TYPE_CHECKING:
    from newsfold.clean import Cleaning
    from newsfold.newsroom import Newsroom
    from newsfold.reading import Columns, Fetching

Db = Annotated[Path, typer.Option("--db", help="The database file.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, in the shape of docs/schema.json.")]
Port = Annotated[int, typer.Option(help="The port to answer on; 0 takes a free one.", min=0, max=65535)]
Fast = Annotated[
    bool, typer.Option("--fast", help="Take a short way through HTML: a tenth of the time, less precise.")
]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from private and local addresses too.")]
UserAgent = Annotated[
    str | None, typer.Option("--user-agent", metavar="TEXT", help="How to name ourselves to servers.")
]
Jobs = Annotated[
    int,
    typer.Option(
        metavar="N", min=0, max=1024, help="How many processes work; 0: one a core, as memory allows."
    ),
]
Level = Literal["debug", "info", "warning", "error"]
LogForm = Literal["text", "json"]
LogLevel = Annotated[Level, typer.Option(help="What the log tells, from this on.")]
LogFormat = Annotated[LogForm, typer.Option(help="How: lines for people, or an object of JSON a line.")]
Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="The first day, as 2019-04-25.")
]
LastDay = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="The last day, as 2019-04-25.")
]
DATABASE = Path("newsfold.db")
_ANNOUNCED_FROM = (
    64_000_000  # bytes of an older database that are announced before they are brought to this schema
)
_A_SECOND = 15_000_000  # of them that this takes a second for, more or less


def given_day(time: datetime | None) -> date | None:
    """The day that an option names, if it is given."""
    return time.date() if time else None


def interval(text: str) -> float:
    """Seconds in an interval such as 90s, 15m, 2h or 1d."""
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)([smhd])", text.strip().lower())
    seconds = float(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]] if match else 0.0
    if not 1 <= seconds <= 7 * 86400:
        raise typer.BadParameter(
            f"{text!r} is no interval from 1s to 7d; write it like 90s, 15m, 2h or 1d",
            param_hint="--every",
        )
    return seconds


def columns_of(named: Sequence[str], day_first: bool | None) -> Columns:
    """How rows are understood, from COLUMN=FIELD pairs and the order of days and months."""
    from newsfold.reading import Columns

    pairs = [pair.rpartition("=") for pair in named]
    try:
        if unclear := [pair for pair, (column, _, _) in zip(named, pairs, strict=True) if not column]:
            raise ValueError(f"{unclear[0]!r} is no COLUMN=FIELD")
        return Columns(named={column: name for column, _, name in pairs}, day_first=day_first)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from error


def settings(fast: bool, allow_private: bool, user_agent: str | None) -> tuple[Fetching, Cleaning]:
    """How pages are fetched and cleaned."""
    from newsfold.clean import Cleaning
    from newsfold.reading import Fetching

    fetching = Fetching(allow_private=allow_private)
    if user_agent is not None:
        try:
            fetching = replace(fetching, user_agent=user_agent)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--user-agent") from error
    return fetching, Cleaning(fast=fast)


def announce(db: Path) -> None:
    """Say that a database is to be brought to this version's schema first, where that takes a while."""
    if not db.is_file() or (size := db.stat().st_size) < _ANNOUNCED_FROM:
        return
    from newsfold import store

    if (made := store.older_schema(db)) is not None:
        logs.tell(
            f"{db} is of an older schema ({made}) and is brought to this version's first: "
            f"{size // 1_000_000:,} MB, about {size // _A_SECOND:,} seconds. Stopped, it begins anew."
        )


@contextmanager
def opened_newsroom(db: Path, jobs: int = 1, quiet: bool = False) -> Iterator[Newsroom]:
    """The newsroom at `db`, which must be there. Where `quiet`, nothing is said before what is asked for."""
    from newsfold.newsroom import Newsroom

    if not quiet:
        announce(db)
    with Newsroom(db, create=False, jobs=jobs) as room, damage_reported(room):
        yield room


@contextmanager
def damage_reported(room: Newsroom) -> Iterator[None]:
    """Where something goes wrong that nobody thought of, see first whether the database is damaged.

    A database of an older schema was brought to this one when it was opened; that is said.
    """
    if room.migrated_from is not None:
        said = "The database was of an older schema ({}) and was brought to this version's first."
        logs.tell(said.format(room.migrated_from))
    try:
        yield
    except (NewsfoldError, OSError, typer.Exit):
        raise
    except Exception:
        room.check_integrity()
        raise


@contextmanager
def stopping(tell: Callable[[], None]) -> Iterator[threading.Event]:
    """An event that Ctrl-C, or the system's call to end, sets; a second one ends the process at once."""
    stop = threading.Event()

    def pressed(number: int, _: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        tell()

    before = {name: signal.signal(name, pressed) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
