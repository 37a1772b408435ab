"""A cluster of two machines, both of them here, of which one is killed while work goes on.

    python -m tests.archive.cluster FOLDER SOURCE...

Prints one line of JSON: what came of rows, and of an archive at FOLDER/archive. `test_cluster` runs it, since
a process takes one runner.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from os import environ
from pathlib import Path
from typing import Any

from newsfold.archive import archive
from newsfold.archive.engines import engine
from newsfold.archive.on_daft import SILENT, _without_dashboard
from tests.archive.work import noted

ROWS = 16


def main(folder: Path, sources: list[str]) -> dict[str, Any]:
    """Kill a machine once three rows are done, another one once a piece of an archive is."""
    environ.update(SILENT, RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER="0")
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "include_dashboard": False, "node_ip_address": "127.0.0.1"}
    with _without_dashboard():
        cluster = Cluster(initialize_head=True, head_node_args=head)
    environ["RAY_ADDRESS"] = cluster.address
    machine = cluster.add_node(num_cpus=1)
    run = engine("ray", 1)
    done = []
    for row in run.map([{"n": n} for n in range(ROWS)], partial(noted, folder=str(folder / "rows"))):
        done.append(row)
        if len(done) == 3:
            cluster.remove_node(machine, allow_graceful=False)
    machine = cluster.add_node(num_cpus=1)
    killed: list[str] = []

    def kill(step: str, number: int, total: int | None) -> None:
        if step == "articles" and number == 1 and not killed:
            killed.append(step)
            cluster.remove_node(machine, allow_graceful=False)

    made = archive(sources, folder / "archive", runner="ray", progress=kill)
    again = archive(sources, folder / "archive", runner="ray")
    return {
        "rows": done,
        "killed": killed,
        "lost": dict(made.lost),
        "articles": made.articles,
        "again": [again.pieces, again.articles, again.decided],
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2:])))
