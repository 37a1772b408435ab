"""Addresses of pages: the form in which two of one page are equal, whose they are, and which name no page.

The rules are those of RFC 3986, 6.2 (case, percent-encoding, dot segments, ports), of the URL Standard
(spaces, backslashes) and of UTS 46 (host names, by `idna`); and beyond them what outlets do: a slash at the
end, `http`, `www.`, `m.`, AMP (amp.dev's addresses and caches), index files, parameters that say how a reader
came. What is data stands beside this file: `parameters.tsv` with `referrers.txt`, `wrappers.tsv` (addresses
that hold another, as those of web archives and redirects do) and `opaque.txt`. Functions are pure; nothing is
asked of the network.
"""

from newsfold.addresses.canonical import canonical
from newsfold.addresses.domains import domain, is_opaque

__all__ = ["canonical", "domain", "is_opaque"]
