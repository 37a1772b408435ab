"""Broken inputs of every kind: no crash, no hang, none lost from the counts.

python -m benchmarks.fuzz.run [--count 1000000] [--seed 0] [--workers 1] [--seconds 5] [--only NUMBER]

Each worker is a process; one that spends more than `--seconds` of processor time on an input is killed, in
whatever library it is, the input is a failure, and a new worker goes on behind it. Failures are kept under
`--keep` and listed with their number: `--seed S --only N` makes the same input again.
`coverage_guided.py` is the same by atheris.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import queue
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.fuzz.inputs import made
from benchmarks.fuzz.invariants import outcomes

REPORT = 200  # inputs between two messages of a worker
FAILURES = 20  # after which a run ends
PATIENCE = 10  # limits of processor time that an input may take by the clock, on a busy machine

# Files in memory where the system has such a place: half of the time goes into opening them elsewhere.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


@dataclass
class Tally:
    """What a run has seen."""

    inputs: int = 0
    cpu: float = 0.0
    peak: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, -1)
    failures: dict[int, str] = field(default_factory=dict)


def work(numbers: Sequence[int], seed: int, seconds: float, lane: int, now: Any, tallies: Any) -> None:
    """Read the inputs of these `numbers`; `now` shows which one is being read, and since when."""
    for turn in range(20):  # models load before any clock runs
        with tempfile.TemporaryDirectory() as folder, suppress(Exception):
            outcomes(made(0, turn), Path(folder), turn)
    tally, begun = Tally(), time.process_time()
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        for number in numbers:
            case = made(seed, number)
            now[0], now[1], started = number, time.time(), time.process_time()
            _alarm(seconds)
            try:
                counts = outcomes(case, Path(folder), number)
                tally.counts.update({(case.kind, outcome): n for outcome, n in counts.items()})
            except Exception as error:
                where = traceback.extract_tb(error.__traceback__)[-1]
                tally.failures[number] = f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})"
            _alarm(0)
            tally.slowest = max(tally.slowest, (time.process_time() - started, number))
            tally.inputs += 1
            if tally.inputs == REPORT or tally.failures or number == numbers[-1]:
                tally.cpu, begun = time.process_time() - begun, time.process_time()
                tally.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                tallies.put((lane, number, tally))
                tally = Tally()
    now[1] = 0.0


def _alarm(seconds: float) -> None:
    """End this process when it has used so much processor time, in whatever library it is then; 0: never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def fuzz(count: int, seed: int, workers: int, seconds: float) -> Tally:
    """Read `count` inputs and say what became of them."""
    total, context, clock = Tally(), mp.get_context("spawn"), time.perf_counter()
    tallies: Any = context.Queue()
    lanes: dict[int, tuple[Any, Any]] = {}
    waiting = {lane: range(lane, count, workers) for lane in range(min(workers, count))}

    def start(lane: int) -> None:
        """A worker for what is still to be read of a lane, but for what failed."""
        now = context.Array("d", [waiting[lane][0], 0.0])
        numbers = [number for number in waiting[lane] if number not in total.failures]
        process = context.Process(target=work, args=(numbers, seed, seconds, lane, now, tallies), daemon=True)
        process.start()
        lanes[lane] = process, now

    for lane in waiting:
        start(lane)
    while any(waiting.values()) and len(total.failures) < FAILURES:
        with suppress(queue.Empty):
            lane, last, part = tallies.get(timeout=0.5)
            _add(total, part)
            waiting[lane] = range(last + workers, count, workers)
            if total.inputs % 50_000 < REPORT:
                print(f"{total.inputs:,} in {time.perf_counter() - clock:.0f} s", flush=True)
            continue
        for lane, (process, now) in list(lanes.items()):
            number, since = int(now[0]), now[1]
            hung = since and time.time() - since > PATIENCE * seconds
            if waiting[lane] and (hung or not process.is_alive()):
                slow = hung or process.exitcode == -getattr(signal, "SIGPROF", 0)
                process.kill()
                total.failures[number] = f"over {seconds} s" if slow else f"died with {process.exitcode}"
                if set(waiting[lane]) <= total.failures.keys():
                    waiting[lane] = range(0)
                else:
                    start(lane)
    for process, _ in lanes.values():
        process.kill()
    return total


def _add(total: Tally, part: Tally) -> None:
    total.inputs += part.inputs
    total.cpu += part.cpu
    total.peak = max(total.peak, part.peak)
    total.counts.update(part.counts)
    total.slowest = max(total.slowest, part.slowest)
    total.failures.update(part.failures)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--only", type=int, help="read this input alone, and raise what it raises")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "newsfold-fuzz")
    options = parser.parse_args()
    if options.only is not None:
        with tempfile.TemporaryDirectory() as folder:
            print(dict(outcomes(made(options.seed, options.only), Path(folder), options.only)))
        return 0
    total = fuzz(options.count, options.seed, options.workers, options.seconds)
    return report(total, options.seed, options.keep)


def report(total: Tally, seed: int, keep: Path) -> int:
    slow, number = total.slowest
    rate = total.inputs / max(total.cpu, 1e-9)
    print(
        f"{total.inputs:,} inputs, seed {seed}; {total.cpu:,.0f} s of processor, {rate:,.0f} inputs a second"
    )
    print(f"the slowest took {slow:.2f} s (input {number}); peak memory {total.peak / 1024:,.0f} MiB")
    kinds = sorted({kind for kind, _ in total.counts})
    print(f"{'outcome':16}" + "".join(f"{kind:>11}" for kind in kinds))
    for outcome in sorted({outcome for _, outcome in total.counts}):
        print(f"{outcome:16}" + "".join(f"{total.counts[kind, outcome]:11,}" for kind in kinds))
    for number, problem in sorted(total.failures.items()):
        case = made(seed, number)
        keep.mkdir(parents=True, exist_ok=True)
        path = keep / f"{seed}-{number}{case.suffix}"
        path.write_bytes(case.body)
        print(f"FAILED --seed {seed} --only {number} ({path}): {problem}")
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
