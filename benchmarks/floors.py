"""The pinned floors: a benchmark that falls under one fails; lowering one takes a visible flag.

`benchmarks/floors.json` holds {benchmark: {figure: floor}}. A benchmark calls `check(name, figures, lower)`
at its end; `lower` comes from the `--lower-floors` flag of its `parser`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from evaluation import arguments

FILE = Path(__file__).with_name("floors.json")
FIGURES_FILE = "NEWSFOLD_MEASURED"
"""The variable that names the file to which figures are added, for the table of `benchmarks/run.py`."""


def parser(documentation: str | None) -> argparse.ArgumentParser:
    """The options of a benchmark that has floors."""
    result = arguments.parser(documentation)
    result.add_argument("--lower-floors", action="store_true", help="pin what is measured now")
    return result


def check(name: str, figures: Mapping[str, float], lower: bool = False) -> None:
    """Print each figure beside its floor; exit with 1 where one is under it.

    Figures are added to the file that the variable `FIGURES_FILE` names, if any. With `lower` the
    floors of this benchmark become what was measured, in their file.
    """
    floors = json.loads(FILE.read_text(encoding="utf-8"))
    if lower:
        floors[name] = {key: round(value, 3) for key, value in sorted(figures.items())}
        FILE.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        print(f"floors of {name} are now {floors[name]}")
        return
    under = {key: floor for key, floor in floors.get(name, {}).items() if figures.get(key, floor) < floor}
    for key, floor in floors.get(name, {}).items():
        measured = f"{figures[key]:.3f}" if key in figures else "not measured"
        print(f"floor  {name} {key}: {measured} (at least {floor})")
    if path := os.environ.get(FIGURES_FILE):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"benchmark": name, "figures": dict(figures)}) + "\n")
    if under:
        sys.exit(f"{name} fell under its floor: {under}; --lower-floors accepts it")


def table(lines: Iterable[str]) -> str:
    """The figures that `check` wrote, one benchmark a line, beside their floors, as a table in Markdown."""
    floors = json.loads(FILE.read_text(encoding="utf-8"))
    rows = ["| benchmark | figure | measured | floor |", "|---|---|---|---|"]
    for record in map(json.loads, lines):
        name = record["benchmark"]
        for key, value in sorted(record["figures"].items()):
            floor = floors.get(name, {}).get(key)
            rows.append(f"| {name} | {key} | {value:.3f} | {'' if floor is None else floor} |")
    return "\n".join(rows) + "\n"
