"""Polite HTTP: robots.txt, a pause between requests to a host, bounds on everything, no private addresses."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from newsfold.records import Reason, Rejected

USER_AGENT = "Newsfold/0.1 (news reader for one desk; obeys robots.txt)"
_ROBOTS_BYTES = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are read
_ROBOTS_KEPT = 24 * 3600.0  # 2.4: not longer than a day
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """How pages are fetched. Times are in seconds.

    `pause` lies between two requests to one host, or what its robots.txt asks for where that is more.
    `patience` is the longest wait a server may ask for ("Retry-After") before the page is given up.
    `allow_private` admits addresses that are not on the public internet.
    """

    user_agent: str = USER_AGENT
    timeout: float = 20.0
    deadline: float = 60.0
    page_bytes: int = 16 * 2**20
    redirects: int = 5
    retries: int = 2
    pause: float = 1.0
    patience: float = 60.0
    allow_private: bool = False

    def __post_init__(self) -> None:
        for name in ("timeout", "deadline", "page_bytes"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be over 0")
        for name in ("redirects", "retries", "pause", "patience"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a URL answered. `url` is the address after redirects; `fresh` is False for "not modified"."""

    asked: str
    url: str
    body: bytes
    media_type: str
    charset: str | None
    fetched_at: datetime
    fresh: bool = True
    etag: str | None = None
    last_modified: str | None = None


class _RefusedError(Exception):
    """A fetch that must not or can't go on; the message is the `Rejected.detail`."""

    def __init__(self, detail: str, reason: Reason = "not fetched") -> None:
        super().__init__(detail)
        self.reason: Reason = reason


