"""What an article's names name: one kind for each, by all that the text shows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsfold.extract.entities.lexicon import NamedSpan, known_names
from newsfold.extract.entities.places import readings
from newsfold.extract.entities.words import name_words, place_words
from newsfold.records import EntityKind
from newsfold.text import normal_name


def settled_kinds(text: str, names: Sequence[NamedSpan], language: str) -> list[NamedSpan]:
    """The names with one kind for each spelling over the text, by evidence and the majority of its tags.

    A name after a person's title is a person's, and so is a family name whose full form is a person's; a
    country is a place and its people a nationality wherever they stand alone.
    """
    sites = place_words(language).sites_printed
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for name in names:
        key = normal_name(text[name.start : name.end])
        votes[key][name.kind] += 2
        if _titled(text, name.start, language):
            votes[key]["person"] += 6
        elif name.kind in ("person", "organisation") and _stands_as_place(text, name, language):
            votes[key]["place"] += 3
    families = {
        words[-1]
        for key, counts in votes.items()
        if _winner(counts) == "person" and len(words := key.split()) in (2, 3)
    } | {key.split()[0] for key, counts in votes.items() if _winner(counts) == "person" and " " in key}
    kinds: dict[str, EntityKind] = {}
    for start, end, _ in names:
        key = normal_name(text[start:end])
        if key in kinds:
            continue
        fixed = fixed_kind(text[start:end], language)
        kinds[key] = fixed or _winner(votes[key])
        if kinds[key] == "organisation" and text[start:end].split()[-1] in sites:
            kinds[key] = "place"
        if key in families and fixed is None and kinds[key] == "organisation":
            kinds[key] = "person"
    return [NamedSpan(a, b, kinds[normal_name(text[a:b])]) for a, b, _ in names]


def _stands_as_place(text: str, name: NamedSpan, language: str) -> bool:
    """Whether a name that the gazetteer knows stands after "in" or, if no person's, after "at" or "to"."""
    words, before = place_words(language), text[max(0, name.start - 8) : name.start]
    inside = words.inside.search(before) is not None
    if not inside and (name.kind == "person" or not words.bound.search(before)):
        return False
    meanings = readings(text[name.start : name.end], language)
    return bool(meanings) and (inside or meanings[0].population > 100_000)


def _winner(counts: Counter[EntityKind]) -> EntityKind:
    return min(counts, key=lambda k: (-counts[k], k))


def _titled(text: str, start: int, language: str) -> bool:
    before = re.search(r"([^\W\d_]+)\.? $", text[max(0, start - 20) : start])
    if not before:
        return False
    word, titles = before.group(1), name_words(language)
    return word[0].isupper() and (word.casefold() in titles.courtesy or word in titles.titles_printed)


def fixed_kind(name: str, language: str) -> EntityKind | None:
    """The kind that a name has wherever it stands alone: countries, peoples, known bodies and events."""
    for _, end, kind in known_names(name, language, capitals=True):
        if end == len(name):
            return kind
        break
    meanings = readings(name, language)
    large = meanings and meanings[0].population > 1_000_000 and meanings[0].level in ("city", "state")
    return "place" if large and normal_name(meanings[0].name) == normal_name(name) else None
