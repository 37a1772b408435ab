"""Under which path the pages lie, and whether they ask for a token: what links and forms are made with."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`root` is the path before every address, such as "/newsfold"; `login` whether a token is asked for."""

    root: str = ""
    login: bool = False


_DEFAULT_SITE = Site()
SITE: ContextVar[Site] = ContextVar("site", default=_DEFAULT_SITE)
