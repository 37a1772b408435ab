"""The form in which two addresses of one page are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

import idna

from newsfold.addresses.domains import registered
from newsfold.addresses.parameters import is_tracking, without_session
from newsfold.addresses.wrappers import unwrapped

_LONGEST_ADDRESS = 4000  # characters: bounds the time; a longer address is none
_NO_HOST = re.compile(r"[\s<>\"{}|\\^`%/?#@]")
_PLACEHOLDER = re.compile(r"\{\{|\$\{|/(?:undefined|null|none|false)/?$", re.IGNORECASE)
_DEVICE_HOSTS = frozenset(  # hosts of one outlet that differ by the reader's machine
    ("www", "www1", "www2", "www3", "www4", "ww", "ww2", "m", "mobile", "mob", "wap", "amp", "touch", "lite")
)
_AMP = {"amp": "", "amphtml": "", "amp_articleshow": "articleshow", "amp-articleshow": "articleshow"}
_AMP_FILE = re.compile(r"\.amp(?=$|\.x?html?$)", re.IGNORECASE)
_INDEX = re.compile(r"(?:index|default)\.(?:[xs]?html?|php\d?|aspx?|jspx?|cfml?|cgi|pl|do)", re.IGNORECASE)
_ROUTE = re.compile(r"!?/?[^/?&=:~]+/|!/?[^/]|/[^/]")  # a fragment that a script reads as the page's address
_FRONT_PAGE = re.compile(
    r"/(?:[a-z]{2}(?:[-_][a-z]{2})?|home|homepage|front-?page|start|startseite|main|news|latest)?",
    re.IGNORECASE,
)
# What stands for itself in a part, percent-encoded or not; all else is encoded. RFC 3986, 3.3 and 3.4.
_IN_PATH, _IN_QUERY = "!$&'()*+,:=@-._~", "!$'()*,:@/?-._~"


@lru_cache(maxsize=1024)
def canonical(url: str | None) -> str | None:
    """The address of the page behind `url` in the one form that all its addresses have, or None.

    An archive's, a cache's or a redirect's address becomes that of the page it shows. The scheme is https,
    the host in ASCII without `www.` and the like, the path without a slash, an index file or AMP's marks at
    its end, the parameters sorted and without those for tracking. The front page of a site is no page's
    address, so it gives None; so does what is no http or https address. The result is for comparing: a server
    may know the page under another form alone.
    """
    address = _one_form(unwrapped(url or ""))
    return None if address is None or _is_front_page(address) else address


def _is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site ("/", "/en"), not of one page in it."""
    parts = urlsplit(url)
    return not (parts.query or parts.fragment) and bool(_FRONT_PAGE.fullmatch(parts.path))


def _one_form(url: str) -> str | None:
    if not url or len(url) > _LONGEST_ADDRESS or _PLACEHOLDER.search(unquote(url)):
        return None
    try:
        parts = urlsplit(url.replace("\\", "/"))
        host, port = _canonical_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    query, route = _canonical_query(parts.query, registered(host)), _canonical_route(parts.fragment)
    path = _canonical_path(parts.path)
    return f"https://{host}{path}{'?' if query else ''}{query}{'#' if route else ''}{route}"


# ── host ──────────────────────────────────────────────────────────────────────────────────────────


def _canonical_host(name: str) -> str:
    """A host's name in ASCII and without the labels that tell readers' machines apart."""
    name = unquote(name).rstrip(".").lower()
    if _NO_HOST.search(name):
        return ""
    if ":" in name:
        return f"[{name}]"
    try:
        name = idna.encode(name, uts46=True).decode() if not name.isascii() else name
    except (idna.IDNAError, UnicodeError):
        name = unicodedata.normalize("NFC", name)
    labels = name.split(".")
    if not _DEVICE_HOSTS.intersection(labels[:-1]):
        return name
    domain = registered(name)
    if domain is None or not name.endswith(f".{domain}"):
        return name
    below = [label for label in name[: -len(domain) - 1].split(".") if label not in _DEVICE_HOSTS]
    return ".".join([*below, domain])


# ── path ──────────────────────────────────────────────────────────────────────────────────────────


def _canonical_path(path: str) -> str:
    parts: list[str] = []
    for part in without_session(path).split("/"):
        part = _spelled(part, _IN_PATH)
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    if parts and (short := _AMP_FILE.sub("", parts[-1])):
        parts[-1] = short
    parts = _without_amp(parts)
    if parts and _INDEX.fullmatch(parts[-1]):
        parts.pop()
    if len(parts) > 1 and parts[0].lower() == "index.php":  # "/index.php/2021/02/dam"
        parts = parts[1:]
    if len(parts) > 2 and parts[-1].lower() in ("print", "printable"):
        parts.pop()
    return "/" + "/".join(parts)


def _without_amp(parts: list[str]) -> list[str]:
    """Segments of a path without those that lead to its AMP form."""
    lower = [part.lower() for part in parts]
    if not _AMP.keys() & set(lower):
        return parts
    if lower[:2] == ["platform", "amp"]:
        parts, lower = parts[2:], lower[2:]
    names = [_AMP.get(low, part) for part, low in zip(parts, lower, strict=True)]
    return [part for part in names if part]


# ── query and fragment ────────────────────────────────────────────────────────────────────────────


def _canonical_query(query: str, domain: str | None) -> str:
    """Parameters in order of their names, without repeats and those that name no page on that domain."""
    named: list[tuple[str, str]] = []
    for part in re.sub(r"&amp;", "&", query, flags=re.IGNORECASE).split("&"):
        name, _, value = part.partition("=")
        if name and not is_tracking(name, value, domain):
            spelled = (_spelled(name, _IN_QUERY), _spelled(value, _IN_QUERY))
            if spelled not in named:
                named.append(spelled)
    named.sort(key=lambda pair: pair[0])
    return "&".join(f"{name}={value}" if value else name for name, value in named)


def _canonical_route(fragment: str) -> str:
    """A fragment that a script reads as an address ("#!/2021/dam"); any other is a place on the page."""
    return _spelled(fragment, _IN_PATH + "/?&") if _ROUTE.match(fragment) else ""


def _spelled(text: str, bare: str) -> str:
    """`text` with letters outside ASCII in NFC and percent-encoded, and what is `bare` as itself.

    Bytes that are no UTF-8 are taken for Latin-1, as older servers have them. Spaces are "%20".
    """
    if text.isascii() and "%" not in text and text.isalnum():
        return text
    if "?" in bare:
        text = text.replace("+", "%20")
    raw = unquote_to_bytes(text)
    try:
        letters = raw.decode("utf-8")
    except UnicodeDecodeError:
        letters = raw.decode("latin-1")
    letters = unicodedata.normalize("NFC", letters)
    return quote(letters, safe=bare, errors="replace")
