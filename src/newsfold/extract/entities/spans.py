"""The characters of an article's names: tagger and lexicon as one, without what does not belong to a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from newsfold.extract.entities.kinds import settled_kinds
from newsfold.extract.entities.lexicon import NamedSpan, known_names
from newsfold.extract.entities.names import title_length
from newsfold.extract.entities.ner import labelled_names
from newsfold.extract.entities.places import country_of, people_of, readings
from newsfold.extract.entities.words import name_words, place_words
from newsfold.language import calendar_of, phrases, time_zones
from newsfold.records import EntityKind, Span

_KIND_OF_LABEL: dict[str, EntityKind] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "NAT": "nationality",
}


def found_names(doc: Doc, language: str = "en") -> list[NamedSpan]:
    """All names of a parsed text with their kinds settled over it: the tagger's and the lexicon's."""
    text = doc.text
    spans = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
    names = [
        NamedSpan(t.start, t.end, _KIND_OF_LABEL[t.label])
        for t in labelled_names(text, spans)
        if t.label in _KIND_OF_LABEL
    ]
    known = list(known_names(text, language))
    settled = settled_kinds(text, merged_names(text, names, known, language), language)
    return widened(doc, [name for name in settled if not _is_zone(text, name, language)], language)


def merged_names(
    text: str, tagged_names: Sequence[NamedSpan], known: Sequence[NamedSpan], language: str = "en"
) -> list[NamedSpan]:
    """Tagger's and lexicon's names as one list without overlaps.

    Spans lose titles, articles, possessives and marks. Of two that overlap the longer stays ("Bank of
    America"); of two alike, the lexicon's.
    """
    pieces = [piece for name in tagged_names for piece in _cut_name(text, name, language)]
    listed = set(known)
    ours = {t for piece in pieces if (t := _trimmed(text, piece, language))}
    result: list[NamedSpan] = []
    for name in sorted(ours | listed, key=lambda n: (n.start, n.start - n.end, n not in listed, n.kind)):
        if result and name.start < result[-1].end:
            if name.end - name.start <= result[-1].end - result[-1].start:
                continue
            result.pop()
        result.append(name)
    return result


def _cut_name(text: str, name: NamedSpan, language: str) -> list[NamedSpan]:
    """A span over several lines, or over two persons joined by "and" or a comma, as its parts."""
    words = name_words(language)
    marks = words.several_persons if name.kind == "person" else words.several_lines
    starts, ends = [name.start], []
    for match in marks.finditer(text[name.start : name.end]):
        ends.append(name.start + match.start())
        starts.append(name.start + match.end())
    ends.append(name.end)
    return [NamedSpan(a, b, name.kind) for a, b in zip(starts, ends, strict=True) if a < b]


_OUTER = " \t\n\"'“”‘’«»()[]{}:;,.!?-–—*•|/…_#"


_CLOCK_BEFORE = re.compile(r"(?:\d|[ap]\.?m\.?)\s?\(?$", re.IGNORECASE)


def _is_zone(text: str, name: NamedSpan, language: str) -> bool:
    """Whether a name is the zone of a clock: "10 p.m. PDT", "0735 GMT"."""
    written = text[name.start : name.end]
    return written in _zones(language) and bool(
        _CLOCK_BEFORE.search(text[max(0, name.start - 8) : name.start])
    )


@lru_cache(maxsize=16)
def _zones(language: str) -> frozenset[str]:
    zones = time_zones(language)
    return frozenset([*(zone.upper() for zone in zones.offsets), *zones.general])


@lru_cache(maxsize=16)
def _day_names(language: str) -> frozenset[str]:
    """What is a day or a month, and no name."""
    calendar = calendar_of(language)
    relative = phrases("calendar", "relative days", language)
    return frozenset(name.casefold() for name in (*calendar.weekdays, *calendar.months, *relative))


def _trimmed(text: str, name: NamedSpan, language: str) -> NamedSpan | None:
    words, place = name_words(language), place_words(language)
    start, end, kind = name
    changed = True
    while changed and start < end:
        before = (start, end)
        while start < end and text[start] in _OUTER:
            start += 1
        while end > start and text[end - 1] in _OUTER:
            if text[end - 1] == "." and words.kept_stop.search(text[start:end]):
                break
            end -= 1
        if lead := words.before_name.match(text[start:end]):
            start += lead.end()
        if ending := words.possessive_of_word.search(text[start:end]):
            end = start + ending.start() if ending.group() != "'" or kind != "organisation" else end
        if kind == "place" and (lead := place.side_of.match(text[start:end])):
            start += lead.end()
        if kind in ("person", "organisation"):
            start, kind = _untitled(text, NamedSpan(start, end, kind), language)
        changed = (start, end) != before
    if text[start:end] in words.surnames_printed and not words.article_before.search(
        text[max(0, start - 4) : start]
    ):
        return NamedSpan(start, end, kind)
    line = text[text.rfind("\n", 0, start) + 1 : end]
    is_name = _is_name(text[start:end], kind, language, cased=line != line.lower())
    return NamedSpan(start, end, kind) if is_name else None


def _untitled(text: str, name: NamedSpan, language: str) -> tuple[int, EntityKind]:
    """Past the titles of a person's name, and past a people before them; titles make it a person."""
    start, end, kind = name
    titles = name_words(language)
    words = text[start:end].split(" ")
    for size in (2, 1):
        ahead = " ".join(words[:size])
        if len(words) > size and (people_of(ahead, language) is not None or country_of(ahead, language)):
            rest = start + len(ahead) + 1
            if (cut := title_length(text[rest:end], language)) and rest + cut < end:
                return rest + cut, "person"
    if cut := title_length(text[start:end], language):
        first = words[0].strip(".").casefold()
        if kind == "person" or first in titles.courtesy or first in titles.person_titles:
            return start + cut, "person"
    return start, kind


def _is_name(name: str, kind: EntityKind, language: str, *, cased: bool) -> bool:
    if not name or not any(c.isalpha() for c in name) or len(name) > 120:
        return False
    words, folded = name_words(language), name.casefold()
    if folded in _day_names(language) or (len(name) < 2) or re.match(r"https?://|www\.|@", folded):
        return False
    if kind == "person" and (folded.strip(".") in words.offices or folded.strip(".") in words.courtesy):
        return False
    if not cased:
        return True
    return not name[0].islower() if kind == "nationality" else name != name.lower()


def _is_region(name: str, language: str) -> bool:
    meanings = readings(name, language)
    return bool(meanings) and meanings[0].level == "region"


def widened(doc: Doc, names: Sequence[NamedSpan], language: str = "en") -> list[NamedSpan]:
    """Names with the parts that the tagger cut off.

    A person's name takes the proper nouns right after it ("Lee Hsien" + "Loong"); a region takes the compass
    word before it ("eastern Siberia"); and beside the Koreas "the North" and "the South" name them.
    """
    text, places = doc.text, place_words(language)
    not_in_names = _day_names(language) | name_words(language).offices
    starts = {token.idx: token for token in doc}
    taken = {name.start for name in names}
    result = []
    for start, end, kind in names:
        if kind == "person":
            while (
                (after := starts.get(end + 1))
                and end + 1 not in taken
                and text[end] == " "
                and _is_name_part(after, not_in_names)
            ):
                end = after.idx + len(after.text)
        elif (
            kind == "place"
            and _is_region(text[start:end], language)
            and (compass := places.compass.search(text[max(0, start - 12) : start]))
        ):
            start -= len(compass.group())
        result.append(NamedSpan(start, end, kind))
    halves = {half.name for half in places.halves.values()}
    if places.half and any(text[name.start : name.end] in halves for name in names):
        alone = {match.span(1) for match in places.half.finditer(text)}
        result = [name for name in result if (name.start, name.end) not in alone]
        result += [NamedSpan(start, end, "place") for start, end in alone]
    wide = sorted(set(result))
    return [name for i, name in enumerate(wide) if i == 0 or name.start >= wide[i - 1].end]


def _is_name_part(token: Token, not_in_names: frozenset[str]) -> bool:
    word = token.text
    return (
        token.pos_ == "PROPN"
        and word[:1].isupper()
        and word.isalpha()
        and word.casefold() not in not_in_names
        and not word.isupper()
    )
