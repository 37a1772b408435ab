"""Who is meant inside one article: bare surnames, pronouns, offices.

Every rule settles a case only where the text leaves one candidate; the rest stays open (None). A surname
alone belongs to the person the article introduced with it. Newswriters introduce a second bearer in full each
time, so the name stays with its first holder once it has been used alone for that person.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from newsfold.extract.names import (
    COURTESY,
    FEMALE_TITLES,
    MALE_TITLES,
    PersonName,
    given_names,
    person_name,
    same_person,
)
from newsfold.extract.places import country_of, people_of


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


def sex_of(text: str, start: int, name: PersonName) -> str | None:
    """ "m", "f" or None, from the title before the name, else from the given name."""
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
    for span in sorted(spans):
        name = person_name(text[span[0] : span[1]])
        if not name.full:
            bare.append((span, name))
            continue
        known = [i for i, p in enumerate(persons) if same_person(p.name, name)]
        exact = [i for i in known if persons[i].name == name] or known
        if len(exact) != 1:
            exact = [len(persons)]
            persons.append(Person(chain=len(persons), name=name, starts=[]))
        person = persons[exact[0]]
        person.starts.append(span[0])
        person.sex = person.sex or sex_of(text, span[0], name)
        whose[span] = exact[0]
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
    for span, name in bare:
        sex = sex_of(text, span[0], name)
        fitting = bearers(name.family, [p.name for p in persons])
        fitting = [i for i in fitting if not (sex and persons[i].sex and persons[i].sex != sex)]
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
        elif not fitting:  # never named in full here: one person of that name
            if name.family not in alone:
                alone[name.family] = len(persons)
                persons.append(Person(chain=len(persons), name=name, starts=[span[0]], sex=sex))
            whose[span] = alone[name.family]
            persons[alone[name.family]].starts.append(span[0])


def bearers(word: str, names: Sequence[PersonName]) -> list[int]:
    """Which full names the single name `word` can be short for: by family name, else by given name."""
    by_family = [
        i
        for i, n in enumerate(names)
        if n.full and (word == n.family or word in n.family.split(" ")[-1:] or n.family == "al-" + word)
    ]
    if by_family:
        return by_family
    return [i for i, n in enumerate(names) if n.full and not n.family_first and word == n.given[0]]


# ── pronouns and offices ──────────────────────────────────────────────────────────────────────────

_SEX = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_SAYING = frozenset(
    """say tell add state announce claim insist argue warn believe think hope want promise vow pledge note
    explain acknowledge admit deny declare suggest maintain confirm report stress reiterate expect know
    write tweet
    """.split()
)


def settle_offices(found: Sequence[Office], persons: Sequence[Person]) -> list[int | None]:
    """The person (index) that each office means: its one holder in the article, else None."""
    settled: list[int | None] = []
    for office in found:
        holders = [i for i, p in enumerate(persons) if any(_holds(role, office) for role in p.roles)]
        settled.append(holders[0] if len(holders) == 1 else None)
    return settled


def _holds(role: tuple[str, str | None], office: Office) -> bool:
    if office.country and role[1] != office.country:
        return False
    if role[0] == office.office:
        return True
    # "the Russian leader" is the president or whoever leads; "the leader" alone is anybody
    return office.office == "leader" and office.country is not None and role[0] in _HEADS


def pronouns(
    doc: Doc, named: Sequence[tuple[int, int, int]], persons: Sequence[Person]
) -> list[tuple[int, int, int | None]]:
    """Every "he", "she" and their forms as (start, end, person or None).

    `named` are (start, end, person) of settled names and offices, in order. Looks back over two sentences.
    """
    text = doc.text
    sents = [s.start_char for s in doc.sents]
    starts = [n[0] for n in named]
    found: list[tuple[int, int, int | None]] = []
    recent: list[tuple[int, int]] = []  # (start, person) of settled pronouns
    for token in doc:
        sex = _SEX.get(token.lower_)
        if sex is None or (token.text.isupper() and len(token.text) > 1):
            continue
        here = bisect_right(sents, token.idx) - 1
        window = sents[max(0, here - 2)]
        until = bisect_right(starts, token.idx)
        first = bisect_right(starts, window - 1)
        near = named[first:until]
        chosen = _antecedent(doc, token, sex, near, persons, sents[here], sents[max(0, here - 1)])
        if chosen is None and recent and not _quoted(text, token.idx):
            at, person = recent[-1]
            between = [n for n in near if n[0] > at and _fits(persons[n[2]], sex)]
            if (
                at >= sents[max(0, here - 1)]
                and all(n[2] == person for n in between)
                and _fits(persons[person], sex)
            ):
                chosen = person
        if chosen is not None:
            recent.append((token.idx, chosen))
            if persons[chosen].sex is None:
                persons[chosen].sex = sex
        found.append((token.idx, token.idx + len(token.text), chosen))
    return found


def _fits(person: Person, sex: str) -> bool:
    return person.sex in (None, sex)


def _quoted(text: str, at: int) -> bool:
    """Whether `at` stands inside quotation marks opened on its line."""
    line = text[text.rfind("\n", 0, at) + 1 : at][-2000:]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def _antecedent(
    doc: Doc,
    token: Token,
    sex: str,
    near: Sequence[tuple[int, int, int]],
    persons: Sequence[Person],
    sentence: int,
    sentence_before: int,
) -> int | None:
    fitting = [n for n in near if _fits(persons[n[2]], sex)]
    who = {n[2] for n in fitting}
    if _quoted(doc.text, token.idx):
        return None
    speaker = _speaker_of(token)
    if speaker is not None:
        for start, end, person in fitting:
            if start <= speaker.idx < end:
                return person
    inside = {n[2] for n in fitting if n[0] >= sentence}
    if inside:
        return inside.pop() if len(inside) == 1 and (len(who) == 1 or speaker is None) else None
    previous = [n for n in fitting if n[0] >= sentence_before]
    if len({n[2] for n in previous}) == 1:
        return previous[0][2]
    if previous:
        subjects = {n[2] for n in previous if _is_subject(doc, n)}
        return subjects.pop() if len(subjects) == 1 and token.dep_ in ("nsubj", "nsubjpass", "poss") else None
    return who.pop() if len(who) == 1 else None


def _speaker_of(token: Token) -> Token | None:
    """For a pronoun inside what somebody says ("Putin told Kim he supports…"), the sayer's noun."""
    verb = token.head
    for _ in range(6):
        if verb.dep_ == "ccomp" and verb.head.lemma_ in _SAYING:
            for child in verb.head.children:
                if child.dep_ == "nsubj" and child.i < token.i:
                    return child
        if verb.head is verb:
            return None
        verb = verb.head
    return None


def _is_subject(doc: Doc, named: tuple[int, int, int]) -> bool:
    span = doc.char_span(named[0], named[1], alignment_mode="expand")
    return span is not None and span.root.dep_ in ("nsubj", "nsubjpass") and span.root.head.dep_ == "ROOT"
