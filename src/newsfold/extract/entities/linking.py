"""A story in one language: the chains of mentions joined by name, kind and what the gazetteer knows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsfold.extract.entities.bearers import is_borne
from newsfold.extract.entities.bodies import body_called, is_body
from newsfold.extract.entities.companies import without_legal_form
from newsfold.extract.entities.exonyms import gazetteer_of, is_country, places_called
from newsfold.extract.entities.forms import name_key, plain_names, without_articles
from newsfold.extract.entities.names import initials, is_acronym
from newsfold.extract.entities.persons import PersonMention, Persons
from newsfold.extract.entities.places import GazetteerPlace, likeliest, nation_name, people_of
from newsfold.extract.entities.settings import CITIES
from newsfold.extract.entities.sounds import script_of
from newsfold.extract.entities.words import place_words
from newsfold.language import learned
from newsfold.records import Article, EntityKind, Mention

NameKey = tuple[str, ...]


@dataclass(slots=True)
class MentionGroup:
    """What is one entity in one language: its spellings as printed, counted.

    `place` and `fixed_name` are the gazetteer's and the tables' of known bodies: the same in every language.
    """

    kind: EntityKind
    language: str
    spellings: Counter[str] = field(default_factory=Counter)
    place: GazetteerPlace | None = None
    country: str | None = None
    fixed_name: str | None = None
    slug_name: str | None = None


class Linker:
    """Holds the articles of a story that are in one language while they are linked.

    `settle` makes `groups`, and `keys`, the group of each mention by its article and number there.
    """

    def __init__(self, annotated: Sequence[tuple[Article, Sequence[Mention]]], language: str) -> None:
        self.annotated = sorted(annotated, key=lambda pair: pair[0].id)
        self.texts = {article.id: article.text for article, _ in self.annotated}
        self.language = language
        self.tables = gazetteer_of(language)
        self.rows = [(article, i, m) for article, found in self.annotated for i, m in enumerate(found)]
        named = {self._printed(m) for _, _, m in self.rows if m.form == "name"}
        self.plain = plain_names(named, language)
        self.kinds = self._story_kinds()
        self.groups: dict[NameKey, MentionGroup] = {}
        self.keys: dict[tuple[str, int], NameKey] = {}
        self.near: Counter[str] = Counter()
        self.borne = {
            self._printed(m)
            for article, _, m in self.rows
            if m.form == "name" and is_borne(article.text, m.span.start, m.span.end, language)
        }

    def large_places(self, near: Counter[str]) -> set[GazetteerPlace]:
        """The large cities, states and regions that the articles name as places; `near` as in `settle`."""
        named = {self._printed(m) for _, _, m in self.rows if m.form == "name" and self._kind(m) == "place"}
        places = {likeliest(places_called(name, self.language), near) for name in named}
        return {
            place for place in places if place and (place.level != "city" or place.population > CITIES.large)
        }

    def settle(
        self, near: Counter[str], abroad: Collection[GazetteerPlace] = (), borne: Collection[str] = ()
    ) -> None:
        """Find the groups; `near` says how often the story mentions each country, in all its languages.

        In a language without a gazetteer of its own, what was taken for a person is a place where it names
        one of `abroad`, the large places that other languages name, and is no part of a person's full name.
        `borne` are names that other languages give to a mine, a ship or the like.
        """
        self.near = near
        self.borne |= set(borne)
        self._take_for_places(abroad)
        person_of = self._persons()
        acronyms = self._acronyms()
        for article, i, mention in self.rows:
            if mention.form != "name" or self._kind(mention) == "person":
                continue
            key = self._thing(mention, acronyms)
            self.keys[article.id, i] = key
            self.groups[key].spellings[self._printed(mention)] += 1
        self.keys |= person_of

    def mentions(self, ids: Mapping[NameKey, str]) -> dict[str, list[Mention]]:
        """Every article's mentions with the ids of their groups filled in."""
        return {
            article.id: [
                replace(m, kind=self._kind(m), entity_id=ids.get(self.keys.get((article.id, i), ())))
                for i, m in enumerate(mentions_of)
            ]
            for article, mentions_of in self.annotated
        }

    def _printed(self, mention: Mention) -> str:
        return re.sub(r"\s+", " ", mention.span.of(self.texts[mention.article_id]))

    def _bare(self, mention: Mention) -> str:
        """The name as it is compared."""
        return self.plain[self._printed(mention)]

    # ── kinds ─────────────────────────────────────────────────────────────────────────────────────

    def _story_kinds(self) -> dict[str, EntityKind]:
        """One kind for each name over the story: what tables say, else the majority of its mentions."""
        votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
        for _, mentions_of in self.annotated:
            for mention in mentions_of:
                if mention.form == "name":
                    votes[name_key(self._bare(mention))][mention.kind] += 1
        kinds = {name: min(counts, key=lambda k: (-counts[k], k)) for name, counts in votes.items()}
        return {name: self._known_kind(name, kind) for name, kind in kinds.items()}

    def _known_kind(self, name: str, kind: EntityKind) -> EntityKind:
        """What a country or a known body is; a person who is named like one in Latin stays ("Israel")."""
        if is_body(name, self.language):
            return "organisation"
        namesake = kind == "person" and script_of(name) == "Latn"
        return "place" if is_country(name, self.language) and not namesake else kind

    def _take_for_places(self, abroad: Collection[GazetteerPlace]) -> None:
        if self.tables == self.language or not abroad:
            return
        names = {self._printed(m) for _, _, m in self.rows if m.form == "name"}
        persons = {name for name in names if self.kinds[name_key(self.plain[name])] == "person"}
        borne = {part for name in persons if len(parts := self.plain[name].split()) > 1 for part in parts}
        for name in persons:
            plain = self.plain[name]
            if plain not in borne and likeliest(places_called(name, self.language), self.near) in abroad:
                self.kinds[name_key(plain)] = "place"

    def _kind(self, mention: Mention) -> EntityKind:
        if mention.form != "name":
            return mention.kind
        return self.kinds[name_key(self._bare(mention))]

    def _persons(self) -> dict[tuple[str, int], NameKey]:
        """The key of every mention of a person that the story settles, by (article, position)."""
        persons = [
            PersonMention(article.id, i, m)
            for article, mentions_of in self.annotated
            for i, m in enumerate(mentions_of)
            if self._kind(m) == "person"
        ]
        if learned("names", self.language):
            persons = self._opened(persons)
        clusters = Persons(self.texts, persons, self._bare, self.language).run()
        result: dict[tuple[str, int], NameKey] = {}
        for article_id, i, mention in persons:
            cluster = clusters.get((article_id, i))
            if cluster is None:
                continue
            key: NameKey = ("person", str(cluster))
            result[article_id, i] = key
            group = self.groups.setdefault(key, MentionGroup("person", self.language))
            if mention.form == "name":
                group.spellings[self._printed(mention)] += 1
        return result

    def _opened(self, persons: Sequence[PersonMention]) -> list[PersonMention]:
        """The mentions, those left open whose chain has no full name.

        Where names alone are read, a chain is of equal spellings: an inflected surname has one of its own,
        and that says nothing of whom it means.
        """
        full = {(id, m.chain) for id, _, m in persons if m.form == "name" and " " in self._bare(m)}
        return [
            PersonMention(id, i, m if (id, m.chain) in full else replace(m, chain=None))
            for id, i, m in persons
        ]

    # ── everything else ───────────────────────────────────────────────────────────────────────────

    def countries(self) -> Counter[str]:
        """How often the articles mention each country: by name, people, or a city with one great reading."""
        counts: Counter[str] = Counter()
        for _, _, mention in self.rows:
            if mention.form != "name":
                continue
            name, kind = self._printed(mention), self._kind(mention)
            if kind == "nationality" and (iso := people_of(name, self.tables)):
                counts[iso] += 1
            if kind == "place" and (places_meant := places_called(name, self.language)):
                shared = places_meant[0].level == "country" and any(p.level == "state" for p in places_meant)
                large = places_meant[0].level != "city" or places_meant[0].population > 1_500_000
                sure = len(places_meant) == 1 or (large and not shared)
                if sure and places_meant[0].country:
                    counts[places_meant[0].country] += 1
        return counts

    def _acronyms(self) -> dict[str, str]:
        """The story's acronyms of bodies that one of its long names, and only one, spells out."""
        long_names: dict[str, set[str]] = defaultdict(set)
        short: set[str] = set()
        for _, mentions_of in self.annotated:
            for mention in mentions_of:
                if mention.form != "name" or self._kind(mention) != "organisation":
                    continue
                name = self._printed(mention)
                if is_acronym(name):
                    short.add(name_key(name.replace(".", "")))
                elif " " in name:
                    long_names[initials(name, self.language).casefold()].add(name_key(name))
        return {s: next(iter(long_names[s])) for s in sorted(short) if len(long_names.get(s, ())) == 1}

    def _thing(self, mention: Mention, acronyms: dict[str, str]) -> NameKey:
        name, kind = self._printed(mention), self._kind(mention)
        if kind == "place":
            return self._place(mention)
        if kind == "nationality":
            iso = people_of(name, self.tables)
            shown = nation_name(iso, self.tables) if iso else None
            key: NameKey = (kind, iso or name_key(name))
            group = self.groups.setdefault(key, MentionGroup(kind, self.language, country=iso or None))
            group.slug_name = shown
            return key
        shown = body_called(name, self.language)
        if kind == "organisation" and shown is None and is_acronym(name):
            long = acronyms.get(name_key(name.replace(".", "")))
            if long:
                return self._named(kind, long)
        plain = self._plain(mention)
        plain = without_legal_form(plain) if kind == "organisation" else plain
        key = self._named(kind, name_key(shown or plain))
        if shown:
            self.groups[key].fixed_name = shown
        return key

    def _named(self, kind: EntityKind, name: str) -> NameKey:
        key: NameKey = (kind, name)
        self.groups.setdefault(key, MentionGroup(kind, self.language))
        return key

    def _plain(self, mention: Mention) -> str:
        """The name without its article."""
        return without_articles(self._bare(mention), self.language)

    def _elsewhere(self, name: str, place: GazetteerPlace) -> bool:
        """Whether a city only lends its name to something of the story, which is of another country."""
        if place.level != "city" or not self.near or name not in self.borne:
            return False
        home = min(self.near, key=lambda iso: (-self.near[iso], iso))
        return place.country != home

    def _place(self, mention: Mention) -> NameKey:
        name = self._printed(mention)
        half = place_words(self.language).halves.get(name)
        name = half.name if half and self.near[half.beside] else name
        place = likeliest(places_called(name, self.language), self.near)
        if place is None or self._elsewhere(name, place):
            return self._named("place", name_key(self._plain(mention)))
        key: NameKey = ("place", place.level, place.name, place.country or "", place.admin)
        group = self.groups.setdefault(
            key, MentionGroup("place", self.language, place=place, country=place.country)
        )
        if place.level in ("country", "region"):
            group.fixed_name = place.name
        default = places_called(place.name if self.tables != self.language else name, self.tables)[0]
        same = (default.country, default.admin) == (place.country, place.admin)
        group.slug_name = place.name if same else f"{place.name} {place.country} {place.admin}"
        return key
