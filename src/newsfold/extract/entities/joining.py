"""Entities of a story over its languages: what is one is joined, each spelling stays.

Places are one where the gazetteer has one place for both names, bodies where the tables of known bodies
have one, and whatever else is written alike. Persons are one where their names sound alike (`sounds`) and
the story leaves no other reading: the best of each language for the other, clearly better than the next,
and never two of one language. A false join is worse than a missed one, so what stays open stays apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from newsfold.extract.entities.companies import company_likeness, company_sounds
from newsfold.extract.entities.forms import name_key, parts_of, possible_bases, without_titles
from newsfold.extract.entities.han import is_han, read_as
from newsfold.extract.entities.linking import Linker, MentionGroup, NameKey
from newsfold.extract.entities.names import is_acronym, mended, person_name, slug
from newsfold.extract.entities.settings import JOINING
from newsfold.extract.entities.sounds import Script, Sounds, likeness, script_of, sounds
from newsfold.language import languages
from newsfold.records import Article, Entity, Mention

Member = tuple[str, NameKey]  # a group: its language, and its key there

_MOST_COMPARED = 100  # persons of a language in a script that are compared by sounds, the most mentioned


@dataclass(frozen=True, slots=True)
class _Name:
    """One spelling of a person's name as it sounds; a name alone has no `first` and no `rest`."""

    parts: tuple[str, ...]  # as they are written
    language: str
    whole: Sounds
    family: Sounds
    first: Sounds | None = None  # given name
    head: Sounds | None = None  # the first part as it is written, be it the family's
    rest: Sounds | None = None  # and all others together


def linked(
    annotated: Sequence[tuple[Article, Sequence[Mention]]], known: Sequence[Entity]
) -> tuple[list[Entity], dict[str, list[Mention]]]:
    """Entities by id, and every article's mentions with the ids filled in."""
    by_language: dict[str, list[tuple[Article, Sequence[Mention]]]] = defaultdict(list)
    for article, listed in annotated:
        by_language[article.language].append((article, listed))
    linkers = [Linker(by_language[language], language) for language in sorted(by_language)]
    countries: Counter[str] = Counter()
    for linker in linkers:
        countries += linker.countries()
    places = (
        {linker.language: linker.large_places(countries) for linker in linkers} if len(linkers) > 1 else {}
    )
    borne = {name for linker in linkers for name in linker.borne}
    for linker in linkers:
        others = (named for language, named in places.items() if language != linker.language)
        linker.settle(countries, set().union(*others), borne)
    groups = {(linker.language, key): linker.groups[key] for linker in linkers for key in linker.groups}
    groups = {member: group for member, group in groups.items() if group.spellings}
    entities, ids = _entities(groups, _joined_groups(groups), known)
    mentions: dict[str, list[Mention]] = {}
    for linker in linkers:
        of_language = {key: id for (language, key), id in ids.items() if language == linker.language}
        mentions |= linker.mentions(of_language)
    return entities, mentions


# ── what is one ───────────────────────────────────────────────────────────────────────────────────


class _Sets:
    """Members joined in sets, and in which manner of writing each is: a language in a script."""

    def __init__(self, groups: Mapping[Member, MentionGroup]) -> None:
        self.sets = {member: {member} for member in groups}
        self.writing = {member: (member[0], _script(groups[member])) for member in groups}

    def join(self, left: Member, right: Member) -> None:
        both = self.sets[left] | self.sets[right]
        for member in both:
            self.sets[member] = both

    def fits(self, left: Member, right: Member) -> bool:
        """Whether the sets of both have no manner of writing in common."""
        writings = {self.writing[member] for member in self.sets[left]}
        return writings.isdisjoint(self.writing[member] for member in self.sets[right])

    def all(self) -> list[list[Member]]:
        return sorted({tuple(sorted(joined)): sorted(joined) for joined in self.sets.values()}.values())


def _script(group: MentionGroup) -> Script:
    return script_of(min(group.spellings, key=lambda spelling: (-group.spellings[spelling], spelling)))


