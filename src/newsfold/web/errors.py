"""One shape for every error: `{"error": {"status": 404, "message": "…"}}` under /api, else a page."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import HTMLResponse, Response

from newsfold.present import sentence, to_json
from newsfold.records import BusyError, DamagedError
from newsfold.web.templating import render


def unusable(error: Exception) -> str:
    """Why the database can't be used, without what is for the log alone: where it lies, SQLite's words."""
    if isinstance(error, BusyError):
        return "another process has held the database for too long; try again in a moment"
    how = "is damaged" if isinstance(error, DamagedError) else "can't be read"
    return f"the database {how}; the server's log says more"


def error_response(
    path: str, status: int, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer to a request for `path` that failed, with these headers too."""
    if path == "/api" or path.startswith("/api/"):
        answer = {"error": {"status": status, "message": message}}
        return Response(to_json(answer), status, headers, "application/json")
    title = HTTPStatus(status).phrase.capitalize()
    message = sentence(message.split("; newsfold ")[0])  # a page leads to the list that a command would print
    return HTMLResponse(
        render("error.html", title=title, message=message), status_code=status, headers=headers
    )
