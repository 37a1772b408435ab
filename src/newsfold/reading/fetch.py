"""Polite HTTP: robots.txt, a pause between requests to a host, bounds on everything, no private addresses."""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from newsfold.reading.coding import CODINGS, decoded, unpacked
from newsfold.reading.network import FetchError, Guarded, PrivateError, transport
from newsfold.records import Reason, Rejected

USER_AGENT = "Newsfold/0.1 (news reader for one desk; obeys robots.txt)"
_ROBOTS_BYTES = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are read
_ROBOTS_KEPT = 24 * 3600.0  # 2.4: not longer than a day
_ROBOTS_HOPS = 5  # 2.3.1.2
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOST_SILENT = 6  # requests in a row that a host leaves without an answer before it is given up
_LONGEST_REST = 3600.0  # seconds that a host is left alone which gives no answer
_LONGEST_PAUSE = 60.0  # that a robots.txt may ask for between two requests


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """How pages are fetched. Times are in seconds.

    `pause` lies between two requests to one host, or what its robots.txt asks for where that is more.
    `timeout` is the longest silence, `deadline` the longest time that one request may take in all.
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
        if not re.fullmatch(r"[!-~](?:[ -~]*[!-~])?", self.user_agent):
            raise ValueError(f"user_agent is {self.user_agent!r}; it must be printable ASCII")


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


@dataclass(slots=True)
class _Host:
    """One server: who asks it, and when that was done last. Nobody who asks waits for another lock."""

    asking: threading.Lock = field(default_factory=threading.Lock)
    asked: float | None = None
    delay: float = 0.0  # what its robots.txt asks for
    silent: int = 0  # requests without an answer, in a row


@dataclass(slots=True)
class _Robots:
    """The robots.txt of one host."""

    reading: threading.Lock = field(default_factory=threading.Lock)
    rules: Protego | None = None
    read_at: float = 0.0


class Fetcher:
    """Fetches pages; remembers each host's robots.txt and when it was last asked. Safe to use from threads.

    One host is asked one thing at a time, however many threads ask. `clock` and `sleep` are those of the
    `time` module, for tests and for waits that must end early.
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
        self._token = re.split(r"[/\s]", options.user_agent)[0]  # RFC 9309, 2.2.1: the product's name alone
        self._lock = threading.Lock()
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._robots: defaultdict[str, _Robots] = defaultdict(_Robots)
        self._guard = Guarded(options.allow_private)
        self._client = httpx.Client(
            transport=transport(self._guard),
            timeout=options.timeout,
            follow_redirects=False,
            trust_env=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
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

        Where the server is busy or fails, it is asked again after the time that it names, or after
        1, 2, 4 … seconds. A host that never answers is given up after a few requests.
        """
        if self._host(host_of(url)).silent >= _MOST_SILENT:
            return _unfetched(url, f"its host left {_MOST_SILENT} requests without an answer")
        for attempt in range(self._options.retries + 1):
            try:
                return self.attempt(url, etag=etag, last_modified=last_modified)
            except FetchError as error:
                wait = error.wait if error.wait is not None else 2.0**attempt
                if not error.passing or attempt == self._options.retries or wait > self._options.patience:
                    return _unfetched(url, str(error), error.reason)
                self._sleep(wait)
        raise AssertionError("the last attempt returns")

    def attempt(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What `url` holds now, asked for once. Raises FetchError, which says whether it may pass.

        robots.txt is obeyed, and the address checked, on every host on the way.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        at = url
        for _ in range(self._options.redirects + 1):
            self._permitted(at)
            answer = self._once(at, headers, self._options.page_bytes)
            if isinstance(answer, Fetched):
                if not (answer.fresh or headers):
                    raise FetchError("HTTP 304, though nothing was asked on a condition", passing=True)
                return replace(answer, asked=url)
            at = answer
        raise FetchError(f"more than {self._options.redirects} redirects")

    def ready_in(self, url: str) -> float:
        """Seconds until the host of `url` should be asked again, longer for one that gives no answer."""
        host = self._host(host_of(url))
        if host.asked is None:
            return 0.0
        pause = max(self._pause(host), host.silent and min(_LONGEST_REST, 2.0 ** min(host.silent, 20)))
        return max(0.0, host.asked + pause - self._clock())

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts[name]

    def _pause(self, host: _Host) -> float:
        return max(self._options.pause, min(_LONGEST_PAUSE, host.delay))

    def _once(self, url: str, headers: dict[str, str], limit: int, *, cut: bool = False) -> Fetched | str:
        """One request: the answer, or the address it points on to."""
        host = self._host(host_of(url))
        with host.asking:
            if host.asked is not None:
                rest = host.asked + self._pause(host) - self._clock()
                if rest > 0:
                    self._sleep(rest)
            host.silent += 1
            try:
                with (
                    self._guard.within(self._options.deadline),
                    self._client.stream("GET", url, headers=headers) as response,
                ):
                    host.silent = 0
                    return _page_or_redirect(url, response, limit, cut=cut)
            except (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError) as error:
                what = _PLAINLY.get(type(error), type(error).__name__)
                raise FetchError(f"{what}: {error}", passing=True) from error
            except httpx.InvalidURL as error:  # also where it is redirected to one
                raise FetchError(f"not an http or https address: {error}") from error
            except (httpx.HTTPError, ValueError) as error:
                raise FetchError(f"{type(error).__name__}: {error}") from error
            finally:
                host.asked = self._clock()

    def _permitted(self, url: str) -> None:
        """Raise unless `url` is an address of the web that the host's robots.txt lets us have."""
        parts = urlsplit(checked(url))
        site = f"{parts.scheme}://{parts.netloc.lower()}"
        with self._lock:
            robots = self._robots[site]
        with robots.reading:
            if robots.rules is None or self._clock() - robots.read_at > _ROBOTS_KEPT:
                robots.rules = self._robots_of(f"{site}/robots.txt")
                robots.read_at = self._clock()
                self._host(host_of(url)).delay = float(robots.rules.crawl_delay(self._token) or 0)
        if not robots.rules.can_fetch(url, self._token):
            raise FetchError("forbidden by robots.txt")

    def _robots_of(self, url: str) -> Protego:
        """RFC 9309, 2.3.1: no robots.txt allows all, one that can't be reached forbids all."""
        at = url
        for _ in range(_ROBOTS_HOPS + 1):
            try:
                answer = self._once(checked(at), {}, _ROBOTS_BYTES, cut=True)
            except PrivateError:
                raise
            except FetchError as error:
                if str(error).startswith("HTTP 4") and not error.passing:
                    break
                raise FetchError(
                    f"its robots.txt can't be read ({error}), so nothing may be fetched",
                    passing=error.passing,
                    wait=error.wait,
                ) from error
            if isinstance(answer, Fetched):
                return Protego.parse(answer.body.decode("utf-8", "replace"))
            at = answer
        return Protego.parse("")


_PLAINLY: dict[type[Exception], str] = {
    httpx.ConnectError: "no connection",
    httpx.ConnectTimeout: "no connection in time",
    httpx.ReadTimeout: "no answer in time",
    httpx.RemoteProtocolError: "not sound HTTP",
}


def checked(url: str) -> str:
    """`url`, an http or https address without a user name in it. Raises FetchError for any other."""
    try:
        parts = urlsplit(url)
        named = parts.hostname and (parts.port or True)
    except ValueError as error:
        raise FetchError(f"not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not named:
        raise FetchError("not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a user name in it")
    return url


def host_of(url: str) -> str:
    """Whom a request to `url` asks: the host, with the port where that is not the web's own."""
    try:
        parts = urlsplit(url)
        is_default_port = parts.port in (None, 80, 443)
        return (parts.hostname or "") if is_default_port else f"{parts.hostname}:{parts.port}"
    except ValueError:
        return ""


def _unfetched(url: str, detail: str, reason: Reason = "not fetched") -> Rejected:
    return Rejected(place=url, stage="reading", reason=reason, detail=detail, url=url)


def _page_or_redirect(url: str, response: httpx.Response, limit: int, *, cut: bool) -> Fetched | str:
    status = response.status_code
    if status in _REDIRECTS and "location" in response.headers:
        try:
            return urljoin(url, response.headers["location"])
        except ValueError as error:
            raise FetchError("redirected to what is no address") from error
    if status in _TRY_AGAIN:
        wait = _retry_after(response.headers.get("retry-after"))
        raise FetchError(f"HTTP {status}", passing=True, wait=wait)
    if status != 304 and not 200 <= status < 300:
        raise FetchError(f"HTTP {status}")
    kind = Message()
    kind["content-type"] = response.headers.get("content-type", "text/html")
    return Fetched(
        asked=url,
        url=url,
        body=b"" if status == 304 else _decoded_body(response, limit, cut=cut),
        media_type=kind.get_content_type(),
        charset=kind.get_content_charset(),
        fetched_at=datetime.now(UTC).replace(microsecond=0),
        fresh=status != 304,
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
    )


def _decoded_body(response: httpx.Response, limit: int, *, cut: bool) -> bytes:
    """The decoded body, of which no more than `limit` bytes are ever held; with `cut` its beginning."""
    stated = response.headers.get("content-encoding", "").lower().split(",")
    codings = [coding.strip() for coding in reversed(stated) if coding.strip()]
    unknown = [coding for coding in codings if coding not in CODINGS]
    if unknown or len(codings) > 2:
        raise FetchError(f"content encoding {', '.join(codings)[:40]!r}", "unsupported")
    pieces: list[bytes] = []
    size = 0
    for chunk in response.iter_raw(65536):
        pieces.append(chunk)
        size += len(chunk)
        if size > limit:
            break
    body = decoded(b"".join(pieces), codings, limit, whole=size <= limit and not cut)
    if body is None:
        raise FetchError(f"a broken {' '.join(codings)} body", "unreadable", passing=True)
    if cut:
        return body[:limit]
    body = unpacked(body, limit)
    if size > limit or len(body) > limit:
        raise FetchError(f"more than {limit:,} bytes", "too large")
    return body


def _retry_after(value: str | None) -> float | None:
    """Seconds a server asks to wait: a number, or a date."""
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
