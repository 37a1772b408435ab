"""Answers that a client has already: 304 where the hash of what would be sent is the same."""

from __future__ import annotations

from hashlib import blake2b

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATHS = ("/api/", "/feeds/")


class Caching:
    """An ASGI app in front of another, which gives answers under these paths a tag and sends no answer twice.

    A client keeps an answer, but asks each time whether it still holds (`no-cache`). The answer is worked out
    either way; what is saved is sending it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; an answer under these paths is sent once it is whole."""
        if scope["type"] != "http" or not scope["path"].startswith(PATHS):
            await self.app(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match", "")
        start: Message = {}
        body = bytearray()

        async def collected(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            headers = MutableHeaders(scope=start)
            if start["status"] == 200:
                tag = f'W/"{blake2b(bytes(body), digest_size=12).hexdigest()}"'
                headers["ETag"] = tag
                headers["Cache-Control"] = "private, no-cache"
                if _tag_matches(known, tag):
                    start["status"] = 304
                    body.clear()
                    for name in ("content-length", "content-type", "content-disposition"):
                        del headers[name]
            await send(start)
            await send({"type": "http.response.body", "body": bytes(body)})

        await self.app(scope, receive, collected)


def _tag_matches(known: str, tag: str) -> bool:
    """Whether an If-None-Match header names this tag; a proxy may have marked or unmarked it as weak."""
    names = {name.strip().removeprefix("W/") for name in known.split(",")}
    return "*" in names or tag.removeprefix("W/") in names
