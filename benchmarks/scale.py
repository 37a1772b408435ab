"""The same articles by `read` and by `archive` with every runner: are the stories equal, and at what cost?

    python -m benchmarks.scale --data DATA [--articles 20000] [--jobs 2] [--runners plain,native,ray]
        [--no-peers] [--figures FILE.json]

Articles of `load/` by date, static encoder; stories are folded and not described. Each way runs in
processes of its own. Printed are seconds of a wall clock and of processors, articles a second of processor,
the most memory that all its processes held at one time and the largest of them, the size on disk, and
B-Cubed against `read`. Exits with 1 where a runner gives other stories than `read`.

Then the pipeline that peers are made of, on the held-out articles of AllSides: MiniLM by onnxruntime over the
text as given, then HDBSCAN, or BERTopic where it is installed; its accuracy beside its time, with ours in the
same run; and how clustering grows with the articles. Runners need newsfold[scale], peers scikit-learn.
`--figures` keeps what was measured; figures of an earlier run stand in the file beside those of this one.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evaluation import arguments
from evaluation.datasets import load
from evaluation.metrics.clustering import b_cubed
from evaluation.metrics.f1 import harmonic

READ = """
import sys
from newsfold.newsroom import Newsroom
if __name__ == "__main__":
    with Newsroom(sys.argv[2], encoder="static", jobs=int(sys.argv[3])) as room:
        room._describing.stale = lambda *_, **__: {}
        for warning in room.read([sys.argv[1]]).warnings:
            print(warning, file=sys.stderr)
"""
ARCHIVE = """
import json, sys, time
from pathlib import Path
from types import SimpleNamespace
from newsfold.archive import archive, building
if __name__ == "__main__":
    if sys.argv[3:] == ["1", "plain"]:  # all in this process, so that steps can be told in processor time
        building.time = SimpleNamespace(monotonic=time.process_time)
    made = archive([sys.argv[1]], Path(sys.argv[2]), jobs=int(sys.argv[3]), runner=sys.argv[4])
    print(json.dumps({"steps": made.seconds, "pairs": made.pairs, "links": made.links, "lost": made.lost}))
"""
_EVERY = 0.5  # seconds between two looks at the processes
_GROWING = (500, 1000, 2000, 4000)  # articles that peers cluster, to see how that grows
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one way took: seconds, MB of memory and of disk."""

    wall: float
    processor: float
    memory: float  # of all processes together, at the worst moment
    largest: float  # of the largest of them
    disk: float = 0.0


class Watcher(threading.Thread):
    """Adds up the memory and the processor time of a process and all that it began, Ray's too (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._ended = pid, threading.Event()
        self._seconds: dict[int, float] = {}
        self.memory = self.largest = 0.0

    def run(self) -> None:
        """Look until `finish`."""
        while not self._ended.wait(_EVERY):
            sizes = [self._looked_at(pid) for pid in _family(self._pid)]
            self.memory = max(self.memory, sum(sizes))
            self.largest = max(self.largest, *sizes, 0.0)

    def finish(self) -> float:
        """Stop looking; returns the seconds of processor of all processes that were seen."""
        self._ended.set()
        self.join()
        return sum(self._seconds.values())

    def _looked_at(self, pid: int) -> float:
        """MB that a process holds: what it shares counts for each that shares it by its part."""
        with suppress(OSError, ValueError, IndexError):
            values = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            self._seconds[pid] = (int(values[11]) + int(values[12])) / _TICKS
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            return int(rollup.split("\nPss:")[1].split()[0]) / 1024
        return 0.0


def _family(root: int) -> Iterator[int]:
    """A process and those below it."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                below.setdefault(parent, []).append(int(entry.name))
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += below.get(pid, [])


