"""Which parameters of an address say how a reader came, and not which page is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_plus

from newsfold.addresses.data import listed_lines, listed_words

_TIME_VALUE = re.compile(r"[12]\d{9}(?:\d{3})?(?:\.\d{1,6})?")
_TOKEN_VALUE = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9_=-]{16,}")
_YES = frozenset(("", "1", "true", "yes", "on", "y"))
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid|cfid|cftoken)=[^/;?]*", re.IGNORECASE)


class _ParameterRule(NamedTuple):
    values: str
    domains: frozenset[str]  # on which it holds; on all where there are none


@lru_cache(maxsize=1)
def _rules_of_parameters() -> tuple[dict[str, list[_ParameterRule]], list[tuple[str, _ParameterRule]]]:
    """What is to be dropped with which values: by name, and by how the name begins."""
    whole: defaultdict[str, list[_ParameterRule]] = defaultdict(list)
    begun = []
    for name, values, _, *domains in (line.split("\t") for line in listed_lines("parameters.tsv")):
        rule = _ParameterRule(values, frozenset(domain for listed in domains for domain in listed.split()))
        if name.endswith("*"):
            begun.append((name[:-1].lower(), rule))
        else:
            whole[name.lower()].append(rule)
    return whole, begun


def is_tracking(name: str, value: str, domain: str | None = None) -> bool:
    """Whether a parameter, its name and value as they stand in the address, names no page of that domain."""
    name, value = unquote_plus(name).strip().lstrip("?").lower(), unquote_plus(value).strip()
    whole, begun = _rules_of_parameters()
    rules = [*whole.get(name, ()), *(rule for begin, rule in begun if name.startswith(begin))]
    return any(_fits_values(value, r.values) for r in rules if not r.domains or domain in r.domains)


def without_session(path: str) -> str:
    """A path without the session that Java and PHP servers write into it."""
    return _SESSION.sub("", path) if ";" in path else path


def _fits_values(value: str, values: str) -> bool:
    match values:
        case "any":
            return True
        case "yes":
            return value.lower() in _YES
        case "clock":
            return bool(_TIME_VALUE.fullmatch(value))
        case "token":
            return bool(_TOKEN_VALUE.fullmatch(value))
        case "words":
            return _is_referrer(value)
    return value.lower() in values.split("|")


def _is_referrer(value: str) -> bool:
    """Whether a value is words for where a reader came from; "twitter", "hp_lead_pos2", or nothing."""
    known = listed_words("referrers.txt")
    first, *rest = re.split(r"[^a-z0-9]+", value.lower().strip(" _-.:/")) or [""]
    if first not in known and not (first == "" and not rest):
        return first.startswith("http")
    return all(re.sub(r"\d{1,2}$", "", word) in known or re.fullmatch(r"\d{0,2}", word) for word in rest)
