"""Entities of a story: the chains of its articles joined by name, kind and what the gazetteer knows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsfold.extract.entities.lexicon import shown_name
from newsfold.extract.entities.names import (
    initials,
    is_acronym,
    mended,
    person_name,
    slug,
    without_article,
)
from newsfold.extract.entities.persons import PersonMention, Persons
from newsfold.extract.entities.places import Place, located, nation_name, people_of, readings
from newsfold.extract.entities.words import place_words
from newsfold.records import Article, Entity, EntityKind, Mention
from newsfold.text import normal_name

Key = tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """What will be one entity: its spellings as printed, counted."""

    kind: EntityKind
    spellings: Counter[str] = field(default_factory=Counter)
    place: Place | None = None
    country: str | None = None
    fixed_name: str | None = None
    slug_name: str | None = None


class Linker:
    """Holds one story while it is linked; `run` gives the result."""

    def __init__(
        self, annotated: Sequence[tuple[Article, Sequence[Mention]]], known: Sequence[Entity]
    ) -> None:
        self.annotated = sorted(annotated, key=lambda pair: pair[0].id)
        self.texts = {article.id: article.text for article, _ in self.annotated}
        languages = Counter(article.language for article, _ in annotated)
        self.language = min(languages, key=lambda code: (-languages[code], code), default="en")
        self.known = known
        self.kinds = self._story_kinds()
        self.groups: dict[Key, _Group] = {}

    def run(self) -> tuple[list[Entity], dict[str, list[Mention]]]:
        """Entities by id and every article's mentions with the ids filled in."""
        person_of = self._persons()
        keys: dict[tuple[str, int], Key] = {}
        rows = [(article, i, m) for article, found in self.annotated for i, m in enumerate(found)]
        self.near = self._countries(rows)
        acronyms = self._acronyms()
        for article, i, mention in rows:
            if mention.form != "name" or self._kind(mention) == "person":
                continue
            key = self._thing(mention, acronyms)
            keys[article.id, i] = key
            self.groups[key].spellings[self._printed(mention)] += 1
        for place, key in person_of.items():
            keys[place] = key
        entities, ids = self._entities()
        linked = {
            article.id: [
                replace(m, kind=self._kind(m), entity_id=ids.get(keys.get((article.id, i), ())))
                for i, m in enumerate(found)
            ]
            for article, found in self.annotated
        }
        return entities, linked

    def _printed(self, mention: Mention) -> str:
        return re.sub(r"\s+", " ", mention.span.of(self.texts[mention.article_id]))

    # ── kinds ─────────────────────────────────────────────────────────────────────────────────────

    def _story_kinds(self) -> dict[str, EntityKind]:
        """One kind for each name over the story: the majority of its mentions, persons' surnames kept."""
        votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
        for _, found in self.annotated:
            for mention in found:
                if mention.form == "name":
                    votes[normal_name(self._printed(mention))][mention.kind] += 1
        return {name: min(counts, key=lambda k: (-counts[k], k)) for name, counts in votes.items()}

    def _kind(self, mention: Mention) -> EntityKind:
        if mention.form != "name":
            return mention.kind
        return self.kinds[normal_name(self._printed(mention))]

    def _persons(self) -> dict[tuple[str, int], Key]:
        """The key of every mention of a person that the story settles, by (article, position)."""
        persons = [
            PersonMention(article.id, i, m)
            for article, found in self.annotated
            for i, m in enumerate(found)
            if self._kind(m) == "person"
        ]
        clusters = Persons(self.texts, persons, self._printed, self.language).run()
        result: dict[tuple[str, int], Key] = {}
        for article_id, i, mention in persons:
            cluster = clusters.get((article_id, i))
            if cluster is None:
                continue
            key: Key = ("person", str(cluster))
            result[article_id, i] = key
            group = self.groups.setdefault(key, _Group("person"))
            if mention.form == "name":
                group.spellings[self._printed(mention)] += 1
        return result

    # ── everything else ───────────────────────────────────────────────────────────────────────────

    def _countries(self, rows: Sequence[tuple[Article, int, Mention]]) -> Counter[str]:
        """How often the story mentions each country: by name, people, or a city with one great reading."""
        counts: Counter[str] = Counter()
        for _, _, mention in rows:
            if mention.form != "name":
                continue
            name, kind = self._printed(mention), self._kind(mention)
            if kind == "nationality" and (iso := people_of(name, self.language)):
                counts[iso] += 1
            if kind == "place" and (found := readings(name, self.language)):
                shared = found[0].level == "country" and any(p.level == "state" for p in found)
                large = found[0].level != "city" or found[0].population > 1_500_000
                sure = len(found) == 1 or (large and not shared)
                if sure and found[0].country:
                    counts[found[0].country] += 1
        return counts

    def _acronyms(self) -> dict[str, str]:
        """The story's acronyms of bodies that one of its long names, and only one, spells out."""
        long_names: dict[str, set[str]] = defaultdict(set)
        short: set[str] = set()
        for _, found in self.annotated:
            for mention in found:
                if mention.form != "name" or self._kind(mention) != "organisation":
                    continue
                name = self._printed(mention)
                if is_acronym(name):
                    short.add(normal_name(name.replace(".", "")))
                elif " " in name:
                    long_names[initials(name, self.language).casefold()].add(normal_name(name))
        return {s: next(iter(long_names[s])) for s in sorted(short) if len(long_names.get(s, ())) == 1}

    def _thing(self, mention: Mention, acronyms: dict[str, str]) -> Key:
        name, kind = self._printed(mention), self._kind(mention)
        if kind == "place":
            return self._place(name)
        if kind == "nationality":
            iso = people_of(name, self.language)
            shown = nation_name(iso, self.language) if iso else None
            key: Key = (kind, iso or normal_name(name))
            group = self.groups.setdefault(key, _Group(kind, country=iso or None))
            group.slug_name = shown
            return key
        shown = shown_name(name, self.language)
        if kind == "organisation" and shown is None and is_acronym(name):
            long = acronyms.get(normal_name(name.replace(".", "")))
            if long:
                return self._named(kind, long)
        key = self._named(kind, normal_name(shown or without_article(name, self.language)))
        if shown:
            self.groups[key].fixed_name = shown
        return key

    def _named(self, kind: EntityKind, name: str) -> Key:
        key: Key = (kind, name)
        self.groups.setdefault(key, _Group(kind))
        return key

    def _place(self, name: str) -> Key:
        half = place_words(self.language).halves.get(name)
        name = half.name if half and self.near[half.beside] else name
        place = located(name, self.near, self.language)
        if place is None:
            return self._named("place", normal_name(name))
        key: Key = ("place", place.level, place.name, place.country or "", place.admin)
        group = self.groups.setdefault(key, _Group("place", place=place, country=place.country))
        if place.level in ("country", "region"):
            group.fixed_name = place.name
        default = readings(name, self.language)[0]
        same = (default.country, default.admin) == (place.country, place.admin)
        group.slug_name = place.name if same else f"{place.name} {place.country} {place.admin}"
        return key

    # ── the entities themselves ───────────────────────────────────────────────────────────────────

    def _entities(self) -> tuple[list[Entity], dict[Key, str]]:
        lent: dict[tuple[str, str], set[int]] = defaultdict(set)
        for i, entity in enumerate(self.known):
            for alias in {entity.name, *entity.aliases}:
                lent[entity.kind, normal_name(alias)].add(i)
        by_id: dict[str, list[tuple[Key, str]]] = defaultdict(list)
        ids: dict[Key, str] = {}
        for key in sorted(self.groups):
            group = self.groups[key]
            if not group.spellings:
                continue
            name = self._shown(group)
            before = self._known(group, lent)
            identity = before.id if before else slug(group.kind, group.slug_name or name, self.language)
            ids[key] = identity
            by_id[identity].append((key, before.name if before else name))
        return [self._entity(identity, by_id[identity]) for identity in sorted(by_id)], ids

    def _known(self, group: _Group, lent: dict[tuple[str, str], set[int]]) -> Entity | None:
        if group.kind == "place":
            return None  # the gazetteer gives lasting ids
        found: set[int] = set()
        for spelling in group.spellings:
            if group.kind != "person" or person_name(spelling, self.language).full:
                found |= lent.get((group.kind, normal_name(spelling)), set())
        return self.known[min(found)] if len({self.known[i].id for i in found}) == 1 else None

    def _entity(self, identity: str, members: Sequence[tuple[Key, str]]) -> Entity:
        groups = [self.groups[key] for key, _ in members]
        group = groups[0]
        name = members[0][1]
        aliases = {s for g in groups for s in g.spellings}
        if group.kind not in ("organisation", "event") or not group.fixed_name:
            aliases.add(
                name
            )  # the lexicon's full name of a body is none of its spellings unless it's printed
        place = group.place
        return Entity(
            id=identity,
            name=name,
            kind=group.kind,
            aliases=tuple(sorted(aliases)),
            country=group.country,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
        )

    def _shown(self, group: _Group) -> str:
        """The name to show: the gazetteer's or lexicon's, else the fullest and most frequent spelling."""
        if group.fixed_name:
            return group.fixed_name
        spellings = group.spellings
        if group.kind == "person":
            full = {s: n for s, n in spellings.items() if person_name(s, self.language).full}
            best = max(full or spellings, key=lambda s: (s != s.upper(), spellings[s], len(s), s))
            return mended(best)
        long = {s: n for s, n in spellings.items() if not is_acronym(s)} or spellings
        return max(long, key=lambda s: (s != s.upper(), long[s], len(s), s))
