"""Bodies known the world over, by their names in each language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from newsfold.extract.entities.forms import keys_of
from newsfold.extract.entities.lexicon import shown_name
from newsfold.language import has_file, table
from newsfold.once import once


@lru_cache(maxsize=8192)
def body_called(name: str, language: str) -> str | None:
    """The English name of a known body or event that `name` names in an article of a language.

    A name that the language's own table lacks is read as an English one: "FBI" and "NATO" stand in all.
    """
    if not has_file("organisations.tsv", language) and has_file("bodies.tsv", language):
        known = _bodies(language)
        for key in keys_of(name, language):
            if key in known:
                return known[key]
    return shown_name(name, language if has_file("organisations.tsv", language) else "en")


def is_body(name: str, language: str) -> bool:
    """Whether `name` is in the table of bodies of a language that has no list of its own."""
    if has_file("organisations.tsv", language) or not has_file("bodies.tsv", language):
        return False
    return not _bodies(language).keys().isdisjoint(keys_of(name, language))


@once
def _bodies(language: str) -> Mapping[str, str]:
    by_key: dict[str, str] = {}
    for body, names in table("bodies", language):
        for name in names.split("|"):
            for key in keys_of(name, language):
                by_key.setdefault(key, body)
    return by_key
