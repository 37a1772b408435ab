"""The words that the grammar without a parse reads a language by (language/…/attributions.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from newsfold.language import either, phrases, words

Phrases = dict[str, tuple[tuple[str, ...], ...]]  # by their first word, longest first
_PLAIN_MARKS = {
    "،": ",",
    "؛": ";",
    "؟": "?",
    "।": ".",
    "॥": ".",
    "：": ":",
    "，": ",",
    "’": "'",
    "‑": "-",
    "ё": "е",
}
_VOWEL_SIGNS = dict.fromkeys(range(0x064B, 0x0653))  # vowels and doubling, which Arabic may leave out
_FORMS = str.maketrans(_PLAIN_MARKS) | _VOWEL_SIGNS


def form_of(word: str) -> str:
    """A word or mark as the lists have it: case-folded, its marks those of Latin script."""
    return word.casefold().translate(_FORMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingWords:
    """All case-folded. Sections that a language has no use for hold a single dash."""

    cues: frozenset[str]
    participles: frozenset[str]
    auxiliaries: frozenset[str]
    reflexive: frozenset[str]  # auxiliaries that only a pronoun before them makes active: "s'est exclamé"
    parts: dict[str, frozenset[str]]  # verbs in two parts: the first, and what may be the second
    gerunds: frozenset[str]  # cues whose subject is that of the clause before: "…, afirmando que …"
    conjunctions: frozenset[str]
    infinitives: tuple[str, ...]  # ends of what may be reported right behind a cue: "a déclaré vouloir"
    before_infinitive: frozenset[str]
    intentions: frozenset[str]  # cues behind which an infinitive is a wish, and nobody's words
    before_source: Phrases
    by_pronoun: Phrases  # with the pronoun inside: "по его словам"
    backward: Phrases  # they open a sentence that says who said the one before: "об этом", "lo"
    behind_source: frozenset[str]
    no_sources: tuple[str, ...]  # behind "according to" they are none: rules, plans
    closing: Phrases  # after the words alone: ", so Holt"
    like: frozenset[str]  # "wie", "como": open a clause that says who said the rest
    fillers: frozenset[str]  # what may stand between a cue and its subject
    clitics: frozenset[str]  # what may stand right before a cue, and is no article there
    denials: frozenset[str]
    listeners: tuple[str, ...]  # ends of words in small letters that say to whom: "агентству"
    before_body: frozenset[str]  # behind a cue, before the body that speaks: "сообщили в полиции"
    determiners: frozenset[str]
    indefinite: frozenset[str]  # of these, what never opens a subject between a cue and its clause
    prepositions: frozenset[str]  # they open what may stand between a cue and its subject
    pronouns: dict[str, str]  # and the sex they tell, "" where they tell none
    nobody: frozenset[str]
    enclitics: tuple[str, ...]
    stops: frozenset[str]  # what ends a noun phrase
    particles: frozenset[str]  # inside names
    ands: frozenset[str]
    openers: frozenset[str]  # before a clause, and no part of it
    relatives: frozenset[str]
    comparisons: frozenset[str]  # before a conjunction they compare: "más que"
    subordinators: frozenset[str]
    subjunctive: frozenset[str]  # verbs that show alone that somebody is reported
    to_listener: frozenset[str]  # prepositions before whom it was said to
    subject_marks: frozenset[str]
    prefixes: tuple[str, ...]  # written together with the word they stand before
    titles: frozenset[str]
    marks_of_verbs: tuple[str, ...]  # behind a verb, and no clause begins there
    roles: tuple[str, ...]  # ends of words that say what somebody is, where such words have a capital
    endings: tuple[str, ...]  # of adjectives inside a noun phrase, where every noun has a capital
    options: frozenset[str]
    cased: bool
    token: re.Pattern[str]

    # Of these: what belongs to a verb group, stands before a clause or phrase, ends none, and is no article.
    light: frozenset[str]
    before_clause: frozenset[str]
    before_phrase: frozenset[str]
    after_phrase: frozenset[str]
    plain_relatives: frozenset[str]
    inside_names: frozenset[str]
    of_whom: frozenset[str]  # before a name they say whose or where: "de", "van", "en"
    prefixed: frozenset[str]  # words that a prefix is taken from
    after_pronoun: frozenset[str]  # behind "das" or "het" they say that it is no article


@lru_cache(maxsize=32)
def reporting_words(language: str) -> ReportingWords:
    """The words of a language, read once."""

    def section(name: str) -> tuple[str, ...]:
        return tuple(form_of(w) for w in words("attributions", name, language) if w != "-")

    def lines(name: str) -> tuple[str, ...]:
        return tuple(form_of(w) for w in phrases("attributions", name, language) if w != "-")

    cues = frozenset((*section("cues"), *section("gerunds")))
    enclitics = section("enclitics")
    endings = section("endings of participles")
    parts: dict[str, set[str]] = {}
    for line in lines("verbs in two parts"):
        first, *others = line.split()
        parts.setdefault(first, set()).update(others)
    sexes = {"m": "pronouns of men", "f": "pronouns of women", "": "pronouns of either"}

    def all_of(*names: str) -> frozenset[str]:
        return frozenset(word for name in names for word in section(name))

    return ReportingWords(
        cues=cues,
        participles=frozenset(p + end for p in section("participles") for end in ("", *endings)),
        auxiliaries=all_of("auxiliaries", "auxiliaries behind a pronoun"),
        reflexive=frozenset(section("auxiliaries behind a pronoun")),
        parts={first: frozenset(second) for first, second in parts.items()},
        gerunds=frozenset(section("gerunds")),
        conjunctions=frozenset(section("conjunctions")),
        infinitives=section("endings of infinitives"),
        before_infinitive=frozenset(section("before an infinitive")),
        intentions=frozenset(section("intentions")),
        before_source=_by_first(lines("before a source")),
        by_pronoun=_by_first(lines("according to a pronoun")),
        backward=_by_first(lines("back to the sentence before")),
        behind_source=frozenset(section("behind a source")),
        no_sources=section("no sources"),
        closing=_by_first(lines("before a source that closes")),
        like=frozenset(section("as")),
        fillers=frozenset(section("fillers")),
        clitics=frozenset(section("before a cue")),
        denials=frozenset(section("denials")),
        listeners=section("endings of listeners"),
        before_body=frozenset(section("before a body behind a cue")),
        determiners=frozenset(section("determiners")),
        indefinite=frozenset(section("indefinite articles")),
        prepositions=frozenset(section("before an adverbial")),
        pronouns={word: sex for sex, name in sexes.items() for word in section(name)},
        nobody=frozenset(section("nobody")),
        enclitics=enclitics,
        stops=frozenset(section("stops")),
        particles=frozenset(section("particles of names")),
        ands=frozenset(section("ands")),
        openers=frozenset(section("openers")),
        relatives=frozenset(section("relatives")),
        comparisons=frozenset(section("before a comparison")),
        subordinators=frozenset(section("subordinators")),
        subjunctive=frozenset(section("subjunctive")),
        to_listener=frozenset(section("before a listener")),
        subject_marks=frozenset(section("marks of a subject")),
        prefixes=section("prefixes"),
        titles=frozenset(section("titles")),
        marks_of_verbs=endings if "no spaces" in lines("options") else (),
        roles=section("roles"),
        endings=section("endings of adjectives"),
        options=frozenset(lines("options")),
        cased=any(word.upper() != word for word in cues),
        token=_token(enclitics),
        light=all_of("fillers", "before a cue", "auxiliaries", "auxiliaries behind a pronoun", "denials"),
        before_clause=all_of("ands", "openers"),
        before_phrase=all_of("fillers", "ands"),
        after_phrase=all_of("ands", "determiners", "fillers", "particles of names"),
        plain_relatives=all_of("relatives") - all_of("determiners"),
        after_pronoun=all_of("cues", "stops", "auxiliaries", "fillers", "before a cue"),
        of_whom=all_of("particles of names", "stops", "determiners"),
        prefixed=all_of(
            "cues", "auxiliaries", "as", "stops", "relatives", "pronouns of men", "pronouns of women"
        )
        | frozenset(_by_first(lines("before a source"))),
        inside_names=all_of("particles of names", "determiners"),
    )


def _by_first(lines: Iterable[str]) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        parts = tuple(line.replace("'", "' ").split())
        table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for first, phrases in table.items()}


def _token(enclitics: Iterable[str]) -> re.Pattern[str]:
    """Words, an article cut short and a pronoun behind a hyphen apart from them; numbers; single marks."""
    tails = either(sorted((e.lstrip("-") for e in enclitics), key=lambda e: (-len(e), e))) or "(?!)"
    letter = r"(?:[^\W_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0903\u093a-\u094f\u0962\u0963\u200c\u200d])"
    return re.compile(
        rf"\d+(?:[.,]\d+)+(?!\w)|{letter}{{1,6}}['’](?={letter})|{letter}{{1,2}}['’]\Z|-(?:{tails})(?!\w)"
        rf"|{letter}+(?:(?:[-‑](?!(?:{tails})(?!\w))|['’]){letter}+)*|\d+(?:[.,]\d+)*|[^\w\s]",
        re.IGNORECASE,
    )
