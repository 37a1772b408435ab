"""Work that takes seconds of a core: a piece at a time, shared by all who ask for it, with a short queue."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Collection, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request

T = TypeVar("T")

_MOST_WAITING = 32  # bounds a queue: pieces of work; more would be answered when nobody looks any more
_RETRY_AFTER = 10  # seconds after which who was refused may ask again
_OWN_SITE = frozenset({"same-origin", "none"})  # our own pages, and what a person typed or kept as a bookmark


class WorkQueue:
    """One worker. Pieces of work are known by a key; one that is under way is not begun again."""

    def __init__(self, waiting: int = _MOST_WAITING) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="newsfold-work")
        self._waiting = waiting
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, Future[Any]] = {}

    async def result(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives, or what the same work gives that somebody asked for before.

        Raises HTTPException (429), without having begun, where too much is waiting.
        """
        future: Future[T] = self._begun(key, work)
        # Who goes away must not stop what others wait for.
        return await asyncio.shield(asyncio.wrap_future(future))

    def _begun(self, key: Hashable, work: Callable[[], T]) -> Future[T]:
        with self._lock:
            known = self._under_way.get(key)
            if known is not None:
                return known
            if len(self._under_way) > self._waiting:
                raise HTTPException(
                    429,
                    f"{self._waiting} requests that take long are waiting already; ask again in a moment",
                    {"Retry-After": str(_RETRY_AFTER)},
                )
            # Links are made as for this request, whichever thread makes them.
            begun = self._worker.submit(copy_context().run, work)
            self._under_way[key] = begun
        begun.add_done_callback(lambda _: self._ended(key))
        return begun

    def _ended(self, key: Hashable) -> None:
        with self._lock:
            del self._under_way[key]

    def waiting(self) -> int:
        """How many pieces of work are under way or wait."""
        with self._lock:
            return len(self._under_way)

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)


def refuse_cross_site(request: Request, origins: Collection[str] = ()) -> None:
    """Raise HTTPException (403) where a page of another site sent the browser here without a person's click.

    Browsers say so themselves (Fetch Metadata). Such a page can't read the answer in any case; the work is
    refused, which any page could otherwise make this machine do. Pages of `origins` may ask.
    """
    if request.headers.get("origin") in origins:
        return
    site = request.headers.get("sec-fetch-site", "none")
    clicked = request.headers.get("sec-fetch-user") == "?1"
    if site not in _OWN_SITE and not (clicked and request.headers.get("sec-fetch-dest") == "document"):
        raise HTTPException(403, "a page of another site asked for this; open it from Newsfold's own pages")
