"""A server of our own in a process of its own, cold, asked over real sockets by many threads at once."""

from __future__ import annotations

import re
import subprocess
import sys
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
    process: subprocess.Popen[str]

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
def served(database: Path) -> Iterator[Served]:
    """`newsfold serve` on a database, until it is left."""
    command = [sys.executable, "-c", _RUN, "serve", "--port", "0", "--db", str(database)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://[^ ]+:\d+", line)
        try:
            assert found, line
            yield Served(found[0], process)
        finally:
            process.terminate()
            process.communicate(timeout=30)
