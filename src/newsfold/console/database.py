"""What is printed of a database."""

from __future__ import annotations

from rich import box
from rich.table import Table

from newsfold.console.terminal import console, text
from newsfold.store import DatabaseInfo

_LARGEST_TABLES = 12  # tables whose sizes are shown


def database(info: DatabaseInfo) -> None:
    """What a database holds, how large it is, and what is still to do."""
    counts = info.counts
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    published = f"{info.first_published or '?'} to {info.last_published or '?'}, {info.undated:,} undated"
    to_do = f"{info.to_describe:,} to describe ({info.to_describe_first:,} at the next read)"
    for name, value in (
        ("File", f"{info.path}, {_byte_size(info.bytes)}, of which {_byte_size(info.bytes_free)} free"),
        ("Schema", f"{info.schema}{'' if info.writable else ', read-only here'}"),
        ("Encoder", info.encoder or "none yet"),
        ("Articles", f"{counts['articles']:,}, {info.to_fold:,} in no story yet"),
        ("Published", published if counts["articles"] else "nothing"),
        ("Stories", f"{counts['stories']:,}: {info.described:,} described, {to_do}"),
        ("Claims", f"{counts['claims']:,}"),
        ("Differences", f"{counts['differences']:,}"),
        ("Entities", f"{counts['entities']:,}"),
        ("Rejected", f"{counts['rejected']:,}"),
    ):
        table.add_row(name, text(value))
    console().print(table)
    if info.sizes:
        sizes = Table("Table", "Rows", "Size", box=box.SIMPLE_HEAD, pad_edge=False)
        for name, size in list(info.sizes.items())[:_LARGEST_TABLES]:
            sizes.add_row(text(name), f"{counts[name]:,}" if name in counts else "", _byte_size(size))
        console().print(sizes)


def _byte_size(number: int) -> str:
    """Bytes, in a unit that leaves few digits."""
    if number < 10_000:
        return f"{number:,} B"
    return f"{number / 1000:,.0f} kB" if number < 10_000_000 else f"{number / 1_000_000:,.0f} MB"
