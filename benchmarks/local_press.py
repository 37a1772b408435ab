"""Local outlets on real servers: feeds that gain entries, pages, injected faults, and a log of requests."""

from __future__ import annotations

import json
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

START = datetime(2012, 1, 2, 9, tzinfo=UTC)
FORMATS = ("rss", "rss", "atom", "json", "full", "rss", "atom", "aggregator")
TOWNS = "Halden Marrow Tarn Quillon Esker Brae Fenwick Ludd Corrie Sedge Ambry Pell Wharram Ister".split()
NAMES = "Ada Quill,Ines Marrow,Tom Harrow,Lena Voss,Omar Reyes,Ruth Calder,Piet Olsen,Maya Lind".split(",")
THINGS = (
    ("a footbridge", "collapsed", "the council's engineers", "repairs"),
    ("a paper mill", "closed", "the works council", "redundancy pay"),
    ("a tram line", "opened", "the transport board", "new timetables"),
    ("a warehouse", "burned down", "the fire brigade", "an inquiry"),
    ("a reservoir", "overflowed", "the water company", "sandbags"),
    ("a museum", "was robbed", "the police", "witnesses"),
    ("a ferry", "ran aground", "the coast guard", "tugs"),
    ("a hospital wing", "was finished", "the health trust", "nurses"),
)
LEADS = (
    "{Thing} in {town} {did} on {day}, {who} said, and the town spent the day counting what it means.",
    "On {day} {thing} {did} in {town}, according to {who}.",
    "People in {town} learned on {day} that {thing} {did}; {who} confirmed it before noon.",
)
REST = (
    "“Nobody here expected it this week,” said {name}, who lives across the road and saw it.",
    "{Who} counted {count} people affected and said that {next} would follow within {days} days.",
    "The cost was put at {cost} million crowns, a figure that the mayor's office would not confirm.",
    "{name} has asked for {next} since {year}, and repeated the demand at a meeting on the square.",
    "Shops on the high street stayed open, and the school sent {small} classes home at two o'clock.",
    "A spokesman for {who} said a report would be published before the end of the month.",
    "The weather was calm, with light wind from the north, and traffic moved slowly through the centre.",
)


@dataclass
class Piece:
    """One article: where its page is, what it says, when its feed begins to list it."""

    host: int
    path: str
    title: str
    paragraphs: list[str]
    dated: datetime
    due: float  # seconds after the start of the run
    fault: str = ""  # of its page, the first time it is asked for; "gone" for ever
    failed: bool = False

    @property
    def body(self) -> str:
        """The article as HTML."""
        return "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)


