"""Offices in English: "the Russian president", "Prime Minister Ann Holt", "Ann Holt, the mayor"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsfold.extract.entities.places import country_of, people_of
from newsfold.extract.entities.roles import Office, Role
from newsfold.language import either, phrases, table, words

_OFFICES = either(phrases("offices", "offices"), " ")
_OFFICE = re.compile(rf"\b(?:{_OFFICES})\b", re.IGNORECASE)
_ANY_LEADER = frozenset(phrases("offices", "any leader"))
_LEADERS = frozenset(phrases("offices", "leaders"))
_OTHER_NAMES = {row[0]: row[1] for row in table("office_names")}
_FORMER = re.compile(rf"(?i)\b(?:{either(words('offices', 'past'))})[- ]$")
_ELSEWHERE = re.compile(rf"[ ][A-Z]|(?:['’]s)? (?:{either(words('offices', 'not in office'))})")
_THE = re.compile(rf"\b[Tt]he (?:(?:{either(words('offices', 'in office'))}) )?$")
_BEFORE_NAME = re.compile(rf"(\b(?:{_OFFICES})\b)(?: of ((?:the )?[A-Z][\w. ]{{1,40}}))?,? $", re.IGNORECASE)
_AFTER_NAME = re.compile(rf", (?:the )?((?:[A-Z][\w.-]+ ){{0,3}})(\b(?:{_OFFICES})\b)\b")


@dataclass(frozen=True, slots=True)
class _Country:
    """A country that stands before an office: where it begins, and its ISO 3166 code."""

    start: int
    iso: str


def _country_before(text: str, at: int) -> _Country | None:
    """The people or country that ends right before `at` ("Russian ", "Russia's ")."""
    head = text[max(0, at - 40) : at]
    bare = re.sub(r"(?:['’]s?)?[ ]$", "", head)
    if bare == head:
        return None
    parts = bare.split(" ")
    for size in (3, 2, 1):
        phrase = " ".join(parts[-size:])
        if not phrase or len(parts) < size or not (phrase[0].isupper() or phrase.startswith("the ")):
            continue
        iso = people_of(phrase, "en")
        if not iso:
            country = country_of(phrase, "en")
            iso = country.country if country else None
        if iso:
            return _Country(at - (len(head) - len(bare)) - len(phrase), iso)
    return None


def _office_name(form: str) -> str:
    """One name for an office however it is put: "Premier" is prime minister."""
    folded = form.casefold().replace("-", " ")
    return _OTHER_NAMES.get(folded, folded)


def offices(text: str) -> list[Office]:
    """Mentions of a person by office alone, "the" and a people included; no titles before names."""
    listed = []
    for match in _OFFICE.finditer(text):
        after = text[match.end() : match.end() + 40]
        if _ELSEWHERE.match(after):
            continue
        start, country = match.start(), None
        if before := _country_before(text, start):
            start, country = before.start, before.iso
        if of := re.match(r" of (?:the )?((?:[A-Z][\w.]+ ?){1,3})", after):
            place = country_of(of.group(1).strip(), "en")
            country = place.country if place else country
        article = _THE.search(text[max(0, start - 16) : start])
        if article:
            start -= len(article.group())
        elif country is None or not text[start : match.start()].rstrip().endswith(("'s", "’s", "s'", "s’")):
            continue
        office = _office_name(match.group())
        listed.append(
            Office(
                start=start, end=match.end(), office=office, country=country, any_leader=office in _ANY_LEADER
            )
        )
    return listed


def role_at(text: str, start: int, end: int) -> Role | None:
    """The office that the words around a name give its bearer, with its country; past offices are None."""
    head = text[max(0, start - 70) : start]
    before = _BEFORE_NAME.search(head)
    if before:
        at = start - len(head) + before.start()
        ahead = _country_before(text, at)
        place = country_of(before.group(2), "en") if before.group(2) else None
        start_of_office = ahead.start if ahead else at
        if _FORMER.search(text[max(0, start_of_office - 8) : start_of_office]):
            return None
        return _role(before.group(1), ahead.iso if ahead else place.country if place else None)
    after = _AFTER_NAME.match(text[end : end + 70])
    if after:
        at = end + after.start(2)
        ahead = _country_before(text, at)
        if ahead or not after.group(1):
            return _role(after.group(2), ahead.iso if ahead else None)
    return None


def _role(form: str, country: str | None) -> Role:
    office = _office_name(form)
    return Role(office, country, office in _LEADERS)
