"""Runs the benchmarks, each in a process of its own: `python -m benchmarks.run --data DIR [--group NAME]`.

All figures that have floors are written to `build/measured.md`, as a table beside their floors.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.floors import FIGURES_FILE, table

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "build" / "measured.md"

GROUPS = {  # modules of this folder
    "speed": ["speed"],
    "extraction": ["extraction", "metadata"],
    "language": ["entities", "links", "attribution", "figures", "times", "language_speed"],
    "languages": [
        "languages",
        "languages_fold",
        "languages_claims",
        "languages_differences",
        "languages_links",
        "languages_names",
        "languages_times",
        "languages_figures",
        "languages_attribution",
    ],
    "stories": ["stories", "threads", "growth"],
    "derivation": ["derivation"],
    "claims": ["alignment", "claims", "differences", "account", "check"],
    "watch": ["watch"],  # ten minutes
    "scale": ["scale"],  # an hour, and only by its name: it needs newsfold[scale]
}

# Benchmarks are modules, `benchmarks.…` and `evaluation.…`, so the folder above must be known.
PYTHONPATH = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the benchmark sets")
    parser.add_argument("--group", choices=sorted(GROUPS), help="one group only; all without it")
    chosen = parser.parse_args()
    names = (
        GROUPS[chosen.group]
        if chosen.group
        else [n for name, group in GROUPS.items() if name != "scale" for n in group]
    )
    record = MEASURED.with_suffix(".jsonl")
    record.parent.mkdir(exist_ok=True)
    record.write_text("", encoding="utf-8")
    failed = []
    for name in names:
        print(f"\n── {name} " + "─" * 60, flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", "--data", str(chosen.data)]
        environment = os.environ | {"PYTHONPATH": PYTHONPATH, FIGURES_FILE: str(record)}
        if subprocess.run(command, check=False, env=environment).returncode:
            failed.append(name)
    MEASURED.write_text(table(record.read_text(encoding="utf-8").splitlines()), encoding="utf-8")
    print(f"\n{MEASURED.relative_to(ROOT)} has all figures beside their floors")
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
