"""The worker's side: takes items from a pipe, one after the other, and sends back what comes of them."""

from __future__ import annotations

import os
import signal
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

OUT_OF_MEMORY = 77  # the status that a worker ends with where an item needs more memory than there is
_SACRIFICE = "500"  # of 1,000: where memory ends, the system should take a worker before it takes the writer


def serve_tasks(pipe: Connection) -> None:
    """Work until the other side is gone. First says that it is there; then an answer an item.

    An answer is (True, what the function gave) or (False, what it raised); after that the rest is not done.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives the work
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_SACRIFICE)
    with suppress(EOFError, OSError):
        pipe.send(os.getpid())
        while True:
            work, items, given = pipe.recv()
            for item in items:
                answer = _result(work, item, given)
                _sent(pipe, answer)
                if not answer[0]:
                    break


def _result(work: Any, item: Any, given: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, work(item, *given)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        error.add_note(f"In a worker:\n{traceback.format_exc()}")
        return False, error


def _sent(pipe: Connection, answer: tuple[bool, Any]) -> None:
    try:
        pipe.send(answer)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except OSError:
        raise
    except Exception as error:  # what can't be sent is said in words
        pipe.send((False, RuntimeError(f"a worker can't send {answer[1]!r}: {error}")))
