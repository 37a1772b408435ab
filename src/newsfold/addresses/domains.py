"""Whose an address is: its registered domain."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsfold.addresses.data import listed_words
from newsfold.addresses.wrappers import unwrapped

if TYPE_CHECKING:
    from tldextract import TLDExtract


@lru_cache(maxsize=1)
def _suffixes() -> TLDExtract:
    """Registered domains by the list that came with the library; the network is never asked.

    The library is loaded here, since looking at stories asks for no domain and should start at once.
    """
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=1024)
def domain(url: str | None) -> str | None:
    """The registered domain of the page behind an address ("bbc.co.uk"); None where it has none.

    That of an archive's copy is its outlet's; an address that does not say whose page it shows has none.
    Under a suffix that is on no list (".example") it is the last two labels.
    """
    page = unwrapped(url or "")
    return None if not page or is_opaque(page) else registered(page)


def registered(url: str) -> str | None:
    """The registered domain in an address or a host's name, whosever page it shows."""
    try:
        parts = _suffixes()(url)
    except ValueError:
        return None
    if parts.suffix:
        return parts.top_domain_under_public_suffix.lower() or None
    last = parts.subdomain.split(".")[-1]
    return f"{last}.{parts.domain}".lower() if last and parts.domain and not parts.ipv4 else None


def is_opaque(url: str) -> bool:
    """Whether an address is an archive's, a cache's or a shortener's, and says not whose page it shows."""
    try:
        host = (urlsplit(unwrapped(url)).hostname or "").lower()
    except ValueError:
        return False
    labels = host.split(".")
    return any(".".join(labels[n:]) in listed_words("opaque.txt") for n in range(len(labels) - 1))
