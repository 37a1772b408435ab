"""A server of our own in a process of its own, cold, asked over real sockets by many threads at once."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

_RUN = "from newsfold.cli import main; main()"


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Served:
    """A running `newsfold serve`: its address and its process."""

    url: str
    process: subprocess.Popen[bytes]
    logged: Path

    def log(self) -> str:
        """What the server has written on its error output up to now."""
        return self.logged.read_text(encoding="utf-8")

    def get(self, path: str, **headers: str) -> Answer:
        """What the server answers; underscores in the names of headers stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, headers=named)
        try:
            with urllib.request.urlopen(request, timeout=110) as answer:
                return Answer(answer.status, answer.read().decode(), dict(answer.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), dict(error.headers))

    def at_once(self, paths: Sequence[str]) -> list[Answer]:
        """The answers to requests that all start together, in order."""
        start = Barrier(len(paths))

        def ask(path: str) -> Answer:
            start.wait()
            return self.get(path)

        with ThreadPoolExecutor(len(paths)) as pool:
            return list(pool.map(ask, paths))

    def most_memory(self) -> int:
        """The most memory that the server has held, in bytes (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return 1024 * int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])


@contextmanager
def served(database: Path, *options: str) -> Iterator[Served]:
    """`newsfold serve` on a database, until it is left; what it logs is in a file beside the database."""
    command = [sys.executable, "-c", _RUN, "serve", "--port", "0", "--db", str(database), *options]
    log = database.with_suffix(".log")
    with log.open("wb") as out, subprocess.Popen(command, stderr=out) as process:
        try:
            while not (address := re.search(r"http://[^ ]+:\d+", log.read_text())):
                assert process.poll() is None, log.read_text()
                time.sleep(0.05)
            yield Served(address[0], process, log)
        finally:
            process.terminate()
            process.wait(timeout=30)
