"""This side: threads that each keep one worker process busy, and the tasks that wait for them."""

from __future__ import annotations

import atexit
import heapq
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar

from newsfold.records import NewsfoldError
from newsfold.workers.process import OUT_OF_MEMORY, serve_tasks

T = TypeVar("T")
R = TypeVar("R")

_IDLE = 10.0  # seconds without work after which a worker ends
# Bounds the memory: tasks for each worker that are given out before the first has to be done.
_TASKS_AHEAD = 4
_ITEM_TRIES = 2  # bounds the tries of an item whose worker ends
_STARTS = 3  # bounds the starts of a worker that ends before it is there
_LAST_WORDS = 5.0  # seconds that a worker whose pipe is closed has to end
_ONE_THREAD: Mapping[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for what an item would have given: its worker ended each time, and how it did."""

    why: str


@dataclass(eq=False)
class _Task:
    work: Callable[..., Any]
    items: Sequence[Any]
    given: tuple[Any, ...]
    done: Future[list[Any]] = field(default_factory=Future)
    worker: _Worker | None = None  # that does it now
    dropped: bool = False


def each(
    work: Callable[..., R], items: Iterable[T], *given: Any, jobs: int, size: int = 1
) -> Generator[R | Lost, None, None]:
    """`work(item, *given)` of every item, in order; `jobs` workers at a time, `size` items to a task.

    With one job all is done here, when it is asked for. Otherwise `work` is a function at the top of its
    module, and it, the items and what they give can be pickled; items are read some tasks ahead. What `work`
    raises is raised here. Raises NewsfoldError where workers can't be started.
    """
    if jobs == 1:
        yield from (work(item, *given) for item in items)
        return
    rest, waiting = iter(items), deque[_Task]()
    try:
        while some := list(islice(rest, size)):
            waiting.append(_POOL.submit(_Task(work, some, given), jobs))
            while waiting and (len(waiting) >= _TASKS_AHEAD * jobs or waiting[0].done.done()):
                yield from waiting.popleft().done.result()
        while waiting:
            yield from waiting.popleft().done.result()
    finally:
        _POOL.drop(waiting)


def begin_pool(
    work: Callable[..., R], items: Sequence[T], *given: Any, jobs: int, size: int = 1
) -> Callable[[], list[R | Lost]]:
    """As `each`, begun before all that waits; what is returned gives the results when it is called.

    With one job all is done then.
    """
    if jobs == 1:
        return lambda: [work(item, *given) for item in items]
    cut = [items[at : at + size] for at in range(0, len(items), size)]
    tasks = [_POOL.submit(_Task(work, some, given), jobs, first=True) for some in cut]

    def results() -> list[R | Lost]:
        try:
            return [result for task in tasks for result in task.done.result()]
        finally:
            _POOL.drop(tasks)

    return results


def processes() -> list[int]:
    """The ids of the worker processes that are there now."""
    return _POOL.processes()


class _Pool:
    """Tasks, and threads that do them, each by one worker; as many as the last who asked may have."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[bool, int, _Task]] = []  # a heap
        self._number = count()
        self._limit = self._threads = self._idle = self._starting = 0
        self._workers: set[_Worker] = set()
        self._ended = False

    def submit(self, task: _Task, limit: int, *, first: bool = False) -> _Task:
        """Have a task done, by at most so many workers; `first` before those that are not."""
        with self._changed:
            if self._ended:
                raise NewsfoldError("the program is ending, no more work is taken")
            self._limit = limit
            heapq.heappush(self._waiting, (not first, next(self._number), task))
            if len(self._waiting) > self._idle and self._threads < limit:
                threading.Thread(target=self._attend, name="newsfold-worker", daemon=True).start()
                self._threads += 1
            self._changed.notify()
        return task

    def drop(self, tasks: Iterable[_Task]) -> None:
        """Nobody waits for these tasks any more: those not begun never are, and those under way are ended."""
        with self._changed:
            gone = {id(task) for task in tasks if not task.done.done()}
            for task in (task for task in tasks if id(task) in gone):
                task.dropped = True
                if task.worker:
                    task.worker.kill()
            self._waiting = [entry for entry in self._waiting if id(entry[2]) not in gone]
            heapq.heapify(self._waiting)

    def end(self) -> None:
        """End all workers at once, and begin none."""
        with self._changed:
            self._ended = True
            self._waiting.clear()
            for worker in self._workers:
                worker.kill()
            self._changed.notify_all()
            # A process that this one leaves in the middle of starting it complains on the user's terminal.
            self._changed.wait_for(lambda: not self._starting, _LAST_WORDS)

    def processes(self) -> list[int]:
        with self._changed:
            return sorted(worker.id for worker in self._workers)

    def _attend(self) -> None:
        """A thread: one task after the other, by one worker that is there only while there is work."""
        if hasattr(signal, "pthread_sigmask"):  # what is blocked here is blocked in workers from their start
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        worker: _Worker | None = None
        while task := self._next():
            worker = self._done(task, worker)
            task.worker = None
        if worker:
            worker.end()
            self._forget(worker)

    def _next(self) -> _Task | None:
        """The next task; None where this thread is to end."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._waiting or self._ended, _IDLE)
            self._idle -= 1
            if self._waiting and not self._ended and self._threads <= self._limit:
                return heapq.heappop(self._waiting)[2]
            self._threads -= 1
            self._changed.notify()  # where there are too many threads, another takes what this one left
            return None

    def _done(self, task: _Task, worker: _Worker | None) -> _Worker | None:
        """Do a task; the worker that is there afterwards."""
        results: list[Any] = []
        tries = 0
        try:
            while len(results) < len(task.items):
                if worker is None:
                    worker = self._started()
                if not self._taken(task, worker):
                    break
                before = len(results)
                for fine, value in worker.answers(task.work, task.items[before:], task.given):
                    if not fine:
                        task.done.set_exception(value)
                        return worker
                    results.append(value)
                if len(results) < len(task.items):
                    tries = tries + 1 if len(results) == before else 1
                    if tries == _ITEM_TRIES:
                        results.append(Lost(worker.last_words()))
                        tries = 0
                    self._forget(worker)
                    worker = None
            task.done.set_result(results)
        except Exception as error:  # can't be started, or what is sent can't be read
            task.done.set_exception(error)
            if worker:
                worker.kill()
                self._forget(worker)
                worker = None
        return worker

    def _taken(self, task: _Task, worker: _Worker) -> bool:
        """Note which worker does a task; False where nobody waits for it any more."""
        with self._changed:
            task.worker = worker
            return not (task.dropped or self._ended)

    def _started(self) -> _Worker:
        why = ""
        for _ in range(_STARTS):
            try:
                worker = self._begun()
            except OSError as error:
                why = str(error)
                continue
            if worker.is_there():
                return worker
            why = worker.last_words()
            self._forget(worker)
        raise NewsfoldError(
            f"worker processes can't be started ({why}); do the work with one job, and in a script call "
            'Newsfold under: if __name__ == "__main__":'
        )

    def _begun(self) -> _Worker:
        """A worker that starts; killed at once where all are to end. Raises OSError where it can't start."""
        with self._changed:
            if self._ended:
                raise OSError("the program is ending")
            self._starting += 1
        worker: _Worker | None = None
        try:
            worker = _Worker()
            return worker
        finally:
            with self._changed:
                self._starting -= 1
                if worker:
                    self._workers.add(worker)
                    if self._ended:
                        worker.kill()
                self._changed.notify_all()

    def _forget(self, worker: _Worker) -> None:
        with self._changed:
            self._workers.discard(worker)


class _Worker:
    """A worker process and the pipe to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve_tasks, args=(theirs,), name="newsfold worker", daemon=True
        )
        with _inherited(_ONE_THREAD):
            self._process.start()
        self.id = self._process.pid or 0
        theirs.close()  # so that its end is seen here

    def is_there(self) -> bool:
        """Whether it has begun; waits for that."""
        try:
            self._pipe.recv()
        except (EOFError, OSError):
            return False
        return True

    def answers(
        self, work: Callable[..., Any], items: Sequence[Any], given: tuple[Any, ...]
    ) -> Iterator[tuple[bool, Any]]:
        """An answer an item, as far as the worker gets; fewer where it ends, or where one failed."""
        message = ForkingPickler.dumps((work, items, given))
        with suppress(EOFError, OSError):
            self._pipe.send_bytes(message)
            for _ in items:
                yield self._pipe.recv()

    def last_words(self) -> str:
        """How it ended."""
        self._process.join(_LAST_WORDS)
        status = self._process.exitcode
        if status == OUT_OF_MEMORY:
            return "out of memory"
        if status is not None and status < 0:
            with suppress(ValueError):
                name = signal.Signals(-status).name
                return f"killed by {name}" + (", perhaps for want of memory" if name == "SIGKILL" else "")
        return f"its process ended with status {status}"

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()

    def end(self) -> None:
        """Let it end: there is no more work."""
        self._pipe.close()
        self._process.join(_LAST_WORDS)


_STARTING = threading.Lock()


@contextmanager
def _inherited(values: Mapping[str, str]) -> Iterator[None]:
    """Variables that a process which starts meanwhile inherits; then they are as they were."""
    with _STARTING:
        before = {name: os.environ.get(name) for name in values}
        os.environ.update(values)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


_POOL = _Pool()
atexit.register(_POOL.end)
