"""What decides who said what: each number that was tuned, and where it was measured.

A record a question. Measured together, in docs/measured/attributions.md: the first two records by
`python -m benchmarks.attribution` ("Quotations and their speakers"), the others by
`python -m benchmarks.languages_attribution` ("Other languages"). No number was measured apart; each was
chosen by reading. What only bounds the cost stands beside the code that it bounds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSettings:
    """How far an English cue stands from what it governs, in tokens (`governors_en`, `sayings_en`, …)."""

    quotation: int = 30  # between a quotation and its cue
    colon: int = 8  # from a verb to the colon before what was said
    object: int = 6  # from a verb to the object that is reported: "confirmed three deaths"
    outlet: int = 10  # back from an outlet's name to "interview with"


@dataclass(frozen=True, slots=True, kw_only=True)
class SalienceSettings:
    """Whom a pronoun or a description means in English (`salience`, `speakers`).

    As Lappin and Leass, 1994, weigh mentions by role and distance. Roles themselves are in `salience`.
    """

    spoke: float = 0.4  # what having spoken adds to a person's weight
    fade: float = 0.35  # what is left of a weight with each sentence
    clear: float = 1.2  # times the next person's weight, so that the pronoun is not left open
    clear_office: float = 2.0  # the same of several who hold an office of that name
    pronoun: int = 8  # sentences that a pronoun may look back over
    description: int = 3  # sentences that "the agency" or "the 43-year-old" may look back over
    other_role: float = 0.3  # the weight of a mention in any role that is not listed
    quoted: float = 0.3  # what is left of the weight of a mention inside quotation marks
    known_sex: float = 1.5  # times the weight, of a person who is known to be of the pronoun's sex


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSettings:
    """From what length quoted words are speech, and no name or term (`units.is_speech`)."""

    words: int = 4
    characters: int = 12  # of a script without spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSettings:
    """Where a report begins and ends in languages without a parse (`by_words`, `word_…`)."""

    content: int = 24  # tokens between a cue and what it opens
    colon: int = 8  # tokens between a cue and a colon that opens words without marks
    few: int = 3  # words before quoted ones that do not make them part of a sentence
    credit: int = 9  # tokens at the end of a sentence that may only say who reports it
    long: int = 15  # words of a clause that are more than a name with its apposition
    begun: int = 5  # fewer words before a cue are a clause that only begins there
    back: int = 30  # tokens from a word back to the beginning of its clause, or on to its end
    source: int = 14  # tokens of a source
    listener: int = 4  # letters; a word that is no longer may have any ending
    blanks: int = 6  # of a subject that is far from its cue


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterSettings:
    """Where a report begins and ends in Chinese and Japanese, in characters (`by_characters`)."""

    source: int = 30
    clause: int = 8  # behind a cue; as many are a clause without a mark between them
    label: int = 24  # before a colon


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingSettings:
    """Whom a pronoun means in languages without a parse (`by_spelling`)."""

    back: int = 1500  # characters that a pronoun, or a verb without a subject, may look back over


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySettings:
    """Where the agency stands that words came through, in characters (`relays`)."""

    credit: int = 60  # behind the words: "…, сообщает ТАСС"
    around: int = 160  # behind the cue


CUES = CueSettings()
SALIENCE = SalienceSettings()
SPEECH = SpeechSettings()
WORDS = WordSettings()
CHARACTERS = CharacterSettings()
SPELLING = SpellingSettings()
RELAYS = RelaySettings()
