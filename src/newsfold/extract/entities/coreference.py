"""Who is meant inside one article: bare surnames and offices.

Every rule settles a case only where the text leaves one candidate; the rest stays open (None). A surname
alone belongs to the person the article introduced with it. Newswriters introduce a second bearer in full each
time, so the name stays with its first holder once it has been used alone for that person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsfold.extract.entities.names import (
    COURTESY,
    FEMALE_TITLES,
    MALE_TITLES,
    PersonName,
    given_names,
    person_name,
    same_person,
)
from newsfold.extract.entities.places import country_of, people_of


@dataclass(slots=True, kw_only=True)
class Person:
    """One person of one article while it is being read."""

    chain: int
    name: PersonName
    starts: list[int]  # where named in full, or at all if never in full
    sex: str | None = None
    roles: set[tuple[str, str | None]] = field(default_factory=set)  # (office, ISO country)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """ "the Russian president", "the prime minister": where, which office, of which country if said."""

    start: int
    end: int
    office: str
    country: str | None


_OFFICE = re.compile(
    r"\b(?:prime minister|foreign minister|defen[cs]e minister|finance minister|vice[- ]president"
    r"|secretary of state|attorney general|crown prince|supreme leader|secretary[- ]general"
    r"|president|premier|chancellor|king|queen|pope|emperor|leader|mayor|governor)\b",
    re.IGNORECASE,
)
_SAME_OFFICE = {"premier": "prime minister", "supreme leader": "leader"}
_HEADS = frozenset({"president", "prime minister", "leader", "chancellor"})
_PAST = re.compile(r"(?i)\b(?:then|former|ex|late)[- ]$")


def country_before(text: str, at: int) -> tuple[int, str] | None:
    """Start and ISO code of a people or country that ends right before `at` ("Russian ", "Russia's ")."""
    head = text[max(0, at - 40) : at]
    bare = re.sub(r"(?:['’]s?)?[ ]$", "", head)
    if bare == head:
        return None
    words = bare.split(" ")
    for size in (3, 2, 1):
        phrase = " ".join(words[-size:])
        if not phrase or len(words) < size or not (phrase[0].isupper() or phrase.startswith("the ")):
            continue
        iso = people_of(phrase)
        if not iso:
            country = country_of(phrase)
            iso = country.country if country else None
        if iso:
            return at - (len(head) - len(bare)) - len(phrase), iso
    return None


def office_name(words: str) -> str:
    """One name for an office however it is put: "Premier" is prime minister."""
    folded = words.casefold().replace("-", " ").replace("defence", "defense")
    return _SAME_OFFICE.get(folded, folded)


def offices(text: str) -> list[Office]:
    """Mentions of a person by office alone, "the" and a people included; no titles before names."""
    found = []
    for match in _OFFICE.finditer(text):
        after = text[match.end() : match.end() + 40]
        if re.match(r"[ ][A-Z]", after) or re.match(r"(?:['’]s)? (?:candidate|elect|designate)", after):
            continue
        start, country = match.start(), None
        if before := country_before(text, start):
            start, country = before
        if of := re.match(r" of (?:the )?((?:[A-Z][\w.]+ ?){1,3})", after):
            place = country_of(of.group(1).strip())
            country = place.country if place else country
        article = re.search(r"\b[Tt]he (?:(?:current|new|incumbent) )?$", text[max(0, start - 16) : start])
        if article:
            start -= len(article.group())
        elif country is None or not text[start : match.start()].rstrip().endswith(("'s", "’s", "s'", "s’")):
            continue
        found.append(Office(start=start, end=match.end(), office=office_name(match.group()), country=country))
    return found


def role_at(text: str, start: int, end: int) -> tuple[str, str | None] | None:
    """The office that the words around a name give its bearer, with its country; past offices are None."""
    head = text[max(0, start - 70) : start]
    before = re.search(
        rf"({_OFFICE.pattern})(?: of ((?:the )?[A-Z][\w. ]{{1,40}}))?,? $", head, re.IGNORECASE
    )
    if before:
        at = start - len(head) + before.start()
        ahead = country_before(text, at)
        place = country_of(before.group(2)) if before.group(2) else None
        iso = ahead[1] if ahead else place.country if place else None
        if not _PAST.search(text[max(0, (ahead[0] if ahead else at) - 8) : ahead[0] if ahead else at]):
            return office_name(before.group(1)), iso
        return None
    after = re.match(rf", (?:the )?((?:[A-Z][\w.-]+ ){{0,3}})({_OFFICE.pattern})\b", text[end : end + 70])
    if after:
        at = end + after.start(2)
        ahead = country_before(text, at)
        if ahead or not after.group(1):
            return office_name(after.group(2)), ahead[1] if ahead else None
    return None


_WOMEN = frozenset("wife widow mother daughter sister aunt grandmother girlfriend".split())
_KIN_BEFORE = re.compile(
    r"(?i)\b(wife|widow|mother|daughter|sister|aunt|grandmother|girlfriend"
    r"|husband|widower|father|son|brother|uncle|grandfather|boyfriend),? $"
)


def sex_of(text: str, start: int, name: PersonName) -> str | None:
    """ "m", "f" or None, from the title or the kin word before the name, else from the given name."""
    if kin := _KIN_BEFORE.search(text[max(0, start - 16) : start]):
        return "f" if kin.group(1).casefold() in _WOMEN else "m"
    title = re.search(r"(\w+)\.? $", text[max(0, start - 12) : start])
    if title and title.group(1).casefold() in COURTESY:
        word = title.group(1).casefold()
        if word in MALE_TITLES or word in FEMALE_TITLES:
            return "m" if word in MALE_TITLES else "f"
    return given_names().get(name.given[0]) if name.given and not name.family_first else None


def people(text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[Person], dict[tuple[int, int], int]]:
    """The article's persons, and the person (index) of every name span that is settled."""
    persons: list[Person] = []
    whose: dict[tuple[int, int], int] = {}
    bare: list[tuple[tuple[int, int], PersonName]] = []
    alike: dict[str, list[int]] = defaultdict(list)  # by the family name's last word's first letter
    at: dict[PersonName, int] = {}
    for span in sorted(spans):
        name = person_name(text[span[0] : span[1]])
        if not name.full:
            bare.append((span, name))
            continue
        if name not in at:
            near = alike[name.family.split(" ")[-1][:1]]
            known = [i for i in near if same_person(persons[i].name, name)]
            at[name] = known[0] if len(known) == 1 else len(persons)
            if len(known) != 1:
                near.append(len(persons))
                persons.append(Person(chain=len(persons), name=name, starts=[]))
        person = persons[at[name]]
        person.starts.append(span[0])
        person.sex = person.sex or sex_of(text, span[0], name)
        whose[span] = at[name]
    _settle_bare(text, bare, persons, whose)
    for span, i in whose.items():
        if role := role_at(text, *span):
            persons[i].roles.add(role)
    return persons, whose


