"""What stands in front of every answer: which hosts may be asked for, and what a browser may do with it."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsfold.web.errors import error_response

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

_HEADERS = {
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
    """An ASGI app in front of another, which only answers GET and HEAD, and only for known host names.

    A page elsewhere could point its own name at this machine and read the answers (DNS rebinding); a
    request by a name that is not ours is refused. `hosts` are names allowed beside the loopback ones;
    "*" allows every name.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self.app = app
        self.hosts = LOOPBACK | {host.casefold() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let the app behind answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
        else:
            await self.app({**scope, "method": "GET"}, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        host = _name(Headers(scope=scope).get("host", ""))
        if "*" not in self.hosts and host not in self.hosts:
            return error_response(scope["path"], 400, f"this server is not called {host or 'that'}")
        if scope["method"] not in ("GET", "HEAD"):
            response = error_response(scope["path"], 405, "this server only reads: use GET")
            response.headers["Allow"] = "GET, HEAD"
            return response
        return None


def _name(host: str) -> str:
    """A Host header without its port; an IPv6 address keeps its brackets."""
    end = host.find("]") + 1 if host.startswith("[") else host.rfind(":") if ":" in host else len(host)
    return host[:end].casefold().rstrip(".")
