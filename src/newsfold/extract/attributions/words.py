"""The words by which a language points at who speaks (language/…/speakers.txt)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsfold.language import either, phrases, words


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerWords:
    """All case-folded, but for `lowered` and the patterns."""

    open_pronouns: frozenset[str]  # they name nobody
    pronouns_for_bodies: frozenset[str]
    bodies: frozenset[str]  # nouns that point at an organisation named before
    firms: frozenset[str]  # of these, nouns that few names hold
    short_outlets: frozenset[str]  # as printed: the last word of a name, alone
    statements: frozenset[str]  # what somebody has said or written, by lemma
    by: frozenset[str]  # before whose they are
    inside: frozenset[str]  # before them, where somebody says something
    putting_out: frozenset[str]  # verbs whose object they are
    title_sexes: dict[str, str]  # "mr" → "m"
    articles: frozenset[str]  # definite
    lowered: frozenset[str]  # they lose their capital where a name to show begins with them
    describes_person: re.Pattern[str]  # "43-year-old", "former"
    conjunction: re.Pattern[str]  # between two names
    before_somebody: re.Pattern[str]  # a name after it is not the source
    apposition: re.Pattern[str]  # an office after a name, its words the group


@lru_cache(maxsize=16)
def speaker_words(language: str) -> SpeakerWords:
    """The words of a language, read once."""

    def section(name: str) -> tuple[str, ...]:
        return words("speakers", name, language)

    def pattern(name: str) -> str:
        return f"(?:{either(section(name))})"

    sexes = {"m": section("titles of men"), "f": section("titles of women")}
    return SpeakerWords(
        open_pronouns=frozenset(section("open pronouns")),
        pronouns_for_bodies=frozenset(section("pronouns for a body")),
        bodies=frozenset(section("bodies")),
        firms=frozenset(section("firms")),
        short_outlets=frozenset(section("short for an outlet")),
        statements=frozenset(section("statements")),
        by=frozenset(section("before an author")),
        inside=frozenset(section("before a statement")),
        putting_out=frozenset(section("verbs of putting out")),
        title_sexes={title: sex for sex, titles in sexes.items() for title in titles},
        articles=frozenset(section("definite articles")),
        lowered=frozenset(section("lower case in a name to show")),
        describes_person=re.compile(
            rf"\b(?:{either(phrases('speakers', 'descriptions of a person', language), ' ')})\b"
        ),
        conjunction=re.compile(f" {pattern('conjunctions')} "),
        before_somebody=re.compile(rf"\b{pattern('prepositions before somebody')}\b"),
        apposition=re.compile(
            rf",\s+{pattern('determiners of an apposition')}\s+((?:\w[\w’'-]*\s+){{1,3}}\w[\w’'-]*)\s*[,.;]"
        ),
    )