@dataclass
class Feed:
    """One feed on a host of its own. `faults` are (from, to, kind) in seconds of the run."""

    number: int
    form: str
    port: int = 0
    pieces: list[Piece] = field(default_factory=list)
    faults: list[tuple[float, float, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of the feed."""
        return f"http://127.0.0.1:{self.port}/feed"


@dataclass
class Asked:
    """A line of the server's log; `end` is None while it is being answered."""

    host: int
    path: str
    begin: float
    end: float | None = None
    answer: str = ""


class Server(ThreadingHTTPServer):
    """Answers each request in a thread, and says nothing of those who leave."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A killed reader leaves its requests behind."""


class Press:
    """All the feeds and pages, and a log of what was asked."""

    def __init__(self, feeds: int, seconds: float, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seconds = seconds
        self.feeds = [Feed(n, FORMATS[n % len(FORMATS)]) for n in range(feeds)]
        self.log: list[Asked] = []
        self.lock = threading.Lock()
        self.began = time.monotonic()
        self.over = threading.Event()
        self.servers = [Server(("127.0.0.1", 0), self.handler(feed)) for feed in self.feeds]
        for feed, server in zip(self.feeds, self.servers, strict=True):
            feed.port = server.server_address[1]
            threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        self.publish()
        self.spoil()

    @property
    def now(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    def publish(self) -> None:
        """Events, each told by a few outlets; ten days lie between two, so each is a story of its own."""
        outlets = [feed for feed in self.feeds[:-1] if feed.form != "aggregator"]
        for event in range(len(self.feeds) * 5 // 2):
            reporting = self.rng.sample(outlets, min(len(outlets), self.rng.randint(1, 5)))
            at = self.rng.choice([0.0, self.rng.uniform(0, 0.7)]) * self.seconds
            facts = self.facts(event)
            for feed in reporting:
                due = 0.0 if at == 0 else min(0.7 * self.seconds, at + self.rng.uniform(0, 5))
                piece = self.piece(feed, event, facts, due)
                feed.pieces.append(piece)
                for other in self.feeds:
                    if other.form == "aggregator" and self.rng.random() < 0.15:
                        other.pieces.append(piece)
        for feed in self.feeds:
            feed.pieces.sort(key=lambda piece: piece.due)

    def facts(self, event: int) -> dict[str, Any]:
        """What happened."""
        thing, did, who, following = self.rng.choice(THINGS)
        dated = START + timedelta(days=10 * event, hours=self.rng.randint(0, 9))
        return {
            "thing": thing, "Thing": thing[0].upper() + thing[1:], "did": did, "who": who,
            "Who": who[0].upper() + who[1:], "next": following, "town": self.rng.choice(TOWNS),
            "day": f"{dated:%A}", "name": self.rng.choice(NAMES), "count": self.rng.randint(20, 900),
            "days": self.rng.randint(2, 20), "cost": self.rng.randint(2, 90), "dated": dated,
            "year": self.rng.randint(1990, 2010), "small": self.rng.randint(2, 12),
        }  # fmt: skip

    def piece(self, feed: Feed, event: int, facts: dict[str, Any], due: float) -> Piece:
        """What one outlet writes about an event."""
        rest = self.rng.sample(REST, 5)
        title = f"{facts['Thing']} {facts['did']} in {facts['town']}"
        paragraphs = [text.format(**facts) for text in (self.rng.choice(LEADS), *rest)]
        paragraphs.append(f"This report was filed as number {event} of desk {feed.number}.")
        if feed.form == "full":  # long enough to be an article and not its beginning
            paragraphs *= 2
        fault = self.rng.choices(["", *PAGE_FAULTS], [12, *[1] * len(PAGE_FAULTS)])[0]
        if feed.form == "full":
            fault = ""  # its page is hardly ever asked for
        dated = facts["dated"] + timedelta(minutes=self.rng.randint(0, 300))
        return Piece(feed.number, f"/a/{event}", title, paragraphs, dated, due, fault)

    def spoil(self) -> None:
        """Every feed but each fifth has one or two faults, each some looks long."""
        for feed in self.feeds:
            if feed.number % 5 == 0:
                continue
            for _ in range(self.rng.randint(1, 2)):
                begin = self.rng.uniform(0.05, 0.6) * self.seconds
                kind = self.rng.choice(FEED_FAULTS)
                feed.faults.append((begin, begin + self.rng.uniform(0.02, 0.06) * self.seconds, kind))

    def fetchable(self) -> dict[str, Piece]:
        """Every article by its address, but those whose pages are gone."""
        pieces = [piece for feed in self.feeds for piece in feed.pieces]
        return {self.address(piece): piece for piece in pieces if piece.fault != "gone"}

    def gone(self) -> set[str]:
        """The addresses of the pages that are not there."""
        pieces = [piece for feed in self.feeds for piece in feed.pieces]
        return {self.address(piece) for piece in pieces if piece.fault == "gone"}

    def address(self, piece: Piece) -> str:
        """Where its page is."""
        return f"http://127.0.0.1:{self.feeds[piece.host].port}{piece.path}"

    # ── answering ────────────────────────────────────────────────────────────────────────────────

    def handler(self, feed: Feed) -> type[BaseHTTPRequestHandler]:
        """What answers on one port."""
        press = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                line = Asked(feed.number, self.path, press.now)
                with press.lock:
                    press.log.append(line)
                try:
                    line.answer = press.answer(feed, self)
                except OSError:
                    line.answer = "left"
                line.end = press.now

            def log_message(self, *_: Any) -> None:
                pass

        return Handler

    def answer(self, feed: Feed, ask: BaseHTTPRequestHandler) -> str:
        """Answer, and say how."""
        if ask.path == "/robots.txt":
            return send(ask, 404, b"")
        if ask.path in ("/feed", "/moved"):
            now = self.now
            kind = next((k for begin, end, k in feed.faults if begin <= now < end), "")
            if kind == "redirect" and ask.path == "/feed":
                return send(ask, 302, b"", Location="/moved")
            return self.fail(ask, kind, self.written(feed)) if kind in BREAKS else self.listed(feed, ask)
        piece = next((p for p in feed.pieces if p.path == ask.path.removesuffix("/moved")), None)
        if piece is None or piece.fault == "gone":
            return send(ask, 404, b"no such page")
        if piece.fault == "redirect" and not ask.path.endswith("/moved"):
            return send(ask, 301, b"", Location=piece.path + "/moved")
        page = self.page(piece)
        if piece.fault in BREAKS and not piece.failed:
            piece.failed = True
            return self.fail(ask, piece.fault, page)
        return send(ask, 200, page, Content_Type="text/html; charset=utf-8")

    def listed(self, feed: Feed, ask: BaseHTTPRequestHandler) -> str:
        """The feed, or that it is as it was."""
        body = self.written(feed)
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if ask.headers["If-None-Match"] == etag:
            return send(ask, 304, b"", ETag=etag)
        return send(ask, 200, body, ETag=etag, Content_Type="application/xml")

    def fail(self, ask: BaseHTTPRequestHandler, kind: str, body: bytes) -> str:
        """Answer with a fault."""
        if kind == "500":
            send(ask, 500, b"broken")
        elif kind == "429":
            send(ask, 429, b"", Retry_After="3")
        elif kind == "silence":
            self.over.wait(30)
            ask.close_connection = True
        elif kind == "cut":
            send(ask, 200, body[: len(body) // 2], Content_Length=str(len(body)))
            ask.close_connection = True
        elif kind == "breaks off":  # as a server ends it that says nothing of the length
            send(ask, 200, body[: len(body) * 2 // 3], ETag='"half"', Connection="close")
        elif kind == "no feed":
            send(ask, 200, b"<html><body><p>We will be back soon.")
        return f"fault: {kind}"

    def page(self, piece: Piece) -> bytes:
        """An article's page."""
        day = piece.dated.isoformat()
        head = f"<title>{escape(piece.title)}</title><meta property='article:published_time' content='{day}'>"
        outlet = f"<meta property='og:site_name' content='Outlet {piece.host}'>"
        return f"<html><head>{head}{outlet}</head><body><h1>{escape(piece.title)}</h1>{piece.body}".encode()

    def written(self, feed: Feed) -> bytes:
        """The feed as it is now: its newest 15 entries first, as feeds have them."""
        now = self.now
        pieces = [piece for piece in feed.pieces if piece.due <= now][::-1]
        recent = [p for p in pieces if p.due > now - max(30.0, 0.2 * self.seconds)]
        return WRITERS[feed.form](feed, self, max(pieces[:15], recent, key=len)).encode()


PAGE_FAULTS = ("500", "429", "cut", "silence", "redirect", "gone")
FEED_FAULTS = ("500", "429", "cut", "silence", "redirect", "breaks off", "no feed")
BREAKS = frozenset(FEED_FAULTS) - {"redirect"}


def send(ask: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> str:
    ask.send_response(status)
    named = {"Content-Type": "text/html", "Content-Length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    if named.get("Connection") == "close":
        del named["Content-Length"]
        ask.close_connection = True
    for name, value in named.items():
        ask.send_header(name, value)
    ask.end_headers()
    ask.wfile.write(body)
    ask.wfile.flush()
    return str(status)


def rss(feed: Feed, press: Press, pieces: list[Piece]) -> str:
    items = "".join(
        f"<item><title>{escape(p.title)}</title><link>{press.address(p)}</link>"
        f"<pubDate>{format_datetime(p.dated)}</pubDate>{full(feed, p)}{source(feed, p)}</item>"
        for p in pieces
    )
    return f"<rss version='2.0'><channel><title>Feed {feed.number}</title>{items}</channel></rss>"


def full(feed: Feed, piece: Piece) -> str:
    return f"<description>{escape(piece.body if feed.form == 'full' else piece.paragraphs[0])}</description>"


def source(feed: Feed, piece: Piece) -> str:
    named = f"<source url='http://a.example/'>Outlet {piece.host}</source>"
    return named if feed.form == "aggregator" else ""


def atom(feed: Feed, press: Press, pieces: list[Piece]) -> str:
    items = "".join(
        f"<entry><id>{p.path}</id><title>{escape(p.title)}</title><link href='{press.address(p)}'/>"
        f"<published>{p.dated.isoformat()}</published><updated>{p.dated.isoformat()}</updated></entry>"
        for p in pieces
    )
    head = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Feed</title>"
    return f"{head}{items}</feed>"


def json_feed(feed: Feed, press: Press, pieces: list[Piece]) -> str:
    items = [
        {"id": p.path, "url": press.address(p), "title": p.title, "date_published": p.dated.isoformat()}
        for p in pieces
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": f"Feed {feed.number}", "items": items})


WRITERS = {"rss": rss, "full": rss, "aggregator": rss, "atom": atom, "json": json_feed}
