"""What decides who copied whom and what recurs: each number that was tuned, and where it was measured.

What only bounds the cost stands beside the code that it bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """What counts as copied. Words are words of the copying article; shares are 0..1.

    Measured in docs/measured/derivation.md, "Planted copies" (`python -m benchmarks.derivation`), and
    "On real articles" (`python -m benchmarks.derivation_real`: 28 of 30 pairs of an archive and 38 of 40 of
    stories were taken).
    """

    least: int = 14  # shared words that make a passage
    least_own: int = 9  # of these free words (no names or numbers) that both print as their own
    least_in_all: int = 20  # such words of all passages, unless most of the article is copied
    least_share: float = 0.04  # of the copying article's words, unless `enough` words are copied
    enough: int = 40
    whole: float = 0.8
    most: float = 0.5
    crowd: int = 8  # bounds the cost: articles with the same words that each other one is compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSettings:
    """How runs of words that two texts share become passages (`passages`); measured as `Copying`."""

    shingle: int = 5  # words: Broder's usual length for near-duplicates
    runs: int = 3  # such runs in common from which two texts are held against each other
    seed: int = 3  # words: the shortest run that two passages are aligned on
    gap: int = 6  # changed words inside a passage that do not end it
    drift: int = 8  # places that a run may move against the one before it, in the same passage
    repeats: int = 6  # places of a run in one text beyond which it says nothing about where it came from


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSettings:
    """Where credits stand, in characters (`credits`).

    Chosen on the articles of docs/measured/derivation.md, "On real articles".
    """

    head: int = 400  # from an article's start
    tail: int = 900  # and from its end
    close: int = 100  # from an end of a line, in which an agency stands in its brackets
    line: int = 240  # a longer line is a paragraph, of which only the last sentence can be a credit


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceSettings:
    """What recurs in an outlet (`recurring`): docs/decisions/0007.

    Measured by `python -m benchmarks.recurring`, in docs/measured/reading.md, "Recurring lines".
    """

    pages: int = 3  # on as many days
    spread: timedelta = timedelta(days=14)  # of a sentence: running stories repeat their background
    prose: int = 20  # spaces in a line that is prose, however it ends


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """Which paragraphs are somebody else's words (`voices`); measured as `Copying`."""

    short: int = 15  # words: lines of fewer before a post's last may be of the post
    turns: int = 3  # labelled paragraphs that make a text a transcript
    introduced: int = 160  # characters before a colon in which it is said whose words follow


COPYING = Copying()
PASSAGES = PassageSettings()
CREDITS = CreditSettings()
RECURRENCE = RecurrenceSettings()
VOICES = VoiceSettings()
