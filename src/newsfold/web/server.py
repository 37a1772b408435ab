"""Runs the web application until it is stopped."""

from __future__ import annotations

import ipaddress
import re
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from newsfold.records import NewsfoldError
from newsfold.web.access import Opener
from newsfold.web.app import create_app
from newsfold.web.login import read_token

_GRACE = 5  # bounds the stopping: seconds for answers that are under way


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Where a server answers, and to whom.

    `hosts` are the names it may be asked by beside the loopback ones; without any, the name or address in
    `host`, or all where that is every address. `root` is the path under which it lies behind a proxy;
    `proxies` are the addresses and networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed;
    `token_file` holds the token that every page asks for; `database` is the file that is shown.

    `origins` are the sites whose pages may read the API.

    Raises NewsfoldError for a path, a site, a proxy or a token that is none.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    root: str = ""
    proxies: tuple[str, ...] = ()
    token_file: Path | None = None
    database: Path | None = None

    def __post_init__(self) -> None:
        if self.root and not re.fullmatch(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+", self.root):
            raise NewsfoldError(f"{self.root!r} is no path to lie under; write it like /newsfold")
        for origin in self.origins:
            if not re.fullmatch(r"https?://([A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?", origin):
                raise NewsfoldError(
                    f"{origin!r} is no site that pages come from; write it like https://desk.example"
                )
        for name in self.hosts:
            if not re.fullmatch(r"\*|[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]", name):
                raise NewsfoldError(
                    f"{name!r} is no host name; write it like news.example.org, without a port"
                )
        for proxy in self.proxies:
            try:
                ipaddress.ip_network(proxy)
            except ValueError as error:
                raise NewsfoldError(f"{proxy!r} is no address or network of a proxy: {error}") from error

    def allowed(self) -> tuple[str, ...]:
        """The host names by which it may be asked, beside the loopback ones; "*" stands for any."""
        return self.hosts or tuple(_host_names(self.host))

    def token(self) -> str | None:
        """The token in its file. Raises NewsfoldError where the file can't be read or holds none."""
        if self.token_file is None:
            return None
        try:
            return read_token(self.token_file.read_text(encoding="utf-8"))
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no text"
            raise NewsfoldError(f"{self.token_file} can't be read: {reason}") from error


def serve(open_newsroom: Opener, serving: Serving, ready: Callable[[str], None]) -> None:
    """Answer (on port 0: a free one) until stopped; `ready` is told the address to open.

    Raises NewsfoldError where the address can't be taken, or there is no token in its file.
    """
    token = serving.token()
    app = create_app(
        open_newsroom,
        serving.allowed(),
        origins=serving.origins,
        root=serving.root,
        token=token,
        database=serving.database,
    )
    run_app(app, serving, ready)


def run_app(app: ASGIApp, serving: Serving, ready: Callable[[str], None]) -> None:
    """Answer with `app` until stopped; `ready` is told the address. Raises NewsfoldError as `serve`."""
    host, port = serving.host, serving.port
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NewsfoldError(f"can't answer on {host}, port {port}: {reason}; name another") from error
    with listener:
        config = uvicorn.Config(
            app,
            log_config=None,  # the program's own, set where it begins
            access_log=False,
            server_header=False,
            proxy_headers=bool(serving.proxies),
            forwarded_allow_ips=list(serving.proxies),
        )
        config.timeout_graceful_shutdown = _GRACE
        shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host
        ready(f"http://{shown}:{listener.getsockname()[1]}{serving.root}/")
        if threading.current_thread() is threading.main_thread():
            # Told to end, it ends with status 0: uvicorn gives the signal back to who had it before.
            signal.signal(signal.SIGTERM, lambda *_: None)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _host_names(host: str) -> set[str]:
    """The names a browser may call the server by: the one it was given, or any where it answers to all."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return {host}
    if address.is_unspecified:
        return {"*"}
    return {f"[{address}]" if address.version == 6 else str(address)}
