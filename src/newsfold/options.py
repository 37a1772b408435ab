"""What the options of commands say, as the settings of what they call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from newsfold.clean import Cleaning
    from newsfold.reading import Columns, Fetching


def interval(text: str) -> float:
    """Seconds in an interval such as 90s, 15m, 2h or 1d."""
    found = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)([smhd])", text.strip().lower())
    seconds = float(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]] if found else 0.0
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