def _joined_groups(groups: dict[Member, MentionGroup]) -> list[list[Member]]:
    """The groups that are one entity, a list for each."""
    sets = _Sets(groups)
    alike: dict[tuple[str, ...], Member] = {}
    for member in sorted(groups):
        if groups[member].kind != "person":
            sets.join(alike.setdefault(member[1], member), member)
    persons = {member: group for member, group in groups.items() if group.kind == "person"}
    names = {member: _sounding_names(group) for member, group in persons.items()}
    by_writing: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in sorted(persons, key=lambda m: (-persons[m].spellings.total(), m)):
        if len(by_writing[sets.writing[member]]) < _MOST_COMPARED:
            by_writing[sets.writing[member]].append(member)
    for members in by_writing.values():
        for variant, member in _variants(members, names):
            sets.join(variant, member)
            names[member] = sorted({*names[member], *names.pop(variant)}, key=str)
            members.remove(variant)
    for left, right in (*_one_person(by_writing, names), *_one_company(groups, sets)):
        if sets.fits(left, right):
            sets.join(left, right)
    return sets.all()


def _variants(
    members: Sequence[Member], names: Mapping[Member, Sequence[_Name]]
) -> list[tuple[Member, Member]]:
    """Persons of one language whose full names differ by a vowel alone, each with the one it is.

    Names from other scripts are spelt as each outlet hears them; Latin letters keep them, and a slip in those
    is settled where the language is linked. In Arabic a vowel that is written is long, and tells names apart.
    """
    spelt = ("Cyrl", "Deva", "Kana", "Hani")
    foreign = [member for member in members if all(name.whole.script in spelt for name in names[member])]
    is_of: dict[Member, Member] = {}
    for at, member in enumerate(foreign):
        same = [earlier for earlier in foreign[:at] if _same_but_for_a_vowel(names[earlier], names[member])]
        same = [earlier for earlier in same if earlier not in is_of]
        if len(same) == 1:
            is_of[member] = same[0]
    return list(is_of.items())


def _same_but_for_a_vowel(names: Sequence[_Name], others: Sequence[_Name]) -> bool:
    return any(
        left.first is not None
        and right.first is not None
        and left.whole.consonants == right.whole.consonants
        and len(left.whole.consonants) >= JOINING.together_sounds
        and left.whole.letters[:1] == right.whole.letters[:1]
        and DamerauLevenshtein.distance(left.whole.letters, right.whole.letters, score_cutoff=1) <= 1
        for left in names
        for right in others
    )


def _one_person(
    by_writing: Mapping[tuple[str, str], Sequence[Member]], names: Mapping[Member, Sequence[_Name]]
) -> list[tuple[Member, Member]]:
    """Pairs of persons of two languages, or of one in two scripts, that are one; the surest first."""
    pairs: list[tuple[float, Member, Member]] = []
    for writing, beside in combinations(sorted(by_writing), 2):
        scores = {
            (left, right): score
            for left in by_writing[writing]
            for right in by_writing[beside]
            if (score := _as_one(names[left], names[right]))
        }
        best = _Best(scores)
        pairs += [(score, *pair) for pair, score in scores.items() if best.clear(pair)]
    return [(left, right) for _, left, right in sorted(pairs, key=lambda row: (-row[0], row[1:]))]


def _one_company(groups: Mapping[Member, MentionGroup], sets: _Sets) -> list[tuple[Member, Member]]:
    """Pairs of bodies in two scripts that are one by their sounds, likewise."""
    by_writing: dict[tuple[str, str], list[Member]] = defaultdict(list)
    heard = {}
    for member in sorted(groups, key=lambda m: (-groups[m].spellings.total(), m)):
        group = groups[member]
        if group.kind != "organisation" or len(by_writing[sets.writing[member]]) >= _MOST_COMPARED:
            continue
        if listed := company_sounds(group.spellings, group.language):
            heard[member] = listed
            by_writing[sets.writing[member]].append(member)
    pairs: list[tuple[float, Member, Member]] = []
    for writing, beside in combinations(sorted(by_writing), 2):
        if writing[1] != beside[1]:
            scores = {
                (left, right): score
                for left in by_writing[writing]
                for right in by_writing[beside]
                if (score := company_likeness(heard[left], heard[right]))
            }
            best = _Best(scores)
            pairs += [(score, *pair) for pair, score in scores.items() if best.clear(pair)]
    return [(left, right) for _, left, right in sorted(pairs, key=lambda row: (-row[0], row[1:]))]


