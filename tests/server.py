"""A local HTTP server for tests of fetching; its fixture is in conftest.py."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A local HTTP server that counts what it is asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.posted: list[tuple[dict[str, str], bytes]] = []  # headers by their name in small letters
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.asked.append(self.path)
                answer = outer.answers.get(self.path)
                if answer is None:
                    reply(self, 404, b"nothing here")
                else:
                    answer(self)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.posted.append(({k.lower(): v for k, v in self.headers.items()}, body))
                self.do_GET()

            def log_message(self, *_: Any) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that leaves early is part of what is tested."""

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def give(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        self.answers[path] = lambda handler: reply(handler, status, body, **headers)


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    sent = {"Content-Type": "text/html", "Content-Length": str(len(body))}
    for name, value in (sent | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def rss(*links: str) -> bytes:
    items = "".join(f"<item><title>Title</title><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><title>The Feed</title>{items}</channel></rss>".encode()


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs until it is left."""
    running = Server()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
        running.thread.join()
