"""The three verbs by Daft: on this machine, or on a cluster by Ray.

A row travels as JSON in one column. Daft gives rows to its workers and takes what comes back; the function
itself runs in a process of the worker's own, so that a row which kills its process costs that row alone
(Daft would end the query on this machine, and on Ray begin the row again and again).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from newsfold.archive.engines import Row, batches, contained
from newsfold.records import NewsfoldError

# Reporting to their makers is off: both ask the environment, Daft when it is imported.
SILENT = {
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "disabled",  # or a token is written into the home folder; Ray listens on loopback alone
    "RAY_DISABLE_DASHBOARD": "1",
}


def imported() -> Any:
    """Daft, silent. Raises NewsfoldError where it is not installed."""
    os.environ.update(SILENT)
    # Daft would send what it measures wherever the environment says for other programs.
    for name in [name for name in os.environ if name.startswith(("OTEL_", "DAFT_DEV_OTEL_"))]:
        del os.environ[name]
    try:
        import daft
    except ImportError as error:
        raise NewsfoldError(
            f"{error.name or 'daft'} is not installed: pip install 'newsfold[scale]', or use --runner plain"
        ) from error
    return daft


_CHOSEN: list[str] = []  # the runner of this process: Daft takes one, once


class OnDaft:
    """Daft's engine. Raises NewsfoldError where this process has used another runner before."""

    def __init__(self, runner: Literal["native", "ray"], jobs: int) -> None:
        self._daft, self._jobs = imported(), jobs
        if _CHOSEN and [runner] != _CHOSEN:
            raise NewsfoldError(f"this process uses Daft's {_CHOSEN[0]} runner; use another for {runner}")
        if runner == "ray":
            self._jobs = _on_ray(self._daft, jobs, begun=bool(_CHOSEN))
        elif not _CHOSEN:
            self._daft.set_runner_native()
        _CHOSEN[:] = [runner]

    def map(self, rows: Sequence[Row], work: Callable[[Row], Row]) -> Iterator[Row]:
        """See `Engine`."""
        return self._run(self._frame([json.dumps(row) for row in rows]), work)

    def map_batches(self, rows: Sequence[Row], work: Callable[[list[Row]], Row], size: int) -> Iterator[Row]:
        """See `Engine`."""
        return self._run(self._frame([json.dumps(some) for some in batches(rows, size)]), work)

    def group(self, rows: Sequence[Row], by: str, work: Callable[[list[Row]], Row]) -> Iterator[Row]:
        """See `Engine`."""
        frame = self._frame([json.dumps(row) for row in rows], [row[by] for row in rows])
        together = frame.groupby("key").agg(self._daft.col("row").list_agg())
        return self._run(together, work)

    def _frame(self, rows: list[str], keys: list[str] | None = None) -> Any:
        return self._daft.from_pydict({"row": rows} | ({"key": keys} if keys is not None else {}))

    def _run(self, frame: Any, work: Callable[[Any], Row]) -> Iterator[Row]:
        daft, jobs = self._daft, self._jobs

        @daft.func.batch(return_dtype=daft.DataType.string(), use_process=False)  # type: ignore[untyped-decorator]
        def done(rows: Any) -> list[str]:
            return [json.dumps(contained(_item_of_row(row), work, jobs)) for row in rows.to_pylist()]

        # One row at a time, so that they spread over Daft's threads, and each comes back when it is done.
        for answer in frame.into_batches(1).select(done(daft.col("row")).alias("row")).iter_rows():
            yield json.loads(answer["row"])


def _item_of_row(row: str | list[str]) -> Any:
    return json.loads(row) if isinstance(row, str) else [json.loads(cell) for cell in row]


def _on_ray(daft: Any, jobs: int, *, begun: bool) -> int:
    """Join the cluster at RAY_ADDRESS, or begin one here; processes for each machine, 0: one a core."""
    address = os.environ.get("RAY_ADDRESS")
    if not address:
        # The one here stays on loopback; or it would look for the way to a public address to learn its own.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    try:
        import ray
    except ImportError as error:
        raise NewsfoldError("ray is not installed: pip install 'newsfold[scale]'") from error
    if not ray.is_initialized():
        quiet = {"log_to_driver": False, "logging_level": "ERROR"}
        if address:
            ray.init(address=address, **quiet)
        else:
            with _without_dashboard():
                # "local" begins one even where another call left the address of its own behind.
                ray.init(
                    "local", num_cpus=jobs, include_dashboard=False, _node_ip_address="127.0.0.1", **quiet
                )
    if not begun:
        daft.set_runner_ray(address)
    return 0 if address else jobs


@contextmanager
def _without_dashboard() -> Iterator[None]:
    """Ray begins without the process of its dashboard, which it begins even where none is asked for.

    All that it does then is to ask the metadata services of three providers where it runs, for reports that
    are off, and no setting stops that.
    """
    from ray._private.node import Node

    begin = Node.start_api_server
    Node.start_api_server = lambda *_, **__: None
    try:
        yield
    finally:
        Node.start_api_server = begin