class _Best:
    """Which of the pairs of two languages are clearly the best for both sides."""

    def __init__(self, scores: dict[tuple[Member, Member], float]) -> None:
        self.scores = scores
        self.by_side: dict[tuple[int, Member], list[float]] = defaultdict(list)
        for pair, score in scores.items():
            for side, member in enumerate(pair):
                self.by_side[side, member].append(score)
        for listed in self.by_side.values():
            listed.sort(reverse=True)

    def clear(self, pair: tuple[Member, Member]) -> bool:
        """Whether neither side has another reading that is near this one."""
        score = self.scores[pair]
        for side, member in enumerate(pair):
            best = self.by_side[side, member]
            if score < best[0] or (len(best) > 1 and best[1] > score - JOINING.clear):
                return False
        return True


def _sounding_names(group: MentionGroup) -> list[_Name]:
    """The spellings of a person as they sound: those in full, or where none is, the names alone."""
    language = group.language
    spelt = {
        tuple(parts_of(re.sub("[-‐‑]", " ", " ".join(without_titles(parts_of(s), language))))) or (s,)
        for s in group.spellings
    }
    read = {_sounding_name(parts, language) for parts in spelt}
    stems = {tuple(possible_bases(part, language)[-1] for part in parts) for parts in spelt}
    heard = {name.whole.consonants for name in read}
    read |= {
        stem
        for parts in stems - spelt
        if (stem := _sounding_name(parts, language)).whole.consonants not in heard
    }
    full = {name for name in read if name.first is not None}
    return sorted(full or read, key=str)


def _sounding_name(parts: tuple[str, ...], language: str) -> _Name:
    whole = sounds("".join(parts), language)
    if len(parts) == 1:
        return _Name(parts, language, whole=whole, family=whole)
    western = not person_name(" ".join(parts), language).family_first
    return _Name(
        parts,
        language,
        whole=whole,
        family=sounds(parts[-1 if western else 0], language),
        first=sounds(parts[0 if western else 1], language),
        head=sounds(parts[0], language),
        rest=sounds("".join(parts[1:]), language),
    )


def _as_one(names: Sequence[_Name], others: Sequence[_Name]) -> float:
    """How surely two persons are one by their names, 0..1; 0 where they are not."""
    return max((_name_likeness(left, right) for left in names for right in others), default=0.0)


def _name_likeness(left: _Name, right: _Name) -> float:
    if left.whole.letters == right.whole.letters and len(left.whole.letters) > 3:
        return 1.0
    if _read_as(left, right) or _read_as(right, left):
        return 1.0
    if left.first and right.first:
        return max(_by_family(left, right), _in_order(left, right))
    alone = whole = 0.0
    if min(len(left.family.consonants), len(right.family.consonants)) >= JOINING.alone_sounds:
        alone = likeness(left.family, right.family, JOINING.alone)
    if min(len(left.whole.consonants), len(right.whole.consonants)) >= JOINING.together_sounds:
        whole = likeness(left.whole, right.whole, JOINING.alone)
    return max(alone, whole)


def _read_as(left: _Name, right: _Name) -> bool:
    """Whether the left is in Chinese characters, and the right one of their Japanese or Korean readings."""
    if right.first is None or right.whole.script not in ("Latn", "Cyrl"):
        return False
    written = "".join(left.parts)
    return is_han(written) and read_as(written, right.parts, left.language, right.whole.script)