def cost_of(script: Path, *asked: str) -> tuple[Cost, str]:
    """What a script takes, and what it prints. Raises CalledProcessError where it fails."""
    began = time.monotonic()
    command = [sys.executable, str(script), *asked]
    with tempfile.TemporaryFile("w+") as out, subprocess.Popen(command, stdout=out) as process:
        watcher = Watcher(process.pid)
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seen = watcher.finish()
        out.seek(0)
        printed = out.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(
        wall=time.monotonic() - began,
        processor=max(seen, used.ru_utime + used.ru_stime),
        memory=watcher.memory,
        largest=max(watcher.largest, used.ru_maxrss / 1024),
    ), printed


def stories_read(db: Path) -> dict[str, str]:
    """The first article of the story of each article."""
    from newsfold.newsroom import Newsroom

    with Newsroom(db, create=False) as room:
        stories = [summary.story.article_ids for summary in room.stories()]
    return {id: ids[0] for ids in stories for id in ids}


def stories_archived(out: Path) -> dict[str, str]:
    """The same of an archive."""
    from pyarrow import parquet

    files = [json.loads(path.read_text())["file"] for path in (out / "state" / "stories").glob("*.json")]
    rows = [row for file in files for row in parquet.read_table(out / file).to_pylist()]
    return {id: row["article_ids"][0] for row in rows for id in row["article_ids"]}


def megabytes(path: Path) -> float:
    """Of a file with those beside it that have its name, or of a folder."""
    files = path.rglob("*") if path.is_dir() else path.parent.glob(f"{path.name}*")
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def agreement(stories: dict[str, str], others: dict[str, str]) -> float:
    """B-Cubed F1 of two ways to group the same articles; 0 where the articles are not the same."""
    if stories.keys() != others.keys():
        return 0.0
    ids = sorted(stories)
    return harmonic(
        *(total / len(ids) for total in b_cubed([others[i] for i in ids], [stories[i] for i in ids]))
    )


def write_part(data: Path, path: Path, articles: int) -> None:
    """So many rows of the set in their order, with its share of those without a date, which stand first."""
    dated = [row["published"] is not None for row in load.articles(data)]
    undated = dated.index(True)
    start = undated - round(articles * undated / len(dated))
    with gzip.open(load.path(data), "rt", encoding="utf-8") as rows, path.open("w", encoding="utf-8") as file:
        file.writelines(itertools.islice(rows, start, start + articles))


def compared(data: Path, articles: int, jobs: int, runners: Sequence[str]) -> dict[str, Any]:
    """Every way in a row; the costs of all."""
    titles = ("wall s", "processor s", "art./s", "MB", "largest", "MB disk", "B-Cubed")
    print(f"{articles:,} articles, {jobs} jobs\n{'':8}" + "".join(f"{title:>13}" for title in titles))
    measured: dict[str, Any] = {"articles": articles, "jobs": jobs}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for script, text in (("read.py", READ), ("archive.py", ARCHIVE)):
            (folder / script).write_text(text)
        source, db = folder / "news.jsonl", folder / "news.db"
        write_part(data, source, articles)
        cost, _ = cost_of(folder / "read.py", str(source), str(db), str(jobs))
        stories = stories_read(db)
        sizes = {"articles": len(stories), "stories": len(set(stories.values()))}
        measured["read"] = {**asdict(cost), "disk": megabytes(db), "agreement": 1.0, **sizes}
        _shown("read", measured["read"], len(stories))
        for runner in runners:
            out = folder / runner
            cost, printed = cost_of(folder / "archive.py", str(source), str(out), str(jobs), runner)
            same = agreement(stories_archived(out), stories)
            more = json.loads(printed.splitlines()[-1])
            parts = {part.name: megabytes(part) for part in sorted(out.iterdir()) if part.is_dir()}
            measured[runner] = {
                **asdict(cost),
                "disk": megabytes(out),
                "agreement": same,
                **more,
                "parts": parts,
            }
            _shown(runner, measured[runner], len(stories))
            print(f"{'':8}" + ", ".join(f"{step} {spent:.1f}" for step, spent in more["steps"].items()))
    return measured


