"""Who is meant inside one article: bare surnames, and offices by who holds them.

Every rule settles a case only where the text leaves one candidate; the rest stays open (None). A surname
alone belongs to the person the article introduced with it. Newswriters introduce a second bearer in full each
time, so the name stays with its first holder once it has been used alone for that person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsfold.extract.entities.names import PersonName, person_name, same_person
from newsfold.extract.entities.roles import Office, Role, holds
from newsfold.extract.entities.words import KinWords, given_names, kin_words, name_words
from newsfold.language import grammar


@dataclass(slots=True, kw_only=True)
class Person:
    """One person of one article while it is being read."""

    chain: int
    name: PersonName
    starts: list[int]  # where named in full, or at all if never in full
    sex: str | None = None
    roles: dict[Role, int] = field(default_factory=dict)  # each with where it is first given


def sex_of(text: str, start: int, name: PersonName, language: str = "en") -> str | None:
    """ "m", "f" or None, from the title or the kin word before the name, else from the given name."""
    kin, titles = kin_words(language), name_words(language)
    if before := kin.before_name.search(text[max(0, start - 16) : start]):
        return "f" if before.group(1).casefold() in kin.women else "m"
    title = re.search(r"(\w+)\.? $", text[max(0, start - 12) : start])
    if title:
        word = title.group(1).casefold()
        if word in titles.male_titles or word in titles.female_titles:
            return "m" if word in titles.male_titles else "f"
    return given_names(language).get(name.given[0]) if name.given and not name.family_first else None


def people(
    text: str, spans: Sequence[tuple[int, int]], language: str
) -> tuple[list[Person], dict[tuple[int, int], int]]:
    """The article's persons, and the person (index) of every name span that is settled."""
    persons: list[Person] = []
    whose: dict[tuple[int, int], int] = {}
    bare: list[tuple[tuple[int, int], PersonName]] = []
    alike: dict[str, list[int]] = defaultdict(list)  # by the family name's last word's first letter
    at: dict[PersonName, int] = {}
    for span in sorted(spans):
        name = person_name(text[span[0] : span[1]], language)
        if not name.full:
            bare.append((span, name))
            continue
        if name not in at:
            same_initial = alike[name.family.split(" ")[-1][:1]]
            known = [i for i in same_initial if same_person(persons[i].name, name, language)]
            at[name] = known[0] if len(known) == 1 else len(persons)
            if len(known) != 1:
                same_initial.append(len(persons))
                persons.append(Person(chain=len(persons), name=name, starts=[]))
        person = persons[at[name]]
        person.starts.append(span[0])
        person.sex = person.sex or sex_of(text, span[0], name, language)
        whose[span] = at[name]
    _settle_bare(text, bare, persons, whose, language)
    role_at = grammar("newsfold.extract.entities.offices", language).role_at
    for span, i in whose.items():
        if role := role_at(text, *span):
            persons[i].roles[role] = min(span[0], persons[i].roles.get(role, span[0]))
    return persons, whose


