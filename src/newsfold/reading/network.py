"""Connections to checked addresses only, each request with an end in time."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from newsfold.records import Reason

# What `ipaddress` calls global, or calls so in some versions of Python, though nothing public lives there.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # shared by a carrier's customers; cloud metadata at 100.100.100.200
        "168.63.129.16/32",  # a cloud's own wire server
        "192.0.0.0/24",  # protocol assignments; cloud metadata at 192.0.0.192
        "::/96",  # IPv4-compatible, long withdrawn
        "64:ff9b:1::/48",  # NAT64 inside one network
        "fc00::/7",
        "fec0::/10",  # site-local, long withdrawn
        "3fff::/20",  # for documents
        "5f00::/16",  # segment routing inside one network
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TRANSLATED = ipaddress.ip_network("::ffff:0:0:0/96")
_MOST_ADDRESSES = 4  # bounds the time: addresses of one name that are tried in turn


class FetchError(Exception):
    """Why an address was not fetched; the message is the `Rejected.detail`.

    `passing` says that it may go better later; `wait` is how long the server asks to wait, in seconds.
    """

    def __init__(
        self, detail: str, reason: Reason = "not fetched", *, passing: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(detail[:200])
        self.reason: Reason = reason
        self.passing = passing
        self.wait = wait


class PrivateError(FetchError):
    """A host that is not on the public internet."""


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet: not loopback, private, link-local or metadata.

    An IPv6 address that stands for an IPv4 address (mapped, translated, 6to4, Teredo, NAT64) is as public
    as that one.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or ip in _TRANSLATED):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    if any(ip in network for network in _NOT_PUBLIC if network.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class Guarded(httpcore.SyncBackend):
    """Connects only to addresses that were checked: a name is resolved once, here, and never again.

    Inside `within(seconds)` all that a thread does on its connections, from the handshake to the last byte
    of the body, ends in time: a server can't hold it by sending a byte now and then.
    """

    def __init__(self, allow_private: bool, remedy: str = "--allow-private admits it") -> None:
        self._allow_private = allow_private
        self._remedy = remedy
        self._ends = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Let nothing that this thread does on a connection take longer than `seconds` in all."""
        self._ends.seconds, self._ends.at = seconds, time.monotonic() + seconds
        try:
            yield
        finally:
            del self._ends.seconds, self._ends.at

    def left(self, timeout: float | None) -> float | None:
        """Seconds that one step may take. Raises FetchError where the time is over."""
        if not hasattr(self._ends, "at"):
            return timeout
        rest: float = self._ends.at - time.monotonic()
        if rest <= 0:
            raise FetchError(f"took longer than {self._ends.seconds:g} seconds")
        return rest if timeout is None else min(timeout, rest)

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
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host}: no address found", passing=True) from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
        if not self._allow_private and not all(is_public(address) for address in addresses):
            raise PrivateError(f"{host} is a private address; {self._remedy}")
        last: Exception | None = None
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                stream = super().connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or FetchError(f"{host}: no address found", passing=True)


def transport(guard: Guarded) -> httpx.HTTPTransport:
    """How httpx connects through a guard, past the environment's proxies."""
    made = httpx.HTTPTransport()
    # httpx has no public way to hand over a network backend, and the environment's proxies would
    # resolve names where no one checks them.
    made._pool = httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(),
        network_backend=guard,
        max_connections=None,
        max_keepalive_connections=50,
        keepalive_expiry=5.0,
    )
    return made


class _Stream(httpcore.NetworkStream):
    """A connection whose every step asks how much time is left."""

    def __init__(self, inner: httpcore.NetworkStream, guard: Guarded) -> None:
        self._inner = inner
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, self._guard.left(timeout))
        except httpcore.ReadTimeout:
            self._guard.left(timeout)  # raises where it is the whole request that ran out of time
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._guard.left(timeout))
        return _Stream(secured, self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