def _shown(name: str, of: dict[str, Any], articles: int) -> None:
    rate = articles / of["processor"]
    values = [of["wall"], of["processor"], rate, of["memory"], of["largest"], of["disk"]]
    print(
        f"{name:8}" + "".join(f"{value:13.1f}" for value in values) + f"{of['agreement']:13.4f}", flush=True
    )


def peers(data: Path) -> dict[str, Any]:
    """Peers' pipeline and ours on labelled articles: milliseconds of processor each, and B-Cubed."""
    from benchmarks import stories
    from evaluation.baselines import hdbscan
    from evaluation.datasets import allsides
    from evaluation.metrics.clustering import score
    from newsfold.encode import article_text, encode

    corpus = allsides.corpus(data)
    places = corpus.part(True)
    articles, events = [corpus.articles[at] for at in places], [corpus.events[at] for at in places]
    began = time.process_time()
    vectors = encode([article_text(article) for article in articles], "full")
    encoding = 1000 * (time.process_time() - began) / len(articles)
    print(f"\n{len(articles)} held-out articles of AllSides; encoding takes {encoding:.1f} ms each")
    measured: dict[str, Any] = {"articles": len(articles), "encoding_ms": encoding}
    ways: dict[str, stories.Way] = {"newsfold": stories.ours, "HDBSCAN": hdbscan}
    if find_spec("bertopic"):
        ways["BERTopic, topics of 2"] = stories.bertopic(2)
    else:
        print("BERTopic is not installed")
    for name, way in ways.items():
        began = time.process_time()
        result = score(way(articles, vectors, [], []), events)
        ms = 1000 * (time.process_time() - began) / len(articles)
        print(
            f"{name:22}{ms:8.2f} ms an article, "
            f"B-Cubed {result.precision:.3f} {result.recall:.3f} {result.f1:.3f}"
        )
        measured[name] = {"ms": ms, **asdict(result)}
    measured["growing"] = growing(data)
    return measured


def growing(data: Path) -> dict[str, list[float]]:
    """Seconds of processor that clustering takes of more and more articles of `load/`, static vectors."""
    from benchmarks import stories
    from evaluation.baselines import hdbscan
    from newsfold.encode import article_text, encode

    articles = [load.article(row) for row in itertools.islice(load.articles(data), max(_GROWING))]
    vectors = encode([article_text(article) for article in articles], "static")
    spent: dict[str, list[float]] = {"articles": [], "HDBSCAN": [], "newsfold": []}
    print("seconds of processor to cluster, static vectors")
    for size in _GROWING:
        spent["articles"].append(size)
        for name, way in (("HDBSCAN", hdbscan), ("newsfold", stories.ours)):
            began = time.process_time()
            way(articles[:size], vectors[:size], [], [])
            spent[name].append(time.process_time() - began)
        print(f"{size:8,} articles: HDBSCAN {spent['HDBSCAN'][-1]:.1f}, newsfold {spent['newsfold'][-1]:.1f}")
    return spent


def main() -> None:
    parser = arguments.parser(__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runners", default="plain,native,ray", help="or nothing, for the peers alone")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--figures", type=Path, help="where what was measured is kept")
    asked = parser.parse_args()
    measured = json.loads(asked.figures.read_text()) if asked.figures and asked.figures.exists() else {}
    others = []
    if runners := [name for name in asked.runners.split(",") if name]:
        ways = compared(asked.data, asked.articles, asked.jobs, runners)
        measured.setdefault("ways", {})[str(asked.articles)] = ways
        others = [name for name in runners if ways[name]["agreement"] < 1]
    if not asked.no_peers:
        measured["peers"] = peers(asked.data)
    if asked.figures:
        asked.figures.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    if others:
        sys.exit(f"other stories than read: {', '.join(others)}")


if __name__ == "__main__":
    main()
