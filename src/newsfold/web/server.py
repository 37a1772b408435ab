"""Runs the web application until it is stopped."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from newsfold.records import NewsfoldError
from newsfold.web.access import Opener
from newsfold.web.app import create_app

_GRACE = 5  # seconds that answers under way have when the server is stopped


def serve(open_newsroom: Opener, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Answer on `host` and `port` (0: a free one) until stopped; `ready` is told the address to open.

    Raises NewsfoldError where the address can't be taken.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NewsfoldError(f"can't answer on {host}, port {port}: {reason}; name another") from error
    with listener:
        app = create_app(open_newsroom, _names(host))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        config.timeout_graceful_shutdown = _GRACE
        shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host
        ready(f"http://{shown}:{listener.getsockname()[1]}/")
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _names(host: str) -> set[str]:
    """The names a browser may call the server by: the one it was given, or any where it answers to all."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return {host}
    if address.is_unspecified:
        return {"*"}
    return {f"[{address}]" if address.version == 6 else str(address)}
