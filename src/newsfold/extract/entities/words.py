"""The words that names are made of and stand among, by language (language/…/names.txt, kin.txt, …)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsfold.language import either, phrases, table, words


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What stands before, in and after the names of persons and bodies; case-folded but for `…_printed`."""

    male_titles: frozenset[str]
    female_titles: frozenset[str]
    courtesy: frozenset[str]  # those two and the titles of both
    offices: frozenset[str]
    before_office: frozenset[str]
    joining_office: frozenset[str]
    after_office: frozenset[str]
    person_titles: frozenset[str]  # a name that begins with one is a person's
    titles_printed: frozenset[str]  # the same for one before the name
    surnames_printed: frozenset[str]  # titles that are surnames too
    particles: frozenset[str]
    joined_particle: re.Pattern[str]
    suffixes: frozenset[str]
    family_first: frozenset[str]
    given_too: frozenset[str]  # family names that stand first, or are given names
    short_names: frozenset[frozenset[str]]
    not_in_initials: frozenset[str]
    article: re.Pattern[str]  # at the beginning of a name
    article_before: re.Pattern[str]  # right before a name
    possessive: re.Pattern[str]  # at the end
    possessive_of_word: re.Pattern[str]  # the same right after a letter or digit
    article_or_possessive: re.Pattern[str]  # the one at the beginning, the other at the end
    before_name: re.Pattern[str]
    kept_stop: re.Pattern[str]  # at the end: its full stop belongs to the name
    several_lines: re.Pattern[str]  # between the parts of a span that is several names
    several_persons: re.Pattern[str]  # the same where it is persons


@lru_cache(maxsize=16)
def name_words(language: str) -> NameWords:
    """The words of a language, read once."""

    def section(name: str) -> frozenset[str]:
        return frozenset(words("names", name, language))

    def pattern(name: str) -> str:
        return f"(?:{either(words('names', name, language))})"

    men, women = section("titles of men"), section("titles of women")
    stops = either(words("names", "endings with a stop", language))
    return NameWords(
        male_titles=men,
        female_titles=women,
        courtesy=men | women | section("titles of both"),
        offices=section("offices"),
        before_office=section("before an office"),
        joining_office=section("joining an office"),
        after_office=section("after an office"),
        person_titles=section("titles of persons alone"),
        titles_printed=section("titles in capitals"),
        surnames_printed=section("surnames too"),
        particles=section("particles"),
        joined_particle=re.compile(rf"(?i)^{pattern('joined particles')}[-'’]"),
        suffixes=section("suffixes"),
        family_first=section("family names first"),
        given_too=section("given names too"),
        short_names=frozenset(frozenset(pair) for pair in table("short_names", language)),
        not_in_initials=section("not in initials"),
        article=re.compile(rf"(?i)^{pattern('articles')}\s+"),
        article_before=re.compile(rf"(?i)\b{pattern('articles')} $"),
        possessive=re.compile(rf"['’]{pattern('possessive endings')}?$"),
        possessive_of_word=re.compile(rf"(?<=\w)['’]{pattern('possessive endings')}?$"),
        article_or_possessive=re.compile(
            rf"^{pattern('articles')}\s+|['’]{pattern('possessive endings')}$", re.IGNORECASE
        ),
        before_name=re.compile(rf"{pattern('before a name')}[\s-]+(?=\S)", re.IGNORECASE),
        kept_stop=re.compile(rf"(?:\b[A-Z]|{stops})\.$"),
        several_lines=re.compile(r"\n+|\s+\|\s+"),
        several_persons=re.compile(
            rf"\n+|\s+\|\s+|,\s+(?!{either(words('names', 'suffixes after a comma', language))})"
            rf"|\s+{pattern('between two persons')}\s+|\s*/\s*"
        ),
    )


@lru_cache(maxsize=16)
def given_names(language: str = "en") -> dict[str, str]:
    """Given names common in the news, case-folded, with "m" or "f"; names given to both are left out."""
    sexes: dict[str, str] = {}
    for sex, names in table("first_names", language):
        for name in names.casefold().split():
            sexes[name] = sex if sexes.get(name, sex) == sex else "?"
    return {name: sex for name, sex in sexes.items() if sex != "?"}


