"""How a request reaches the newsroom: it opens the database, reads, and closes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from fastapi import Request

if TYPE_CHECKING:
    from newsfold.newsroom import Newsroom

Opener: TypeAlias = "Callable[[], Newsroom]"


def newsroom(request: Request) -> Newsroom:
    """A newsroom of this request's own, to be used as a context manager."""
    opener: Opener = request.app.state.open_newsroom
    return opener()
