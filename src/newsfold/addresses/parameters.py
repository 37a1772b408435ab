"""Which parameters of an address say how a reader came, and not which page is meant."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote_plus

from newsfold.addresses.data import lines, words

_CLOCK = re.compile(r"[12]\d{9}(?:\d{3})?(?:\.\d{1,6})?")
_TOKEN = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9_=-]{16,}")
_YES = frozenset(("", "1", "true", "yes", "on", "y"))
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid|cfid|cftoken)=[^/;?]*", re.IGNORECASE)


@lru_cache(maxsize=1)
def _rules() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """What is to be dropped with which values: by name, and by how the name begins."""
    rows = [line.split("\t") for line in lines("parameters.tsv")]
    whole = {name.lower(): values for name, values, _ in rows if not name.endswith("*")}
    begun = tuple((name[:-1].lower(), values) for name, values, _ in rows if name.endswith("*"))
    return whole, begun


def is_tracking(name: str, value: str) -> bool:
    """Whether a parameter, its name and value as they stand in the address, names no page."""
    name, value = unquote_plus(name).strip().lower(), unquote_plus(value).strip()
    whole, begun = _rules()
    values = whole.get(name)
    if values is not None:
        return _fits(value, values)
    return any(name.startswith(begin) and _fits(value, values) for begin, values in begun)


def without_session(path: str) -> str:
    """A path without the session that Java and PHP servers write into it."""
    return _SESSION.sub("", path) if ";" in path else path


def _fits(value: str, values: str) -> bool:
    match values:
        case "any":
            return True
        case "yes":
            return value.lower() in _YES
        case "clock":
            return bool(_CLOCK.fullmatch(value))
        case "token":
            return bool(_TOKEN.fullmatch(value))
        case "words":
            return _is_referrer(value)
    return value.lower() in values.split("|")


def _is_referrer(value: str) -> bool:
    """Whether a value is words for where a reader came from; "twitter", "hp_lead_pos2", or nothing."""
    known = words("referrers.txt")
    first, *rest = re.split(r"[^a-z0-9]+", value.lower().strip(" _-.:/")) or [""]
    if first not in known and not (first == "" and not rest):
        return first.startswith("http")
    return all(re.sub(r"\d{1,2}$", "", word) in known or re.fullmatch(r"\d{0,2}", word) for word in rest)