def _settle_bare(
    text: str,
    bare: Sequence[tuple[tuple[int, int], PersonName]],
    persons: list[Person],
    whose: dict[tuple[int, int], int],
) -> None:
    held: dict[str, tuple[int, int]] = {}  # surname → (holder, times used alone)
    alone: dict[str, int] = {}
    bearing = Bearers([p.name for p in persons])
    kin = _relatives(text, whose)
    for span, name in bare:
        sex = sex_of(text, span[0], name)
        fitting = bearing.of(name.family)
        fitting = [i for i in fitting if not (sex and persons[i].sex and persons[i].sex != sex)]
        unnamed = not fitting or (_HEAD.search(text[max(0, span[0] - 20) : span[0]]) and kin >= set(fitting))
        if unnamed and name.family not in alone:  # never named in full here: one person of that name
            alone[name.family] = len(persons)
            persons.append(Person(chain=len(persons), name=name, starts=[], sex=sex))
        if name.family in alone:
            wives = [i for i in fitting if sex == "f" == persons[i].sex]  # "Mrs. Holt", not the president
            whose[span] = wives[0] if len(wives) == 1 else alone[name.family]
            persons[whose[span]].starts.append(span[0])
            continue
        fitting = _not_relatives(text, span, fitting, whose)
        before = [i for i in fitting if persons[i].starts[0] < span[0]] or fitting
        chosen = before[0] if len(before) == 1 else None
        if len(before) > 1 and name.family in held and held[name.family][0] in before:
            holder = held[name.family][0]
            others = max(len(persons[i].starts) for i in before if i != holder)
            if others <= len(persons[holder].starts) + held[name.family][1] // 4:
                chosen = holder
        if chosen is not None:
            held[name.family] = (chosen, held.get(name.family, (chosen, 0))[1] + 1)
            whose[span] = chosen


_HEAD = re.compile(r"\b(?:President|Chancellor|Premier|Prime Minister|King|Queen|Pope) $")
_RELATIVE = re.compile(
    r"(?i)\b(?:wife|husband|widow|father|mother|son|daughter|brother|sister|uncle|aunt|nephew|niece|cousin"
    r"|grandson|granddaughter|grandfather|grandmother|in-law|first lady)\b"
)


def _relatives(text: str, whose: Mapping[tuple[int, int], int]) -> set[int]:
    """Persons introduced as somebody's kin ("President Holt and his wife, Ann Holt"), without the title."""
    beside = {
        i
        for (start, end), i in whose.items()
        if _RELATIVE.search(text[max(0, start - 30) : start]) or _RELATIVE.search(text[end : end + 30])
    }
    return beside - {i for (start, _), i in whose.items() if _HEAD.search(text[max(0, start - 20) : start])}


_KIN = re.compile(r"['’]s (?:\w+ ){0,2}\w+,? $")


def _not_relatives(
    text: str, span: tuple[int, int], fitting: list[int], whose: Mapping[tuple[int, int], int]
) -> list[int]:
    """`fitting` without those named beside the surname as kin: "Kim's late father, Kim Jong-il"."""
    if len(fitting) < 2 or text[span[1] : span[1] + 2] not in ("'s", "’s"):
        return fitting
    kin = {
        i
        for (start, end), i in whose.items()
        if (start > span[1] and start - span[1] < 40 and _KIN.match(text[span[1] : start]))
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


def settle_offices(found: Sequence[Office], persons: Sequence[Person]) -> list[int | None]:
    """The person (index) that each office means: its one holder in the article, else None."""
    settled: list[int | None] = []
    official = [(i, p.roles) for i, p in enumerate(persons) if p.roles]
    for office in found:
        holders = [i for i, roles in official if any(holds(role, office) for role in roles)]
        settled.append(holders[0] if len(holders) == 1 else None)
    return settled


def holds(role: tuple[str, str | None], office: Office) -> bool:
    """Whether somebody with that role (office, country) can be the one that `office` means."""
    if office.country and role[1] != office.country:
        return False
    if role[0] == office.office:
        return True
    # "the Russian leader" is the president or whoever leads; "the leader" alone is anybody
    return office.office == "leader" and office.country is not None and role[0] in _HEADS
