"""What stands in front of every answer: which hosts may be asked for, by whom, and what a browser may do."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsfold.invisible import visible
from newsfold.web.errors import error_response
from newsfold.web.login import Login
from newsfold.web.site import SITE, Site

_access = logging.getLogger("newsfold.access")

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

_TEXT_PATHS = frozenset(
    {"/check", "/api/check"}
)  # where a text too long for an address is given; nothing is kept

_SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """An ASGI app in front of another, which only answers GET and HEAD (texts apart), for known host names.

    A page elsewhere could point its own name at this machine and read the answers (DNS rebinding); a
    request by a name that is not ours is refused. `hosts` are names allowed beside the loopback ones;
    "*" allows every name. `root` is the path under which the pages lie for who asks, whether a proxy takes it
    off or not. `login`, where there is one, answers who has no token. Each answer is given to `answered` (the
    pattern of its route, its status, the seconds it took) and is a line of the log. Where the API is
    `shared` with pages of other sites, the app behind also answers the OPTIONS with which a browser asks
    whether they may.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Iterable[str] = (),
        *,
        root: str = "",
        login: Login | None = None,
        answered: Callable[[str, int, float], None] | None = None,
        shared: bool = False,
    ) -> None:
        self.app = app
        self.hosts = LOOPBACK | {host.casefold() for host in hosts}
        self.root = root
        self.login = login
        self.answered = answered
        self.shared = shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let the app behind answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        head = scope["method"] == "HEAD"
        sent = {"status": 500, "bytes": 0}

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY_HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            sent["bytes"] += len(message.get("body", b""))
            await send(message)

        inner = self._placed(scope)
        SITE.set(Site(root=self.root, login=self.login is not None))
        try:
            answer = self._refusal(inner)
            asks = self._is_preflight(inner)  # what comes before a request never carries the token
            if answer is None and self.login is not None and not asks:
                answer = await self.login.answer(inner, receive)
            if answer is not None:
                await answer(inner, receive, guarded)
            else:
                if head:
                    inner["method"] = "GET"
                await self.app(inner, receive, guarded)
        finally:
            self._log(scope, inner, sent, time.perf_counter() - begun)

    def _placed(self, scope: Scope) -> dict[str, Any]:
        """The request as the app behind sees it: with the path below our root."""
        path = scope["path"]
        if self.root and (path == self.root or path.startswith(f"{self.root}/")):
            path = path[len(self.root) :] or "/"
        return {**scope, "path": path, "root_path": ""}

    def _log(self, scope: Scope, inner: Scope, sent: dict[str, int], seconds: float) -> None:
        if self.answered is not None:
            # The router leaves its route in the scope; of what is refused before it, the pattern is nothing.
            self.answered(getattr(inner.get("route"), "path", ""), sent["status"], seconds)
        if _access.isEnabledFor(logging.INFO):
            # Without the query: what people search for and check is their own business.
            path = visible(scope.get("raw_path", scope["path"].encode()).decode("ascii", "backslashreplace"))
            client = scope["client"][0] if scope.get("client") else "-"
            fields = {"client": client, "method": scope["method"], "path": path, **sent}
            fields["ms"] = round(1000 * seconds)
            _access.info('%s "%s %s" %s, %s bytes, %s ms', *fields.values(), extra={"fields": fields})

    def _is_preflight(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        asked = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        return self.shared and asked and scope["path"].startswith("/api/")

    def _refusal(self, scope: Scope) -> Response | None:
        host = _host_name(Headers(scope=scope).get("host", ""))
        if "*" not in self.hosts and host not in self.hosts:
            return error_response(scope["path"], 400, f"this server is not called {host or 'that'}")
        logs = self.login is not None and scope["path"] in ("/login", "/logout")
        given = logs or scope["path"] in _TEXT_PATHS
        allowed = ("GET", "HEAD", *(["POST"] if given else []))
        if scope["method"] not in allowed and not self._is_preflight(scope):
            response = error_response(scope["path"], 405, "this server only reads: use GET")
            response.headers["Allow"] = "GET, HEAD, POST" if scope["path"] in _TEXT_PATHS else "GET, HEAD"
            return response
        return None


def _host_name(host: str) -> str:
    """A Host header without its port; an IPv6 address keeps its brackets."""
    end = host.find("]") + 1 if host.startswith("[") else host.rfind(":") if ":" in host else len(host)
    return host[:end].casefold().rstrip(".")
