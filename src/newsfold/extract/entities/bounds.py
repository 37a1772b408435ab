"""What the tagger of eleven languages takes for a name, or for a part of one, and lists of words know better.

The tagger was taught on little Arabic, and runs over what stands between names: an "and" that is written with
the next word, titles, blessings. `name_bounds.txt` says them; a language without one keeps the names as they
are. And no person is called by one word behind "a", "two" or, in the plural, "the": there stand nouns and
peoples ("die Bergmänner", "los chilenos"), in German with an adjective between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsfold.extract.entities.forms import name_forms
from newsfold.extract.entities.settings import FORMS
from newsfold.extract.entities.sounds import script_of
from newsfold.extract.entities.tagger import Tagged
from newsfold.language import either, has_file, phrases, territory_names, words
from newsfold.text import strip_accents

_WORD_LIST = "name_bounds"
_SPACE_RUN, _NON_SPACE = re.compile(r"\s+"), re.compile(r"[^\s]+")
_SCRIPT_LETTERS = 20  # of a name, by which its script is known
_TEXT_BEFORE = 40  # characters before a name in which its article stands


@dataclass(frozen=True, slots=True)
class _Bounds:
    before: re.Pattern[str]  # a person's name
    behind: re.Pattern[str]
    joining: re.Pattern[str]
    whole: frozenset[str]  # words that begin as if they were joined
    people: re.Pattern[str]
    countries: frozenset[str]


def bounded(text: str, names: Sequence[Tagged], language: str) -> list[Tagged]:
    """The names without titles and blessings, joined ones each by itself, and none that is a people's.

    An "and" that is written with its word stays with the name that it begins.
    """
    if not has_file(f"{_WORD_LIST}.txt", language):
        return list(names)
    rules = _bound_rules(language)
    pieces = (piece for name in names for piece in _parted(text, name, rules))
    return [cut for piece in pieces if (cut := _trimmed_name(text, piece, rules)) is not None]


def without_nouns(text: str, names: Sequence[Tagged], language: str) -> list[Tagged]:
    """The names but for persons of one word that stand as nouns do, and that no full name has."""
    before = _before_noun(language)
    if before is None:
        return list(names)
    printed = {name: text[name.start : name.end] for name in names}
    borne = {word for name, p in printed.items() if name.kind == "person" and " " in p for word in p.split()}
    nouns = {
        printed[name]
        for name in names
        if name.kind == "person"
        and printed[name] not in borne
        and " " not in printed[name]
        and before.search(strip_accents(text[max(0, name.start - _TEXT_BEFORE) : name.start]))
    }
    return [name for name in names if name.kind != "person" or printed[name] not in nouns]


@lru_cache(maxsize=16)
def _before_noun(language: str) -> re.Pattern[str] | None:
    forms, endings = name_forms("noun", language), name_forms("adjective", language)
    adjective = rf"(?:[^\W\d_]+(?:{either(endings)})\s+)?" if endings else ""
    return re.compile(rf"(?<!\w)(?:{either(forms)})\s+{adjective}$", re.IGNORECASE) if forms else None


def _parted(text: str, name: Tagged, rules: _Bounds) -> Iterator[Tagged]:
    """Two persons or places that an "and" joins, and a name beside its spelling in other letters."""
    start = name.start
    for match in _SPACE_RUN.finditer(text, name.start, name.end):
        left, right = match.span()
        word = _NON_SPACE.match(text, right, name.end)
        if word is None or left == start:
            continue
        scripts = {script_of(text[start:left][-_SCRIPT_LETTERS:]), script_of(word[0])}
        respelt = "Latn" in scripts and len(scripts) > 1
        joined = rules.joining.fullmatch(word[0]) and word[0] not in rules.whole
        if respelt or (joined and name.kind != "organisation"):
            yield Tagged(start, left, name.kind)
            start = right
    yield Tagged(start, name.end, name.kind)


def _trimmed_name(text: str, name: Tagged, rules: _Bounds) -> Tagged | None:
    start, end = name.start, name.end
    if match := rules.behind.search(text, start, end):
        end = match.start()
    while name.kind == "person" and (match := rules.before.match(text, start, end)):
        start = match.end()
    printed = text[start:end]
    if sum(map(str.isalpha, printed)) < 2:
        return None
    plain = strip_accents(printed)
    is_people = rules.people.fullmatch(plain) and plain not in rules.countries
    return None if is_people else Tagged(start, end, name.kind)


@lru_cache(maxsize=4)
def _bound_rules(language: str) -> _Bounds:
    prefixes = either(sorted(words(_WORD_LIST, "prefixes", language), key=lambda form: (-len(form), form)))
    before = either(words(_WORD_LIST, "before a person", language))
    (article,) = words(_WORD_LIST, "article", language)
    country_ends = re.compile(rf"(?:{either(words(_WORD_LIST, 'endings of countries', language))})$")
    countries = {strip_accents(name) for listed in territory_names(language).values() for name in listed}
    stems = {
        stem
        for name in countries
        for word in name.split()
        if len(stem := country_ends.sub("", word.removeprefix(article))) >= FORMS.people
    }
    endings = either(
        sorted(words(_WORD_LIST, "endings of peoples", language), key=lambda form: (-len(form), form))
    )
    people = rf"(?:{prefixes})?(?:{either(sorted(stems))})(?:{endings})"
    return _Bounds(
        before=re.compile(rf"(?:{prefixes})?(?:{before})\s+(?=\w)"),
        behind=re.compile(rf"\s*\(?\s*(?:{either(phrases(_WORD_LIST, 'behind a name', language))})\s*\)?$"),
        joining=re.compile(rf"(?:{either(words(_WORD_LIST, 'and', language))})\w{{{FORMS.joined},}}\S*"),
        whole=frozenset(words(_WORD_LIST, "begins so itself", language)),
        people=re.compile(people),
        countries=frozenset(countries | {name.removeprefix(article) for name in countries}),
    )
