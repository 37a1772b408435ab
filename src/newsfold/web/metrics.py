"""What a server can be watched by: numbers in the OpenMetrics format, of this process and its database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest

TYPE = CONTENT_TYPE_LATEST
_BUCKET_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class Metrics:
    """The numbers of one server. `database` is the file that it shows, where that has one."""

    def __init__(self, database: Path | None = None) -> None:
        self._database = database
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        labels = ["route", "status"]
        self._requests = Counter("newsfold_http_requests", "Answers given.", labels, registry=self._registry)
        self._seconds = Histogram(
            "newsfold_http_request_seconds", "Time that answers took.", ["route"],
            buckets=_BUCKET_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._waiting = self._gauge("newsfold_work_waiting", "Stories and checks in the queue for work.")
        self._rows = Gauge(
            "newsfold_rows", "What the database holds, by kind.", ["kind"], registry=self._registry
        )
        self._bytes = self._gauge("newsfold_database_bytes", "Size of the database file.")
        self._watched = self._gauge(
            "newsfold_watch_timestamp_seconds", "When a watch last wrote down what it saw; 0 for never."
        )

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, registry=self._registry)

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count an answer of a route (a pattern such as `/stories/{id}`, of which there are few)."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, rows: Mapping[str, int], waiting: int) -> bytes:
        """All numbers, with how many rows of each kind there are and how much work waits."""
        self._waiting.set(waiting)
        for kind, number in rows.items():
            self._rows.labels(kind).set(number)
        if self._database is not None:
            self._bytes.set(sum(_stats(self._database, ("", "-wal"), "st_size")))
            self._watched.set(max(_stats(self._database, ("-watch", "-watch-wal"), "st_mtime"), default=0.0))
        shown: bytes = generate_latest(self._registry)  # type: ignore[no-untyped-call]
        return shown


def _stats(database: Path, endings: Iterable[str], what: str) -> list[float]:
    """A number that the system has of each of a database's companions that are there."""
    values = []
    for ending in endings:
        try:
            values.append(float(getattr(Path(f"{database}{ending}").stat(), what)))
        except OSError:
            continue
    return values
