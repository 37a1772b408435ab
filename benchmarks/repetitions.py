"""Does any stage cost more than in line with length? `python -m benchmarks.repetitions [--longest 100000]`

Every stage on texts of one piece repeated, at 1,000, 10,000 and 100,000 characters. Prints the worst of each
stage, and fails where ten times the text costs more than fifteen times as much.
"""

from __future__ import annotations

import argparse
import sys

from evaluation.repetitions import CHEAP, MOST, PARSED, growths


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--longest", type=int, default=100_000, help="characters of the longest text")
    options.add_argument("--stages", nargs="*", help="of these stages only")
    chosen = options.parse_args()
    lengths = tuple(n for n in (1_000, 10_000, 100_000) if n <= chosen.longest)
    stages = {n: f for n, f in {**CHEAP, **PARSED}.items() if not chosen.stages or n in chosen.stages}
    failed = False
    for name, stage in stages.items():
        measured = list(growths({name: stage}, lengths))
        worst, slowest = max(measured, key=lambda g: g.times), max(measured, key=lambda g: g.seconds)
        failed |= worst.times > MOST
        print(
            f"{name:14} grows {worst.times:5.1f} ({worst.unit}, {worst.length:,})   "
            f"slowest {slowest.seconds:6.2f} s ({slowest.unit})",
            flush=True,
        )
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