def _by_family(left: _Name, right: _Name) -> float:
    """By the last name and the first; what is between may be left out."""
    family = likeness(left.family, right.family, JOINING.family)
    if not (left.first and right.first and family):
        return 0.0
    given = likeness(left.first, right.first, JOINING.given)
    score = (family + given + likeness(left.whole, right.whole)) / 3
    return score if given and score >= JOINING.full else 0.0


def _in_order(left: _Name, right: _Name) -> float:
    """By all parts in their order, for names of which the family comes first, or is of several parts."""
    if not (left.head and right.head and left.rest and right.rest):
        return 0.0
    head = likeness(left.head, right.head, JOINING.family)
    if not head or min(len(left.rest.consonants), len(right.rest.consonants)) < JOINING.rest_sounds:
        return 0.0
    rest = likeness(left.rest, right.rest, JOINING.rest)
    return (head + rest + likeness(left.whole, right.whole)) / 3 if rest else 0.0


# ── the entities themselves ───────────────────────────────────────────────────────────────────────


def _entities(
    groups: dict[Member, MentionGroup], joined: Sequence[Sequence[Member]], known: Sequence[Entity]
) -> tuple[list[Entity], dict[Member, str]]:
    lent: dict[tuple[str, str], set[int]] = defaultdict(set)
    for i, entity in enumerate(known):
        for alias in {entity.name, *entity.aliases}:
            lent[entity.kind, name_key(alias)].add(i)
    by_id: dict[str, list[tuple[MentionGroup, str]]] = defaultdict(list)
    ids: dict[Member, str] = {}
    for members in joined:
        ordered = sorted((groups[member] for member in members), key=_precedence)
        first = ordered[0]
        name = _shown_name(first)
        before = _known_entity(ordered, lent, known)
        identity = before.id if before else slug(first.kind, first.slug_name or name, first.language)
        ids |= dict.fromkeys(members, identity)
        by_id[identity] += [(group, before.name if before else name) for group in ordered]
    return [_entity(identity, by_id[identity]) for identity in sorted(by_id)], ids


def _precedence(group: MentionGroup) -> tuple[bool, int, str]:
    """Which language names an entity: for a person one that has the name in full; then as they are listed."""
    order = list(languages())
    full = group.kind != "person" or any(person_name(s, group.language).full for s in group.spellings)
    at = order.index(group.language) if group.language in order else len(order)
    return not full, at, group.language


def _known_entity(
    groups: Sequence[MentionGroup], lent: dict[tuple[str, str], set[int]], known: Sequence[Entity]
) -> Entity | None:
    if groups[0].kind == "place":
        return None  # the gazetteer gives lasting ids
    bearers: set[int] = set()
    for group in groups:
        for spelling in group.spellings:
            if group.kind != "person" or person_name(spelling, group.language).full:
                bearers |= lent.get((group.kind, name_key(spelling)), set())
    return known[min(bearers)] if len({known[i].id for i in bearers}) == 1 else None


def _entity(identity: str, members: Sequence[tuple[MentionGroup, str]]) -> Entity:
    group, name = members[0]
    aliases = {s for g, _ in members for s in g.spellings}
    # A name that no article prints is none of an entity's spellings; of a person or place in English it is
    # what the spellings are known as.
    if (group.kind not in ("organisation", "event") or not group.fixed_name) and group.language == "en":
        aliases.add(name)
    place = next((g.place for g, _ in members if g.place), None)
    return Entity(
        id=identity,
        name=name,
        kind=group.kind,
        aliases=tuple(sorted(aliases)),
        country=group.country,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _shown_name(group: MentionGroup) -> str:
    """The name to show: the gazetteer's or lexicon's, else the fullest and most frequent spelling."""
    if group.fixed_name:
        return group.fixed_name
    spellings = group.spellings
    if group.kind == "person":
        full = {s: n for s, n in spellings.items() if person_name(s, group.language).full}
        best = max(full or spellings, key=lambda s: (s != s.upper(), spellings[s], len(s), s))
        return mended(best) if script_of(best) == "Latn" else best
    long = {s: n for s, n in spellings.items() if not is_acronym(s)} or spellings
    return max(long, key=lambda s: (s != s.upper(), long[s], len(s), s))