@lru_cache(maxsize=16)
def pronoun_sexes(language: str = "en") -> dict[str, str]:
    """Pronouns that stand for one person, with "m" or "f"."""
    of = {"m": words("pronouns", "of men", language), "f": words("pronouns", "of women", language)}
    return {word: sex for sex, forms in of.items() for word in forms}


@dataclass(frozen=True, slots=True, kw_only=True)
class KinWords:
    """Words for relatives, and the titles of those who are no relatives of their namesake."""

    women: frozenset[str]
    before_name: re.Pattern[str]  # its group the word
    beside_name: re.Pattern[str]
    heads_of_state: re.Pattern[str]  # before a name
    possessive: re.Pattern[str]  # after a name
    possessed: re.Pattern[str]  # from there to a relative's name: "'s late father, "


@lru_cache(maxsize=16)
def kin_words(language: str) -> KinWords:
    """The words of a language, read once."""
    women, men = words("kin", "women", language), words("kin", "men", language)
    beside = phrases("kin", "beside somebody", language)
    possessive = rf"['’](?:{either(words('names', 'possessive endings', language))})"
    heads = phrases("offices", "heads of state", language)
    return KinWords(
        women=frozenset(women),
        before_name=re.compile(rf"(?i)\b({either((*women, *men))}),? $"),
        beside_name=re.compile(rf"(?i)\b(?:{either(beside, ' ')})\b"),
        heads_of_state=re.compile(rf"\b(?:{either(heads, ' ')}) $"),
        possessive=re.compile(possessive),
        possessed=re.compile(rf"{possessive} (?:\w+ ){{0,2}}\w+,? $"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """What stands before and in the names of places."""

    sites_printed: frozenset[str]
    inside: re.Pattern[str]  # before a name that is then a place's
    bound: re.Pattern[str]  # the same where it is no person's
    side_of: re.Pattern[str]  # "North of " at the beginning of a name
    compass: re.Pattern[str]  # before a region
    direction: re.Pattern[str]  # at the beginning of a name
    kind_of_area: re.Pattern[str]  # at the end of a name
    saint: re.Pattern[str]
    saint_in_full: str
    half: re.Pattern[str] | None  # "the North", its group the word
    halves: dict[str, Half]


@dataclass(frozen=True, slots=True)
class Half:
    """A country that is called by one word beside another, and the country whose stories do so."""

    name: str
    beside: str  # ISO 3166


@lru_cache(maxsize=16)
def place_words(language: str) -> PlaceWords:
    """The words of a language, read once."""

    def forms(name: str) -> str:
        return either(words("places", name, language))

    sides, endings = forms("directions"), forms("endings of directions")
    halves = {word: Half(name, iso) for word, name, iso in table("halves", language)}
    articles = either(words("names", "articles", language))
    return PlaceWords(
        sites_printed=frozenset(words("places", "sites", language)),
        inside=re.compile(rf"\b(?:{forms('prepositions of place')}) $"),
        bound=re.compile(rf"\b(?:{forms('prepositions of direction')}) $"),
        side_of=re.compile(rf"(?:{forms('sides of')})\w* (?:{forms('joining a side')}) "),
        compass=re.compile(rf"(?:^|(?<=\W))(?:{sides})(?:{endings})? $"),
        direction=re.compile(
            rf"^(?:(?:{sides}|{forms('parts')})(?:{endings})?|{forms('far')})[ -]+", re.IGNORECASE
        ),
        kind_of_area=re.compile(rf" (?:{forms('kinds of area')})$"),
        saint=re.compile(rf"\b(?:{forms('saint')})\.? "),
        saint_in_full=words("places", "saint in full", language)[0],
        half=re.compile(rf"\b(?i:{articles}) ({either(tuple(halves))})(?=(?:['’]s)? [a-z]|[,.;:])")
        if halves
        else None,
        halves=halves,
    )
