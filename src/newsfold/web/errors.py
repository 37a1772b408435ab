"""One shape for every error: `{"error": {"status": 404, "message": "…"}}` under /api, else a page."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import HTMLResponse, JSONResponse, Response

from newsfold.web.templating import render


def error_response(path: str, status: int, message: str) -> Response:
    """The answer to a request for `path` that failed."""
    if path == "/api" or path.startswith("/api/"):
        return JSONResponse({"error": {"status": status, "message": message}}, status_code=status)
    title = HTTPStatus(status).phrase
    return HTMLResponse(render("error.html", title=title, message=message), status_code=status)
