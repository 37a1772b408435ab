"""Who may read: whoever has the token, by a form that leaves a cookie, in a header, or as a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import time
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope

from newsfold.records import NewsfoldError
from newsfold.web.bodies import fields
from newsfold.web.errors import error_response
from newsfold.web.templating import render

SHORTEST = 16  # characters of a token: too many to be guessed
_COOKIE = "newsfold_login"
_LASTS = 30 * 24 * 3600  # seconds that a login lasts
_FORM_BYTES = 4096  # bounds the memory: a larger form is refused
_log = logging.getLogger(__name__)


def read_token(text: str) -> str:
    """The token in the text of its file. Raises NewsfoldError for one that is too short or has spaces."""
    token = text.strip()
    if len(token) < SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise NewsfoldError(
            f"a token is one line of at least {SHORTEST} letters, digits and signs; make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return token


class Login:
    """Asks for the token. `root` is the path that the cookie is for.

    The cookie holds the time at which it ends and a keyed hash of that, never the token; it is worth nothing
    once the token is another.
    """

    def __init__(self, token: str, root: str) -> None:
        self._token = hashlib.sha256(token.encode()).digest()
        self._path = f"{root}/"

    async def answer(self, scope: Scope, receive: Receive) -> Response | None:
        """The answer to who has no token, or is giving it; None where the app behind may answer."""
        path: str = scope["path"]
        request = Request(scope, receive)
        if scope["method"] == "POST" and path == "/login":
            return await self._given(request)
        if scope["method"] == "POST" and path == "/logout":
            gone = RedirectResponse(self._path, 303)
            gone.delete_cookie(_COOKIE, path=self._path, httponly=True, samesite="lax")
            return gone
        if path == "/healthz" or path.startswith("/static/"):  # nothing of the database is there
            return None
        if self._admits(request):
            return RedirectResponse(self._path, 303) if path == "/login" else None
        if path == "/login":
            return self._form("/", 200)
        if path.startswith("/feeds/"):
            # Readers of feeds give a user's name and a password: any name, and the token.
            return error_response(path, 401, "this server asks for a token", {"WWW-Authenticate": "Basic"})
        if path.startswith("/api") or path == "/metrics":
            message = "this server asks for a token: Authorization: Bearer …"
            return error_response("/api", 401, message, {"WWW-Authenticate": "Bearer"})
        query = scope["query_string"].decode("latin-1")
        return self._form(quote(path) + (f"?{query}" if query else ""), 401)

    def _admits(self, request: Request) -> bool:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and self._is_token(given.strip()):
            return True
        if kind.casefold() == "basic" and self._is_token(_password(given)):
            return True
        ends, _, proof = request.cookies.get(_COOKIE, "").partition(".")
        if not (ends.isascii() and ends.isdigit() and len(ends) < 13):
            return False
        return hmac.compare_digest(proof.encode(), self._proof(ends).encode()) and int(ends) > time.time()

    def _is_token(self, given: str) -> bool:
        """Compared in a time that tells nothing of where they differ."""
        return hmac.compare_digest(hashlib.sha256(given.encode()).digest(), self._token)

    def _proof(self, ends: str) -> str:
        return hmac.new(self._token, f"login until {ends}".encode(), hashlib.sha256).hexdigest()

    async def _given(self, request: Request) -> Response:
        try:
            given = await fields(request, _FORM_BYTES)
        except HTTPException:
            given = {}
        to = given.get("to", "")
        if not self._is_token(given.get("token", "").strip()):
            _log.warning("a wrong token was given from %s", request.client.host if request.client else "?")
            return self._form(to, 401, wrong=True)
        ends = str(int(time.time()) + _LASTS)
        # Only ever to a page of ours: "//elsewhere" is another host, and so is "/\elsewhere" to browsers.
        ours = to.startswith("/") and to.isprintable() and not to.startswith(("//", "/\\"))
        admitted = RedirectResponse(self._path[:-1] + (to if ours else "/"), 303)
        admitted.set_cookie(
            _COOKIE, f"{ends}.{self._proof(ends)}", max_age=_LASTS, path=self._path, httponly=True,
            samesite="lax", secure=request.url.scheme == "https",
        )  # fmt: skip
        return admitted

    def _form(self, to: str, status: int, *, wrong: bool = False) -> Response:
        page = render("login.html", to=to, wrong=wrong)
        return HTMLResponse(page, status, {"WWW-Authenticate": "Bearer"})


def _password(given: str) -> str:
    """The password in the credentials of HTTP's Basic scheme; nothing where they can't be read."""
    try:
        return base64.b64decode(given.strip(), validate=True).decode().partition(":")[2]
    except (ValueError, UnicodeError):
        return ""
