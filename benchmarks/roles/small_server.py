"""An operator of a small server: settings, a watch, a token, health, numbers, a copy."""

from __future__ import annotations

import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.roles.steps import HEADS, Steps, got, page


class Press(BaseHTTPRequestHandler):
    """A feed and its pages."""

    def do_GET(self) -> None:
        """Answer."""
        host = self.headers["Host"]
        items = "".join(
            f"<item><title>{HEADS[n][1]}</title><link>http://{host}/{n}</link></item>" for n in range(3)
        )
        known = {"/feed": f"<rss version='2.0'><channel><title>Press</title>{items}</channel></rss>"}
        known |= {f"/{number}": page(number) for number in range(3)}
        body = known.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def main() -> None:
    steps = Steps("operator")
    press = ThreadingHTTPServer(("127.0.0.1", 0), Press)
    threading.Thread(target=press.serve_forever, daemon=True).start()
    token = secrets.token_urlsafe(32)
    Path("token").write_text(token + "\n")
    Path("newsfold.toml").write_text(
        f'database = "news.db"\njobs = 1\n[read]\nallow_private = true\n[watch]\n'
        f'feeds = ["http://127.0.0.1:{press.server_port}/feed"]\n[serve]\ntoken_file = "token"\n'
        'root_path = "/news"\nallowed_hosts = ["news.example.org"]\n[log]\nlevel = "info"\nformat = "json"\n'
    )
    steps.expect(steps.newsfold("config"), "news.db newsfold.toml", "watch.every 15m default")
    output = steps.newsfold("watch", "--once")
    steps.expect(output, "articles, new 3", '"level": "info"')
    with steps.served() as url:
        if got(f"{url}healthz") != (200, "ok\n") or got(url)[0] != 401:
            raise SystemExit("operator: health or token")
        status, text = got(f"{url}api/stories", token)
        if status != 200 or not json.loads(text)["stories"]:
            raise SystemExit(f"operator: {status} {text}")
        steps.answered()
        steps.expect(got(url, token)[1], 'href="/news/stories/1"')
        status, text = got(f"{url}metrics", token)
        steps.expect(text, 'newsfold_rows{kind="articles"} 3.0', "newsfold_watch_timestamp_seconds 1")
        steps.newsfold("backup", "copy.db")
    steps.newsfold("check-db", "--db", "copy.db")
    steps.expect(steps.newsfold("info"), "articles")
    steps.expect(steps.newsfold("stories", NEWSFOLD_DATABASE="copy.db"), "Skerry Isle")
    wrong = steps.newsfold("stories", status=2, NEWSFOLD_JOBS="many")
    steps.expect(wrong, "NEWSFOLD_JOBS")
    left = {path.name for path in Path().iterdir()} - {"token", "newsfold.toml", "news.db", "copy.db"}
    if left - {"news.db-watch", "news.db-wal", "news.db-shm"}:
        raise SystemExit(f"operator: left behind: {left}")
    steps.done()


if __name__ == "__main__":
    main()