class _LaterError(Exception):
    """A failure that may pass; `wait` is what the server asked for, in seconds."""

    def __init__(self, detail: str, wait: float | None = None) -> None:
        super().__init__(detail)
        self.wait = wait


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet: not loopback, private, link-local or metadata."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Guarded(httpcore.SyncBackend):
    """Connects only to addresses that were checked: a name is resolved once, here, and never again."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers; none of them may be private."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host}: no address found") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise _RefusedError(f"{host} is a private address")
        last: Exception | None = None
        for address in addresses[:4]:
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(f"{host}: no address found")


class Fetcher:
    """Fetches pages one at a time; remembers each host's robots.txt and when it was last asked.

    `clock` and `sleep` are those of the `time` module, for tests to replace.
    """

    def __init__(
        self,
        options: Fetching = Fetching(),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options
        self._clock = clock
        self._sleep = sleep
        self._robots: dict[str, tuple[float, Protego | None]] = {}
        self._asked: dict[str, float] = {}
        transport = httpx.HTTPTransport()
        # httpx has no public way to hand over a network backend, and the environment's proxies would
        # resolve names where no one checks them.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=_Guarded(options.allow_private)
        )
        self._client = httpx.Client(
            transport=transport,
            timeout=options.timeout,
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": options.user_agent, "Accept-Encoding": "gzip, deflate"},
        )

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | Rejected:
        """What `url` holds now, or why it was not fetched; with validators, perhaps "not modified".

        robots.txt is obeyed on every host on the way. Where the server is busy or fails, it is asked again
        after the time that it names, or after 1, 2, 4 … seconds.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        for attempt in range(self._options.retries + 1):
            try:
                return self._followed(url, headers)
            except _RefusedError as error:
                return _rejected(url, str(error), error.reason)
            except _LaterError as error:
                wait = error.wait if error.wait is not None else 2.0**attempt
                if attempt == self._options.retries or wait > self._options.patience:
                    return _rejected(url, str(error))
                self._sleep(wait)
        raise AssertionError("the last attempt returns")

    def _followed(self, url: str, headers: dict[str, str]) -> Fetched:
        at = url
        for _ in range(self._options.redirects + 1):
            self._permitted(at)
            answer = self._once(at, headers, self._options.page_bytes)
            if isinstance(answer, Fetched):
                return replace(answer, asked=url)
            at = answer
        raise _RefusedError(f"more than {self._options.redirects} redirects")

    def _once(self, url: str, headers: dict[str, str], limit: int) -> Fetched | str:
        """One request: the answer, or the address it points on to."""
        host = _host(url)
        self._wait(host)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                return self._read(url, response, limit)
        except (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError) as error:
            raise _LaterError(f"{type(error).__name__}: {error}"[:200]) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise _RefusedError(f"{type(error).__name__}: {error}"[:200]) from error
        finally:
            self._asked[host] = self._clock()

    def _read(self, url: str, response: httpx.Response, limit: int) -> Fetched | str:
        status = response.status_code
        if status in _REDIRECTS and "location" in response.headers:
            return urljoin(url, response.headers["location"])
        if status in _TRY_AGAIN:
            raise _LaterError(f"HTTP {status}", _retry_after(response.headers.get("retry-after")))
        if status != 304 and not 200 <= status < 300:
            raise _RefusedError(f"HTTP {status}")
        kind = Message()
        kind["content-type"] = response.headers.get("content-type", "text/html")
        return Fetched(
            asked=url,
            url=url,
            body=b"" if status == 304 else self._body(response, limit),
            media_type=kind.get_content_type(),
            charset=kind.get_content_charset(),
            fetched_at=datetime.now(UTC).replace(microsecond=0),
            fresh=status != 304,
            etag=response.headers.get("etag"),
            last_modified=response.headers.get("last-modified"),
        )

    def _body(self, response: httpx.Response, limit: int) -> bytes:
        """The decoded body, of which no more than `limit` bytes are ever held."""
        end = self._clock() + self._options.deadline
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise _RefusedError(f"content encoding {coding[:40]!r}", "unsupported")
        inflate = None if coding in ("identity", "") else zlib.decompressobj(47 if "gzip" in coding else 15)
        pieces: list[bytes] = []
        left = limit
        try:
            for chunk in response.iter_raw(65536):
                piece = inflate.decompress(chunk, left + 1) if inflate else chunk
                left -= len(piece)
                if left < 0:
                    raise _RefusedError(f"more than {limit:,} bytes", "too large")
                pieces.append(piece)
                if self._clock() > end:
                    raise _RefusedError(f"took longer than {self._options.deadline:g} seconds")
        except zlib.error as error:
            raise _RefusedError(f"broken {coding} body", "unreadable") from error
        return b"".join(pieces)

    def _wait(self, host: str) -> None:
        pause = self._options.pause
        kept = self._robots.get(host)
        if kept and kept[1] is not None:
            pause = max(pause, min(60.0, float(kept[1].crawl_delay(self._options.user_agent) or 0)))
        if host in self._asked:
            rest = self._asked[host] + pause - self._clock()
            if rest > 0:
                self._sleep(rest)

    def _permitted(self, url: str) -> None:
        """Raise unless the host's robots.txt lets us have `url`."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _RefusedError("not an http or https address")
        if parts.username or parts.password:
            raise _RefusedError("an address with a user name in it")
        host = _host(url)
        kept = self._robots.get(host)
        if kept is None or self._clock() - kept[0] > _ROBOTS_KEPT:
            kept = self._robots[host] = (
                self._clock(),
                self._robots_of(f"{parts.scheme}://{parts.netloc}/robots.txt"),
            )
        if kept[1] is None:
            del self._robots[host]  # asked again the next time
            raise _RefusedError("its robots.txt can't be read, so nothing may be fetched")
        if not kept[1].can_fetch(url, self._options.user_agent):
            raise _RefusedError("forbidden by robots.txt")

    def _robots_of(self, url: str) -> Protego | None:
        """RFC 9309, 2.3.1: no robots.txt allows all, one that can't be reached forbids all (None)."""
        at = url
        for _ in range(6):
            try:
                answer = self._once(at, {}, _ROBOTS_BYTES)
            except _LaterError:
                return None
            except _RefusedError as error:
                if error.reason == "too large" or str(error).startswith("HTTP 4"):
                    return Protego.parse("")
                if "private" in str(error):
                    raise
                return None
            if isinstance(answer, Fetched):
                return Protego.parse(answer.body.decode("utf-8", "replace"))
            at = answer
            if urlsplit(at).scheme not in ("http", "https"):
                return Protego.parse("")
        return Protego.parse("")


def _host(url: str) -> str:
    parts = urlsplit(url)
    try:
        return f"{parts.scheme}://{parts.hostname}:{parts.port or ''}"
    except ValueError as error:
        raise _RefusedError(f"not an address: {error}") from error


def _retry_after(value: str | None) -> float | None:
    """Seconds a server asks to wait: a number, or a date."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _rejected(url: str, detail: str, reason: Reason = "not fetched") -> Rejected:
    return Rejected(place=url, stage="reading", reason=reason, detail=detail[:200], url=url)
