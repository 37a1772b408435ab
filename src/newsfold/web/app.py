"""The web application: routes, errors, and the guard in front of them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from newsfold.queries import QueryError
from newsfold.records import BusyError, DatabaseError, NewsfoldError, TooMuchError
from newsfold.web import (
    api,
    feeds,
    files,
    following,
    lasting,
    operation,
    pages,
    profiles,
    reference,
    story_parts,
)
from newsfold.web.access import Opener
from newsfold.web.caching import Caching
from newsfold.web.errors import error_response, unusable
from newsfold.web.guard import Guard
from newsfold.web.login import Login
from newsfold.web.metrics import Metrics
from newsfold.web.work_queue import WorkQueue

STATIC = Path(__file__).parent / "static"
_WORTH_PACKING = 1000  # bytes of an answer from which it is sent compressed; below, that gains nothing
_THREADS = 8  # bounds the memory: requests that are worked on at a time
_log = logging.getLogger(__name__)


def create_app(
    open_newsroom: Opener,
    hosts: Iterable[str] = (),
    *,
    origins: Sequence[str] = (),
    root: str = "",
    token: str | None = None,
    database: Path | None = None,
) -> Guard:
    """The ASGI app over the newsroom that `open_newsroom` opens, once for each request.

    `hosts` are the host names it may be asked by, beside the loopback ones; "*" stands for any. Pages of the
    sites in `origins` ("https://desk.example") may read its API. `root` is the
    path under which it lies, such as "/newsfold". With a `token` it answers only to who gives it. `database`
    is the file of the newsroom, for `/metrics`.
    """
    queue = WorkQueue()
    metrics = Metrics(database)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        # Each thread may hold a story of hundreds of articles: few threads, so that memory is bounded.
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        queue.close()

    app = FastAPI(
        title="Newsfold",
        lifespan=running,
        docs_url=None,  # FastAPI's own documentation pages load their scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/openapi.json",
        servers=[{"url": root}] if root else None,
        # Nothing is measured or sent, whatever the environment says.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.open_newsroom = open_newsroom
    app.state.origins = frozenset(origins)
    app.state.queue = queue
    app.state.metrics = metrics
    app.include_router(api.router)
    app.include_router(files.router)
    app.include_router(feeds.router)
    app.include_router(story_parts.router)
    app.include_router(reference.router)
    app.include_router(following.router)
    app.include_router(pages.router)
    app.include_router(lasting.router)
    app.include_router(profiles.api)
    app.include_router(profiles.pages)
    app.include_router(following.pages)
    app.include_router(operation.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _wrong_call)
    app.add_exception_handler(NewsfoldError, _not_found)
    app.add_exception_handler(TooMuchError, _too_much)
    app.add_exception_handler(QueryError, _too_much)
    app.add_exception_handler(BusyError, _unusable)
    app.add_exception_handler(DatabaseError, _unusable)
    app.add_exception_handler(Exception, _failed)
    app.add_middleware(Caching)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=5)
    login = Login(token, root) if token else None
    shared = _shared(app, origins) if origins else app
    return Guard(shared, hosts, root=root, login=login, answered=metrics.answered, shared=bool(origins))


def _shared(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """The app, with the API open to pages of other sites."""
    open_to = CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=["GET"],
        allow_headers=["Authorization", "If-None-Match"],
        expose_headers=["ETag"],
    )

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        is_api = scope["type"] == "http" and scope["path"].startswith("/api/")
        await (open_to if is_api else app)(scope, receive, send)

    return answer


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = "there is nothing at this address" if error.status_code == 404 else error.detail
    return error_response(request.url.path, error.status_code, message, error.headers)


async def _wrong_call(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"][1:])
    return error_response(request.url.path, 422, f"{name}: {first['msg']}")


async def _not_found(request: Request, error: Exception) -> Response:
    return error_response(request.url.path, 404, str(error))


async def _too_much(request: Request, error: Exception) -> Response:
    return error_response(request.url.path, 422, str(error))


async def _unusable(request: Request, error: Exception) -> Response:
    _log.error("%s: %s", request.url.path, error)
    return error_response(request.url.path, 503, unusable(error))


async def _failed(request: Request, error: Exception) -> Response:
    _log.error("%s failed", request.url.path, exc_info=error)
    return error_response(request.url.path, 500, "this page could not be made; the server's log says why")
