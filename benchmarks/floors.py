"""The pinned floors: a benchmark that falls under one fails; lowering one takes a visible flag.

`benchmarks/floors.json` holds {benchmark: {figure: floor}}. A benchmark calls `check(name, figures, lower)`
at its end; `lower` comes from the `--lower-floors` flag of its `parser`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from evaluation import arguments

FILE = Path(__file__).with_name("floors.json")


def parser(documentation: str | None) -> argparse.ArgumentParser:
    """The options of a benchmark that has floors."""
    result = arguments.parser(documentation)
    result.add_argument("--lower-floors", action="store_true", help="pin what is measured now")
    return result


def check(name: str, figures: Mapping[str, float], lower: bool = False) -> None:
    """Print each figure beside its floor; exit with 1 where one is under it.

    With `lower` the floors of this benchmark become what was measured, in the file.
    """
    floors = json.loads(FILE.read_text(encoding="utf-8"))
    if lower:
        floors[name] = {key: round(value, 3) for key, value in sorted(figures.items())}
        FILE.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        print(f"floors of {name} are now {floors[name]}")
        return
    under = {key: floor for key, floor in floors.get(name, {}).items() if figures.get(key, floor) < floor}
    for key, floor in floors.get(name, {}).items():
        print(f"floor  {name} {key}: {figures.get(key, float('nan')):.3f} (at least {floor})")
    if under:
        sys.exit(f"{name} fell under its floor: {under}; --lower-floors accepts it")
