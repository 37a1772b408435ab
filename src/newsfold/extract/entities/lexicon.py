"""Names that the text itself is searched for: countries, regions, peoples, world bodies, known events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsfold.extract.entities.places import gazetteer, people_of
from newsfold.language import table
from newsfold.records import EntityKind
from newsfold.text import normal_name


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spellings by their first word, longest first, with kind; and every body's name to show by spelling."""

    by_first_word: Mapping[str, tuple[tuple[str, EntityKind], ...]]
    shown: Mapping[str, str]  # normalised spelling of a body or event → the name to show


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    entries: dict[str, EntityKind] = {}
    shown: dict[str, str] = {}
    for spelling in gazetteer().spellings:
        entries[spelling] = "nationality" if people_of(spelling) is not None else "place"
    files_of: tuple[tuple[str, EntityKind], ...] = (
        ("organisations", "organisation"),
        ("events", "event"),
    )
    for file, kind in files_of:
        for (line,) in table(file):
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


_WORD = re.compile(r"[^\W\d_]+")
# words of the table that are common words too where a text has no capitals
_COMMON = frozenset(
    """turkey china chad jordan georgia polish pole poles niger mali oman guinea dominica dane danes finn
    swiss roma kiwi kiwis german us u.s. who tass capitol pacific atlantic west east far east greek
    dutch swede swedes mideast watergate easter christmas thanksgiving ansa nato english welsh roman
    christian christians persian brits scot ice interim
    """.split()
)


def _first_word(spelling: str) -> str:
    match = _WORD.search(spelling)
    return match.group() if match else spelling


def known_names(text: str, capitals: bool | None = None) -> Iterator[tuple[int, int, EntityKind]]:
    """Spans of `text` that the lexicon knows, longest first at each word; they don't overlap.

    In lines without capitals, or with nothing else, longer names are found in any case; `capitals` says for
    all lines whether they tell names from words.
    """
    table = lexicon().by_first_word
    folded = _folded_table()
    taken = 0
    for line in re.finditer(r"[^\n]+", text):
        cased = capitals
        if cased is None:
            cased = line.group() not in (line.group().upper(), line.group().lower())
        for word in _WORD.finditer(text, line.start(), line.end()):
            if word.start() < taken:
                continue
            entries = table.get(word.group(), ()) if cased else folded.get(word.group().casefold(), ())
            for spelling, kind in entries:
                end = word.start() + len(spelling)
                printed = text[word.start() : end].replace("’", "'")
                if not cased and (len(spelling) < 5 or spelling.casefold() in _COMMON):
                    continue
                same = printed == spelling if cased else printed.casefold() == spelling.casefold()
                if same and not (text[end : end + 1].isalnum() and spelling[-1] != "."):
                    yield word.start(), end, kind
                    taken = end
                    break


@lru_cache(maxsize=1)
def _folded_table() -> Mapping[str, tuple[tuple[str, EntityKind], ...]]:
    found: dict[str, list[tuple[str, EntityKind]]] = {}
    for word, entries in lexicon().by_first_word.items():
        found.setdefault(word.casefold(), []).extend(entries)
    return {w: tuple(sorted(e, key=lambda x: (-len(x[0]), x[0]))) for w, e in found.items()}


def shown_name(name: str) -> str | None:
    """The name to show for a known body or event in any of its spellings; None if unknown."""
    return lexicon().shown.get(normal_name(re.sub(r"(?i)^the\s+", "", name)))