def _settle_bare(
    text: str,
    bare: Sequence[tuple[tuple[int, int], PersonName]],
    persons: list[Person],
    whose: dict[tuple[int, int], int],
    language: str,
) -> None:
    held: dict[str, tuple[int, int]] = {}  # surname → (holder, times used alone)
    alone: dict[str, int] = {}
    first_alone: dict[str, int] = {}  # surname → where it first stands alone
    bearing = Bearers([p.name for p in persons])
    words = kin_words(language)
    kin = _relatives(text, whose, words)
    for span, name in bare:
        sex = sex_of(text, span[0], name, language)
        fitting = bearing.of(name.family)
        fitting = [i for i in fitting if not (sex and persons[i].sex and persons[i].sex != sex)]
        headed = words.heads_of_state.search(text[max(0, span[0] - 20) : span[0]])
        unnamed = not fitting or (headed and kin >= set(fitting))
        if unnamed and name.family not in alone:  # never named in full here: one person of that name
            alone[name.family] = len(persons)
            persons.append(Person(chain=len(persons), name=name, starts=[], sex=sex))
        if name.family in alone:
            wives = [i for i in fitting if sex == "f" == persons[i].sex]  # "Mrs. Holt", not the president
            whose[span] = wives[0] if len(wives) == 1 else alone[name.family]
            persons[whose[span]].starts.append(span[0])
            continue
        fitting = _not_relatives(text, span, fitting, whose, words)
        before = [i for i in fitting if persons[i].starts[0] < span[0]] or fitting
        chosen = before[0] if len(before) == 1 else None
        if chosen is None and span[0] < min(persons[i].starts[0] for i in fitting):
            unrelated = [i for i in fitting if i not in kin]
            chosen = unrelated[0] if len(unrelated) == 1 else None
        used = first_alone.setdefault(name.family, span[0])
        if chosen is not None and used < persons[chosen].starts[0] and len(fitting) > 1:
            # alone before the wife was named in full: her husband, who is named in full later if at all
            rest = [i for i in fitting if i != chosen]
            chosen = rest[0] if len(rest) == 1 else None
        if len(before) > 1 and name.family in held and held[name.family][0] in before:
            holder = held[name.family][0]
            others = max(len(persons[i].starts) for i in before if i != holder)
            if others <= len(persons[holder].starts) + held[name.family][1] // 4:
                chosen = holder
        if chosen is not None:
            held[name.family] = (chosen, held.get(name.family, (chosen, 0))[1] + 1)
            whose[span] = chosen


def _relatives(text: str, whose: Mapping[tuple[int, int], int], words: KinWords) -> set[int]:
    """Persons introduced as somebody's kin ("President Holt and his wife, Ann Holt"), without the title."""
    beside = {
        i
        for (start, end), i in whose.items()
        if words.beside_name.search(text[max(0, start - 30) : start])
        or words.beside_name.search(text[end : end + 30])
    }
    return beside - {
        i for (start, _), i in whose.items() if words.heads_of_state.search(text[max(0, start - 20) : start])
    }


def _not_relatives(
    text: str,
    span: tuple[int, int],
    fitting: list[int],
    whose: Mapping[tuple[int, int], int],
    words: KinWords,
) -> list[int]:
    """`fitting` without those named beside the surname as kin: "Kim's late father, Kim Jong-il"."""
    if len(fitting) < 2 or not words.possessive.match(text, span[1]):
        return fitting
    kin = {
        i
        for (start, end), i in whose.items()
        if (start > span[1] and start - span[1] < 40 and words.possessed.match(text[span[1] : start]))
        or text[end : span[0]] == ", "
    }
    return [i for i in fitting if i not in kin] or fitting


class Bearers:
    """Look-up from a name that stands alone to the full names (by index) it can be short for."""

    def __init__(self, names: Sequence[PersonName]) -> None:
        self.by_family: dict[str, list[int]] = defaultdict(list)
        self.by_given: dict[str, list[int]] = defaultdict(list)
        for i, name in enumerate(names):
            if not name.full:
                continue
            last = name.family.split(" ")[-1]
            for key in sorted({name.family, last, last.removeprefix("al-")}):
                self.by_family[key].append(i)
            if not name.family_first:
                self.by_given[name.given[0]].append(i)

    def of(self, word: str) -> list[int]:
        """Those with that family name, else those with that first given name."""
        return self.by_family.get(word) or self.by_given.get(word, [])


# ── offices ──────────────────────────────────────────────────────────────────────────


def settle_offices(offices: Sequence[Office], persons: Sequence[Person]) -> list[int | None]:
    """The person (index) that each office means: its one holder in the article, else None.

    Without a country, "the president" is no "US President Ann Holt" who comes only later: whom readers take
    for granted often has no title at all, and the visitor of the same office has one with a country.
    """
    settled: list[int | None] = []
    official = [(i, p.roles) for i, p in enumerate(persons) if p.roles]
    for office in offices:
        holders = [i for i, roles in official if any(holds(role, office) for role in roles)]
        chosen = holders[0] if len(holders) == 1 else None
        if chosen is not None and not office.country:
            given = {role: at for role, at in persons[chosen].roles.items() if holds(role, office)}
            if not any(role.country is None or at < office.start for role, at in given.items()):
                chosen = None
        settled.append(chosen)
    return settled
