"""Runs the benchmarks, each in a process of its own: `python benchmarks/run.py --data DIR [--group NAME]`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

GROUPS = {  # modules of this folder
    "speed": ["speed"],
    "extraction": ["extraction", "metadata"],
    "language": ["entities", "links", "attribution", "figures", "times", "language_speed"],
    "languages": ["languages", "languages_fold", "languages_links", "languages_times"],
    "stories": ["stories", "growth"],
    "derivation": ["derivation"],
    "claims": ["alignment", "claims", "account", "check"],
    "watch": ["watch"],  # ten minutes
    "scale": ["scale"],  # an hour, and only by its name: it needs newsfold[scale]
}

# Benchmarks are modules, `benchmarks.…` and `evaluation.…`, so the folder above must be known.
PYTHONPATH = os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")]).rstrip(
    os.pathsep
)


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
    failed = []
    for name in names:
        print(f"\n── {name} " + "─" * 60, flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", "--data", str(chosen.data)]
        if subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": PYTHONPATH}).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
