"""A run of `newsfold watch` over 50 local feeds with faults injected: nothing lost, nothing fetched twice.

    python -m benchmarks.watch [--minutes 10] [--feeds 50] [--every 5] [--seed 1]

A real server answers on a port for each feed. The feeds (RSS, Atom, JSON Feed, full text, aggregators that
point at the others' pages) gain entries until seven tenths of the run. Meanwhile feeds and pages answer with
errors, 429 and `Retry-After`, silence, bodies cut short, XML that breaks off, pages in place of feeds, and
redirects; one port is dead, one feed is never answered. The command itself is killed (kill -9) at the half
and started again; Ctrl-C stops it at the end. The database is then held against what was published, and the
server's log against what a polite reader may ask.
"""

from __future__ import annotations

import argparse
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from benchmarks import floors
from benchmarks.local_press import Asked, Press


class Watcher:
    """The command, as a process that is started and ended."""

    def __init__(self, opml: Path, db: Path, every: float, log: Path) -> None:
        self.command = [sys.executable, "-c", "from newsfold.cli import main; main()", "watch", str(opml)]
        self.command += ["--every", f"{every:g}s", "--allow-private", "--db", str(db)]
        self.log = log
        self.start()

    def start(self) -> None:
        """Start it, again too."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> tuple[int, float]:
        """Press Ctrl-C; the exit status, and how long it took."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(300), time.monotonic() - begin


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="not used")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--feeds", type=int, default=50)
    parser.add_argument("--every", type=float, default=5, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the database and the log of the command")
    parser.add_argument("--lower-floors", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsfold-watch-") as folder:
        figures = run(asked, asked.keep or Path(folder))
    floors.check("watch", figures, asked.lower_floors)


def run(asked: argparse.Namespace, folder: Path) -> dict[str, float]:
    folder.mkdir(parents=True, exist_ok=True)
    seconds = asked.minutes * 60
    press = Press(asked.feeds, seconds, asked.seed)
    # the last feed is never answered, and one address has nobody behind it
    press.feeds[-1].faults = [(0, 1e9, "silence")]
    dead = "http://127.0.0.1:9/feed"
    opml, db = folder / "feeds.opml", folder / "news.db"
    listed = "".join(f"<outline xmlUrl='{url}'/>" for url in [*(feed.url for feed in press.feeds), dead])
    opml.write_text(f"<opml version='2.0'><body><outline text='all'>{listed}</outline></body></opml>")
    press.began = time.monotonic()
    watcher = Watcher(opml, db, asked.every, folder / "watch.log")
    time.sleep(seconds / 2)
    killed = press.now
    watcher.kill()
    time.sleep(1)
    restarted = press.now
    watcher.start()
    time.sleep(max(0.0, seconds - press.now))
    status, took = watcher.stop()
    press.over.set()
    for server in press.servers:
        server.shutdown()
    return report(press, db, dead, (killed, restarted), status, took, asked.every)


def report(
    press: Press,
    db: Path,
    dead: str,
    pause: tuple[float, float],
    status: int,
    took: float,
    every: float,
) -> dict[str, float]:
    """Print the table; the shares that must be 1."""
    wanted = press.fetchable()
    with sqlite3.connect(db) as base:
        stored = Counter(row[0] for row in base.execute("SELECT place FROM articles"))
        rejected = Counter(row[0] for row in base.execute("SELECT place FROM rejected"))
        stories = base.execute("SELECT count(*) FROM stories").fetchone()[0]
        unfolded = base.execute("SELECT count(*) FROM articles WHERE story_id IS NULL").fetchone()[0]
    pages = defaultdict(list)
    for line in press.log:
        if line.path.startswith("/a/") and line.answer == "200":
            pages[(line.host, line.path.removesuffix("/moved"))].append(line)
    twice = {page: lines for page, lines in pages.items() if len(lines) > 1}
    cut = {page for page, lines in twice.items() if len(lines) == 2 and 0 < pause[0] - lines[0].begin < 1}
    lost = sorted(url for url in wanted if stored[url] == 0)
    doubled = sorted(url for url in wanted if stored[url] > 1)
    gone = press.gone()
    others = {feed.url for feed in press.feeds} | {dead}
    strangers = sorted((stored.keys() - wanted.keys()) | (rejected.keys() - wanted.keys() - gone - others))
    uncounted = sorted(url for url in gone if rejected[url] != 1)
    wrongly = sorted(url for url in wanted if rejected[url])
    answers = Counter(line.answer for line in press.log if line.path in ("/feed", "/moved"))
    rows: list[tuple[str, object]] = [
        ("seconds", f"{press.now:.0f}"),
        ("feeds", f"{len(press.feeds)} and a dead port"),
        ("requests", len(press.log)),
        ("  of feeds", sum(answers.values())),
        ("    of these not modified", answers["304"]),
        ("faults that were met", sum(line.answer.startswith("fault") for line in press.log)),
        ("articles published", len(wanted)),
        ("  in the database once", sum(stored[url] == 1 for url in wanted)),
        ("  lost", len(lost)),
        ("  in it twice", len(doubled)),
        ("  rejected though they could be had", len(wrongly)),
        ("pages that are gone", len(gone)),
        ("  rejected once", sum(rejected[url] == 1 for url in gone)),
        ("in the database, published by nobody", len(strangers)),
        ("pages fetched", len(pages)),
        ("  fetched twice", len(twice) - len(cut)),
        ("  twice, on the wire when it was killed", len(cut)),
        ("stories", stories),
        ("articles without a story", unfolded),
        ("requests to one host at a time, most", overlap(press.log)),
        ("seconds between two requests to a host, least", f"{gap(press.log, pause):.2f}"),
        ("seconds between two looks at a sound feed, most", f"{longest(press, pause):.1f}"),
        ("seconds from publication to fetch, median / most", "{:.1f} / {:.1f}".format(*delay(press))),
        ("exit status after Ctrl-C, after seconds", f"{status}, {took:.1f}"),
    ]  # fmt: skip
    print("\n".join(f"{name:<52}{value!s:>22}" for name, value in rows))
    named = {"lost": lost, "strangers": strangers, "uncounted": uncounted, "wrongly rejected": wrongly}
    for name, urls in named.items():
        if urls:
            print(f"{name}: {', '.join(urls[:8])}")
    return {
        "kept_once": sum(stored[url] == 1 for url in wanted) / len(wanted),
        "fetched_once": 1 - (len(twice) - len(cut)) / max(1, len(pages)),
        "counted": 1 - len([*uncounted, *strangers, *wrongly]) / len(wanted),
        "polite": float(overlap(press.log) == 1 and gap(press.log, pause) >= 0.9),
        "stopped": float(status == 0),
    }


def by_host(log: list[Asked]) -> dict[int, list[Asked]]:
    hosts: dict[int, list[Asked]] = defaultdict(list)
    for line in sorted(log, key=lambda line: line.begin):
        hosts[line.host].append(line)
    return hosts


def overlap(log: list[Asked]) -> int:
    """The most requests that one host had to answer at a time; one it was left with counts as ended."""
    most = 0
    for lines in by_host(log).values():
        steps = [(line.begin, 1) for line in lines if not line.answer.endswith("silence")]
        steps += [(line.end or line.begin, -1) for line in lines if not line.answer.endswith("silence")]
        now = 0
        for _, step in sorted(steps):
            now += step
            most = max(most, now)
    return most


def gap(log: list[Asked], pause: tuple[float, float]) -> float:
    """The least seconds between two requests to one host, of one process."""
    gaps = [
        after.begin - before.begin
        for lines in by_host(log).values()
        for before, after in pairwise(lines)
        if not before.begin <= pause[1] <= after.begin
    ]
    return min(gaps)


def longest(press: Press, pause: tuple[float, float]) -> float:
    """The most seconds between two looks at a feed that had no fault, but for the time of the restart."""
    most = 0.0
    for number, lines in by_host([line for line in press.log if line.path == "/feed"]).items():
        if not press.feeds[number].faults:
            begins = [line.begin for line in lines]
            gaps = [b - a for a, b in pairwise(begins) if not a <= pause[1] <= b]
            most = max([most, *gaps])
    return most


def delay(press: Press) -> tuple[float, float]:
    """Seconds from an entry's publication to its page's being sent, median and most."""
    sent: dict[tuple[int, str], float] = {}
    for line in press.log:
        if line.answer == "200":
            sent.setdefault((line.host, line.path.removesuffix("/moved")), line.begin)
    pieces = {(p.host, p.path): p for feed in press.feeds for p in feed.pieces}
    waits = sorted(at - pieces[key].due for key, at in sent.items() if key in pieces)
    return waits[len(waits) // 2], waits[-1]


if __name__ == "__main__":
    main()
