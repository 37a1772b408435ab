"""What decides who, what and where a name is: each number that was tuned, and where it was measured.

A record a question. Likelihoods and shares are 0..1. What only bounds the cost stands beside the code that it
bounds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PronounSettings:
    """Whom "he" and "she" mean in English (`pronouns_en`): weights of mentions.

    Measured together in docs/measured/entities.md, "Who is meant": of 255 pronouns .733 are led to the right
    person with these, .17 stay open. The weights of roles are in `pronouns_en`.
    """

    other_role: float = 0.3  # a mention in any role that is not listed
    fade: float = 0.45  # what is left of a weight with each sentence
    back: int = 3  # sentences before the pronoun's own in which a mention weighs
    clause: float = 2.0  # the subject of the pronoun's own clause
    outward: float = 0.4  # what is left of that with each clause further out
    unknown: float = 0.75  # what is left of the weight of a person of unknown sex
    quoted: float = 0.3  # what is left of the weight of a mention inside quotation marks
    clear: float = 1.2  # times the second person's weight, so that the pronoun is not left open


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """Whom an office without a country means, of several who hold it in a story (`persons`).

    Measured with the others in docs/measured/entities.md, "Who is meant" (40 offices).
    """

    clear: float = 2.0  # times as many mentions as any other holder has in the article


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSettings:
    """How alike two names sound (`sounds`). The costs of single sounds are in language/sounds.tsv.

    Chosen on half of the stories in docs/measured/entities.md, "Across languages", as `JoiningSettings` are.
    """

    first: float = 1.5  # times what a change of any other sound costs
    opening: float = 0.5  # what it costs that one begins with a vowel and the other with a consonant


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningSettings:
    """From what likeness two persons of two languages are one (`joining`).

    Chosen on half of the stories in docs/measured/entities.md, "Across languages": on the other half no pair
    of 801 is joined wrongly, and .956 are joined.
    """

    full: float = 0.8  # likeness of two full names
    alone: float = 0.86  # likeness where one is a name alone
    family: float = 0.74  # likeness that the family names of two full names must have
    given: float = 0.6  # and their first given names
    rest: float = 0.85  # likeness of all but the first part, where that may be the family's
    rest_sounds: int = 2  # consonants that it must have
    clear: float = 0.08  # by how much a reading must be better than any other
    alone_sounds: int = 3  # consonants of a name alone
    together_sounds: int = 5  # consonants of a full name without a mark between its parts


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanySettings:
    """From what likeness two bodies in two scripts are one (`companies`).

    Measured in docs/measured/entities.md, "Across languages" (60 companies: none joined wrongly).
    """

    alike: float = 0.9  # of two names of `long` consonants and more
    long: int = 4
    short: int = 3  # fewer consonants say nothing; with so many, all must be the same
    vowels: int = 1  # letters by which such short names may differ besides


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySettings:
    """Which cities a name may mean, by their people (`exonyms`, `linking`).

    Chosen by reading, for docs/entities.md, "Names in other languages"; not measured apart.
    """

    known: int = 50_000  # by a name in a language of its own script
    known_latin: int = 150_000  # by a name in Latin letters, which may be of any of many languages
    large: int = 500_000  # in other languages' articles, so that a person's name there is the city's


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSettings:
    """How many letters stay of a word without what is written onto it (`forms`, `bounds`).

    Chosen by reading, for docs/entities.md, "Names in other languages"; not measured apart.
    """

    stem: int = 3  # of a name without its ending
    people: int = 3  # of a country's name that its people's begins with
    joined: int = 3  # behind an "and" that is written with its word; shorter words merely begin so


PRONOUNS = PronounSettings()
OFFICES = OfficeSettings()
SOUNDS = SoundSettings()
JOINING = JoiningSettings()
COMPANIES = CompanySettings()
CITIES = CitySettings()
FORMS = FormSettings()
