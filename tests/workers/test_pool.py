"""Workers: the same as without, in order, and nothing lost or hung however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import pytest

from newsfold.workers import Lost, begin_pool, each, processes
from newsfold.workers.pool import _Pool
from tests import REPOSITORY
from tests.workers import deeds

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes as POSIX does")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("size", [1, 3])
def test_results_come_in_order(jobs: int, size: int) -> None:
    assert list(each(deeds.doubled, range(20), jobs=jobs, size=size)) == list(range(0, 40, 2))
    assert begin_pool(deeds.doubled, range(20), jobs=jobs, size=size)() == list(range(0, 40, 2))
    assert list(each(deeds.doubled, [], jobs=jobs)) == begin_pool(deeds.doubled, [], jobs=jobs)() == []


def test_work_is_done_elsewhere_by_so_many_and_here_with_one_job() -> None:
    done = set(each(deeds.by, range(40), jobs=2))
    assert os.getpid() not in done
    assert len(done) <= 2
    assert set(each(deeds.by, range(3), jobs=1)) == {os.getpid()}


def test_a_worker_has_one_thread_and_the_environment_stays() -> None:
    before = dict(os.environ)
    assert list(each(deeds.threads, [1], jobs=2)) == [["1", "1"]]
    assert dict(os.environ) == before


def test_items_are_read_a_few_tasks_ahead_only() -> None:
    read = []

    def endless() -> Iterator[int]:
        for number in count():
            read.append(number)
            yield number

    with closing(each(deeds.doubled, endless(), jobs=2, size=2)) as results:
        assert list(islice(results, 50)) == list(range(0, 100, 2))
    assert len(read) <= 50 + 2 * 4 * 2 + 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised_here(jobs: int) -> None:
    results = each(deeds.failing, range(8), jobs=jobs, size=2)
    with closing(results), pytest.raises(ValueError, match="five is right out"):
        list(results)
    assert list(each(deeds.failing, range(5), jobs=jobs)) == [0, 1, 2, 3, 4]  # and work goes on


def test_what_cannot_be_sent_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="can't send"):
        list(each(deeds.in_pieces, range(8), jobs=2))
    with pytest.raises(Exception, match="pickle"):
        list(each(lambda number: number, range(8), jobs=2))


@pytest.mark.parametrize("size", [1, 4])
def test_an_item_whose_worker_was_killed_is_done_by_a_fresh_one(tmp_path: Path, size: int) -> None:
    assert list(each(deeds.deadly, range(10), False, tmp_path, jobs=2, size=size)) == list(range(10))


@pytest.mark.parametrize("size", [1, 4])
def test_an_item_that_ends_its_worker_twice_is_given_up_and_no_other(tmp_path: Path, size: int) -> None:
    results = list(each(deeds.deadly, range(10), True, tmp_path, jobs=2, size=size))
    assert [result for result in results if not isinstance(result, Lost)] == [0, 1, 2, 3, 4, 6, 7, 8, 9]
    assert results[5] == Lost("killed by SIGKILL, perhaps for want of memory")
    assert len(list(tmp_path.iterdir())) == 2  # tried twice, not more


def test_an_item_that_needs_too_much_memory_is_given_up() -> None:
    results = list(each(deeds.hungry, range(10), jobs=2, size=4))
    assert results == [0, 1, 2, 3, 4, Lost("out of memory"), 6, 7, 8, 9]


def test_workers_do_not_hear_of_ctrl_c() -> None:
    assert list(each(deeds.interrupted, range(4), jobs=2)) == [0, 1, 2, 3]


def test_all_workers_killed_from_outside_lose_nothing() -> None:
    results = each(deeds.slowly, range(12), 0.1, jobs=2)
    with closing(results):
        first = next(results)
        for id in processes():
            os.kill(id, signal.SIGKILL)
        assert [first, *results] == list(range(12))


def test_who_stops_waiting_ends_the_work() -> None:
    begun = time.monotonic()
    with closing(each(deeds.waits, [0, 60, 60, 60], jobs=2)) as results:
        assert next(results) == 0
    assert list(each(deeds.doubled, [1, 2], jobs=2)) == [2, 4]
    assert time.monotonic() - begun < 30


def test_workers_end_that_have_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsfold.workers.pool._IDLE", 0.05)
    monkeypatch.setattr("newsfold.workers.pool._POOL", _Pool())
    assert list(each(deeds.doubled, [1], jobs=2)) == [2]
    end = time.monotonic() + 30
    while processes():
        assert time.monotonic() < end, "workers stay"
        time.sleep(0.05)
    assert list(each(deeds.doubled, [1], jobs=2)) == [2]  # and come back


SCRIPT = """
import sys
from newsfold.workers import each, processes
from tests.workers import deeds
if __name__ == "__main__":
    found = each(deeds.slowly, range(1000), 0.2, jobs=2)
    print(next(found), *processes(), flush=True)
    print(list(found))
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_who_started_them(tmp_path: Path, how: signal.Signals) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script], cwd=REPOSITORY, env=os.environ | {"PYTHONPATH": path()},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as started:  # fmt: skip
        assert started.stdout is not None
        workers = [int(word) for word in started.stdout.readline().split()[1:]]
        started.send_signal(how)
        assert started.wait(20) != 0
    assert workers
    end = time.monotonic() + 20
    while any(map(_is_there, workers)):
        assert time.monotonic() < end, "workers go on without anybody"
        time.sleep(0.05)


def test_a_script_that_is_no_module_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace('if __name__ == "__main__":', "if True:"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script], cwd=REPOSITORY, env=os.environ | {"PYTHONPATH": path()},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode != 0
    (said,) = [line for line in done.stderr.splitlines() if line.startswith("newsfold.records.NewsfoldError")]
    assert said.endswith('under: if __name__ == "__main__":')


def path() -> str:
    return os.pathsep.join(map(str, (REPOSITORY / "src", REPOSITORY)))


def _is_there(id: int) -> bool:
    try:
        os.kill(id, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{id}/stat").read_text().split(") ")[1][0] != "Z" if Path("/proc").exists() else True
