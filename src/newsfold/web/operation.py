"""Routes for those who run the server: whether it works, and in numbers how."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from newsfold.web.access import newsroom
from newsfold.web.metrics import TYPE, Metrics
from newsfold.web.work_queue import WorkQueue

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz(request: Request) -> Response:
    """Whether the database can be opened: 200, or 503 as for every page."""
    with newsroom(request):
        return PlainTextResponse("ok\n")


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Numbers of the server and its database, in the OpenMetrics format."""
    counted: Metrics = request.app.state.metrics
    queue: WorkQueue = request.app.state.queue
    with newsroom(request) as room:
        return Response(counted.text(room.counts(), queue.waiting()), media_type=TYPE)
