"""Names that the text itself is searched for: countries, regions, peoples, world bodies, known events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from newsfold.extract.entities.names import without_article
from newsfold.extract.entities.places import gazetteer, people_of
from newsfold.language import table, words
from newsfold.once import once
from newsfold.records import EntityKind
from newsfold.text import normal_name


class NamedSpan(NamedTuple):
    """A name's characters [start, end) in a text, and what it names. Spans sort by place."""

    start: int
    end: int
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spellings by their first word, longest first, with kind; and every body's name to show by spelling."""

    by_first_word: Mapping[str, tuple[tuple[str, EntityKind], ...]]
    shown: Mapping[str, str]  # normalised spelling of a body or event → the name to show


@once
def lexicon(language: str) -> Lexicon:
    """The lexicon, read once."""
    entries: dict[str, EntityKind] = {}
    shown: dict[str, str] = {}
    for spelling in gazetteer(language).spellings:
        entries[spelling] = "nationality" if people_of(spelling, language) is not None else "place"
    files_of: tuple[tuple[str, EntityKind], ...] = (
        ("organisations", "organisation"),
        ("events", "event"),
    )
    for file, kind in files_of:
        for (line,) in table(file, language):
            spellings = line.split("|")
            for spelling in spellings:
                bare = spelling.removeprefix("*")
                shown[normal_name(bare)] = spellings[0]
                if bare == spelling:
                    entries[bare] = kind
    by_first: dict[str, list[tuple[str, EntityKind]]] = {}
    for spelling, kind in sorted(entries.items(), key=lambda e: (-len(e[0]), e[0])):
        by_first.setdefault(_first_word(spelling), []).append((spelling, kind))
    return Lexicon({word: tuple(found) for word, found in by_first.items()}, shown)


_LETTER_RUN = re.compile(r"[^\W\d_]+")


@once
def _common_words(language: str) -> frozenset[str]:
    """Words of the lexicon that are common words too, where a text has no capitals."""
    return frozenset(words("names", "common words too", language))


def _first_word(spelling: str) -> str:
    match = _LETTER_RUN.search(spelling)
    return match.group() if match else spelling


def known_names(text: str, language: str, capitals: bool | None = None) -> Iterator[NamedSpan]:
    """Spans of `text` that the lexicon knows, longest first at each word; they don't overlap.

    In lines without capitals, or with nothing else, longer names are found in any case; `capitals` says for
    all lines whether they tell names from words.
    """
    by_first_word = lexicon(language).by_first_word
    folded, common = _folded(language), _common_words(language)
    taken = 0
    for line in re.finditer(r"[^\n]+", text):
        cased = capitals
        if cased is None:
            cased = line.group() not in (line.group().upper(), line.group().lower())
        for word in _LETTER_RUN.finditer(text, line.start(), line.end()):
            if word.start() < taken:
                continue
            entries = (
                by_first_word.get(word.group(), ()) if cased else folded.get(word.group().casefold(), ())
            )
            for spelling, kind in entries:
                end = word.start() + len(spelling)
                printed = text[word.start() : end].replace("’", "'")
                if not cased and (len(spelling) < 5 or spelling.casefold() in common):
                    continue
                same = printed == spelling if cased else printed.casefold() == spelling.casefold()
                if same and not (text[end : end + 1].isalnum() and spelling[-1] != "."):
                    yield NamedSpan(word.start(), end, kind)
                    taken = end
                    break


@once
def _folded(language: str) -> Mapping[str, tuple[tuple[str, EntityKind], ...]]:
    by_word: dict[str, list[tuple[str, EntityKind]]] = {}
    for word, entries in lexicon(language).by_first_word.items():
        by_word.setdefault(word.casefold(), []).extend(entries)
    return {w: tuple(sorted(e, key=lambda x: (-len(x[0]), x[0]))) for w, e in by_word.items()}


def shown_name(name: str, language: str) -> str | None:
    """The name to show for a known body or event in any of its spellings; None if unknown."""
    return lexicon(language).shown.get(normal_name(without_article(name, language)))
