"""Addresses that hold another one: web archives, caches, translations, redirects."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from newsfold.addresses.data import listed_lines

_DEEPEST_WRAPPER = 5  # bounds the time; an archive's copy of a cache's copy of an AMP page takes three
_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")
_HTTP_BEGIN = re.compile(r"https?:/*", re.IGNORECASE)
_BARE = re.compile(r"//|www\d?\.[\w-]+\.\w", re.IGNORECASE)
_URL_FORM = r"(?P<address>https?:/.+)"
_ADDRESS_FORM = r"(?P<address>(?:https?:/)?/*(?:[^\s/?#@:]+@)?[^\s/?#:]+\.[^\W\d_][^\s/?#]*(?:[/?#].*)?)"


@lru_cache(maxsize=1)
def _rules_of_wrappers() -> tuple[tuple[re.Pattern[str], str, re.Pattern[str]], ...]:
    """Host, where to look, and the pattern of what is held there."""
    rows = [line.split("\t") for line in listed_lines("wrappers.tsv")]
    return tuple(
        (
            re.compile(host, re.IGNORECASE),
            where,
            re.compile(
                pattern.replace("{url}", _URL_FORM).replace("{address}", _ADDRESS_FORM), re.IGNORECASE
            ),
        )
        for _, host, where, pattern in rows
    )


def unwrapped(url: str) -> str:
    """The address that `url` holds, at whatever depth; `url` itself where it holds none.

    Either without spaces around it and control characters, and with the scheme where only that is left out.
    """
    url = _begun(url)
    for _ in range(_DEEPEST_WRAPPER):
        inner = _inner(url)
        if inner is None:
            break
        url = _begun(inner)
    return url


def _begun(url: str) -> str:
    url = _CONTROL_CHARACTER.sub("", url.encode("utf-8", "replace").decode()).strip()
    if _BARE.match(url):
        return "https://" + url.lstrip("/")
    return _HTTP_BEGIN.sub(lambda begin: begin[0].rstrip("/").lower() + "//", url, count=1)


def _inner(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return None
    for hosts, where, pattern in _rules_of_wrappers():
        if host and hosts.fullmatch(host):
            inner = _translated(parts, host) if where == "host" else _held_address(parts, where, pattern)
            if inner is not None:
                return inner
    return None


def _held_address(parts: SplitResult, where: str, pattern: re.Pattern[str]) -> str | None:
    if where == "path":
        text = parts.path + (f"?{parts.query}" if parts.query else "")
    else:
        values = [value for name, value in parse_qsl(parts.query) if name.lower() == where[1:].lower()]
        text = values[0].split(" ")[0] if values else ""
    match = pattern.fullmatch(text)
    if match is None:
        return None
    named = match.groupdict()
    address = named.get("address") or unquote(named.get("quoted") or "")
    if re.match(r"https?%3a", address, re.IGNORECASE):
        address = unquote(address)
    return address if _HTTP_BEGIN.match(address) else "https://" + address.lstrip("/")


def _translated(parts: SplitResult, host: str) -> str:
    """Google Translate writes "www.a-b.org" as "www-a--b-org.translate.goog"."""
    name = host.split(".", 1)[0].replace("--", "\0").replace("-", ".").replace("\0", "-")
    query = "&".join(part for part in parts.query.split("&") if not part.startswith("_x_tr_"))
    return f"https://{name}{parts.path}{'?' if query else ''}{query}"
